"""Pages and the institution in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from nhri.desk.admin import DeskAdmin
from nhri.desk.filters import OnTheDesk
from nhri.pages.models import Institution, Page
from nhri.translation.inputs import DirectedForms


@admin.register(Page)
class PageAdmin(DeskAdmin):
    """About, contact, privacy and the like, published as news is."""

    open_translated: ClassVar[tuple[str, ...]] = ("title", "summary", "body")
    open_shared: ClassVar[tuple[str, ...]] = ("slug",)
    folded_shared: ClassVar[tuple[str, ...]] = ("in_menu", "position")
    folded_label = _("More: menu, embargo")
    preview_template = "pages/page_detail.html"
    list_display = ("heading", "slug", "arabic", "english", "open_comments", "in_menu")
    list_filter = (OnTheDesk, "in_menu")
    ordering = ("position", "pk")


@admin.register(Institution)
class InstitutionAdmin(DirectedForms, admin.ModelAdmin):
    """The one row: its list leads straight to the form."""

    fieldsets = (
        (
            None,
            {
                "fields": [
                    (f"{name}_ar", f"{name}_en")
                    for name in ("name", "short_name", "mandate", "boilerplate", "address", "place")
                ]
            },
        ),
        (_("Contacts"), {"fields": ("phone", "email", "hotline", "complaints_url", "site")}),
        (
            _("How dates and exports are written"),
            {
                "fields": (
                    "months",
                    "digits",
                    "week_start",
                    "hijri_on",
                    "hijri_correction",
                    "boilerplate_on",
                )
            },
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Straight to the one row."""
        row = Institution.objects.first()
        if row is None:
            return redirect("admin:nhri_institution_add")
        return redirect("admin:nhri_institution_change", row.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only before set-up."""
        return super().has_add_permission(request) and not Institution.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
