"""Addresses for programs."""

from django.urls import path

from heedful.api import feedback, openapi

app_name = "api"

urlpatterns = [
    path("feedback", feedback.send, name="send"),
    path("feedback/<uuid:pk>", feedback.sent, name="sent"),
    path("openapi.json", openapi.described, name="described"),
]
