import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heedful.feedback.suggesting import LEAST, confirmed_texts
from heedful.stats.texts import HeldOut, hold_out


class Command(BaseCommand):
    """Hold the themes that the model suggests against those that people gave."""

    help = (
        "Learn themes from four fifths of coded comments, guess those of the others, and print how often the guesses"
        " agree with people's codes, beside guessing the commonest theme. Without a file: what was sorted here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a CSV file and the names of its columns."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--text", default="comment", help="column of the words")
        parser.add_argument("--theme", default="theme", help="column of the theme that a person gave")
        parser.add_argument("--seed", type=int, default=2026, help="of the draw of what is held out")

    def handle(self, *args: Any, file: Path | None, text: str, theme: str, seed: int, **options: Any) -> None:
        """Exit 1 where the model does no better than the commonest theme."""
        texts, themes = _read(file, text, theme) if file else confirmed_texts("theme_id")
        if len(texts) < LEAST or len(set(themes)) < 2:
            raise CommandError(f"{len(texts)} coded comments; it takes {LEAST}, of two themes or more.", returncode=2)
        found = hold_out(texts, themes, seed=seed)
        for line in report(found, seed):
            self.stdout.write(line)
        if found.kappa.low <= found.commonest_kappa or found.accuracy <= found.commonest_accuracy:
            raise CommandError("The model does no better than the commonest theme.", returncode=1)


def report(found: HeldOut, seed: int) -> list[str]:
    """Say how well the guesses agree with people's codes; shares as per cents."""
    kappa = found.kappa
    return [
        f"Learnt from {found.trained_on:,} comments, held against {found.tested_on:,} others, {found.labels} themes"
        f" (seed {seed}).",
        f"Model: {found.accuracy:.1%} as people said; Cohen's kappa {kappa.estimate:.3f}"
        f" ({kappa.low:.3f} to {kappa.high:.3f}, 95 %), Krippendorff's alpha {found.alpha:.3f}.",
        f"Commonest theme, “{found.commonest}”: {found.commonest_accuracy:.1%} as people said; Cohen's kappa"
        f" {found.commonest_kappa:.3f}.",
    ]


def _read(file: Path, text: str, theme: str) -> tuple[list[str], list[str]]:
    """Read the comments that have words and a theme."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as handle:
            rows = [(row[text] or "", row[theme] or "") for row in csv.DictReader(handle)]
    except KeyError as missing:
        raise CommandError(f"{file} has no column {missing}.", returncode=2) from missing
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise CommandError(f"{file} cannot be read as CSV: {wrong}", returncode=2) from wrong
    kept = [(words.strip(), label.strip()) for words, label in rows if words.strip() and label.strip()]
    return [words for words, _ in kept], [label for _, label in kept]
