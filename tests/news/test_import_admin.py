"""Importing in the admin: paste, upload, several at once; the original comes back byte for byte."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from news.models import NewsItem
from tests.forms import form_in, text_in
from tests.news.importing.word_files import paragraph, word
from tests.news.test_import_command import OPENING, PARAGRAPHS, RELEASE

IMPORT = "/ar/admin/news/newsitem/import/"


def pasted(client: Client, text: str, language: str = "ar") -> Any:
    form = form_in(client.get(IMPORT), "text", "language")
    return form.fill(text=text, language=language).send(client, IMPORT)


def uploaded(client: Client, *files: tuple[str, bytes], text: str = "") -> Any:
    form = form_in(client.get(IMPORT), "text", "language", "files")
    assert "multiple" in form.attributes["files"]
    data = {**form.values, "files": [SimpleUploadedFile(name, data) for name, data in files]}
    return client.post(IMPORT, {**data, "text": text})


def test_pasted_text_becomes_a_draft_with_its_report(sign_in: Any) -> None:
    client = sign_in("author")
    response = pasted(client, RELEASE)
    item = NewsItem.objects.get()
    assert response.headers["Location"] == f"/ar/admin/news/newsitem/{item.pk}/change/"
    assert (item.body_ar.count("<p>"), item.title_to_confirm_ar) == (4, True)
    page = text_in(client.get(response.headers["Location"]))
    for line in item.originals.get().report["ar"]:
        assert " ".join(line.split()) in page


def test_report_is_kept_in_both_languages(sign_in: Any) -> None:
    pasted(sign_in("author"), RELEASE)
    report = NewsItem.objects.get().originals.get().report
    assert set(report) == {"ar", "en"}
    assert len(report["ar"]) == len(report["en"])
    assert report["ar"] != report["en"]


def test_title_is_confirmed_by_a_tick(sign_in: Any) -> None:
    client = sign_in("author")
    change = pasted(client, RELEASE).headers["Location"]
    form = form_in(client.get(change), "title_ar", "confirm_title_ar")
    form.fill(confirm_title_ar="on").send(client, change, form.button("_continue"))
    assert NewsItem.objects.get().title_to_confirm_ar is False
    assert "confirm_title_ar" not in form_in(client.get(change), "title_ar").attributes


def test_title_is_confirmed_by_typing_another(sign_in: Any) -> None:
    client = sign_in("author")
    change = pasted(client, RELEASE).headers["Location"]
    form = form_in(client.get(change), "title_ar").fill(title_ar="عنوان كتبه إنسان")
    form.send(client, change, form.button("_continue"))
    item = NewsItem.objects.get()
    assert (item.title_ar, item.title_to_confirm_ar) == ("عنوان كتبه إنسان", False)


def test_same_text_again_leads_to_its_draft(sign_in: Any) -> None:
    client = sign_in("author")
    first = pasted(client, RELEASE).headers["Location"]
    assert pasted(client, f"\n{RELEASE}\n").headers["Location"] == first
    assert uploaded(client, ("again.txt", RELEASE.encode())).headers["Location"] == first
    assert NewsItem.objects.count() == 1


def test_several_files_each_become_a_draft(sign_in: Any) -> None:
    document = word(paragraph(OPENING.replace("لقاء", "اجتماعا")), *map(paragraph, PARAGRAPHS))
    response = uploaded(sign_in("author"), ("a.txt", RELEASE.encode()), ("b.docx", document))
    assert (response.status_code, NewsItem.objects.count()) == (200, 2)
    for item in NewsItem.objects.all():
        assert f"/newsitem/{item.pk}/change/" in response.content.decode()


@pytest.mark.parametrize(
    "name,data",
    [
        ("bad.txt", "نص".encode("cp1256") * 50),
        ("bad.txt", b""),
        ("bad.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        ("bad.docx", word(paragraph(OPENING))[:-200]),
        ("bad.docx", b"PK\x03\x04" + b"0" * 999),
        ("bad.txt", b"a" * (5 * 1024 * 1024 + 1)),
    ],
    ids=["not-utf8", "empty", "binary", "damaged", "no-archive", "too-large"],
)
def test_bad_upload_is_one_line_and_the_good_one_comes_in(
    sign_in: Any, name: str, data: bytes
) -> None:
    response = uploaded(sign_in("author"), (name, data), ("good.txt", RELEASE.encode()))
    assert response.status_code == 200
    assert NewsItem.objects.get().originals.get().name == "good.txt"
    assert text_in(response).count(f"{name}:") == 1


def test_refused_paste_is_not_lost(sign_in: Any) -> None:
    english = "The institution met workers of three sites today. " * 5
    response = pasted(sign_in("author"), english)
    assert (response.status_code, NewsItem.objects.count()) == (200, 0)
    assert form_in(response, "text").value("text").strip() == english.strip()


def test_nothing_chosen_is_said(sign_in: Any) -> None:
    response = pasted(sign_in("author"), "  ")
    assert (response.status_code, NewsItem.objects.count()) == (200, 0)
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_import_is_for_whoever_may_add(sign_in: Any, role: str) -> None:
    client = sign_in(role)
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"text": RELEASE, "language": "ar"}).status_code == 403
    assert NewsItem.objects.count() == 0


def test_original_comes_back_byte_for_byte_as_a_download(sign_in: Any, client: Client) -> None:
    raw = b"\xef\xbb\xbf" + RELEASE.replace("\n", "\r\n").encode()
    staff = sign_in("author")
    uploaded(staff, ("release.txt", raw))
    original = NewsItem.objects.get().originals.get()
    address = f"{IMPORT}original/{original.pk}/"
    response = staff.get(address)
    assert response.content == raw
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(address).status_code == 302
    assert staff.get(f"{IMPORT}original/{original.pk + 1}/").status_code == 404


def test_markup_in_a_text_file_stays_text(sign_in: Any, client: Client) -> None:
    client = sign_in("author")
    attack = RELEASE.replace("أربعين", "<script>alert(1)</script>")
    change = pasted(client, attack).headers["Location"]
    assert "<script" not in NewsItem.objects.get().body_ar
    assert "<script>alert(1)" not in client.get(change).content.decode()
