"""Every address of the site. Sections are named by strings."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from nhri import views
from nhri.translation.paths import SlugConverter, YearConverter

# For every section, before their addresses are read.
register_converter(YearConverter, "year")
register_converter(SlugConverter, "words")

urlpatterns = [
    path("", views.root, name="root"),
    path("admin/", views.admin_redirect),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    *i18n_patterns(
        path("admin/", include("nhri.accounts.urls")),
        path("admin/", admin.site.urls),
        path("", views.home, name="home"),
        path("news/", include("news.urls")),
        path("review/", include("nhri.desk.review_urls")),
        path("", include("events.urls")),
        path("<slug:slug>/", views.page, name="page"),
    ),
]

handler400 = "nhri.views.bad_request"
handler403 = "nhri.views.permission_denied"
handler404 = "nhri.views.page_not_found"
handler500 = "nhri.views.server_error"
