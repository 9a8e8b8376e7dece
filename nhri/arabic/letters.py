"""Which code points are Arabic letters, marks and invisible controls.

The constants are bodies of regular-expression classes, to be put between square brackets.
Source: The Unicode Standard 14.0, blocks Arabic (0600), Arabic Supplement (0750), Arabic Extended-B
(0870) and -A (08A0), and ArabicShaping.txt for the joining types.
"""

TATWEEL = "\u0640"

# Letters of every language in Arabic script; neither tatweel nor digits nor punctuation.
LETTER = (
    r"\u0620-\u063F\u0641-\u064A\u066E\u066F\u0671-\u06D3\u06D5\u06EE\u06EF"
    r"\u06FA-\u06FC\u06FF\u0750-\u077F\u0870-\u0887\u0889-\u088E\u08A0-\u08C8"
)

# Tashkil, superscript alef, hamza and madda written apart, Quranic annotation.
MARK = (
    r"\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED"
    r"\u0898-\u089F\u08C9-\u08E1\u08E3-\u08FF"
)

DIRECTION_MARK = r"\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F"

# Zero-width space, word joiner and invisible operators, byte order mark, soft hyphen, Mongolian
# vowel separator. The joiners 200C and 200D are not here: they can change the shape of a word.
ZERO_WIDTH = r"\u00AD\u180E\u200B\u2060-\u2064\uFEFF"

JOINER = r"\u200C\u200D"

ODD_SPACE = r"\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000"

# Letters that never join the next one (joining types R and U): after them a non-joiner is idle.
NEVER_JOINS_NEXT = frozenset("ءاأإآٱٲٳٵدذرزوؤةۀژڈڑڌڎۆۇۈۋۏےۓەۃ")
