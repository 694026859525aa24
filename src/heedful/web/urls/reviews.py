"""Addresses of management reviews."""

from django.urls import path

from heedful.web.views.leading import review_steps, reviews

app_name = "reviews"
urlpatterns = [
    path("reviews/", reviews.reviews, name="list"),
    path("reviews/new", reviews.new, name="new"),
    path("reviews/<uuid:pk>", reviews.review, name="one"),
    path("reviews/<uuid:pk>/<slug:name>", review_steps.step, name="step"),
    path("reviews/<uuid:pk>/discuss/<uuid:action>", review_steps.discuss, name="discuss"),
    path("reviews/seats/<uuid:pk>/<slug:name>", review_steps.seat, name="seat"),
    path("reviews/inputs/<uuid:pk>/<slug:name>", review_steps.one_input, name="input"),
]
