"""Addresses of satisfaction."""

from django.urls import path

from heedful.web.views import satisfaction, satisfaction_files

app_name = "satisfaction"
urlpatterns = [
    path("satisfaction/", satisfaction.overview, name="overview"),
    path("satisfaction/answers", satisfaction.answers, name="answers"),
    path("satisfaction/months.csv", satisfaction.months, name="months"),
    path("satisfaction/segments.csv", satisfaction.segments, name="segments"),
    path("satisfaction/months.xlsx", satisfaction_files.months_workbook, name="months_workbook"),
    path("satisfaction/segments.xlsx", satisfaction_files.segments_workbook, name="segments_workbook"),
    path("satisfaction/months.png", satisfaction_files.months_picture, name="months_picture"),
    path("satisfaction/report.pdf", satisfaction_files.report, name="report"),
]
