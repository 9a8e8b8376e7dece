"""Records in the admin: persons, organisations, networks."""

from django.contrib import admin

from events.models import Country, EventSeries, Network, Organisation, Participant


@admin.register(Participant, Organisation)
class NamedAdmin(admin.ModelAdmin):
    """Found by name in any spelling."""

    search_fields = ("found_by",)


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    """Networks."""

    search_fields = ("organisation__found_by",)


@admin.register(Country, EventSeries)
class SmallAdmin(admin.ModelAdmin):
    """Small tables."""

    search_fields = ("name_ar", "name_en")
