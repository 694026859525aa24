from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """The room of audits."""

    name = "heedful.audits"
