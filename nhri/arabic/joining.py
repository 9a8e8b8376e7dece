"""Lists of names in a sentence."""

from collections.abc import Sequence


def join(items: Sequence[str], language: str) -> str:
    """Return the items as one phrase.

    Arabic: "أ وب", "أ، وب، وج": the conjunction stands before every item after the first and is
    written onto it, also before Latin letters, digits and quotation marks ("وGANHRI", "و12 دولة");
    from three items on an Arabic comma helps the eye. English: "A and B", "A, B and C", without a
    comma before "and" (United Nations editorial style). When an item has a comma inside, semicolons
    part the items. Order is kept; items are trimmed and blank ones are left out.
    Raises ValueError for an unknown language.
    """
    names = [item.strip() for item in items if item.strip()]
    if language == "ar":
        return _arabic(names)
    if language == "en":
        return _english(names)
    raise ValueError(f"unknown language {language!r}: expected one of ar, en")


def _arabic(names: list[str]) -> str:
    nested = any("،" in name or "," in name for name in names)
    separator = "؛ و" if nested else " و" if len(names) == 2 else "، و"
    return separator.join(names)


def _english(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    nested = any("," in name or "،" in name for name in names)
    between, last = ("; ", "; and ") if nested else (", ", " and ")
    return f"{between.join(names[:-1])}{last}{names[-1]}"
