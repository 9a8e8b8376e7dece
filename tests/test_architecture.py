"""The house keeps its own rules: who may import whom, how long a file may be, what a page may hold.

The ranks are drawn in the README: an arrow points down only, rooms on one row are strangers.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import (
    MODULES,
    OURS,
    ROOT,
    files,
    imports,
    module_of,
    named,
    of_kind,
    public_templates,
    templates,
    tree,
)

#: Row of each room, the ground first. Rooms on one row do not import each other.
ROWS = (
    ("nhri.arabic", "nhri.translation", "nhri.security"),
    ("nhri.accounts",),
    ("nhri.workflow", "nhri.media"),
    ("nhri.search", "nhri.export", "nhri.caching", "nhri.quality", "nhri.desk"),
    ("nhri.pages",),
)
RANK = {room: rank for rank, row in enumerate(ROWS) for room in row}
#: Modules above every room: they may import all of them, and no room imports one of them.
INDEXES = tuple(
    f"nhri.{name}"
    for name in (
        "apps", "models", "admin", "views", "checks", "demo", "permissions", "site",
        "templatetags", "management", "migrations",
    )
)  # fmt: skip
ROOF = ("nhri.settings", "nhri.urls", "nhri.wsgi", "nhri.asgi")
SECTIONS = {"news": ("events",), "events": ()}
#: Settings are read before any app is loaded; this one module of the ground is made for them.
SETTINGS_MAY_IMPORT = ("nhri.translation.labels",)

LIMIT = 400
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def hand_written() -> list[Path]:
    return [p for p in of_kind(".py", ".html", ".css", ".js") if "/migrations/" not in named(p)]


def inside(module: str, *places: str) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def every_import() -> Iterator[tuple[str, str]]:
    return ((module, name) for module in sorted(MODULES) for name in sorted(imports(module)))


def test_imports_name_modules_that_exist() -> None:
    """Without this a rule could be passed by an import that is read wrongly here."""
    known = {*MODULES, *OURS, *(m.rpartition(".")[0] for m in MODULES)}
    assert [pair for pair in every_import() if pair[1] not in known] == []


def test_house_has_no_unknown_room() -> None:
    rooms = {room_of(m) for m in MODULES if m.startswith("nhri.")}
    assert rooms - {*RANK, *INDEXES, *ROOF} == set()


def test_rooms_import_only_from_below() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if room_of(module) in RANK
        and room_of(name) != room_of(module)
        and not (room_of(name) in RANK and RANK[room_of(name)] < RANK[room_of(module)])
        and name != "nhri"
    ]
    assert wrong == []


def test_roof_is_imported_by_nobody() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if inside(name, *ROOF) and not inside(module, "nhri.settings")
    ]
    assert wrong == []


def test_roof_names_sections_by_strings_only() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if inside(module, *ROOF) and name.split(".")[0] in SECTIONS
    ]
    assert wrong == []


def test_settings_import_nothing_that_needs_the_apps() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if inside(module, "nhri.settings")
        and not inside(name, "nhri.settings", *SETTINGS_MAY_IMPORT)
    ]
    assert wrong == []


def test_floor_imports_no_section() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if module.split(".")[0] == "nhri" and name.split(".")[0] in SECTIONS
    ]
    assert wrong == []


def test_floor_names_no_section_in_strings() -> None:
    """A section is reached through a door, never by its dotted name; the roof alone lists them."""
    dotted = re.compile(r"\b(?:news|events)\.[A-Za-z_]\w*")
    wrong = []
    for path in of_kind(".py", under=("nhri/",)):
        if inside(module_of(path), *ROOF):
            continue
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        wrong += [
            f"{named(path)}:{node.lineno} {node.value!r}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and dotted.search(node.value)
        ]
    assert wrong == []


def test_sections_import_rooms_and_their_own_kind_only() -> None:
    wrong = []
    for module, name in every_import():
        section = module.split(".")[0]
        if section not in SECTIONS:
            continue
        target = name.split(".")[0]
        if target == "nhri":
            fine = room_of(name) in RANK
        else:
            fine = target == section or target in SECTIONS[section]
        if not fine:
            wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_index_modules_are_imported_by_no_room() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in every_import()
        if inside(name, *INDEXES) and not inside(module, *INDEXES, *ROOF)
    ]
    assert wrong == []


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected parts of `graph` that have more than one node (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            part = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(part) > 1:
                found.append(sorted(part))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def test_cycles_are_found() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}) == [["a", "b", "c"]]


def test_modules_have_no_cycle() -> None:
    """A package's own `__init__` is run before its modules; it counts only where it is named."""
    graph = {module: set(imports(module)) - {module} for module in MODULES}
    assert cycles(graph) == []


def test_packages_have_no_cycle() -> None:
    graph: dict[str, set[str]] = {}
    for module, name in every_import():
        graph.setdefault(package_of(module), set()).add(package_of(name))
    assert cycles({node: targets - {node} for node, targets in graph.items()}) == []


def package_of(module: str) -> str:
    """A room of the house, an index module, or a whole section."""
    return room_of(module) if module.startswith("nhri.") else module.split(".")[0]


