"""Addresses of what hangs on any record."""

from django.urls import path

from heedful.web.views import attached

app_name = "attached"

urlpatterns = [
    path("attached/<str:kind>/<uuid:pk>", attached.one, name="one"),
    path("attached/<str:kind>/<uuid:pk>/comment", attached.comment, name="comment"),
    path("attached/<str:kind>/<uuid:pk>/file", attached.attach, name="attach"),
    path("attached/<str:kind>/<uuid:pk>/link", attached.link, name="link"),
    path("attached/<str:kind>/<uuid:pk>/unlink", attached.unlink, name="unlink"),
    path("files/<uuid:pk>", attached.file, name="file"),
]
