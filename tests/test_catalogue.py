"""The Arabic catalogue: whole, well formed, in the words of docs/terms.md, and nothing left out."""

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.text import capfirst
from django.utils.translation import override
from django.utils.translation.template import templatize

from news.models import PressContact, Topic
from nhri.accounts.models import User
from nhri.pages.models import Institution

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale/ar/LC_MESSAGES/django.po"
TERMS = ROOT / "docs/terms.md"
WORDING = ROOT / "nhri/translation/wording.py"
DJANGO = Path(django.__file__).parent

#: A message as it is known by: its context ("" for none), its text, its plural ("" for none).
Key = tuple[str, str, str]

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
_CALL = re.compile(r"\b(n?p?gettext)\((u?(?:'|\").*)")
_NOT_ON_A_FORM = ("id", "last_login", "is_superuser", "is_staff")
#: Which arguments of a marking function are context, text and plural.
_ARGUMENTS = {"gettext": (None, 0, None), "ngettext": (None, 0, 1)} | {
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="ar", abort_invalid=True)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def originals(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def key(message: Message) -> Key:
    text, *plural = originals(message)
    return (message.context or "", text, plural[0] if plural else "")


def faults(pattern: str) -> list[str]:
    """Arabic strings in which `pattern` is found, placeholders and tags out of sight."""
    found = []
    for message in messages():
        for text in translations(message):
            bare = re.sub(r"<[^>]*>", "", _PLACEHOLDER.sub("0", text))
            if _ARABIC_LETTER.search(bare) and re.search(pattern, bare):
                found.append(text)
    return found


# What is marked in the source -------------------------------------------------------------------


def _key_of(function: str, arguments: list[ast.expr]) -> Key | None:
    """The message that a call marks; None where its text is not written out in the call."""
    found = []
    for place in _ARGUMENTS[function]:
        if place is None:
            found.append("")
            continue
        argument = arguments[place] if place < len(arguments) else None
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            return None
        found.append(argument.value)
    return (found[0], found[1], found[2])


def marked_in_python(path: Path, name: str = "") -> Iterator[Key]:
    """Under whatever name a file imports the functions; with `name` only what it is set to."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name: re.sub(r"_(lazy|noop)$", "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    tops = [node for node in tree.body if not name or _is_set(node, name)]
    for node in (inner for top in tops for inner in ast.walk(top)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = names.get(node.func.id, "")
            if function in _ARGUMENTS and (found := _key_of(function, node.args)):
                yield found


def _is_set(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == name


def marked_in_template(path: Path) -> Iterator[Key]:
    """Through Django's own reading of a template, which turns each mark into a call on one line."""
    for line in templatize(path.read_text(encoding="utf-8")).splitlines():
        for call in re.split(r"(?=\bn?p?gettext\()", line):
            match = _CALL.match(call)
            if not match:
                continue
            found = _key_of(match[1], _arguments(match[2]))
            if found is not None:
                yield found


def _arguments(text: str) -> list[ast.expr]:
    """The string literals at the beginning of `text`, separated by commas."""
    found: list[ast.expr] = []
    literal = re.compile(r"""\s*,?\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
    while match := literal.match(text):
        found.append(ast.Constant(ast.literal_eval(match[1])))
        text = text[match.end() :]
    return found


@cache
def marked() -> dict[Key, str]:
    """Every message of our own source, with one file that it stands in."""
    found: dict[Key, str] = {}
    for room in ("nhri", "news", "events"):
        for path in sorted((ROOT / room).rglob("*.py")):
            found |= dict.fromkeys(marked_in_python(path), str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found |= dict.fromkeys(marked_in_template(path), str(path.relative_to(ROOT)))
    return found


def test_marks_are_found_in_python_and_in_templates() -> None:
    files = list(marked().values())
    assert len([name for name in files if name.endswith(".py")]) >= 300
    assert len([name for name in files if name.endswith(".html")]) >= 60


def test_every_marked_message_is_in_the_catalogue() -> None:
    known = {key(message) for message in messages()}
    # A plural is known by its first form, as gettext itself knows it.
    texts = {(context, text) for context, text, _plural in known}
    absent = {k: name for k, name in marked().items() if k[:2] not in texts}
    assert absent == {}


def test_every_message_of_the_catalogue_is_marked_somewhere() -> None:
    texts = {(context, text) for context, text, _plural in marked()}
    assert [key(m) for m in messages() if key(m)[:2] not in texts] == []


def test_marks_go_by_names_that_makemessages_knows() -> None:
    """xgettext reads names, not imports: `gettext as translated` would mark nothing."""
    imported = re.compile(
        r"^from django\.utils\.translation import .*?(\w+) as (\w+)", re.MULTILINE
    )
    unknown = [
        (str(path.relative_to(ROOT)), name)
        for room in ("nhri", "news", "events")
        for path in sorted((ROOT / room).rglob("*.py"))
        for original, name in imported.findall(path.read_text(encoding="utf-8"))
        if "gettext" in original and name != "_"
    ]
    assert unknown == []


def test_django_s_words_are_django_s_to_the_letter() -> None:
    theirs = set()
    for room in ("contrib/admin", "contrib/auth", "conf"):
        with (DJANGO / room / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
            theirs |= {key(message) for message in read_po(source, locale="en") if message.id}
    ours = list(marked_in_python(WORDING, "DJANGO_WORDS"))
    assert len(ours) >= 100
    assert [k for k in ours if k not in theirs] == []


def test_labels_in_django_s_history_are_known_as_it_stores_them() -> None:
    stored = {text for _context, text, _plural in marked_in_python(WORDING, "STORED_LABELS")}
    labels = set()
    for model in (User, Topic, PressContact, Institution):
        names = {field.name for field in model._meta.fields}
        for field in model._meta.fields:
            is_bare = f"{field.name}_ar" in names
            if field.editable and not is_bare and field.name not in _NOT_ON_A_FORM:
                with override("en"):
                    labels.add(capfirst(str(field.verbose_name)))
    assert labels - {originals(message)[0] for message in messages()} == set()
    assert stored - labels == set()


# The catalogue is whole -------------------------------------------------------------------------


def test_nothing_is_untranslated() -> None:
    assert [m.id for m in messages() if not all(text.strip() for text in translations(m))] == []


def test_nothing_is_fuzzy_or_obsolete() -> None:
    assert not catalogue().fuzzy
    assert [message.id for message in messages() if message.fuzzy] == []
    assert list(catalogue().obsolete) == []


def test_plurals_have_all_six_forms() -> None:
    counted = [message for message in messages() if message.pluralizable]
    assert len(counted) >= 25
    assert [m.id for m in counted if len(translations(m)) != 6] == []


def test_placeholders_are_the_same_on_both_sides() -> None:
    """Forms for none, one and two may leave the number out: «بيانان» says it."""
    wrong = []
    for message in messages():
        wanted = sorted(_PLACEHOLDER.findall(originals(message)[-1]))
        for form, text in enumerate(translations(message)):
            found = sorted(_PLACEHOLDER.findall(text))
            may_lack = message.pluralizable and form < 3 and set(found) <= set(wanted)
            if found != wanted and not may_lack:
                wrong.append(text)
    assert wrong == []


def test_numbers_choose_the_right_form() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    ngettext = gettext.GNUTranslations(compiled).ngettext
    singular = "%(count)d file could not be imported."
    plural = "%(count)d files could not be imported."
    said = {n: ngettext(singular, plural, n) % {"count": n} for n in (0, 1, 2, 3, 11, 100, 103)}
    assert said == {
        0: "استُوردت الملفات كلها.",
        1: "تعذّر استيراد ملف واحد.",
        2: "تعذّر استيراد ملفين.",
        3: "تعذّر استيراد 3 ملفات.",
        11: "تعذّر استيراد 11 ملفًا.",
        100: "تعذّر استيراد 100 ملف.",
        103: "تعذّر استيراد 103 ملفات.",
    }


# The Arabic is well written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("[,;?]", id="Latin punctuation"),
        pytest.param("[“”\"']", id="quotation marks other than « »"),
        pytest.param("ـ(?=[\u0621-\u064a])", id="tatweel inside a word"),
        pytest.param("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", id="invisible marks"),
        pytest.param("اً", id="tanwin behind its alef"),
        pytest.param("\\b[وفبكل]?(ال)?إ(ست|نتظ|ختي|رتب|ستي)", id="hamza on a joining alef"),
        pytest.param("[\u06a9\u06cc\u06d2\u06af\u067e]", id="Persian letters"),
        pytest.param("[\u0621-\u064a] [،؛:.؟]", id="space before a mark"),
        pytest.param("معتمد", id="approved reads as accredited"),
        pytest.param("حظر(?! النشر)", id="embargo reads as a ban"),
        pytest.param("قم ب|قمت ب|تم ال|سوف |الرجاء", id="translated word by word"),
    ],
)
def test_arabic_strings_are_free_of(pattern: str) -> None:
    assert faults(pattern) == []


def test_digits_are_western_unless_the_source_shows_others() -> None:
    eastern = re.compile("[٠-٩۰-۹]")
    wrong = [
        text
        for message in messages()
        for text in translations(message)
        if eastern.findall(text) != eastern.findall(originals(message)[0])
    ]
    assert wrong == []


def test_strings_end_and_begin_as_their_source_does() -> None:
    """A sentence stays a sentence, a button that opens a page keeps its dots, spaces stay."""
    same = {"?": "؟"}
    wrong = []
    for message in messages():
        source = originals(message)[-1]
        for text in translations(message):
            ends, close = source.strip()[-1], text.strip()[-1:]
            is_odd = close != same.get(ends, ends) if ends in ".…:?" else close in ".…:؟"
            starts = (source[0] == " ", source[-1] == " ")
            if is_odd or starts != (text[:1] == " ", text[-1:] == " "):
                wrong.append(text)
    assert wrong == []


def test_terms_are_those_of_the_table() -> None:
    """Labels are definite and names of things are not, so a leading article is left out of it."""

    def bare(text: str) -> str:
        return text.strip().removeprefix("ال")

    rows = [row for row in _ROW.findall(TERMS.read_text(encoding="utf-8")) if row[0] != "en"]
    table = {english.casefold(): bare(arabic) for english, arabic in rows}
    assert len(table) == len(rows) >= 90
    pairs = {
        (text.casefold(), bare(translations(message)[0]))
        for message in messages()
        if (text := originals(message)[0]).casefold() in table and message.context != "filter"
    }
    assert len(pairs) >= 60
    assert {pair for pair in pairs if table[pair[0]] != pair[1]} == set()
