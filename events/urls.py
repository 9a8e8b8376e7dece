"""The addresses of events, people, networks and organisations, below ``/ar/`` and ``/en/``."""

from django.urls import include, path

from events import calendars, views

_events = [
    path("", views.EventList.as_view(), name="list"),
    path("<year:year>/", views.YearList.as_view(), name="year"),
    path("calendar/", views.this_month, name="this_month"),
    path("calendar/<year:year>/<int:month>/", views.month, name="month"),
    path("calendar.ics", calendars.feed, name="calendar"),
    path("<int:pk>-<words:slug>/", views.detail, name="detail"),
    path("<int:pk>-<words:slug>/event.ics", calendars.one, name="ics"),
    *[
        path(
            f"<int:pk>-<words:slug>/{name}.<slug:extension>", views.sheet, {"name": name}, name=name
        )
        for name in ("agenda", "participants")
    ],
]
_networks = [
    path("", views.networks, name="list"),
    path("<int:pk>-<words:slug>/", views.network, name="detail"),
]
_organisations = [path("<int:pk>-<words:slug>/", views.organisation, name="detail")]
_participants = [path("<int:pk>-<words:slug>/", views.participant, name="detail")]

urlpatterns = [
    path("events/", include((_events, "events"))),
    path("networks/", include((_networks, "networks"))),
    path("organisations/", include((_organisations, "organisations"))),
    path("participants/", include((_participants, "participants"))),
]
