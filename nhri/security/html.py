"""Safe HTML as a property of the field: what an editor may keep, on every path to the database.

`sanitise` is the only gate. It runs in `RichTextField` when a value is prepared for the database,
so save(), update(), bulk_update(), loaddata and imports pass it alike. The allow-list is the
structure that every export writer can carry: no style, no script, no remote image.
"""

import re
from typing import Any

import nh3
from django.db import models
from django.forms import Field

from nhri.security.editor import EditorWidget

TAGS = frozenset(
    "p h2 h3 h4 ul ol li blockquote a strong em table caption thead tbody tr th td br".split()
)
_DROP_WITH_CONTENT = {"script", "style", "title", "noscript", "template", "iframe", "object"}
_ATTRIBUTES = {tag: {"lang", "dir"} for tag in TAGS}
_ATTRIBUTES["a"] |= {"href", "hreflang"}
_ATTRIBUTES["th"] |= {"scope", "colspan", "rowspan"}
_ATTRIBUTES["td"] |= {"colspan", "rowspan"}
_ATTRIBUTES["ol"] |= {"start"}
_SCHEMES = {"http", "https", "mailto", "tel"}

#: Attribute → what its whole value must look like. A link may leave the site only by a named
#: scheme: "//host" would inherit ours and pass as a path.
_VALUES = {
    "lang": re.compile(r"ar|en|fr|es"),
    "hreflang": re.compile(r"ar|en|fr|es"),
    "dir": re.compile(r"rtl|ltr"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
    "start": re.compile(r"\d{1,4}"),
    "href": re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\])|#)\S*", re.IGNORECASE),
}

#: What paste and old archives write for the same meaning. Applied before the gate, never after it.
_RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "div": "p"}
_RENAME = re.compile(r"<(/?)(b|i|h1|h5|h6|div)(?=[\s>/])", re.IGNORECASE)
_EMPTY_BLOCK = re.compile(
    r"<(p|h2|h3|h4|li|strong|em)(?: (?:lang|dir)=\"[a-z]+\")*>(?:\s|<br>)*</\1>"
)
_BLOCK = r"</?(?:p|h[2-4]|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td)\b[^>]*>|<br>"
_SPACE_AT_BLOCK = re.compile(rf"\s*({_BLOCK})\s*")
_PASSES = 10
_BROKEN_SPACE = re.compile("[\u00a0\u2007\u202f]|&nbsp;")


def _attribute(tag: str, name: str, value: str) -> str | None:
    rule = _VALUES.get(name)
    return value if rule is not None and rule.fullmatch(value.strip()) else None


def sanitise(html: str) -> str:
    """`html` reduced to the allowed structure; idempotent, and empty for text-less markup.

    No-break spaces become plain ones (editors type them unknowingly and Arabic lines then refuse
    to wrap); blocks with nothing in them are dropped, and so is blank space next to a block: the
    browser's editor writes its own, and a form that nobody typed in must not look changed.
    """
    if not html:
        return ""
    renamed = _RENAME.sub(lambda m: f"<{m[1]}{_RENAMED[m[2].lower()]}", html)
    clean = _pass(renamed)
    # What a browser's parser moves out of broken tables settles on a second reading; a revision,
    # cleaned once, must hold what its column, cleaned again, will hold.
    for _more in range(_PASSES):
        again = _pass(clean)
        if again == clean:
            break
        clean = again
    return clean


def _pass(html: str) -> str:
    clean = nh3.clean(
        _BROKEN_SPACE.sub(" ", html),
        tags=set(TAGS),
        clean_content_tags=_DROP_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    clean = _SPACE_AT_BLOCK.sub(r"\1", _BROKEN_SPACE.sub(" ", clean))
    previous = None
    while previous != clean:
        previous, clean = clean, _EMPTY_BLOCK.sub("", clean)
    return clean.strip()


class RichTextField(models.TextField):
    """A TextField whose value is sanitised on its way to the database, edited in CKEditor.

    Migrations name Django's TextField, so another editor is a change of this room alone.
    """

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """As Django's TextField."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Sanitise, and leave the instance with what the database now holds."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = sanitise(value)
            if self.attname in model_instance.__dict__:
                # Not setattr: on a translated field's bare name that writes another language.
                model_instance.__dict__[self.attname] = value
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Sanitise what never met an instance: update(), bulk_update(), bulk_create()."""
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs: Any) -> Field | None:
        """A textarea that CKEditor replaces; it stays usable without script."""
        return super().formfield(**{**kwargs, "widget": EditorWidget})


_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def in_script(data: str) -> str:
    """JSON that cannot end the script element it stands in."""
    return data.translate(_IN_SCRIPT)
