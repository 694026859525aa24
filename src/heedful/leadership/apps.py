from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    """The room of leadership."""

    name = "heedful.leadership"
