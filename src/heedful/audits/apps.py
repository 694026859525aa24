from importlib import import_module

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """The room of audits."""

    name = "heedful.audits"

    def ready(self) -> None:
        """Load the checks of the start, and with them the tests of evidence; they read models, ready only now."""
        import_module("heedful.audits.checks")
