"""Addresses of the public answer page; short, for they are printed and typed."""

from django.urls import path

from heedful.web.views import answer, opting_out, shown

app_name = "answer"
urlpatterns = [
    path("a/<str:token>", answer.answer, {"kind": "a"}, name="open"),
    path("i/<str:token>", answer.answer, {"kind": "i"}, name="invited"),
    path("a/<str:token>/thanks", answer.thanks, {"kind": "a"}, name="open_thanks"),
    path("i/<str:token>/thanks", answer.thanks, {"kind": "i"}, name="invited_thanks"),
    path("k/<str:token>", shown.answer, {"place": "k"}, name="kiosk"),
    path("k/<str:token>/thanks", shown.thanks, {"place": "k"}, name="kiosk_thanks"),
    path("e/<str:token>", shown.answer, {"place": "e"}, name="frame"),
    path("e/<str:token>/thanks", shown.thanks, {"place": "e"}, name="frame_thanks"),
    path("o/<str:token>", opting_out.out, name="out"),
]
