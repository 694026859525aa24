"""Every address of the house."""

from django.urls import include, path

from heedful.web.refused import broken
from heedful.web.views.people.one import own

urlpatterns = [
    # The address somebody signs in with is part of who they are, and changes there, with history.
    path("account/email/", own, name="account_email"),
    path("account/", include("allauth.urls")),
    path("api/", include("heedful.api.urls")),
    path("", include("heedful.web.urls")),
]

handler500 = broken
