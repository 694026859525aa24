from django.apps import AppConfig


class CliConfig(AppConfig):
    """The room of cli."""

    name = "heedful.cli"
