"""Addresses of nonconformities."""

from django.urls import path

from heedful.web.views.nonconformities import lists, one, opening, report, steps

app_name = "nonconformities"
urlpatterns = [
    path("nonconformities/", lists.nonconformities, name="list"),
    path("nonconformities/new", opening.new, name="new"),
    path("nonconformities/corrections/<uuid:pk>/done", steps.corrected, name="corrected"),
    path("nonconformities/causes/<uuid:pk>/why", steps.why, name="why"),
    path("nonconformities/causes/<uuid:pk>/found", steps.found, name="found"),
    path("nonconformities/whys/<uuid:pk>/<slug:name>", steps.answer, name="answer"),
    path("nonconformities/actions/<uuid:pk>/judge", steps.judge, name="judge"),
    path("nonconformities/actions/<uuid:pk>/criterion", steps.criterion, name="criterion"),
    path("nonconformities/<uuid:pk>", one.one, name="one"),
    path("nonconformities/<uuid:pk>/8d.pdf", report.eight, {"form": "pdf"}, name="eight_pdf"),
    path("nonconformities/<uuid:pk>/8d.docx", report.eight, {"form": "docx"}, name="eight_docx"),
    path("nonconformities/<uuid:pk>/<slug:name>", steps.step, name="step"),
]
