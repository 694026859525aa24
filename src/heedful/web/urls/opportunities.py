"""Addresses of opportunities."""

from django.urls import path

from heedful.web.views.opportunities import lists, one

app_name = "opportunities"
urlpatterns = [
    path("opportunities/", lists.opportunities, name="list"),
    path("opportunities/new", one.add, name="new"),
    path("opportunities/<uuid:pk>", one.one, name="one"),
    path("opportunities/<uuid:pk>/<slug:name>", one.step, name="step"),
]
