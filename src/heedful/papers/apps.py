from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The room of papers."""

    name = "heedful.papers"
