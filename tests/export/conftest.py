"""Two releases of an invented institution, holding what Arabic and English releases hold."""

from datetime import date

import pytest

from nhri.export.document import Document, Head, Letterhead, parse

ARABIC = """
<p>أعلنت المؤسسة الوطنية لحقوق الإنسان مشاركتها في أعمال الدورة الحادية والستين لمجلس حقوق الإنسان
بصفتها عضوًا في التحالف العالمي للمؤسسات الوطنية لحقوق الإنسان (GANHRI)، حيث عرضت تقريرها الموازي
الوارد في الوثيقة HRC/61/2، وناقشت مع 14 وفدًا سبل متابعة التوصيات قبل 30 نوفمبر 2026.</p>
<p>وقالت رئيسة الوفد إن «الكرامة لا تتجزأ، ولا تُؤجل»، وأضافت أن المؤسسة تلقت <strong>1,284
شكوى</strong> في العام الماضي، أي بزيادة بلغت 12.5% عن عام 2024، وأنها <em>لم ترفض</em> أيًا منها
لأسباب شكلية. ويمكن الاطلاع على
<a href="https://nhri.example/ar/news/12-report/">نص التقرير</a>.</p>
<h2>أبرز ما تضمنه التقرير</h2>
<ul><li>حماية المدافعين عن حقوق الإنسان والفضاء المدني</li>
<li>الأعمال التجارية وحقوق الإنسان:
<ol><li>العمالة المنزلية</li><li>سلاسل التوريد</li></ol></li>
<li>خطة عمل مشتركة مع Office of the High Commissioner (OHCHR) حتى عام 2027</li></ul>
<blockquote>
<p>إن استقلال المؤسسة الوطنية ليس امتيازًا لها، بل ضمانة لكل من يطرق بابها.</p></blockquote>
<h3>المساهمات حسب المحور</h3>
<table><thead><tr><th>المحور</th><th>عدد الحالات</th><th>الجهة المتابعة</th></tr></thead>
<tbody><tr><td>العدالة الجنائية</td><td>412</td><td>إدارة الشكاوى</td></tr>
<tr><td>حقوق العمال (ILO C189)</td><td>367</td><td>إدارة الرصد والزيارات</td></tr>
<tr><td colspan="2">المجموع حتى 16/01/2026</td><td>الأمانة العامة</td></tr></tbody></table>
<p>وللاستفسار: الهاتف +973 1700 0000 أو البريد press@nhri.example، ويستمر استقبال الشكاوى.</p>
"""

ENGLISH = """
<p>The National Institution for Human Rights (NIHR) took part in the sixty-first session of the
Human Rights Council, presenting its parallel report (HRC/61/2) and meeting 14 delegations.</p>
<p>The report, entitled «الكرامة أولًا», recalls that the institution received <strong>1,284
complaints</strong> last year, <em>none</em> of which it refused on grounds of form. Read
<a href="https://nhri.example/en/news/12-report/">the full text</a>.</p>
<h2>What the report covers</h2>
<ul><li>Human rights defenders and civic space</li>
<li>Business and human rights:<ol><li>domestic workers</li><li>supply chains</li></ol></li></ul>
<blockquote><p>Independence is not a privilege of an institution.</p>
<p>It is a safeguard for everyone who knocks at its door.</p></blockquote>
<table><thead><tr><th>Area</th><th>Cases</th><th>Followed by</th></tr></thead>
<tbody><tr><td>Criminal justice</td><td>412</td><td>Complaints</td></tr>
<tr><td>Labour rights</td><td>367</td><td>Monitoring and visits</td></tr></tbody></table>
<p>Enquiries: +973 1700 0000 or press@nhri.example.</p>
"""

LETTERHEAD = Letterhead(
    name_ar="المؤسسة الوطنية لحقوق الإنسان",
    name_en="National Institution for Human Rights",
    lines=("ص. ب. 1234", "+973 1700 0000", "press@nhri.example", "https://nhri.example"),
    boilerplate="مؤسسة مستقلة أُنشئت وفق مبادئ باريس، تعزز حقوق الإنسان وتحميها.",
)


def arabic_document(**changes: object) -> Document:
    head = {
        "title": "المؤسسة الوطنية لحقوق الإنسان تعرض تقريرها الموازي أمام مجلس حقوق الإنسان",
        "language": "ar",
        "direction": "rtl",
        "kind": "بيان صحفي",
        "date_line": "21 رمضان 1447هـ الموافق 10 مارس 2026م",
        "date": date(2026, 3, 10),
        "place": "جنيف",
        "reference": "NHRI/2026/014",
        "summary": "الوفد يدعو إلى متابعة التوصيات ويعلن خطة عمل مشتركة حتى عام 2027.",
        "address": "https://nhri.example/ar/news/12-release/",
        "revision": 3,
        "notes_to_editors": parse(
            "<p>يضم التحالف العالمي (GANHRI) مؤسسات من أربع مناطق.</p>", "ar"
        ),
        "contact": ("إدارة الإعلام", "هاتف: +973 1700 0000", "press@nhri.example"),
        "ending_mark": "// انتهى //",
        "identifier": "news-12",
    }
    return Document(Head(**(head | changes)), LETTERHEAD, parse(ARABIC, "ar"))


def english_document(**changes: object) -> Document:
    head = {
        "title": "National institution presents its parallel report to the Human Rights Council",
        "language": "en",
        "direction": "ltr",
        "kind": "Press release",
        "date_line": "10 March 2026",
        "date": date(2026, 3, 10),
        "place": "Geneva",
        "address": "https://nhri.example/en/news/12-release/",
        "revision": 3,
        "contact": ("Media office", "+973 1700 0000"),
        "ending_mark": "– ENDS –",
        "identifier": "news-12",
    }
    letterhead = Letterhead(
        LETTERHEAD.name_ar,
        LETTERHEAD.name_en,
        ("P.O. Box 1234", "+973 1700 0000", "press@nhri.example", "https://nhri.example"),
        "An independent body established under the Paris Principles.",
    )
    return Document(Head(**(head | changes)), letterhead, parse(ENGLISH, "en"))


@pytest.fixture
def arabic() -> Document:
    return arabic_document()


@pytest.fixture
def english() -> Document:
    return english_document()
