from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room of web."""

    name = "heedful.web"
