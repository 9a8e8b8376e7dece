"""Organisations, networks and countries in the admin."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.accrediting import RULE
from events.admin import people as _people
from events.admin.following import AccreditationRows, FollowingRow, MembershipRows
from events.admin.institution_list import ListIntake
from events.admin.merge_views import MergeViews
from events.admin.naming import DAYS, NamedAdmin, SmallAdmin, is_list, network_q
from events.admin.record_filters import CountryFilter, NetworkFilter, StatusFilter
from events.admin.record_forms import NetworkForm, OrganisationForm
from events.admin.record_tables import TableAction
from events.labels import all_names, hints
from events.models import Accreditation, Country, Membership, Network, Organisation
from nhri.translation.inputs import DirectedForms
from nhri.translation.languages import current_language

__all__ = ["CountryAdmin", "NetworkAdmin", "OrganisationAdmin", "_people"]


class NetworkSection(admin.StackedInline):
    """What makes an organisation a network; empty for all others."""

    model = Network
    form = NetworkForm
    extra = 0
    max_num = 1
    fields: ClassVar[Any] = ("scope", "parent", "founded", ("seat_ar", "seat_en"), "position")


class Memberships(admin.TabularInline):
    """The networks that the organisation is a member of."""

    formfield_overrides: ClassVar[Any] = DAYS

    model = Membership
    form = FollowingRow
    formset = MembershipRows
    extra = 0
    fields: ClassVar[Any] = ("network", "member_class", "since", "until")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Networks with their names, in one query a row."""
        if db_field.name == "network":
            kwargs["queryset"] = Network.objects.select_related("organisation__country")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Networks are made on their own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "network" and field is not None:
            field.label = capfirst(Network._meta.verbose_name)
            for deed in ("add", "change", "view"):
                setattr(field.widget, f"can_{deed}_related", False)
        return field


class Accreditations(admin.TabularInline):
    """The history of the institution's status, the newest first."""

    formfield_overrides: ClassVar[Any] = DAYS

    model = Accreditation
    form = FollowingRow
    formset = AccreditationRows
    extra = 0
    fields: ClassVar[Any] = ("status", "as_of", "decided_on", "until", "source", "is_public")
    template = "admin/events/accreditations.html"
    rule = RULE


@admin.register(Organisation)
class OrganisationAdmin(ListIntake, MergeViews, TableAction, NamedAdmin):
    """Institutions, networks, bodies of the United Nations, governments, civil society."""

    form = OrganisationForm
    fieldsets = (
        (None, {"fields": (
            "kind", "country", ("name_ar", "name_en"), "name_en_language", "abbreviation",
            "variants",
        ), "description": _(
            "A national institution whose name is not known in a language is described there by "
            "its country; the description is no name and is not written here. Where the name in "
            "Latin letters is French or Spanish, say so: it is read aloud in that language."
        )}),
        (_("For readers"), {"fields": ("is_public", "site", ("description_ar", "description_en"))}),
    )  # fmt: skip
    inlines = (NetworkSection, Memberships, Accreditations)
    autocomplete_fields = ("country",)
    list_display = ("names", "kind", "country", "in_networks", "status")
    list_filter = ("kind", StatusFilter, NetworkFilter, ("country", CountryFilter))
    search_help_text = _("Any spelling of the name or an abbreviation, in Arabic or Latin letters")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the country that describes it; the list with what its columns show as well."""
        queryset = super().get_queryset(request).select_related("country")
        if not is_list(request):
            return queryset
        current = Membership.objects.current().select_related("network__organisation")
        held = Accreditation.objects.current()
        return queryset.prefetch_related(
            Prefetch("memberships", current, to_attr="current_memberships"),
            Prefetch("accreditations", held, to_attr="current_accreditations"),
        )

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Those without a name by their country."""
        *first, last = super().get_ordering(request)
        return (*first, f"country__sort_{current_language()}", last)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only a network has a section for one, only an institution a status."""
        kind = obj.kind if obj is not None else request.GET.get("kind", "")
        wanted = {
            NetworkSection: kind in ("", Organisation.Kind.NETWORK),
            Accreditations: kind in ("", Organisation.Kind.NATIONAL_INSTITUTION),
        }
        return [inline for inline in self.inlines if wanted.get(inline, True)]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """And say which status was closed by which."""
        super().save_formset(request, form, formset, change)
        for said in formset.told() if isinstance(formset, AccreditationRows) else ():
            messages.info(request, said)

    @admin.display(description=_("name"))
    def names(self, organisation: Organisation) -> str:
        """Both names; a description where there is none."""
        return all_names(organisation)

    @admin.display(description=_("networks"))
    def in_networks(self, organisation: Any) -> str:
        """Current memberships, by abbreviation."""
        named = (row.network.organisation for row in organisation.current_memberships)
        return " · ".join(one.abbreviation or str(one) for one in named)

    @admin.display(description=_("accreditation"))
    def status(self, organisation: Any) -> str:
        """The status that holds, and of which year."""
        return " · ".join(
            f"{row.get_status_display()} ({row.as_of})"
            for row in organisation.current_accreditations
        )


@admin.register(Network)
class NetworkAdmin(DirectedForms, admin.ModelAdmin):
    """Networks: found here by the names of their organisation, changed there or here."""

    form = NetworkForm
    fields: ClassVar[Any] = (
        "organisation", "scope", "parent", "founded", ("seat_ar", "seat_en"), "position",
    )  # fmt: skip
    autocomplete_fields = ("organisation",)
    list_display = ("__str__", "scope", "parent", "founded")
    list_filter = ("scope",)
    list_select_related = ("organisation__country", "parent__organisation__country")
    search_fields = ("organisation__found_by",)
    search_help_text = _("Any spelling of the name or an abbreviation, in Arabic or Latin letters")

    class Media:
        js = ("js/admin/namesakes.js",)
        css: ClassVar[dict[str, Any]] = {"all": ("css/admin/records.css",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        """With their names."""
        return super().get_queryset(request).select_related("organisation__country")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """By any spelling of the organisation's names."""
        found = queryset.filter(organisation__merged_into=None)
        return (found.filter(network_q(search_term)) if search_term.strip() else found), False

    def hints(self, records: Any) -> dict[Any, str]:
        """The second line of what is found."""
        return hints(records)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Networks with their names in one query."""
        if db_field.name == "parent":
            kwargs["queryset"] = Network.objects.select_related("organisation__country")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A network stays: events and members name it. Its organisation can be hidden."""
        return False


@admin.register(Country)
class CountryAdmin(SmallAdmin):
    """Read only: countries come with the imported lists, as the United Nations name them."""

    list_display = ("names", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never by hand."""
        return False
