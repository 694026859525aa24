import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heedful.stats.cases import run_cases


class Command(BaseCommand):
    """Run published cases against the statistics of this product."""

    help = "Run a file of reference cases against heedful.stats and print each case that fails."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file of cases; its data files lie beside it."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Exit 1 where a case fails; a method that is not there counts as failed."""
        try:
            document = json.loads(file.read_text())
        except (OSError, ValueError) as wrong:
            raise CommandError(f"{file} cannot be read as cases: {wrong}", returncode=2) from wrong

        def read_data(name: str) -> list[dict[str, str]]:
            with (file.parent / name).open(newline="") as handle:
                return list(csv.DictReader(handle))

        report = run_cases(document, read_data)
        for case in report.failed:
            what = case.error or "; ".join(str(mismatch) for mismatch in case.mismatches)
            self.stdout.write(f"{case.id} ({case.method}): {what}")
        self.stdout.write(f"{report.passed_count} passed, {len(report.failed)} failed")
        if not report.passed:
            raise CommandError("Not every case passed.", returncode=1)
