"""The institution's one row, and standing pages, in the admin."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nhri.accounts.models import User
from nhri.pages.models import Institution, Page
from nhri.workflow import actions, drafts
from tests.forms import form_in, text_in

INSTITUTION = "/ar/admin/nhri/institution/"
PAGES = "/ar/admin/nhri/page/"


def test_institution_is_set_up_once(sign_in: Any, db: None) -> None:
    client = sign_in("administrator")
    response = client.get(INSTITUTION)
    assert response.headers["Location"] == f"{INSTITUTION}add/"
    form = form_in(client.get(f"{INSTITUTION}add/"), "name_ar", "name_en")
    form.fill(name_ar="المؤسسة الوطنية", name_en="The National Institution", digits="arabic_indic")
    assert form.send(client, f"{INSTITUTION}add/").status_code == 302
    row = Institution.objects.get()
    assert (row.pk, row.name_ar, row.name_en, row.digits) == (
        1,
        "المؤسسة الوطنية",
        "The National Institution",
        "arabic_indic",
    )
    assert client.get(INSTITUTION).headers["Location"] == f"{INSTITUTION}1/change/"
    assert client.get(f"{INSTITUTION}add/").status_code == 403


def test_institution_is_shown_everywhere_at_once(
    institution: Institution, sign_in: Any, client: Client
) -> None:
    staff, address = sign_in("administrator"), f"{INSTITUTION}1/change/"
    form = form_in(staff.get(address), "name_ar").fill(name_ar="مؤسسة باسم جديد")
    assert form.send(staff, address).status_code == 302
    assert "مؤسسة باسم جديد" in text_in(client.get("/ar/"))
    assert "مؤسسة باسم جديد" not in text_in(client.get("/en/"))


def test_institution_stays(institution: Institution, sign_in: Any) -> None:
    assert sign_in("administrator").get(f"{INSTITUTION}1/delete/").status_code == 403


def test_second_institution_is_impossible(institution: Institution) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.create(pk=2, name_ar="ثانية")


@pytest.mark.parametrize("role", ["author", "translator", "editor", "publisher"])
def test_institution_is_the_administrators_alone(
    institution: Institution, sign_in: Any, role: str
) -> None:
    assert sign_in(role).get(f"{INSTITUTION}1/change/").status_code == 403


def test_hijri_correction_is_small(institution: Institution, sign_in: Any) -> None:
    client, address = sign_in("administrator"), f"{INSTITUTION}1/change/"
    form = form_in(client.get(address), "hijri_correction").fill(hijri_correction="3")
    assert form.send(client, address).status_code == 200
    institution.hijri_correction = 3
    with pytest.raises(IntegrityError), transaction.atomic():
        institution.save()


def test_pages_open_before_set_up(client: Client, db: None) -> None:
    for path in ("/ar/", "/en/", "/ar/news/", "/en/news/"):
        assert client.get(path).status_code == 200


@pytest.fixture
def about(people: dict[str, User], carry: Any) -> Page:
    values = {
        "slug": "about", "position": 1, "title_ar": "عن المؤسسة", "body_ar": "<p>من نحن.</p>",
        "title_en": "About us", "body_en": "<p>Who we are.</p>",
    }  # fmt: skip
    page = drafts.create(Page(), values, by=people["author"])
    return carry(carry(page, "ar", "published"), "en", "published")


def test_page_is_written_in_the_admin_and_read_at_its_address(sign_in: Any, client: Client) -> None:
    author = sign_in("author")
    form = form_in(author.get(f"{PAGES}add/"), "title_ar", "slug")
    form.fill(title_ar="عن المؤسسة", body_ar="<p>من نحن.</p>", slug="about")
    form.send(author, f"{PAGES}add/", form.button("_continue"))
    page = Page.objects.get()
    address = f"{PAGES}{page.pk}/change/"
    form = form_in(author.get(address), "title_ar")
    form.send(author, address, form.button("_verb", "submit:ar"))
    for role, verb in (("editor", "approve"), ("publisher", "publish")):
        staff, act = sign_in(role), f"{PAGES}{page.pk}/verb/{verb}/ar/"
        assert form_in(staff.get(act), "revision").send(staff, act).status_code == 302
    assert "من نحن." in text_in(client.get("/ar/about/"))


def test_menu_holds_what_is_public_in_this_language(
    about: Page, client: Client, people: dict[str, User]
) -> None:
    assert 'href="/ar/about/"' in client.get("/ar/").content.decode()
    actions.withdraw(about, "ar", by=people["publisher"], note="x")
    assert 'href="/ar/about/"' not in client.get("/ar/").content.decode()
    assert 'href="/en/about/"' in client.get("/en/").content.decode()


def test_waiting_change_of_the_menu_shows_nothing_yet(
    about: Page, client: Client, people: dict[str, User]
) -> None:
    page = drafts.save(about, {"slug": "us", "in_menu": False}, by=people["author"])
    assert client.get("/ar/us/").status_code == 404
    assert client.get("/ar/about/").status_code == 200
    page = actions.submit(page, "ar", by=people["author"])
    page = actions.approve(page, "ar", by=people["editor"])
    actions.publish(page, "ar", by=people["publisher"])
    assert client.get("/ar/us/").status_code == 200
    assert client.get("/ar/about/").status_code == 404
    assert 'href="/ar/us/"' not in client.get("/ar/").content.decode()


def test_slug_of_another_page_is_refused(about: Page, sign_in: Any) -> None:
    client = sign_in("author")
    form = form_in(client.get(f"{PAGES}add/"), "slug").fill(title_ar="أخرى", slug="about")
    assert form.send(client, f"{PAGES}add/").status_code == 200
    assert Page.objects.count() == 1


def test_tick_changed_by_another_survives_a_clash(
    about: Page, sign_in: Any, people: dict[str, User]
) -> None:
    client, address = sign_in("author"), f"{PAGES}{about.pk}/change/"
    form = form_in(client.get(address), "position")
    drafts.save(about, {"position": 5, "in_menu": False}, by=people["editor"])
    response = form.fill(position="7").send(client, address, form.button("_continue"))
    assert response.status_code == 200
    again = form_in(response, "position").fill(choose_position="mine")
    again.send(client, address, again.button("_continue"))
    head = Page.objects.with_streams().get().head_shared.data
    assert (head["position"], head["in_menu"]) == (7, False)
