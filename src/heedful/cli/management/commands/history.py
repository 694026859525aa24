from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from heedful.core import history, verify
from heedful.core.models import Entry


class Command(BaseCommand):
    """Check the history of this folder, or hold it against a head that was kept elsewhere."""

    help = "heedful history verify [--kept SIZE:LEAF] | heedful history head"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and a head as it was printed."""
        parser.add_argument("what", choices=["verify", "head"])
        parser.add_argument("--kept", default="", help='a head kept elsewhere, such as "1204:9f2c..."')

    def handle(self, *args: Any, what: str, kept: str, **options: Any) -> None:
        """Exit 1 and name each fault where something was changed, removed or moved."""
        with transaction.atomic():
            history.sequence()
        if what == "head":
            self.stdout.write(history.head())
            return
        found = list(verify.faults())
        if kept:
            found += self.against(kept)
        for fault in found[:100]:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} faults.", returncode=1)
        self.stdout.write(f"Whole: {Entry.objects.count()} entries, head {history.head()}")

    def against(self, kept: str) -> list[str]:
        """Hold a kept head against the entry at its position."""
        size, _, leaf = kept.partition(":")
        if not size.isdecimal():
            raise CommandError("A head looks like 1204:9f2c...", returncode=2)
        entry = Entry.objects.filter(position=int(size)).first()
        if entry is None:
            return [f"the history no longer reaches position {size}"]
        return [] if entry.leaf == leaf else [f"entry {size} is not the one of the kept head"]
