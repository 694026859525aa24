"""Addresses of the search, and of the way from any reference to a page."""

from django.urls import path

from heedful.web.views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("go/<str:kind>/<uuid:pk>", search.go, name="go"),
]
