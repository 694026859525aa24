"""Addresses of the live audit: the wall, each question, its rows and thresholds; audits of processes."""

from django.urls import path

from heedful.web.views import audits, audits_processes, audits_question, audits_settings

app_name = "audits"
urlpatterns = [
    path("questions/", audits.wall, name="wall"),
    path("questions/ask", audits.ask_now, name="ask"),
    path("questions/runs/<uuid:pk>", audits.run, name="run"),
    path("questions/results/<uuid:pk>", audits.stored, name="stored"),
    path("questions/<slug:question>", audits_question.question, name="question"),
    path("questions/<slug:question>/rows/<slug:condition>/<slug:which>", audits_question.rows, name="rows"),
    path("questions/<slug:question>/thresholds/<slug:name>", audits_settings.threshold, name="threshold"),
    path("questions/thresholds/<uuid:pk>/sign", audits_settings.sign_threshold, name="sign_threshold"),
    path("questions/thresholds/<uuid:pk>/withdraw", audits_settings.withdraw, name="withdraw_threshold"),
    path("questions/<slug:question>/not-applicable", audits_settings.exclude, name="exclude"),
    path("questions/exclusions/<uuid:pk>/sign", audits_settings.sign_exclusion, name="sign_exclusion"),
    path("questions/exclusions/<uuid:pk>/end", audits_settings.end_exclusion, name="end_exclusion"),
    path("process-audits/", audits_processes.process_audits, name="process_audits"),
    path("process-audits/new", audits_processes.new, name="new_process_audit"),
    path("process-audits/<uuid:pk>", audits_processes.process_audit, name="process_audit"),
]
