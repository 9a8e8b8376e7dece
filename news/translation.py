"""Which fields of this section have two languages (read by modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from news.models import Correction, NewsItem, PressContact, Topic


@register(NewsItem)
class NewsItemTranslation(TranslationOptions):
    """A news item's words."""

    fields = ("title", "slug", "summary", "body", "place", "issuer", "notes_to_editors")
    empty_values = ""
    fallback_undefined = dict.fromkeys(fields, "")


@register([Topic, PressContact])
class NameTranslation(TranslationOptions):
    """A name in each language."""

    fields = ("name",)
    empty_values = ""
    fallback_undefined = {"name": ""}


@register(Correction)
class CorrectionTranslation(TranslationOptions):
    """A note in each language."""

    fields = ("note",)
    empty_values = ""
    fallback_undefined = {"note": ""}
