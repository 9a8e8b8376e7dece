"""When mail comes: at once, once a day or never; tried again, sent once, never in a verb's way."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import dummy
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from news.models import NewsItem
from nhri.accounts.models import User
from nhri.desk import delivery, listeners, recipients
from nhri.desk.notices import Notice
from nhri.workflow import actions
from nhri.workflow.states import Verb
from tests.desk.mailbox import Committed, html_of, mail_to, mailed, press, start_afresh, told
from tests.forms import form_in


class Broken(BaseEmailBackend):
    """A mail server that answers nobody."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no mail server here")


WORKING = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = "https://nhri.example.org"


@pytest.fixture
def broken(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Break the mail server; the answer mends it."""
    monkeypatch.setattr(dummy, "EmailBackend", Broken)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    def mend() -> None:
        settings.EMAIL_BACKEND = WORKING

    return mend


@pytest.fixture
def submitted(
    draft: Any, sign_in: Any, django_capture_on_commit_callbacks: Committed
) -> Callable[[], NewsItem]:
    """Submit the Arabic of a new item through the form, and commit."""

    def act() -> NewsItem:
        item = draft()
        with django_capture_on_commit_callbacks(execute=True):
            assert press(sign_in("author"), item, "submit").status_code == 302
        item.refresh_from_db()
        assert item.state_ar == "in_review"
        return item

    return act


def rhythm(mail: str, *usernames: str) -> None:
    User.objects.filter(username__in=usernames).update(mail=mail)


def local(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


# The person's choice ----------------------------------------------------------------------------


def test_mail_comes_at_once_to_those_who_chose_so_alone(
    people: dict[str, User], submitted: Any
) -> None:
    rhythm("daily", "editor")
    submitted()
    assert told() == {"editor": {"review"}, "publisher": {"review"}}
    assert mailed() == ["publisher"]


def test_who_chose_none_is_told_nothing(people: dict[str, User], submitted: Any) -> None:
    rhythm("none", "editor")
    submitted()
    assert told() == {"publisher": {"review"}}


def test_who_became_inactive_or_chose_none_meanwhile_gets_no_late_mail(
    people: dict[str, User], submitted: Any, broken: Any
) -> None:
    submitted()
    broken()
    rhythm("none", "editor")
    User.objects.filter(username="publisher").update(is_active=False)
    assert delivery.retry(timezone.now() + timedelta(hours=1)) == 0
    assert mail.outbox == []


def test_administrator_chooses_a_colleague_s_rhythm(sign_in: Any, people: dict[str, User]) -> None:
    page = f"/ar/admin/nhri/user/{people['editor'].pk}/change/"
    client = sign_in("administrator")
    form = form_in(client.get(page), "full_name", "mail")
    assert form.choices["mail"] == ["at_once", "daily", "none"]
    form.fill(mail="daily").send(client, page)
    people["editor"].refresh_from_db()
    assert people["editor"].mail == "daily"


# The digest -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-03-12T06:59", "2026-03-11T07:00"),
        ("2026-03-12T07:00", "2026-03-12T07:00"),
        ("2026-03-12T23:59", "2026-03-12T07:00"),
    ],
)
def test_digest_hour_is_seven_in_the_institution_s_own_time(now: str, moment: str) -> None:
    assert delivery.digest_moment(local(now)) == local(moment)


def written_at(moment: datetime) -> None:
    Notice.objects.update(created_at=moment, due_at=moment)


def test_digest_comes_once_a_day_with_all_that_waits(
    people: dict[str, User], submitted: Any
) -> None:
    rhythm("daily", "editor")
    first, second = submitted(), submitted()
    start = local("2026-03-12T15:00")
    written_at(start)
    mail.outbox.clear()
    assert delivery.send_digests(local("2026-03-13T06:59")) == 0
    assert delivery.send_digests(local("2026-03-13T07:00")) == 1
    assert delivery.send_digests(local("2026-03-13T07:01")) == 0
    body = mail_to("editor").body
    assert f"/{first.pk}/change/" in body
    assert f"/{second.pk}/change/" in body
    assert html_of(mail_to("editor")).count("/change/") == 2


def test_what_comes_after_the_digest_waits_for_the_next_one(
    people: dict[str, User], submitted: Any
) -> None:
    rhythm("daily", "editor")
    submitted()
    written_at(local("2026-03-13T07:30"))
    assert delivery.send_digests(local("2026-03-13T23:00")) == 0
    assert delivery.send_digests(local("2026-03-14T07:00")) == 1


def test_digest_leaves_out_what_was_settled_meanwhile(
    people: dict[str, User], submitted: Any
) -> None:
    rhythm("daily", "editor")
    first, second = submitted(), submitted()
    actions.approve(first, "ar", by=people["publisher"])
    written_at(local("2026-03-12T15:00"))
    mail.outbox.clear()
    assert delivery.send_digests(local("2026-03-13T07:00")) == 1
    body = mail_to("editor").body
    assert f"/{first.pk}/change/" not in body
    assert f"/{second.pk}/change/" in body


def test_digest_of_nothing_that_still_waits_is_no_mail(
    people: dict[str, User], submitted: Any
) -> None:
    rhythm("daily", "editor")
    actions.approve(submitted(), "ar", by=people["publisher"])
    written_at(local("2026-03-12T15:00"))
    mail.outbox.clear()
    assert delivery.send_digests(local("2026-03-13T07:00")) == 0
    assert mail.outbox == []
    assert not Notice.objects.filter(user=people["editor"], sent_at__isnull=True).exists()


def test_digest_survives_a_mail_server_that_was_away_over_the_week_end(
    people: dict[str, User], submitted: Any, broken: Any
) -> None:
    rhythm("daily", "editor")
    submitted()
    written_at(local("2026-03-12T15:00"))
    for number in range(7, 55):  # a little more than an hour apart, the longest pause
        at = local("2026-03-13T00:00") + timedelta(minutes=61 * number)
        with pytest.raises(delivery.NotSent):
            delivery.send_digests(at)
    broken()
    assert delivery.send_digests(local("2026-03-15T08:30")) == 1


# What breaks, and is tried again -----------------------------------------------------------------


def test_broken_mail_server_stops_no_verb_and_loses_no_notice(
    people: dict[str, User], submitted: Any, broken: Any, caplog: Any
) -> None:
    with caplog.at_level(logging.ERROR):
        submitted()
    assert told() == {"editor": {"review"}, "publisher": {"review"}}
    assert not Notice.objects.filter(sent_at__isnull=False).exists()
    assert "was not sent" in caplog.text
    broken()
    assert delivery.retry(timezone.now() + timedelta(minutes=1)) == 0
    assert delivery.retry(timezone.now() + timedelta(minutes=3)) == 2
    assert mailed() == ["editor", "publisher"]


def test_broken_mail_server_does_not_stop_an_urgent_statement(
    draft: Any, sign_in: Any, broken: Any, django_capture_on_commit_callbacks: Committed
) -> None:
    item = draft()
    with django_capture_on_commit_callbacks(execute=True):
        press(sign_in("publisher"), item, "urgent", reason="خبر عاجل")
    assert NewsItem.objects.published("ar").filter(pk=item.pk).exists()


@pytest.mark.parametrize("broken_part", ["recipients", "table", "worker"])
def test_broken_desk_does_not_stop_an_urgent_statement(
    broken_part: str,
    draft: Any,
    sign_in: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: Any,
    django_capture_on_commit_callbacks: Committed,
) -> None:
    item = draft()

    def fails(*args: Any, **kwargs: Any) -> Any:
        if broken_part == "table":
            User.objects.raw("SELECT nothing FROM nowhere")[0]
        raise RuntimeError("broken")

    if broken_part == "worker":
        monkeypatch.setattr(type(listeners.tasks.send_at_once), "enqueue", fails)
    else:
        monkeypatch.setitem(recipients.CALLS, Verb.URGENT, fails)
    with django_capture_on_commit_callbacks(execute=True):
        press(sign_in("publisher"), item, "urgent", reason="خبر عاجل")
    assert NewsItem.objects.published("ar").filter(pk=item.pk).exists()
    assert "Nobody was told" in caplog.text or "not handed to the worker" in caplog.text
    assert mail.outbox == []


def test_mail_that_the_worker_never_saw_is_sent_by_the_next_round(
    draft: Any, people: dict[str, User]
) -> None:
    actions.submit(draft(), "ar", by=people["author"])
    assert mail.outbox == []
    assert delivery.retry() == 2
    assert delivery.retry() == 0


def test_mail_is_tried_ten_times_with_growing_pauses(
    people: dict[str, User], submitted: Any, broken: Any
) -> None:
    rhythm("none", "publisher")
    submitted()
    start = Notice.objects.get().created_at
    tried = [0]
    for minute in range(1, 60 * 24 + 1):
        try:
            delivery.retry(start + timedelta(minutes=minute))
        except delivery.NotSent:
            tried.append(minute)
    assert (len(tried), Notice.objects.get().tries) == (10, 10)
    pauses = [late - early for early, late in zip(tried, tried[1:], strict=False)]
    assert pauses == sorted(pauses)
    assert tried[-1] >= 60 * 12


def test_mail_older_than_a_day_is_not_sent_any_more(draft: Any, people: dict[str, User]) -> None:
    actions.submit(draft(), "ar", by=people["author"])
    assert delivery.retry(timezone.now() + timedelta(hours=25)) == 0


def test_one_colleague_s_failing_mail_keeps_nobody_else_from_theirs(
    draft: Any, people: dict[str, User]
) -> None:
    User.objects.filter(username="editor").update(email="broken\naddress")
    actions.submit(draft(), "ar", by=people["author"])
    with pytest.raises(delivery.NotSent):
        delivery.retry()
    assert mailed() == ["publisher"]


# run_due ----------------------------------------------------------------------------------------


def test_run_due_says_what_it_did_and_a_second_time_nothing(
    draft: Any, people: dict[str, User], capsys: Any
) -> None:
    actions.submit(draft(), "ar", by=people["author"])
    Notice.objects.create(
        user=people["editor"], kind="comment", item=draft(), language="ar",
        created_at=timezone.now() - timedelta(days=91), sent_at=timezone.now(),
    )  # fmt: skip
    call_command("run_due")
    assert capsys.readouterr().out.splitlines() == [
        "Mails sent late: 2.",
        "Old notices deleted: 1.",
    ]
    call_command("run_due")
    assert capsys.readouterr().out == ""


def test_run_due_goes_on_after_a_failing_job_and_its_exit_status_tells(
    draft: Any, people: dict[str, User], broken: Any, capsys: Any, caplog: Any
) -> None:
    actions.submit(draft(), "ar", by=people["author"])
    Notice.objects.create(
        user=people["editor"], kind="comment", item=draft(), language="ar",
        created_at=timezone.now() - timedelta(days=91), sent_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(CommandError, match="retry_mail"):
        call_command("run_due")
    assert capsys.readouterr().out.splitlines() == ["Old notices deleted: 1."]
    assert "Due job nhri.desk.jobs.retry_mail failed" in caplog.text


def together(*acts: Callable[[], Any]) -> None:
    """Run the acts in threads that start at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        start.wait(timeout=20)
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_four_rounds_at_once_send_each_mail_once(draft: Any, people: dict[str, User]) -> None:
    """One colleague who is told at once, one who chose the digest; five notices for each."""
    rhythm("daily", "publisher")
    item = draft()
    yesterday = timezone.now() - timedelta(days=1)
    for name, moment in (("editor", timezone.now()), ("publisher", yesterday)):
        for number in range(5):
            Notice.objects.create(
                user=people[name], kind="comment", item=item, language="ar", actor_name="A",
                words=f"({number})", created_at=moment, due_at=moment,
            )  # fmt: skip
    mail.outbox.clear()
    together(*[lambda: call_command("run_due")] * 4)
    assert mailed() == ["editor", "publisher"]
    for name in ("editor", "publisher"):
        assert [f"({n})" in mail_to(name).body for n in range(5)] == [True] * 5


@pytest.mark.django_db(transaction=True)
def test_a_verb_that_fails_tells_nobody(draft: Any, people: dict[str, User]) -> None:
    item = draft()
    start_afresh()
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.submit(item, "ar", by=people["author"])
        raise RuntimeError
    assert (told(), mail.outbox) == ({}, [])


@pytest.mark.django_db(transaction=True)
def test_demo_content_tells_nobody() -> None:
    call_command("load_demo")
    assert (Notice.objects.count(), mail.outbox) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_production_s_worker_sends_what_the_verb_left_it(
    draft: Any, people: dict[str, User], settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    actions.submit(draft(), "ar", by=people["author"])
    assert mail.outbox == []
    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)
    assert mailed() == ["editor", "publisher"]
    assert DBTaskResult.objects.successful().count() == 2
