"""The browser editor behind RichTextField: CKEditor 4 cut down to what `html.sanitise` keeps.

It is past its end of life, so it is given little: no uploader, no full-page mode, no call to its
maker's host, only the plugins named here. Nothing it sends is trusted.
"""

import json
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django.templatetags.static import static
from django.utils.translation import get_language

#: As an object, not CKEditor's string: one slip in the string silently drops every later rule.
_BLOCK = {"attributes": "lang,dir"}
ALLOWED_CONTENT = {
    "p h2 h3 h4 ul li blockquote table caption thead tbody tr": _BLOCK,
    "ol": {"attributes": "lang,dir,start"},
    "th": {"attributes": "lang,dir,scope,colspan,rowspan"},
    "td": {"attributes": "lang,dir,colspan,rowspan"},
    "a": {"attributes": "!href,lang,dir,hreflang"},
    "strong em br": True,
}

PLUGINS = (
    "basicstyles blockquote button clipboard contextmenu dialog dialogui enterkey "
    "entities fakeobjects floatingspace floatpanel format htmlwriter indent indentlist link list "
    "listblock magicline maximize menu menubutton notification panel panelbutton "
    "pastefromgdocs pastefromlibreoffice pastefromword pastetext pastetools popup removeformat "
    "resize richcombo tab table tabletools tableselection toolbar undo widgetselection "
    "wysiwygarea a11yhelp bidi lineutils xml ajax showborders"
).split()

CONFIG: dict[str, Any] = {
    "plugins": ",".join(PLUGINS),
    "removePlugins": "",
    "removeButtons": "",
    "toolbar": [
        ["Format", "Bold", "Italic"],
        ["BulletedList", "NumberedList", "Blockquote"],
        ["Link", "Unlink", "Table"],
        ["BidiLtr", "BidiRtl"],
        ["PasteText", "RemoveFormat", "Undo", "Redo", "Maximize"],
    ],
    "allowedContent": ALLOWED_CONTENT,
    "format_tags": "p;h2;h3;h4",
    "versionCheck": False,
    "fullPage": False,
    "startupFocus": False,
    "title": False,
    "entities": False,
    "fillEmptyBlocks": False,
    "disableNativeSpellChecker": False,
    "linkShowAdvancedTab": False,
    "linkShowTargetTab": False,
    "removeDialogTabs": "table:advanced;link:advanced;link:target",
    "pasteFromWordRemoveFontStyles": True,
    "pasteFromWordRemoveStyles": True,
    "toolbarCanCollapse": False,
    "resize_dir": "vertical",
    "height": 340,
    "width": "auto",
}


class EditorWidget(CKEditorWidget):
    """A textarea that CKEditor replaces, in the language and direction of its own text.

    The language of the text is read from the widget's `lang` attribute when it is drawn, because
    translated fields copy widgets; the buttons speak the language of the page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.config = dict(CONFIG)
        self.external_plugin_resources: list[Any] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The widget's context with a configuration made for this text and this reader."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        config = {
            **CONFIG,
            "language": (get_language() or "ar").split("-")[0],
            "contentsLanguage": own.get("lang", ""),
            "contentsLangDirection": own.get("dir", "ui"),
            # The name of the frame that a screen reader announces.
            "title": own.get("aria-label") or False,
            "contentsCss": static("css/editor-content.css"),
        }
        context["widget"]["config"] = json.dumps(config, ensure_ascii=False)
        return context
