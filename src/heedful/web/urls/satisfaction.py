"""Addresses of satisfaction."""

from django.urls import path

from heedful.web.views import satisfaction, satisfaction_files
from heedful.web.views.knowing import accounts, driving, indicators, you_said

app_name = "satisfaction"
urlpatterns = [
    path("satisfaction/", satisfaction.overview, name="overview"),
    path("satisfaction/answers", satisfaction.answers, name="answers"),
    path("satisfaction/months.csv", satisfaction.months, name="months"),
    path("satisfaction/segments.csv", satisfaction.segments, name="segments"),
    path("satisfaction/indicators", indicators.indicators, name="indicators"),
    path("satisfaction/indicators/new", indicators.new, name="new_indicator"),
    path("satisfaction/indicators/<uuid:pk>", indicators.indicator, name="indicator"),
    path("satisfaction/indicators/<uuid:pk>/<slug:name>", indicators.step, name="indicator_step"),
    path("satisfaction/benchmarks/<uuid:pk>/<slug:name>", indicators.benchmark, name="benchmark"),
    path("satisfaction/accounts", accounts.accounts_page, name="accounts"),
    path("satisfaction/accounts/<uuid:pk>", accounts.account, name="account"),
    path("satisfaction/drivers", driving.drivers, name="drivers"),
    path("satisfaction/themes", driving.themes, name="themes"),
    path("satisfaction/told", you_said.told, name="told"),
    path("satisfaction/told/new", you_said.new, name="new_told"),
    path("satisfaction/told/<uuid:pk>", you_said.one, name="told_one"),
    path("satisfaction/told/<uuid:pk>/<slug:name>", you_said.step, name="told_step"),
    path("you-said", you_said.public, name="you_said"),
    path("satisfaction/months.xlsx", satisfaction_files.months_workbook, name="months_workbook"),
    path("satisfaction/segments.xlsx", satisfaction_files.segments_workbook, name="segments_workbook"),
    path("satisfaction/months.png", satisfaction_files.months_picture, name="months_picture"),
    path("satisfaction/report.pdf", satisfaction_files.report, name="report"),
]
