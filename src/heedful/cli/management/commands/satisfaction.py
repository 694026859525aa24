"""How satisfied customers are, on the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from heedful.core import clock
from heedful.core.models import Organisation
from heedful.core.organisation import today
from heedful.papers.documents import as_pdf
from heedful.papers.figures import spell, spell_range
from heedful.papers.reports.satisfaction import satisfaction_report
from heedful.satisfaction.overview import Overview
from heedful.satisfaction.queries import figures, kind_of_figure
from heedful.stats import Interval


class Command(BaseCommand):
    """Print the figures of satisfaction, each with its interval, its n and its period."""

    help = "Print figures of satisfaction with interval, n and period, over all and by segment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the output."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON, with the counts behind it")
        parser.add_argument("--pdf", type=Path, metavar="FILE", help="two pages for top management into a file")

    def handle(self, *args: Any, as_json: bool, pdf: Path | None = None, **options: Any) -> None:
        """Work out every survey that has answers."""
        if not Organisation.objects.exists():
            raise CommandError("There is no organisation in this folder yet: begin with `heedful init`.")
        found = figures(today())
        if pdf is not None:
            self._write(pdf, found)
            return
        if as_json:
            self.stdout.write(json.dumps([_plain(seen) for seen in found], ensure_ascii=False, indent=2))
            return
        if not found:
            self.stdout.write("No answers yet.")
        for seen in found:
            self._print(seen)

    def _write(self, into: Path, found: list[Overview]) -> None:
        """Write the two pages of the main survey into a file."""
        if not found:
            raise CommandError("No answers yet: there is nothing to report on.", returncode=1)
        content = as_pdf(satisfaction_report(found[0], on=today()), at=clock.now())
        try:
            into.write_bytes(content)
        except OSError as wrong:
            raise CommandError(f"{into} could not be written: {wrong.strerror}.", returncode=1) from wrong
        self.stdout.write(f"Written: {into}, {len(content):,} bytes.")

    def _print(self, seen: Overview) -> None:
        """Print one survey as a table."""
        kind = kind_of_figure(seen.topic)
        table = Table(title=f"{seen.topic.label}, {seen.window}", caption=seen.headline, title_justify="left")
        for name in ("", "Figure", "95% interval", "n", "Against others", "Against the year before"):
            table.add_column(name)

        def row(name: str, figure: Interval | None, n: int | None, *words: str) -> None:
            value = spell(figure.estimate, kind) if figure else "cannot tell yet"  # type: ignore[arg-type]
            interval = spell_range(figure.low, figure.high, kind) if figure else ""  # type: ignore[arg-type]
            table.add_row(name, value, interval, "–" if n is None else f"{n:,}", *words)

        row("All", seen.figure, seen.sample.n, "", seen.change.trend.value)
        for line in seen.rows:
            row(seen.names.get(line.segment, ""), line.figure, line.n, line.standing, line.trend.value)
        Console(file=self.stdout).print(table)  # type: ignore[arg-type]


def _plain(seen: Overview) -> dict[str, Any]:
    """Give a survey as plain values: shares and scores rounded to four places, and the counts they rest on."""
    response = seen.response
    return {
        "survey": seen.topic.label,
        "question": seen.topic.kind,
        "wording": seen.topic.wording,
        "period": str(seen.window),
        "months": [f"{month:%Y-%m}" for month in (seen.window.first, seen.window.last)],
        "headline": seen.headline,
        "explanation": seen.explanation,
        "n": seen.sample.n,
        "customers": seen.customers,
        "answers_without_day": seen.undated,
        "answers_without_score": seen.unscored,
        "counts_by_score": _counts(seen),
        "figure": _figure(seen.figure),
        "mean": _figure(seen.mean),
        "method": seen.method,
        "trend": seen.change.trend.value,
        "change": _figure(seen.change.difference),
        "response": {
            "asked": response.asked, "answered": response.answered,
            "rr1": None if response.rr1 is None else round(response.rr1, 4),
        },
        "signals": [signal.long for signal in seen.series.signals],
        "segments": [
            {
                "segment": seen.names.get(row.segment, ""), "n": row.n, "figure": _figure(row.figure),
                "against_others": row.standing or None, "trend": row.trend.value, "shown": not row.hidden,
            }
            for row in seen.rows
        ],
    }  # fmt: skip


def _counts(seen: Overview) -> dict[str, int] | None:
    """Give how often each score was answered, where a figure is shown."""
    if seen.figure is None:
        return None
    low = 0 if seen.topic.recommends else 1
    return {str(score): count for score, count in enumerate(seen.sample.histogram, low)}


def _figure(figure: Interval | None) -> dict[str, Any] | None:
    """Give a figure with its interval."""
    if figure is None:
        return None
    return {
        "value": round(figure.estimate, 4), "low": round(figure.low, 4), "high": round(figure.high, 4), "n": figure.n,
        "confidence": figure.confidence, "method": figure.method,
    }  # fmt: skip
