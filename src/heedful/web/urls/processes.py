"""Addresses of processes, their measures, and what customers were told."""

from django.urls import path

from heedful.web.views.processes import cards, communications, keeping, measures, values

app_name = "processes"
urlpatterns = [
    path("processes/", cards.processes, name="list"),
    path("processes/new", keeping.new, name="new"),
    path("processes/<uuid:pk>", cards.process, name="one"),
    path("processes/<uuid:pk>/change", keeping.change, name="change"),
    path("processes/<uuid:pk>/approve", keeping.approve, name="approve"),
    path("processes/<uuid:pk>/feedback", keeping.mark, name="mark"),
    path("processes/<uuid:pk>/retire", keeping.retire, name="retire"),
    path("processes/<uuid:pk>/review", keeping.review, name="review"),
    path("processes/<uuid:pk>/outputs/new", keeping.new_output, name="new_output"),
    path("processes/outputs/<uuid:pk>/remove", keeping.remove_output, name="remove_output"),
    path("processes/<uuid:pk>/measures/new", measures.new, name="new_measure"),
    path("processes/measures/<uuid:pk>", measures.measure, name="measure"),
    path("processes/measures/<uuid:pk>/change", measures.change, name="change_measure"),
    path("processes/measures/<uuid:pk>/target", measures.target, name="target"),
    path("processes/measures/<uuid:pk>/retire", measures.retire, name="retire_measure"),
    path("processes/measures/<uuid:pk>/enter", values.enter, name="enter"),
    path("processes/measures/<uuid:pk>/data.csv", values.data, name="data"),
    path("processes/measurements/<uuid:pk>/correct", values.correct, name="correct"),
    path("processes/communications/", communications.communications, name="communications"),
    path("processes/communications/new", communications.tell, name="tell"),
    path("processes/communications/<uuid:pk>", communications.communication, name="communication"),
]
