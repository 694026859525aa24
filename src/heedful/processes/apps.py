from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """The room of processes."""

    name = "heedful.processes"
