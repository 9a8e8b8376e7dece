"""Dates and places that a text mentions. They are shown to a person and never become a value."""

import re

from news.importing.endings import AGENCY

_DIGITS = "[0-9٠-٩]"
_GREGORIAN = (
    *("يناير", "فبراير", "مارس", "أبريل", "ابريل", "إبريل", "مايو", "يونيو", "يونية", "يوليو"),
    *("يولية", "أغسطس", "اغسطس", "سبتمبر", "أكتوبر", "اكتوبر", "نوفمبر", "ديسمبر"),
    *("كانون الثاني", "شباط", "آذار", "اذار", "نيسان", "أيار", "ايار", "حزيران", "تموز", "آب"),
    *("أيلول", "ايلول", "تشرين الأول", "تشرين الاول", "تشرين الثاني", "كانون الأول"),
    *("كانون الاول", "جانفي", "فيفري", "أفريل", "ماي", "جوان", "جويلية", "أوت", "يوليوز"),
    *("غشت", "شتنبر", "نونبر", "دجنبر"),
)
_HIJRI = (
    *("محرم", "المحرم", "صفر", "ربيع الأول", "ربيع الاول", "ربيع الثاني", "ربيع الآخر"),
    *("جمادى الأولى", "جمادى الاولى", "جمادى الآخرة", "جمادى الثانية", "رجب", "شعبان", "رمضان"),
    *("شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة"),
)
_ENGLISH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)


def _any(names: tuple[str, ...]) -> str:
    return "|".join(sorted(names, key=len, reverse=True)).replace(" ", r"\s+")


_MONTH = rf"(?:{_any(_GREGORIAN)})(?:\s*/\s*(?:{_any(_GREGORIAN)}))?"
_DAY = rf"(?<!{_DIGITS}){_DIGITS}{{1,2}}"
_YEAR = rf"{_DIGITS}{{4}}(?!{_DIGITS})"
_HIJRI_DATE = rf"{_DAY}\s*(?:من\s+)?(?:{_any(_HIJRI)})\s*(?:{_YEAR})\s*(?:ـ?هـ?ـ?)?"
_ARABIC_DATE = rf"{_DAY}\s*(?:من\s+)?(?:{_MONTH})(?:[\s،]*(?:{_YEAR})\s*(?:م\b)?)?"
_NUMERIC = (
    rf"(?<!{_DIGITS})(?:{_DIGITS}{{1,2}}\s?[/.-]\s?{_DIGITS}{{1,2}}\s?[/.-]\s?{_YEAR}"
    rf"|{_DIGITS}{{4}}[/.-]{_DIGITS}{{1,2}}[/.-]{_DIGITS}{{1,2}}(?!{_DIGITS}))"
    r"(?:\s*(?:هـ|م\b))?"
)
_ENGLISH_DATE = (
    rf"{_DAY}(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{_ENGLISH})\b\.?(?:,?\s*{_YEAR})?"
    rf"|\b(?:{_ENGLISH})\b\.?\s+{_DIGITS}{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
)
_SINGLE = rf"(?:{_HIJRI_DATE}|{_NUMERIC}|{_ARABIC_DATE}|{_ENGLISH_DATE})"
_DATE = rf"{_SINGLE}(?:\s*[،,(]?\s*الموافق\s*(?:لـ?\s*)?{_SINGLE})?"
_DATES = re.compile(_DATE)

_NAME = r"[^\W\d_]+(?:[ '’\-][^\W\d_]+){0,3}?"
_DASH = r"[-–—]"
#: «جنيف 25 شوال 1436 هـ …», «إربد – 16 …», «GENEVA (5 April 2016) –», «جنيف، 22 سبتمبر 2026».
_PLACE_AND_DATE = re.compile(
    rf"^(?P<place>{_NAME})(?:\s+في)?\s*[،,(:/]?\s*(?:{_DASH}\s*)?\(?\s*(?P<date>{_DATE})"
    rf"(?P<tail>\s*\)?(?:\s*[:،,]?\s*(?:[(/]\s*)?(?:{AGENCY})(?:\s*[)/])?(?!\w))?\s*(?:{_DASH}|[:/])*)"
)
#: «الدوحة: …», «رام الله/ …», «جنيف — …»: a place, a sign, and words behind it.
_PLACE_ALONE = re.compile(
    rf"^(?P<place>[^\W\d_]+(?:[ '’][^\W\d_]+){{0,2}}?)\s*(?::|/|\s{_DASH})\s*(?={_DASH}?\s*\w)"
)
#: «حرر في الرباط بتاريخ 2025/06/20»: place and date at the end.
_SIGNED = re.compile(
    rf"^(?:و?حرر|صدر|تحريرا|Done)\s+(?:في|ب|at|in)\s*(?P<place>{_NAME})\s*[،,]?\s*"
    rf"(?:(?:بتاريخ|في|يوم|on)\s+)?(?P<date>{_DATE})"
)
_AGENCY_AFTER = re.compile(rf"(?<!\w)(?:{AGENCY})(?!\w)")
_NO_PLACES = frozenset(
    "قال وقال أكد وأكد بيان خبر عاجل ملاحظة المصدر صورة هاتف بريد فاكس العدد سياسي عام ثقافي "
    "اقتصادي اجتماعي رياضي note notes source photo phone email tel fax contact press statement "
    "update media quote said title subject date".split()
)


def dates(text: str) -> list[str]:
    """Dates as they are written, each once, in order."""
    found = (" ".join(match[0].split()).rstrip(" ،,") for match in _DATES.finditer(text))
    return list(dict.fromkeys(found))


def dateline_length(text: str) -> int:
    """How many characters at the start are place and date; 0 when there is no such start."""
    found = _PLACE_AND_DATE.match(text)
    return found.end() if found and _is_place(found["place"]) else 0


def dateline_place(text: str) -> str:
    """The place that the first paragraph begins with, or ""."""
    found = _PLACE_AND_DATE.match(text) or _PLACE_ALONE.match(text)
    return found["place"] if found and _is_place(found["place"]) else ""


def signed_place(text: str) -> str:
    """The place that a last paragraph is signed at, or ""."""
    found = _SIGNED.match(text)
    if found is None:
        found = _PLACE_AND_DATE.match(text)
        if found is None or text[found.end() :].strip(" ./م"):
            return ""
    return found["place"] if _is_place(found["place"]) else ""


def dateline_agency(text: str) -> str:
    """The agency named in a dateline, or ""."""
    length = dateline_length(text)
    found = _AGENCY_AFTER.search(text[:length])
    return found[0] if found else ""


def _is_place(words: str) -> bool:
    return words.split()[0].lower() not in _NO_PLACES and words.lower() not in _NO_PLACES
