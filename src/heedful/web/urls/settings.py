"""Addresses of what is set up."""

from django.urls import path

from heedful.web.views import clients, settings

urlpatterns = [
    path("settings", settings.settings, name="settings"),
    path("settings/programs", clients.clients, name="clients"),
    path("settings/programs/<uuid:pk>/revoke", clients.revoke, name="revoke_client"),
    path("setup", settings.setup, name="setup"),
]
