"""`import_releases`: drafts of files, each on its own, nothing invented, nothing twice."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from news.models import ImportedOriginal, NewsItem
from nhri.accounts.models import User
from nhri.workflow import actions, drafts
from nhri.workflow.models import AuditEntry, Revision
from nhri.workflow.permissions import Refused
from tests.news.importing.word_files import paragraph, word

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "ganhri-annual-meeting.ar.txt"

OPENING = "نظمت المؤسسة الوطنية لحقوق الإنسان لقاء تشاوريا حول أوضاع العمال في المواقع المكشوفة."
PARAGRAPHS = [
    "وقال الأمين العام للمؤسسة إن اللقاء يأتي ضمن خطة لزيارة مواقع العمل خلال فصل الصيف.",
    "وعرض فريق الرصد نتائج زيارات شملت أربعين موقعا في خمس محافظات خلال الشهر الماضي.",
    "واتفق المشاركون على إعداد دليل للمشرفين يبين أوقات الراحة ومتطلبات الوقاية من الحرارة.",
]
#: Four paragraphs, of which the last three stand there twice, as a scraper leaves them.
RELEASE = "\n\n".join([OPENING, *PARAGRAPHS, *PARAGRAPHS])


@pytest.fixture(autouse=True)
def _english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def taken(*paths: Any, **options: Any) -> tuple[str, str, bool]:
    """(what was said, what went wrong, whether it ended well)."""
    out, err = StringIO(), StringIO()
    try:
        call_command(
            "import_releases", *map(str, paths), stdout=out, stderr=err, no_color=True, **options
        )
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", False
    return out.getvalue(), err.getvalue(), True


def rows() -> list[int]:
    models = (NewsItem, ImportedOriginal, Revision, AuditEntry, User)
    return [model.objects.count() for model in models]


def repeats(report: str) -> list[str]:
    return [line for line in report.splitlines() if "repeats paragraph" in line]


def check_release(item: NewsItem, report: str, original: bytes) -> None:
    assert item.body_ar.count("<p>") == 4
    assert len(repeats(report)) == 3
    assert (item.state_ar, item.state_en, item.head_en) == ("draft", "draft", None)
    assert (item.summary_ar, item.place_ar, item.released_on) == ("", "", None)
    assert item.title_to_confirm_ar
    assert item.created_by.username == "import"
    assert bytes(item.originals.get().data) == original
    assert "Still needed before publishing: summary; released on; place." in report


def test_release_becomes_a_draft_without_its_repeats(db: None, release: Path) -> None:
    report, problems, well = taken(release)
    item = NewsItem.objects.get()
    assert (problems, well) == ("", True)
    check_release(item, report, release.read_bytes())
    assert item.title_ar == OPENING.rstrip(".")
    assert item.body_ar == "".join(f"<p>{text}</p>" for text in [OPENING, *PARAGRAPHS])
    assert [line.split()[2:6] for line in repeats(report)] == [
        ["5", "repeats", "paragraph", "2;"],
        ["6", "repeats", "paragraph", "3;"],
        ["7", "repeats", "paragraph", "4;"],
    ]
    assert AuditEntry.objects.get().verb == "import"


@pytest.mark.skipif(not REAL.exists(), reason="the real release is not beside this checkout")
def test_real_release_gives_four_paragraphs_and_three_repeats(db: None) -> None:
    report, problems, well = taken(REAL, language="ar")
    assert (problems, well) == ("", True)
    check_release(NewsItem.objects.get(), report, REAL.read_bytes())


def test_dry_run_reports_and_writes_nothing(db: None, release: Path) -> None:
    before = rows()
    report, problems, well = taken(release, dry_run=True)
    assert (rows(), problems, well, len(repeats(report))) == (before, "", True, 3)
    assert "would make a draft" in report


def test_twice_changes_nothing(db: None, release: Path, tmp_path: Path) -> None:
    taken(release)
    before = rows()
    copy = tmp_path / "copy.txt"
    copy.write_bytes(b"\xef\xbb\xbf" + RELEASE.replace("\n", "\r\n").encode())
    for path in (release, copy):
        report, problems, well = taken(path)
        assert (rows(), problems, well) == (before, "", True)
        assert f"already imported as item {NewsItem.objects.get().pk}" in report


def test_twice_keeps_what_was_written_since(
    db: None, release: Path, people: dict[str, User]
) -> None:
    taken(release)
    item = NewsItem.objects.get()
    drafts.save(item, {"title_ar": "عنوان كتبه إنسان"}, by=people["author"])
    taken(release)
    assert NewsItem.objects.get().title_ar == "عنوان كتبه إنسان"


def test_draft_whose_original_cannot_be_kept_is_not_made(
    people: dict[str, User], release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**kwargs: Any) -> None:
        raise OSError

    before = rows()
    monkeypatch.setattr(ImportedOriginal.objects, "create", broken)
    with pytest.raises(OSError):
        taken(release, by="author")
    assert rows() == before


def test_word_file_keeps_its_structure(db: None, tmp_path: Path) -> None:
    path = tmp_path / "release.docx"
    path.write_bytes(word(paragraph(OPENING), *map(paragraph, PARAGRAPHS)))
    _report, problems, well = taken(path)
    assert (problems, well) == ("", True)
    item = NewsItem.objects.get()
    assert item.body_ar.count("<p>") == 4
    assert bytes(item.originals.get().data) == path.read_bytes()


def _folder(path: Path) -> None:
    path.mkdir()


BAD: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "not UTF-8": ("a.txt", lambda p: p.write_bytes(RELEASE.encode("cp1256"))),
    "empty": ("b.txt", lambda p: p.write_bytes(b"")),
    "blank": ("c.txt", lambda p: p.write_text(" \n\t\n")),
    "binary": ("d.txt", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)),
    "50 MB": ("e.txt", lambda p: p.write_bytes(b"a" * 50 * 1024 * 1024)),
    "a folder": ("f", _folder),
    "a damaged DOCX": ("g.docx", lambda p: p.write_bytes(word(paragraph(OPENING))[:-200])),
    "nothing there": ("h.txt", lambda p: None),
    "English": ("i.txt", lambda p: p.write_text("The institution met workers today. " * 9)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_one_line_and_keeps_no_other_out(
    db: None, release: Path, tmp_path: Path, name: str
) -> None:
    filename, make = BAD[name]
    bad = tmp_path / filename
    make(bad)
    report, problems, well = taken(bad, release)
    lines = problems.splitlines()
    assert (well, len(lines)) == (False, 2)
    assert lines[0].startswith(f"{filename}: ")
    assert lines[1] == "1 file could not be imported."
    assert NewsItem.objects.get().originals.get().name == "release.txt"
    assert str(release) in report


def test_all_bad_files_are_told_and_nothing_is_written(
    people: dict[str, User], tmp_path: Path
) -> None:
    before = rows()
    paths = []
    for filename, make in BAD.values():
        paths.append(tmp_path / filename)
        make(paths[-1])
    _report, problems, well = taken(*paths)
    assert (well, len(problems.splitlines()), rows()) == (False, len(BAD) + 1, before)
    assert problems.splitlines()[-1] == f"{len(BAD)} files could not be imported."


def test_colleague_who_imports_is_named(people: dict[str, User], release: Path) -> None:
    taken(release, by="author")
    assert NewsItem.objects.get().created_by == people["author"]
    _report, problems, well = taken(release, by="nobody")
    assert (well, problems) == (False, "No colleague is called nobody.")


def test_imported_draft_is_published_only_when_a_person_has_completed_it(
    db: None, release: Path, people: dict[str, User]
) -> None:
    taken(release)
    item = NewsItem.objects.get()

    def refusal() -> tuple[str, ...]:
        with pytest.raises(Refused) as caught:
            actions.submit(item, "ar", by=people["author"])
        return caught.value.missing

    assert refusal() == ("summary_ar", "place_ar", "released_on")
    item = drafts.save(item, {"summary_ar": "ملخص."}, by=people["author"])
    assert refusal() == ("place_ar", "released_on")
    item = drafts.save(item, {"place_ar": "العاصمة"}, by=people["author"])
    assert refusal() == ("released_on",)
    item = drafts.save(item, {"released_on": "2026-03-12"}, by=people["author"])
    assert refusal() == ("title_to_confirm_ar",)
    item = drafts.save(item, {"title_to_confirm_ar": False}, by=people["author"])
    item = actions.submit(item, "ar", by=people["author"])
    item = actions.approve(item, "ar", by=people["editor"])
    assert actions.publish(item, "ar", by=people["publisher"]).stage("ar") == "published"
