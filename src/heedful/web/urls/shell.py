"""Addresses of the shell."""

from django.urls import path

from heedful.web.views import today

urlpatterns = [
    path("", today.today, name="today"),
    path("as-at", today.as_at, name="as_at"),
    path("healthz", today.healthz, name="healthz"),
]
