"""Every address of the house."""

from django.urls import include, path

from heedful.web.refused import broken

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("heedful.web.urls")),
]

handler500 = broken
