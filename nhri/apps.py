"""App configuration: opens the doors through which rooms and sections join in."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

#: Modules looked for in every installed app; what each registers is said in the room it names.
DOORS = ("permissions", "exports", "demo", "sitemaps", "search", "usage", "event_actions", "due")


class NhriConfig(AppConfig):
    """The floor of the house."""

    name = "nhri"
    verbose_name = _("Institution and people")

    def ready(self) -> None:
        """Open the doors, and keep the roles' groups as the code says."""
        import nhri.checks  # noqa: F401, PLC0415 -- registers the checks
        import nhri.desk.listeners  # noqa: F401, PLC0415 -- hears what is done, once models are there
        from nhri.accounts.roles import synchronise  # noqa: PLC0415 -- models are not loaded above

        autodiscover_modules(*DOORS)
        post_migrate.connect(synchronise, dispatch_uid="nhri.accounts.roles")


class NewsroomAdminConfig(admin_apps.AdminConfig):
    """django.contrib.admin with the newsroom's site."""

    default = False
    default_site = "nhri.site.NewsroomSite"
