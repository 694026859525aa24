from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room of notices: mail that follows from what was recorded."""

    name = "heedful.notices"
