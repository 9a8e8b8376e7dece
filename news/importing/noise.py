"""Lines that came along from a web page or a printed issue. They are shown, never dropped."""

import re

_MAX_WORDS = 14
_MAX_LENGTH = 160

_LINE = re.compile(
    r"""^\W*(?:
      (?:المصدر|مصدر\ الخبر|نقلا\ عن|نقلًا\ عن|source)\s*[:：/].*
    | (?:عدد\ )?(?:المشاهدات|مشاهدات|مشاهدة|القراءات|قراءة|الزيارات|زيارة|التعليقات|تعليقات|تعليق
        |views?|reads?|hits|comments?|shares?)\s*[:(\[]?\s*[\d٠-٩,.٬]+.*
    | [\d٠-٩,.٬]+\s*(?:مشاهدة|مشاهدات|قراءة|زيارة|تعليق|تعليقات|views?|reads|hits|comments?|shares)
    | (?:شارك(?:\ (?:الخبر|المقال|هذا|عبر|على).*)?|مشاركة|طباعة|نسخة\ للطباعة|(?:إ|ا)رسال\ لصديق
        |أرسل\ لصديق|حفظ|تكبير\ الخط|تصغير\ الخط|استمع.*|share(?:\ (?:this|on|via).*)?|print
        |tweet|facebook|twitter|whatsapp|e-?mail\ this.*|listen)
    | (?:اقر[أا]\ (?:أيض[اً]+|ايض[اً]+|المزيد).*|أخبار\ (?:ذات\ صلة|متعلقة).*|مواضيع\ ذات\ صلة.*
        |المزيد(?:\ من.*)?|read\ (?:more|also).*|related\ (?:news|articles?|stories).*)
    | (?:آخر\ تحديث|تاريخ\ النشر|نشر\ (?:في|بتاريخ)|last\ updated?|published\ on|posted\ (?:on|by))
        \s*[:：]?.*
    | (?:الرئيسية|home)\s*(?:[>»›/|\\«‹<-].*)?
    | (?:صفحة|الصفحة|page)\s*[\d٠-٩]+(?:\s*(?:من|of|/)\s*[\d٠-٩]+)?
    | (?:السابق|التالي|العودة\ (?:إلى|الى|ل).*|رجوع|previous|next|back(?:\ to.*)?)
    | (?:العدد|issue(?:\ no\.?)?)\s*[:(]?\s*[\d٠-٩()\s]+.*
    | (?:جميع\ الحقوق\ محفوظة|حقوق\ النشر|all\ rights\ reserved|copyright|©).*
    | [\d٠-٩]{1,3}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BREADCRUMBS = re.compile(r"^[^.!?؟:]{2,40}(?:\s[>»›|]\s[^.!?؟:]{2,60})+$")
_PIECE = re.compile(
    r"^\W*(?:سياسي|عام|ثقافي|اقتصادي|اجتماعي|رياضي)?\W*إضافة\s+(?:أولى|ثانية|ثالثة|رابعة|خامسة"
    r"|سادسة|سابعة|ثامنة|تاسعة|عاشرة|أخيرة)(?:\s+و(?:ال)?أخيرة)?\b"
)


def is_noise(text: str) -> bool:
    """Whether a line looks like a page's furniture: its menu, source, counters, footers."""
    line = " ".join(text.split())
    if not line or len(line) > _MAX_LENGTH or len(line.split()) > _MAX_WORDS:
        return False
    return bool(_LINE.match(line) or _BREADCRUMBS.match(line))


def is_wire_piece(text: str) -> bool:
    """Whether a line says that this is a later piece of a story that came in parts."""
    return len(text) <= _MAX_LENGTH and bool(_PIECE.match(text))
