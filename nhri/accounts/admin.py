"""Colleagues in the admin: a short form in which a role is one tick, not forty permissions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nhri.accounts.models import User
from nhri.accounts.roles import DESCRIPTIONS, LABELS, ROLES
from nhri.translation.inputs import DirectedForms

admin.site.unregister(Group) if admin.site.is_registered(Group) else None


class RolesField(forms.ModelMultipleChoiceField):
    """The groups, named in the reader's language."""

    def label_from_instance(self, obj: Group) -> str:
        """A role's name, and what it may do."""
        return f"{LABELS.get(obj.name, obj.name)} – {DESCRIPTIONS.get(obj.name, '')}"


def _roles_field() -> RolesField:
    return RolesField(
        queryset=Group.objects.filter(name__in=ROLES),
        widget=forms.CheckboxSelectMultiple,
        label=_("roles"),
    )


class ColleagueForm(UserChangeForm):
    """Change a colleague; at least one role."""

    groups = _roles_field()


class NewColleagueForm(UserCreationForm):
    """Add a colleague; at least one role."""

    groups = _roles_field()

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "email", "language", "groups")


class RoleFilter(admin.SimpleListFilter):
    """By role, named in the reader's language."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The five roles."""
        return list(LABELS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Members of the group."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(DirectedForms, DjangoUserAdmin):
    """Colleagues and their roles. Nobody is deleted: an account is made inactive."""

    form = ColleagueForm
    add_form = NewColleagueForm
    list_display = ("full_name", "username", "email", "role_names", "is_active")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("full_name", "username", "email")
    ordering = ("full_name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "language", "mail", "password")}),
        (_("Role"), {"fields": ("groups", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined"), "classes": ("collapse",)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "language", "groups")}),
        (_("Password"), {"fields": ("password1", "password2")}),
    )

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """The person's roles in the reader's language."""
        return "، ".join(str(LABELS.get(g.name, g.name)) for g in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the roles, in one query more for the whole list."""
        return super().get_queryset(request).prefetch_related("groups")

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: what a person wrote and approved stays theirs on record."""
        return False
