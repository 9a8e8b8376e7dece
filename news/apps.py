"""App configuration of the news section."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News, the first section."""

    name = "news"
    verbose_name = _("Newsroom")
