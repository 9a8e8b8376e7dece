"""The newsroom's public addresses, below ``/ar/news/`` and ``/en/news/``."""

from django.urls import path

from news import views

app_name = "news"
urlpatterns = [
    path("", views.NewsList.as_view(), name="list"),
    path("topic/<slug:slug>/", views.TopicList.as_view(), name="topic"),
    path("<year:year>/", views.YearList.as_view(), name="year"),
    path("<int:pk>-<words:slug>/", views.detail, name="detail"),
    path("<int:pk>-<words:slug>/export.<slug:extension>", views.export, name="export"),
]
