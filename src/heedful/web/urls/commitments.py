"""Addresses of what we promise to customers."""

from django.urls import path

from heedful.web.views.commitments import frames, lists, one

app_name = "commitments"
urlpatterns = [
    path("commitments/", lists.commitments, name="list"),
    path("commitments/new", one.new, name="new"),
    path("commitments/frames", frames.frames, name="frames"),
    path("commitments/frames/new", frames.new, name="new_frame"),
    path("commitments/frames/<uuid:pk>", frames.frame, name="frame"),
    path("commitments/frames/<uuid:pk>/end", frames.end, name="end_frame"),
    path("commitments/<uuid:pk>", one.commitment, name="one"),
    path("commitments/<uuid:pk>/change", one.change, name="change"),
    path("commitments/<uuid:pk>/review", one.review, name="review"),
    path("commitments/<uuid:pk>/work", one.work, name="work"),
    path("commitments/<uuid:pk>/confirm", one.confirm, name="confirm"),
]
