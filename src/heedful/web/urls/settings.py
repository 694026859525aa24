"""Addresses of what is set up."""

from django.urls import path

from heedful.web.views import settings

urlpatterns = [
    path("settings", settings.settings, name="settings"),
    path("setup", settings.setup, name="setup"),
]
