"""Addresses of complaints."""

from django.urls import path

from heedful.web.views.complaints import lists, one, steps

app_name = "complaints"

urlpatterns = [
    path("complaints/", lists.complaints, name="list"),
    path("complaints/handed/<uuid:pk>", steps.escalation, name="escalation"),
    path("complaints/<uuid:pk>", one.complaint, name="one"),
    path("complaints/<uuid:pk>/<slug:name>", steps.step, name="step"),
]
