"""Addresses of the demo's door."""

from django.urls import path

from heedful.web.views import demo

app_name = "demo"
urlpatterns = [
    path("demo", demo.door, name="door"),
    path("demo/enter", demo.enter, name="enter"),
]
