"""Addresses of the mails that go out."""

from django.urls import path

from heedful.web.views import mail

app_name = "mail"
urlpatterns = [
    path("settings/mail", mail.listed, name="list"),
    path("settings/mail/<uuid:pk>", mail.one, name="one"),
    path("settings/mail/<uuid:pk>/again", mail.again, name="again"),
    path("settings/mail/<uuid:pk>/drop", mail.drop, name="drop"),
]
