from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from heedful.cli.folders import prepare
from heedful.core import clock
from heedful.core.models import Organisation
from heedful.demo import real
from heedful.demo.nordvik import load as nordvik


class Command(BaseCommand):
    """Fill one empty demo folder; `heedful demo` calls it."""

    help = "Fill this empty demo folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which story to tell."""
        parser.add_argument("story", choices=["nordvik", "real"])
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, story: str, file: Path | None, **options: Any) -> None:
        """Make the tables and tell the story through the commands."""
        if not settings.DEMO:
            raise CommandError("Set HEEDFUL_DEMO=1: a demo lets anybody in.")
        prepare()
        if Organisation.objects.exists():
            raise CommandError("This folder has an organisation already.")
        if story == "nordvik":
            nordvik.load(clock.now())
        elif file is None:
            raise CommandError("Name the file of real feedback with --file.")
        else:
            real.load(file)
