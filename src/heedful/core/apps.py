from django.apps import AppConfig
from django.db.models.signals import post_migrate

from heedful.core.triggers import set_triggers


class CoreConfig(AppConfig):
    """The floor that every room stands on."""

    name = "heedful.core"

    def ready(self) -> None:
        """Set the triggers again after each migrate: SQLite drops them when a table is altered."""
        post_migrate.connect(set_triggers, dispatch_uid="heedful-triggers")
