"""The addresses of somebody who has a review link and no account."""

from django.urls import path

from nhri.desk import review_views

app_name = "review"
urlpatterns = [
    path("<str:token>/", review_views.read, name="item"),
    path("<str:token>/code/<int:pk>/", review_views.enter, name="code"),
    path("<str:token>/<slug:verb>/<slug:language>/", review_views.decide, name="decide"),
]