@pytest.mark.parametrize("place", sorted([*RANK, *SECTIONS, "nhri"]))
def test_room_says_what_lives_there_and_what_never_does(place: str) -> None:
    if place not in MODULES:
        assert not (ROOT / place.replace(".", "/")).exists()
        return
    said = ast.get_docstring(tree(MODULES[place])) or ""
    sentences = [s for s in re.split(r"[.!?](?:\s|$)", said) if s.strip()]
    assert len(sentences) >= 2
    assert re.search(r"\bnever\b", said, re.IGNORECASE)


def test_files_are_short() -> None:
    lengths = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in hand_written()}
    assert {name: length for name, length in lengths.items() if length > LIMIT} == {}


def test_no_drawers() -> None:
    wrong = [
        named(path)
        for path in of_kind(".py")
        if DRAWERS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert wrong == []


PHYSICAL = re.compile(
    r"""
    (?<![\w-])(?:
        (?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)\s*:
      | border-(?:left|right)(?:-(?:width|style|color))?\s*:
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:left|right)\s*:
      | text-align(?:-last)?\s*:\s*(?:left|right)\b
      | (?:float|clear|caption-side)\s*:\s*(?:left|right)\b
    )
    """,
    re.VERBOSE,
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize(
    "line",
    [
        "margin-left: 1px", "padding-right:0", "a{left:0}", "right : 2em", "text-align:right",
        "float: left", "border-left: 1px solid", "border-right-color: red",
        "border-top-left-radius: 2px", "scroll-margin-left: 0",
    ],
)  # fmt: skip
def test_physical_css_is_recognised(line: str) -> None:
    assert PHYSICAL.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "margin-inline-start: 1px", "inset-inline-end: 0", "text-align: start", "width: 3px",
        "border-start-start-radius: 2px", "--offset-left: 1px", "grid-area: left",
        "float: inline-start",
    ],
)  # fmt: skip
def test_logical_css_is_left_alone(line: str) -> None:
    assert not PHYSICAL.search(line)


def test_css_is_logical() -> None:
    wrong = []
    for path in of_kind(".css"):
        text = _CSS_COMMENT.sub(lambda m: "\n" * m[0].count("\n"), path.read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), 1):
            if PHYSICAL.search(line):
                wrong.append(f"{named(path)}:{number} {line.strip()}")
    assert wrong == []


def test_css_never_spaces_letters() -> None:
    """Arabic letters are joined; spacing them tears words apart."""
    spaced = re.compile(r"letter-spacing\s*:(?!\s*(?:normal|0)\s*[;}])")
    wrong = [named(p) for p in of_kind(".css") if spaced.search(p.read_text(encoding="utf-8"))]
    assert wrong == []


_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


def test_public_templates_have_no_inline_script() -> None:
    """A script comes from a file; data blocks for search engines are no scripts."""
    wrong = [
        f"{named(path)} {found[0]}"
        for path in public_templates()
        for found in _SCRIPT.finditer(path.read_text(encoding="utf-8"))
        if "src=" not in found[1] and 'type="application/ld+json"' not in found[1]
    ]
    assert wrong == []


def test_public_templates_have_no_inline_style_or_handler() -> None:
    inline = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
    tag = re.compile(r"<[a-zA-Z][^>]*>")
    wrong = [
        f"{named(path)} {found[0]}"
        for path in public_templates()
        for found in tag.finditer(_without_template_code(path))
        if inline.search(found[0])
    ]
    assert wrong == []


def _without_template_code(path: Path) -> str:
    """`{% include … with style="button" %}` hands a value to a template; it is no attribute."""
    return re.sub(r"\{%.*?%\}|\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_html_element_stands_in_base_alone() -> None:
    found = {named(p) for p in templates() if "<html" in p.read_text(encoding="utf-8")}
    # A mail is a document of its own.
    assert found - {"templates/500.html", "templates/emails/base.html"} == {"templates/base.html"}


#: Written in pieces, so that this file does not break its own rule.
WORKPLACE = re.compile(
    "|".join(
        [
            r"/wor" r"k/(?:main|shared)\b", r"/ho" r"me/\w+/", r"/Us" r"ers/\w+/", r"/tmp/te" r"am",
            r"\bissu" r"e\s*#?\d+\b", r"\bsess" r"ion\s+#?\d+\b", r"\bsub-?ag" r"ent\b",
        ]
    ),
    re.IGNORECASE,
)  # fmt: skip


def test_nothing_names_the_place_it_was_made_in() -> None:
    wrong = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{named(path)}:{number}"
            for number, line in enumerate(text.splitlines(), 1)
            if WORKPLACE.search(line)
        ]
    assert wrong == []


def test_published_predicate_is_written_once() -> None:
    """Every surface asks `.published()`; nobody compares `publish_at` with the clock again."""
    compared = re.compile(r"publish_at\w*__(?:lt|gt)e?|embargo_until__")
    writers = {m for m, p in MODULES.items() if compared.search(p.read_text(encoding="utf-8"))}
    assert writers == {"nhri.workflow.querysets"}
