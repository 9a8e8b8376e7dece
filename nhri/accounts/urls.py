"""Addresses of an account that work before sign-in; Django's sign-in page knows the first name."""

from django.urls import path

from nhri.accounts import links, views

urlpatterns = [
    path("password_reset/", views.ResetRequest.as_view(), name="admin_password_reset"),
    path("password_reset/done/", views.ResetRequested.as_view(), name="password_reset_done"),
    path(
        "invitation/<uidb64>/<token>/",
        views.SetPassword.as_view(token_generator=links.INVITATION),
        name="invitation",
    ),
    path(
        "reset/<uidb64>/<token>/",
        views.SetPassword.as_view(token_generator=links.RESET),
        name="password_reset_confirm",
    ),
    path("reset/done/", views.PasswordSet.as_view(), name="password_reset_complete"),
]
