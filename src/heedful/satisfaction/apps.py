from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    """The room of satisfaction."""

    name = "heedful.satisfaction"
