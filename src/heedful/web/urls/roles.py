"""Addresses of the organisation's roles and who holds them."""

from django.urls import path

from heedful.web.views.leading import roles

app_name = "roles"
urlpatterns = [
    path("roles/", roles.roles, name="list"),
    path("roles/<uuid:pk>", roles.role, name="one"),
    path("roles/held/<uuid:pk>/<slug:name>", roles.step, name="step"),
]
