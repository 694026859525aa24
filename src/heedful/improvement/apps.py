from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """The room of improvement."""

    name = "heedful.improvement"
