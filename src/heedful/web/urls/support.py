"""Addresses of what is asked of top management."""

from django.urls import path

from heedful.web.views.leading import support

app_name = "support"
urlpatterns = [
    path("support/", support.requests, name="list"),
    path("support/new", support.new, name="new"),
    path("support/meet", support.meet, name="meet"),
    path("support/<uuid:pk>", support.one, name="one"),
    path("support/<uuid:pk>/<slug:name>", support.step, name="step"),
]
