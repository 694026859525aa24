import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heedful.cli.folders import environment, prepare, what_forbids_serving

SMALL = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "65536", "OPENBLAS_NUM_THREADS": "1"}
"""Threads that share one store of memory, and give back what they do not use, keep the server small."""


class Command(BaseCommand):
    """Serve a folder: web and worker behind one command."""

    help = "Serve the organisation of this folder, with its worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Make ready, refuse what would lose a write, and become the server."""
        prepare()
        if wrong := what_forbids_serving():
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"Heedful listens at http://{host}:{port}/ (Ctrl+C stops it)")
        self.stdout.flush()
        arguments = [sys.executable, "-m", "heedful.cli.server", host, str(port)]
        address = os.environ.get("HEEDFUL_URL", f"http://{host}:{port}")
        os.execve(sys.executable, arguments, SMALL | environment(HEEDFUL_URL=address))  # noqa: S606
