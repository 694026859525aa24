"""Addresses of what each leader did."""

from django.urls import path

from heedful.web.views.leading import leaders

app_name = "leaders"
urlpatterns = [
    path("leaders/log", leaders.log, name="log"),
    path("leaders/tell", leaders.tell, name="tell"),
    path("leaders/read/<uuid:pk>", leaders.read, name="read"),
    path("leaders/<uuid:pk>", leaders.leader, name="one"),
]
