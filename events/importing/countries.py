"""Which country an English name means: codes by CLDR's names, and the UN's where they differ."""

from functools import cache

from babel import Locale

from events.names import key

#: Names of the United Nations that CLDR spells otherwise, and of parts with institutions of their
#: own → the code.
_UNITED_NATIONS = {
    "Bolivia (Plurinational State of)": "BO",
    "Brunei Darussalam": "BN",
    "Cabo Verde": "CV",
    "Congo": "CG",
    "Czech Republic": "CZ",
    "Democratic People's Republic of Korea": "KP",
    "Democratic Republic of the Congo": "CD",
    "Holy See": "VA",
    "Iran (Islamic Republic of)": "IR",
    "Lao People's Democratic Republic": "LA",
    "Micronesia (Federated States of)": "FM",
    "Myanmar": "MM",
    "Netherlands (Kingdom of the)": "NL",
    "Palestine": "PS",
    "Republic of Korea": "KR",
    "Republic of Moldova": "MD",
    "Russian Federation": "RU",
    "Sao Tome and Principe": "ST",
    "State of Palestine": "PS",
    "Syrian Arab Republic": "SY",
    "Turkey": "TR",
    "United Kingdom of Great Britain and Northern Ireland": "GB",
    "United Republic of Tanzania": "TZ",
    "United States of America": "US",
    "Venezuela (Bolivarian Republic of)": "VE",
    "Viet Nam": "VN",
}
#: One country, several institutions: the file names the part; the country is the whole.
_PARTS = {
    "United Kingdom (Great Britain)": "United Kingdom",
    "United Kingdom (Northern Ireland)": "United Kingdom",
    "United Kingdom (Scotland)": "United Kingdom",
}


def whole(name: str) -> str:
    """The country that `name` is or is a part of, as the United Nations write it."""
    return _PARTS.get(name, name)


def code_of(name: str) -> str:
    """ISO 3166-1 alpha-2 of the country that is called `name` in English; empty for none."""
    return _codes().get(_folded(whole(name)), "")


def _folded(name: str) -> str:
    return key(name.replace("&", " and "))


@cache
def _codes() -> dict[str, str]:
    found = {
        _folded(name): code
        for code, name in Locale("en").territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    return found | {_folded(name): code for name, code in _UNITED_NATIONS.items()}
