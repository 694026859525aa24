"""The address of the gallery."""

from django.urls import path

from heedful.web.views import gallery

urlpatterns = [path("gallery/", gallery.gallery, name="gallery")]
