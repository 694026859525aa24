"""Addresses of complaints."""

from django.urls import path

from heedful.web.views.complaints import letters, lists, one, steps

app_name = "complaints"

urlpatterns = [
    path("complaints/", lists.complaints, name="list"),
    path("complaints/handed/<uuid:pk>", steps.escalation, name="escalation"),
    path("complaints/<uuid:pk>", one.complaint, name="one"),
    path("complaints/letters/<uuid:pk>.pdf", letters.issued, {"form": "pdf"}, name="letter_pdf"),
    path("complaints/letters/<uuid:pk>.docx", letters.issued, {"form": "docx"}, name="letter_docx"),
    path("complaints/<uuid:pk>/8d.pdf", letters.eight, {"form": "pdf"}, name="eight_pdf"),
    path("complaints/<uuid:pk>/8d.docx", letters.eight, {"form": "docx"}, name="eight_docx"),
    path("complaints/<uuid:pk>/letters/<slug:name>", letters.letter, name="letter"),
    path("complaints/<uuid:pk>/<slug:name>", steps.step, name="step"),
]
