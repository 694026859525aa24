"""Addresses of the capability of the feedback process."""

from django.urls import path

from heedful.web.views.capability import planner, signs, whole

app_name = "capability"
urlpatterns = [
    path("satisfaction/capability", whole.whole, name="whole"),
    path("satisfaction/capability/accounts", whole.accounts, name="accounts"),
    path("satisfaction/capability/signs", signs.signs, name="signs"),
    path("satisfaction/capability/planner", planner.planner, name="planner"),
]
