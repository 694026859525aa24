"""Addresses of the evidence."""

from django.urls import path

from heedful.web.views import history

app_name = "history"

urlpatterns = [
    path("history/", history.entries, name="list"),
    path("history/<str:kind>/<uuid:pk>", history.of, name="of"),
    path("history/<path:ref>", history.of, name="of"),
]
