"""Addresses for customers without an account."""

from django.urls import path

from heedful.web.views import speak, speak_status

app_name = "speak"

urlpatterns = [
    path("speak/", speak.form, name="form"),
    path("speak/received/<str:receipt>", speak.received, name="received"),
    path("c/<slug:token>", speak_status.status, name="status"),
]
