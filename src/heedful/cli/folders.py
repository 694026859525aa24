"""Make a folder ready to be served: its tables, its cache, its static files; and say what forbids serving it."""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from heedful.core.triggers import missing_triggers


def _stamp() -> str:
    """Name this version of the product, its tables and its looks: what is ready for it need not be made again."""
    house = Path(__file__).resolve().parent.parent
    tables = sorted(f"{p.parent.parent.name}.{p.name}" for p in house.glob("*/migrations/*.py"))
    looks = sorted(f"{p.name}{p.stat().st_mtime_ns}" for p in (house / "web" / "static").rglob("*") if p.is_file())
    versions = [version(name) for name in ("heedful", "django", "django-allauth", "django-tasks-db", "django-htmx")]
    return hashlib.sha256("\n".join([*versions, *tables, *looks]).encode()).hexdigest()


def prepare_tables() -> None:
    """Bring the database to this version: migrations, and the table of the shared cache."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def prepare() -> None:
    """Make a folder ready, unless this version did so already."""
    stamp, now = settings.FOLDER.path / ".ready", _stamp()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return
    prepare_tables()
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "admin"])
    stamp.write_text(now)


def what_forbids_serving() -> list[str]:
    """Say why this folder must not be served: a guard is missing, or a write could be lost."""
    found = [f"The trigger {name} is missing; run `heedful migrate`." for name in missing_triggers()]
    if connection.vendor == "sqlite":
        wanted = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1}
        with connection.cursor() as cursor:
            for name, value in wanted.items():
                cursor.execute(f"PRAGMA {name}")
                if cursor.fetchone()[0] != value:
                    found.append(f"SQLite's {name} is not what it must be ({value}).")
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchone()[0] != "wal":
                found.append("SQLite's journal_mode is not WAL; the folder may lie on a network share.")
    if settings.DEBUG:
        found.append("DEBUG is on.")
    return found


def environment(**more: str) -> dict[str, Any]:
    """Give the environment for a child process that serves this folder."""
    return {
        **os.environ,
        "HEEDFUL_DATA": str(settings.FOLDER.path),
        "HEEDFUL_STATIC": str(settings.STATIC_ROOT),
        "DJANGO_SETTINGS_MODULE": "heedful.config.settings",
        **more,
    }
