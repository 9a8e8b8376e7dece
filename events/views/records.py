"""The pages of people, organisations and networks: records, shown where they may be."""

from typing import Any
from urllib.parse import unquote

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from events.charts import by_status, sources
from events.models import (
    Accreditation,
    Event,
    Membership,
    Network,
    Organisation,
    Participant,
    Participation,
)
from nhri.translation.languages import current_language, other
from nhri.workflow.answers import missing

_SHOWN = 30


@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """All networks, the global one first, with how many members each has."""
    found = (
        Network.objects.public()
        .select_related("organisation__country", "parent__organisation__country")
        .annotate(
            members=Count(
                "memberships", filter=Q(memberships__in=Membership.objects.current().shown())
            )
        )
    )
    return render(request, "networks/network_list.html", {"networks": found})


@require_safe
def network(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """What it is, its parent and parts, its members by country, its events."""
    language = current_language()
    found = (
        Network.objects.public()
        .filter(pk=pk)
        .select_related("organisation__country", "parent__organisation__country")
        .first()
    )
    if found is None:
        return missing(request)
    if _has_moved(request, found, language):
        return redirect(found.address(language), permanent=True)
    members = list(_members(found, language))
    context = {
        "network": found,
        "organisation": found.organisation,
        "children": found.children.public().select_related("organisation__country"),
        "members": members,
        "chart": by_status(members),
        "sources": sources(members),
        "events": _events_of(Event.objects.filter(networks=found), language),
        **_addresses(request, found, language),
    }
    return render(request, "networks/network_detail.html", context)


@require_safe
def organisation(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Its networks, its accreditation over time, the events it was at."""
    language = current_language()
    found = Organisation.objects.select_related("country", "merged_into__country").filter(pk=pk)
    one = found.first()
    if one is not None and one.merged_into is not None:
        one = one.merged_into
    if one is None or not one.is_public:
        return missing(request)
    if one.pk != pk or _has_moved(request, one, language):
        return redirect(one.address(language), permanent=True)
    context = {
        "organisation": one,
        "memberships": one.memberships.current().select_related("network__organisation__country"),
        "network": Network.objects.filter(organisation=one).first(),
        "accreditations": one.accreditations.public(),
        "events": _events_of(
            Event.objects.filter(Q(host=one) | Q(pk__in=_attended(one))), language
        ),
        "news": one.news.published(language).for_cards().order_by("-released_on", "-pk")[:12],
        **_addresses(request, one, language),
    }
    return render(request, "organisations/organisation_detail.html", context)


@require_safe
def participant(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A person who has consented: what they were, where and when."""
    language = current_language()
    one = Participant.objects.select_related("merged_into").filter(pk=pk).first()
    if one is not None and one.merged_into is not None:
        one = one.merged_into
    if one is None or not one.has_page:
        return missing(request)
    if one.pk != pk or _has_moved(request, one, language):
        return redirect(one.address(language), permanent=True)
    visible = Event.objects.published(language)
    roles = (
        Participation.objects.filter(person=one, event__in=visible)
        .select_related("event", "organisation__country", "session")
        .order_by("-event__starts_on", "position")[: _SHOWN * 2]
    )
    context = {
        "participant": one,
        "roles": roles,
        "news": one.news.published(language).for_cards().order_by("-released_on", "-pk")[:12],
        **_addresses(request, one, language),
    }
    return render(request, "participants/participant_detail.html", context)


def _members(network: Network, language: str) -> Any:
    """Current members by country, each with the accreditation that readers may see."""
    statuses = Prefetch(
        "organisation__accreditations",
        queryset=Accreditation.objects.current().public(),
        to_attr="shown_accreditations",
    )
    return (
        Membership.objects.current()
        .shown()
        .filter(network=network)
        .select_related("organisation__country")
        .prefetch_related(statuses)
        .order_by(f"organisation__country__sort_{language}", f"organisation__sort_{language}")
    )


def _attended(organisation: Organisation) -> Any:
    return Participation.objects.filter(organisation=organisation).values("event")


def _events_of(events: Any, language: str) -> Any:
    return events.published(language).for_cards().order_by("-starts_on", "-pk")[:_SHOWN]


def _has_moved(request: HttpRequest, record: Any, language: str) -> bool:
    return request.path != unquote(record.address(language))


def _addresses(request: HttpRequest, record: Any, language: str) -> dict[str, Any]:
    return {
        "alternate_url": record.address(other(language)),
        "canonical_url": request.build_absolute_uri(record.address(language)),
    }
