"""The commands that an engineer types: set-up, demo, exports, what is due."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.models import AuditEntry, Revision
from nhri.pages.models import Institution, Page
from nhri.workflow import actions

ANSWERS = {
    "name_ar": "المؤسسة الوطنية",
    "name_en": "The Institution",
    "site": "https://nhri.example.org/",
    "username": "chief",
    "full_name": "مدير النظام",
    "email": "chief@example.org",
    "password_stdin": True,
}


def said(command: str, *args: Any, **options: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command(command, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a password on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


@pytest.mark.django_db
def test_set_up_makes_the_institution_its_pages_and_one_administrator(password: Any) -> None:
    password("a-long-pass-phrase-for-set-up")
    said("setup_institution", **ANSWERS)
    row = Institution.objects.get()
    assert (row.name_ar, row.name_en, row.site) == (
        "المؤسسة الوطنية",
        "The Institution",
        "https://nhri.example.org",
    )
    chief = User.objects.get()
    assert chief.check_password("a-long-pass-phrase-for-set-up")
    assert [group.name for group in chief.groups.all()] == ["administrator"]
    assert (chief.is_staff, chief.is_superuser) == (True, False)
    assert list(Page.objects.values_list("slug", "state_ar", "state_en")) == [
        ("about", "draft", "draft"),
        ("contact", "draft", "draft"),
        ("accessibility", "draft", "draft"),
        ("privacy", "draft", "draft"),
    ]


@pytest.mark.django_db
def test_set_up_again_changes_nothing(password: Any) -> None:
    password("a-long-pass-phrase-for-set-up")
    said("setup_institution", **ANSWERS)
    before = (Revision.objects.count(), User.objects.count())
    said("setup_institution")
    assert (Revision.objects.count(), User.objects.count()) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"site": "http://nhri.example.org"}, "Address of the site"),
        ({"email": "nobody"}, "E-mail address"),
        ({"name_ar": " "}, "Name in Arabic"),
        ({"username": "مدير"}, "User name"),
        ({"username": None}, "--username"),
    ],
)
def test_set_up_refuses_a_wrong_answer_by_name_and_leaves_nothing(
    wrong: dict[str, Any], named: str, password: Any
) -> None:
    password("a-long-pass-phrase-for-set-up")
    with pytest.raises(CommandError, match=named):
        said("setup_institution", **{**ANSWERS, **wrong})
    assert (Institution.objects.count(), User.objects.count(), Page.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_set_up_refuses_a_weak_password(password: Any) -> None:
    password("short")
    with pytest.raises(CommandError):
        said("setup_institution", **ANSWERS)
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_demo_twice_is_the_demo_once(settings: Any) -> None:
    said("load_demo")
    counts = {model: model.objects.count() for model in (NewsItem, Page, User, Revision)}
    acts = AuditEntry.objects.count()
    said("load_demo")
    assert {model: model.objects.count() for model in counts} == counts
    assert (AuditEntry.objects.count(), counts[NewsItem], counts[Page]) == (acts, 14, 4)
    assert NewsItem.objects.published("ar").count() == 8
    assert NewsItem.objects.published("en").count() == 6


@pytest.mark.django_db
def test_demo_is_refused_where_settings_do_not_allow_it(settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="not allowed"):
        said("load_demo")
    assert User.objects.count() == 0


def test_export_writes_one_file_for_each_public_language(
    published: Any, draft: Any, institution: Institution, tmp_path: Path
) -> None:
    published("ar", "en", reference="N/1")
    published("ar", reference="N/2")
    draft(reference="N/3")
    said("export_releases", format="txt", language="both", output=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2026-03-12-N-1-ar.txt",
        "2026-03-12-N-1-en.txt",
        "2026-03-12-N-2-ar.txt",
    ]
    assert "المؤسسة تزور مركز التوقيف" in (tmp_path / "2026-03-12-N-2-ar.txt").read_text("utf-8")


def test_export_of_one_reference_twice_makes_two_files(
    published: Any, institution: Institution, tmp_path: Path
) -> None:
    first, second = published("ar", reference="N/1"), published("ar", reference="N/1")
    said("export_releases", format="txt", language="ar", output=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"2026-03-12-N-1-ar-{max(first.pk, second.pk)}.txt",
        "2026-03-12-N-1-ar.txt",
    ]


def test_export_of_a_language_that_is_not_there_is_refused_by_number(
    published: Any, institution: Institution, tmp_path: Path
) -> None:
    item = published("ar")
    with pytest.raises(CommandError, match="Not written: 1"):
        said("export_releases", item.pk, format="txt", language="en", output=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_export_never_writes_what_is_embargoed(
    published: Any, people: dict[str, User], institution: Institution, tmp_path: Path
) -> None:
    item = published("ar")
    until = timezone.now() + timedelta(hours=1)
    actions.set_embargo(item, until, by=people["publisher"])
    said("export_releases", format="pdf", language="ar", output=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_export_into_a_file_instead_of_a_folder_is_refused(db: None, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(CommandError, match="file"):
        said("export_releases", format="txt", language="ar", output=blocked)


@pytest.mark.django_db
def test_due_work_forgets_ended_sessions() -> None:
    now = timezone.now()
    Session.objects.create(session_key="ended", session_data="", expire_date=now - timedelta(1))
    Session.objects.create(session_key="alive", session_data="", expire_date=now + timedelta(1))
    said("run_due")
    said("run_due")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
