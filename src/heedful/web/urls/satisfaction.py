"""Addresses of satisfaction."""

from django.urls import path

from heedful.web.views import satisfaction

app_name = "satisfaction"
urlpatterns = [
    path("satisfaction/", satisfaction.overview, name="overview"),
    path("satisfaction/answers", satisfaction.answers, name="answers"),
    path("satisfaction/months.csv", satisfaction.months, name="months"),
    path("satisfaction/segments.csv", satisfaction.segments, name="segments"),
]
