"""What the lists of records can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Accreditation, Membership, Network


class CountryFilter(admin.RelatedFieldListFilter):
    """One country of a hundred: folded until it is used."""

    template = "admin/events/folded_filter.html"


class NetworkFilter(admin.SimpleListFilter):
    """Current members of one network."""

    title = _("network")
    parameter_name = "network"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """By abbreviation where there is one."""
        networks = Network.objects.select_related("organisation")
        return [(str(n.pk), n.organisation.abbreviation or str(n)) for n in networks]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """An unknown number narrows to nothing."""
        value = self.value()
        if not value:
            return queryset
        if not value.isdecimal():
            return queryset.none()
        rows = Membership.objects.current().filter(network=value, organisation=OuterRef("pk"))
        return queryset.filter(Exists(rows))


class StatusFilter(admin.SimpleListFilter):
    """The status that holds now."""

    title = _("accreditation")
    parameter_name = "status"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Every status, and none recorded."""
        own = [(value, capfirst(label)) for value, label in Accreditation.Status.choices]
        return [*own, ("unknown", _("Not recorded"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By the row without an end."""
        value = self.value()
        if not value:
            return queryset
        rows = Accreditation.objects.current().filter(organisation=OuterRef("pk"))
        if value == "unknown":
            return queryset.filter(~Exists(rows))
        return queryset.filter(Exists(rows.filter(status=value)))


class NamedFilter(admin.SimpleListFilter):
    """Whether readers may meet the person."""

    title = _("shown to readers")
    parameter_name = "named"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """From nowhere to a page of their own."""
        return [
            ("page", _("With a page of their own")),
            ("events", _("Named at events")),
            ("nowhere", _("Named nowhere")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        """By the rules that readers' pages follow."""
        named = queryset.model.objects.may_be_named()
        if self.value() == "page":
            return queryset.filter(pk__in=queryset.model.objects.with_page())
        if self.value() == "events":
            return queryset.filter(pk__in=named)
        return queryset.exclude(pk__in=named) if self.value() == "nowhere" else queryset
