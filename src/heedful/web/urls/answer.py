"""Addresses of the public answer page; short, for they are printed and typed."""

from django.urls import path

from heedful.web.views import answer

app_name = "answer"
urlpatterns = [
    path("a/<str:token>", answer.answer, {"kind": "a"}, name="open"),
    path("i/<str:token>", answer.answer, {"kind": "i"}, name="invited"),
    path("a/<str:token>/thanks", answer.thanks, {"kind": "a"}, name="open_thanks"),
    path("i/<str:token>/thanks", answer.thanks, {"kind": "i"}, name="invited_thanks"),
]
