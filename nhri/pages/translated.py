"""Which fields of this room have two languages (read by modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from nhri.pages.models import Institution, Page


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    """The institution's words about itself."""

    fields = ("name", "short_name", "mandate", "boilerplate", "address", "place")
    empty_values = ""
    fallback_undefined = dict.fromkeys(fields, "")


@register(Page)
class PageTranslation(TranslationOptions):
    """A page's words."""

    fields = ("title", "summary", "body")
    empty_values = ""
    fallback_undefined = dict.fromkeys(fields, "")
