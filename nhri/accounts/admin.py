"""Colleagues in the admin: invited, given roles, never deleted; nobody knows another's password."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nhri.accounts import letters
from nhri.accounts.account_views import AccountViews
from nhri.accounts.forms import ColleagueForm, NewColleagueForm
from nhri.accounts.models import User
from nhri.accounts.roles import LABELS, named
from nhri.accounts.tasks import send_news
from nhri.translation.inputs import DirectedForms

admin.site.unregister(Group) if admin.site.is_registered(Group) else None


class RoleFilter(admin.SimpleListFilter):
    """By role, named in the reader's language."""

    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The five roles."""
        return list(LABELS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Members of the group."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(AccountViews, DirectedForms, admin.ModelAdmin):
    """Colleagues and their roles. Nobody is deleted: an account is closed when its owner leaves."""

    form = ColleagueForm
    add_form_template = "admin/nhri/user/add_form.html"
    change_form_template = "admin/nhri/user/change_form.html"
    list_display = ("full_name", "username", "email", "role_names", "standing")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("full_name", "username", "email")
    ordering = ("full_name",)
    readonly_fields = ("standing", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("full_name", "email", "username", "language", "mail")}),
        (gettext_lazy("Role"), {"fields": ("groups", "standing")}),
        (
            gettext_lazy("Dates"),
            {"fields": ("last_login", "date_joined"), "classes": ("collapse",)},
        ),
    )
    add_fieldsets = ((None, {"fields": ("full_name", "email", "username", "language", "groups")}),)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Fewer for somebody new."""
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Somebody new needs no user name."""
        if obj is None:
            kwargs["form"] = NewColleagueForm
        return super().get_form(request, obj, change=change, **kwargs)

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, user: User) -> str:
        """The person's roles in the reader's language."""
        return named(user)

    @admin.display(description=gettext_lazy("account"), ordering="is_active")
    def standing(self, user: User) -> Any:
        """Whether they can sign in, and have."""
        if not user.is_active:
            return format_html('<span class="chip">{}</span>', pgettext("account", "closed"))
        if user.is_invited:
            label = _("invited, not signed in yet")
            return format_html('<span class="chip chip-in_review">{}</span>', label)
        label = pgettext("account", "open") if user.last_login else _("not signed in yet")
        return format_html('<span class="chip chip-published">{}</span>', label)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the roles, in one query more for the whole list."""
        return super().get_queryset(request).prefetch_related("groups")

    # Who may touch whom -------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account is a superuser's: its mail would open it to whoever changes it."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: what a person wrote and approved stays theirs on record."""
        return False

    # Saving -------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The changed columns alone; somebody new gets a link instead of a password."""
        if change:
            columns = [name for name in form.changed_data if name != "groups"]
            known = User.objects.only("email").get(pk=obj.pk).email
            obj.save(update_fields=columns)
            if obj.is_active and known.lower() != obj.email:
                send_news.enqueue(obj.pk, "address", known)
            return
        obj.set_unusable_password()
        obj.save()

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "",
        extra_context: Any = None,
    ) -> Any:  # fmt: skip
        """The invitation leaves once the account is committed: a mail that fails undoes nothing."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        invited = getattr(request, "_invited", None)
        if invited is not None:
            self._invite(request, invited)
        return response

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: Any = None
    ) -> HttpResponse:
        """To the new colleague's page, which says where the invitation stands."""
        request._invited = obj  # type: ignore[attr-defined]
        return self._back_to(obj)

    def _invite(self, request: HttpRequest, user: User) -> None:
        site = request.build_absolute_uri("/")
        if letters.send_link(user, site, by=request.user):  # type: ignore[arg-type]
            said = _("%(name)s was added, and an invitation was sent to %(address)s.")
            messages.success(request, said % {"name": user, "address": user.email})
        else:
            said = _(
                "%(name)s was added, but the invitation could not be sent. Send the link again, or "
                "show it to hand it over in person."
            )
            messages.error(request, said % {"name": user})
