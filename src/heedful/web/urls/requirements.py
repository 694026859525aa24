"""Addresses of requirements."""

from django.urls import path

from heedful.web.views import requirements

app_name = "requirements"
urlpatterns = [
    path("requirements/", requirements.requirements, name="list"),
    path("requirements/new", requirements.new, name="new"),
    path("requirements/<uuid:pk>", requirements.requirement, name="one"),
    path("requirements/<uuid:pk>/change", requirements.change, name="change"),
    path("requirements/<uuid:pk>/force", requirements.force, name="force"),
    path("requirements/<uuid:pk>/withdraw", requirements.withdraw, name="withdraw"),
]
