"""Gender of an Arabic noun phrase by its first word, for the verb that stands before it.

A verb before its subject is singular and agrees in gender alone; plurals of things count as
feminine. The sound endings tell; broken plurals and unmarked words are data. Source: W. Wright, A
Grammar of the Arabic Language, vol. II, §§ 141-147.
"""

import re

from nhri.arabic import letters
from nhri.arabic.fold import fold

# fmt: off
#: Plurals of things that no ending betrays, as a newsroom of human rights meets them.
_BROKEN_PLURALS = frozenset(fold(word) for word in """
    تقارير خطط برامج مبادئ قواعد معايير وثائق بنود ورش مشاريع حقوق قضايا مسائل تجارب نتائج رسائل
    مواد مراكز لجان أعمال أنشطة أهداف أوراق قوانين تدابير نظم لوائح مواضيع محاور سبل جهود
""".split())
#: Feminine without a mark.
_FEMININE = frozenset(fold(word) for word in """
    شمس أرض حرب نفس دار سوق طريق ذكرى شورى رؤى جدوى فتوى شكوى دعوى
""".split())
#: Ending in ة and masculine all the same.
_MASCULINE = frozenset(fold(word) for word in "خليفة علامة طاغية".split())
# fmt: on
_FIRST = re.compile(f"[{letters.LETTER}{letters.MARK}{letters.TATWEEL}]+")
_ARTICLE = re.compile("^ال(?=.{2,})")


def is_feminine(phrase: str) -> bool:
    """True when a verb before `phrase` takes the feminine: «عُقدت الجلسة», «اعتُمدت التوصيات»."""
    found = _FIRST.search(phrase)
    if found is None:
        return False
    word = found[0]
    bare = _ARTICLE.sub("", fold(word))
    if bare in _MASCULINE:
        return False
    marked = re.sub(f"[{letters.MARK}{letters.TATWEEL}]", "", word)
    return marked.endswith(("ة", "اء", "ات")) or bare in _FEMININE or bare in _BROKEN_PLURALS


def agree(masculine: str, feminine: str, subject: str) -> str:
    """The form of a verb, participle or pronoun that fits `subject`."""
    return feminine if is_feminine(subject) else masculine
