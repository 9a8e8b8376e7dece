"""The glossary of names in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nhri.quality.models import GlossaryTerm
from nhri.translation.inputs import DirectedForms


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(DirectedForms, admin.ModelAdmin):
    """Both languages beside each other; what is no longer said is switched off, not deleted."""

    list_display = ("name_ar", "name_en", "abbreviation", "is_official", "is_active")
    list_filter = ("is_official", "is_active")
    search_fields = (
        "name_ar", "name_en", "abbreviation", "variants_ar", "variants_en", "wrong_ar", "wrong_en",
    )  # fmt: skip
    list_per_page = 50
    fieldsets = (
        (None, {"fields": (("name_ar", "name_en"), "abbreviation", "is_official")}),
        (
            _("Variants"),
            {"fields": (("variants_ar", "variants_en"), ("wrong_ar", "wrong_en"))},
        ),
        (None, {"fields": ("note", "is_active")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a deleted name would come back with the next loading."""
        return False
