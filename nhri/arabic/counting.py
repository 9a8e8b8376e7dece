"""Numbers with the noun they count, as Arabic grammar wants them.

Source: Unicode CLDR, plural rules of Arabic (the same six forms as in the Arabic catalogue).
"""

from collections.abc import Mapping

from nhri.arabic.digits import localize

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")


def plural_form(n: int) -> str:
    """Return the form for a whole number: one of PLURAL_FORMS; the sign does not matter.

    3-10 and all numbers ending in 03-10 take the plural (few), 11-99 and those ending so the
    accusative singular (many), 100, 101, 102, 1000 the genitive singular (other).
    """
    n = abs(n)
    if n < 3:
        return PLURAL_FORMS[n]
    rest = n % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest > 10 else "other"


def counted(n: int, forms: Mapping[str, str], *, digits: str = "western") -> str:
    """Return the number with its noun: "بيانان", "3 بيانات", "11 بيانًا", "100 بيان".

    `forms` gives the noun per plural form. "zero", "one" and "two" are whole phrases that hold
    their number themselves ("لا بيانات", "بيان واحد", "بيانان"); the others are written after the
    number. "zero" may be missing: then "0" and the form "other". Raises ValueError naming any other
    missing form, whatever the number, and for an unknown digit system.
    """
    missing = [form for form in PLURAL_FORMS[1:] if form not in forms]
    if missing:
        raise ValueError(f"missing plural forms: {', '.join(missing)}")
    form = plural_form(n)
    if n in (0, 1, 2) and form in forms:
        return forms[form]
    noun = forms["other" if form == "zero" else form]
    if n in (-1, -2):
        # A phrase such as "بيانان" has no room for the sign.
        noun = forms["other"]
    return localize(f"{n} {noun}", digits)
