"""The inside of a Word paragraph: runs, links, and a count of everything that is left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from docx.oxml.ns import qn

from news.importing.blocks import Run
from news.importing.docx_styles import Styles, is_on, value
from news.importing.package import Relation

SCHEMES = {"http", "https", "mailto"}

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
ALTERNATIVES = f"{_MC}AlternateContent"
FORMULAS = {f"{_MATH}oMath", f"{_MATH}oMathPara"}
INSERTED = {qn("w:ins"), qn("w:moveTo")}
DELETED = {qn("w:del"), qn("w:moveFrom")}
#: Wrappers that say something about their content but are not themselves content.
TRANSPARENT = {qn("w:smartTag"), qn("w:customXml"), qn("w:bdo"), qn("w:dir")}
_PICTURES = (
    qn("a:blip"),
    f"{_VML}imagedata",
    qn("c:chart"),
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    f"{_OFFICE}OLEObject",
)
_DRAWN = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_TEXTS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_REFERENCES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_FIELD_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass
class Found:
    """What was met and not taken over as it stood; the report is made of it."""

    counts: Counter[str] = field(default_factory=Counter)
    refused_links: list[str] = field(default_factory=list)
    #: Text boxes of the paragraph just read, to be placed behind it.
    boxes: list[Any] = field(default_factory=list)
    #: (kind, id) of the foot and end notes, in the order of their references.
    references: list[tuple[str, str]] = field(default_factory=list)


def safe_link(address: str | None) -> str:
    """The address when it may stand in public, else ""."""
    address = (address or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if any(c.isspace() or not c.isprintable() for c in address):
        return ""
    has_goal = parts.netloc if parts.scheme.startswith("http") else parts.path
    return address if parts.scheme in SCHEMES and has_goal else ""


def choice(alternatives: Any) -> Any:
    """The one of several drawings of the same thing that is meant for modern readers."""
    found = alternatives.find(f"{_MC}Choice")
    return alternatives if found is None else found


def content(control: Any) -> Any | None:
    """The content of a content control; None when it only shows its prompt."""
    properties = control.find(qn("w:sdtPr"))
    if properties is not None and is_on(properties, "w:showingPlcHdr"):
        return None
    return control.find(qn("w:sdtContent"))


class Inlines:
    """Reads paragraphs of one part; `relations` are that part's."""

    def __init__(self, styles: Styles, relations: dict[str, Relation], found: Found) -> None:
        self._styles = styles
        self._relations = relations
        self._found = found
        self._fields: list[dict[str, str]] = []

    def runs(self, paragraph: Any) -> list[Run]:
        """The runs of a paragraph, unmerged. Text boxes in it are left in `found.boxes`."""
        self._fields = []
        return list(self._walk(paragraph, ""))

    def _walk(self, parent: Any, href: str) -> Iterator[Run]:
        for child in parent:
            tag = child.tag
            if tag == qn("w:r"):
                yield from self._run(child, href)
            elif tag == qn("w:hyperlink"):
                yield from self._walk(child, self._link(child) or href)
            elif tag == qn("w:fldSimple"):
                instruction = child.get(qn("w:instr"), "")
                yield from self._walk(child, self._field_link(instruction) or href)
            elif tag in DELETED:
                self._found.counts["deletions"] += 1
            elif tag in FORMULAS:
                self._found.counts["formulas"] += 1
                yield Run("".join(t.text or "" for t in child.iter(f"{_MATH}t")), href=href)
            else:
                self._found.counts["insertions"] += tag in INSERTED
                inner = self._inside(child)
                if inner is not None:
                    yield from self._walk(inner, href)

    def _inside(self, child: Any) -> Any | None:
        if child.tag in INSERTED or child.tag in TRANSPARENT:
            return child
        if child.tag == ALTERNATIVES:
            return choice(child)
        return content(child) if child.tag == qn("w:sdt") else None

    def _link(self, hyperlink: Any) -> str:
        relation = self._relations.get(hyperlink.get(qn("r:id"), ""))
        if relation is None or not relation.is_external:
            return ""
        anchor = hyperlink.get(qn("w:anchor"))
        address = f"{relation.target}#{anchor}" if anchor else relation.target
        return self._checked(address)

    def _field_link(self, instruction: str) -> str:
        found = _FIELD_LINK.match(instruction)
        return self._checked(found[1]) if found else ""

    def _checked(self, address: str) -> str:
        link = safe_link(address)
        if not link:
            self._found.refused_links.append(address)
        return link

    def _run(self, run: Any, href: str) -> Iterator[Run]:
        properties = run.find(qn("w:rPr"))
        if is_on(properties, "w:vanish") and run.find(qn("w:t")) is not None:
            self._found.counts["hidden"] += 1
            return
        text = "".join(self._texts(run))
        link = next((f["href"] for f in reversed(self._fields) if f["href"]), href)
        if not text:
            return
        if is_on(properties, "w:strike") or is_on(properties, "w:dstrike"):
            self._found.counts["struck"] += 1
        strong = self._emphasis(properties, text, "w:b", "w:bCs")
        em = self._emphasis(properties, text, "w:i", "w:iCs")
        yield Run(text, strong, em, link)

    def _emphasis(self, properties: Any | None, text: str, latin: str, complex_: str) -> bool:
        """Word keeps two switches: one for Latin, one for scripts such as Arabic."""
        is_complex = is_on(properties, "w:rtl") or is_on(properties, "w:cs")
        switches = (complex_, latin) if is_complex or _ARABIC.search(text) else (latin,)
        for switch in switches:
            found = is_on(properties, switch)
            if found is not None:
                return found
        style = None if properties is None else properties.find(qn("w:rStyle"))
        return self._styles.is_emphasised(value(style), switches)

    def _texts(self, run: Any) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == qn("w:t"):
                yield (child.text or "").replace("\n", " ").replace("\t", " ")
            elif tag in _TEXTS:
                yield _TEXTS[tag]
            elif tag == qn("w:br"):
                is_line = child.get(qn("w:type"), "textWrapping") == "textWrapping"
                yield "\n" if is_line else "\n\n"
            elif tag == qn("w:sym"):
                # A symbol font's characters mean other signs than their numbers say.
                self._found.counts["symbols"] += 1
            elif tag in _REFERENCES:
                self._found.references.append((_REFERENCES[tag], child.get(qn("w:id"), "")))
                yield f"[{len(self._found.references)}]"
            elif tag == qn("w:ruby"):
                yield "".join(t.text or "" for t in child.iterfind(f"{qn('w:rubyBase')}//*"))
            else:
                self._aside(child)

    def _aside(self, child: Any) -> None:
        """What stands in a run and is no text."""
        if child.tag == ALTERNATIVES:
            for inner in choice(child):
                self._aside(inner)
        elif child.tag in _DRAWN:
            self._drawing(child)
        elif child.tag == qn("w:commentReference"):
            self._found.counts["comments"] += 1
        elif child.tag == qn("w:fldChar"):
            self._field_character(child.get(qn("w:fldCharType"), ""))
        elif child.tag == qn("w:instrText") and self._fields:
            self._fields[-1]["instruction"] += child.text or ""

    def _field_character(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append({"instruction": "", "href": ""})
        elif self._fields and kind == "separate":
            self._fields[-1]["href"] = self._field_link(self._fields[-1]["instruction"])
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, drawing: Any) -> None:
        boxes = [box for box in drawing.iter(qn("w:txbxContent")) if _is_own(drawing, box)]
        self._found.boxes += boxes
        self._found.counts["boxes"] += len(boxes)
        pictures = [p for p in drawing.iter(*_PICTURES) if _is_own(drawing, p)]
        # A preview image belongs to the embedded object beside it.
        objects = sum(p.tag == f"{_OFFICE}OLEObject" for p in pictures)
        self._found.counts["images"] += objects or len(pictures)


def _is_own(drawing: Any, element: Any) -> bool:
    """Neither a second copy for old readers, nor inside a text box, which is read by itself."""
    for parent in element.iterancestors():
        if parent is drawing:
            return True
        if parent.tag in {f"{_MC}Fallback", qn("w:txbxContent")}:
            return False
    return True
