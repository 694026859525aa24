from django.apps import AppConfig


class RequirementsConfig(AppConfig):
    """The room of requirements."""

    name = "heedful.requirements"
