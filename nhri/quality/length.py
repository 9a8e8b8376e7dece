"""Sentences nobody can read aloud, and summaries as long as a body."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nhri.arabic.sentences import sentences
from nhri.quality.excerpts import around
from nhri.quality.findings import Finding
from nhri.quality.reading import Text

#: Words in one sentence. Arabic joins its clauses where English stops, and press Arabic runs long:
#: at 138 words a minute read aloud, 60 words are 26 seconds; 45 English words at 228, 12 seconds.
SENTENCE_WORDS = {"ar": 60, "en": 45}
#: Characters, spaces included: what lists, cards and shared links show without cutting.
SUMMARY_CHARACTERS = 300

_SENTENCE_TOLD = _(
    "This sentence has %(words)s words. Above %(limit)s most readers lose its beginning: end it "
    "where a new thought starts."
)
_SUMMARY_TOLD = _(
    "The summary has %(characters)s characters. Lists and shared links show about %(limit)s: keep "
    "one or two sentences."
)


def check(text: Text) -> Iterator[Finding]:
    """sentence_long (body, summary, notes to editors) and summary_long."""
    summary = text.get("summary")
    size, most = len(" ".join(summary.value.split())), SUMMARY_CHARACTERS
    if size > most:
        shown = around(summary.value, 0, min(40, size))
        about = {"characters": size, "limit": most}
        yield Finding("summary_long", text.language, summary.name, _SUMMARY_TOLD, shown, about)
    limit = SENTENCE_WORDS[text.language]
    for stem in ("summary", "body", "notes_to_editors"):
        field = text.get(stem)
        for block in field.blocks:
            for sentence in sentences(block.text):
                count = sum(1 for word in sentence.split() if any(c.isalnum() for c in word))
                if count > limit:
                    about = {"words": count, "limit": limit}
                    shown = around(sentence, 0, min(40, len(sentence)))
                    yield Finding(
                        "sentence_long", text.language, field.name, _SENTENCE_TOLD, shown, about
                    )
