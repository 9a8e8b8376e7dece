"""Exports from the admin: the newest text as a file, said to be unpublished where it is."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from nhri.export import registry, views
from nhri.translation.languages import LANGUAGES
from nhri.workflow import streams


class ExportAdmin:
    """Mixin for an admin whose model has a builder in the registry."""

    def get_urls(self) -> list[Any]:
        """``<pk>/export/<language>.<extension>``."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.export_view)  # type: ignore[attr-defined]
        route = "<int:object_id>/export/<slug:language>.<slug:extension>"
        return [path(route, view, name=f"{stem}_export"), *super().get_urls()]  # type: ignore[misc]

    def export_view(
        self, request: HttpRequest, object_id: int, language: str, extension: str
    ) -> HttpResponse:
        """The newest text of one language, whether readers see it or not."""
        item = self._one(request, object_id, language)  # type: ignore[attr-defined]
        if extension not in registry.WRITERS or language not in LANGUAGES:
            raise Http404
        if streams.head(item, language) is None:
            raise Http404
        is_public = bool(getattr(item, f"public_{language}_id")) and not any(
            streams.is_pending(item, stream) for stream in (language, streams.SHARED)
        )
        item = streams.with_head_values(item)
        with override(language):
            draft = "" if is_public else str(_("Not published: for review only"))
            document = registry.build(item, language)
        document = replace(document, head=replace(document.head, notice=draft))
        return views.attachment(document, extension)

    def downloads(self, item: Any, language: str) -> list[tuple[str, str]]:
        """(name, address) of every format."""
        name = f"admin:{item._meta.app_label}_{item._meta.model_name}_export"
        return [
            (extension.upper(), reverse(name, args=[item.pk, language, extension]))
            for extension in registry.WRITERS
        ]
