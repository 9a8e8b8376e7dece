"""CKEditor is past its end of life: what stands beside the silenced check (ckeditor.W001)."""

import html
import json
import re
from pathlib import Path
from typing import Any

import ckeditor
import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from nhri.security.editor import ALLOWED_CONTENT, CONFIG, PLUGINS
from nhri.security.html import TAGS

#: Plugins that upload, embed, show the source, or write what the sanitiser would drop again.
DANGEROUS = {
    "sourcearea", "sourcedialog", "iframe", "iframedialog", "flash", "image", "image2",
    "uploadimage", "uploadwidget", "uploadfile", "filebrowser", "filetools", "forms", "docprops",
    "preview",
    "print", "templates", "newpage", "save", "smiley", "specialchar", "stylescombo", "font",
    "colorbutton", "colordialog", "div", "embed", "embedbase", "autoembed", "embedsemantic",
    "wsc", "scayt", "exportpdf", "cloudservices", "easyimage", "ajaxupload", "codesnippet",
}  # fmt: skip


def configs(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'data-config="([^"]*)"', page)
    return [json.loads(html.unescape(one)) for one in found]


@pytest.fixture
def on_the_form(sign_in: Any, draft: Any) -> list[dict[str, Any]]:
    page = sign_in("author").get(f"/ar/admin/news/newsitem/{draft().pk}/change/")
    return configs(page.content.decode())


def test_every_editor_on_the_form_is_hardened(on_the_form: list[dict[str, Any]]) -> None:
    assert len(on_the_form) == 4
    for config in on_the_form:
        assert config["versionCheck"] is False
        assert config["fullPage"] is False
        assert config["plugins"].split(",") == PLUGINS
        assert config["allowedContent"] == ALLOWED_CONTENT
        assert [key for key in config if "upload" in key.lower() or "browse" in key.lower()] == []
        assert "http" not in json.dumps(config)


def test_editors_run_in_their_own_language(on_the_form: list[dict[str, Any]]) -> None:
    said = sorted((c["contentsLanguage"], c["contentsLangDirection"]) for c in on_the_form)
    assert said == [("ar", "rtl"), ("ar", "rtl"), ("en", "ltr"), ("en", "ltr")]
    assert {config["language"] for config in on_the_form} == {"ar"}


def test_plugins_are_few_and_none_is_dangerous() -> None:
    assert set(PLUGINS) & DANGEROUS == set()
    assert len(PLUGINS) == len(set(PLUGINS))
    assert CONFIG["removePlugins"] == CONFIG["removeButtons"] == ""


def test_toolbar_has_no_source_and_no_image() -> None:
    buttons = {button for group in CONFIG["toolbar"] for button in group}
    assert buttons & {"Source", "Image", "Iframe", "Flash", "Upload", "Form"} == set()


def test_editor_allows_exactly_the_sanitisers_tags() -> None:
    assert set(" ".join(ALLOWED_CONTENT).split()) == TAGS


def test_no_uploader_is_installed() -> None:
    assert "ckeditor_uploader" not in settings.INSTALLED_APPS
    assert [r for r in _routes(get_resolver()) if "ckeditor" in r or "upload" in r] == []


def _routes(resolver: URLResolver) -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        found.append(str(pattern.pattern))
        if not isinstance(pattern, URLPattern):
            found += _routes(pattern)
    return found


def test_one_check_is_silenced_and_it_is_this_one() -> None:
    assert settings.SILENCED_SYSTEM_CHECKS == ["ckeditor.W001"]


def test_bundled_editor_is_the_one_that_was_judged() -> None:
    """Another version asks for another look at all of the above."""
    script = Path(ckeditor.__file__).parent / "static/ckeditor/ckeditor/ckeditor.js"
    found = re.search(r'version:"([\d.]+)', script.read_text(encoding="utf-8"))
    assert found is not None
    assert found[1] == "4.22.1"
