"""The questions on the command line."""

import datetime
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from heedful.audits.asking import Answer, ask_all
from heedful.audits.catalogue import questions
from heedful.audits.results import Condition
from heedful.audits.spelling import told_threshold, told_value
from heedful.core import find
from heedful.core.models import Organisation
from heedful.core.organisation import today

WIDE = 140
"""Columns where the output goes into a file."""
SIGNS = {"met": "✓ met", "not_met": "✕ not met", "not_enough": "? not enough", "not_applicable": "– not applicable"}


def a_day(text: str) -> datetime.date:
    """Read a day; refuse what is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2026-03-31") from None


class Command(BaseCommand):
    """Ask the records every audit question, and print what they answer; nothing is stored."""

    help = "Answer the audit questions from the records, as a table or as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form, the day and the question."""
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--as-of", type=a_day, metavar="DAY", help="the records as they stood on a day: 2026-03-31")
        parser.add_argument("--question", metavar="ID", help="one question, such as hc-do-acknowledge")

    def handle(self, *args: Any, question: str | None, as_of: datetime.date | None, **options: Any) -> None:
        """Exit 0 whatever the records answer: a result is no fault of the command."""
        if question is not None and question not in questions():
            raise CommandError(f"There is no question {question}. Questions: {', '.join(questions())}.")
        if not Organisation.objects.exists():
            raise CommandError("This folder has no organisation yet. Begin with: heedful init")
        now = today()
        if as_of is not None and as_of > now:
            raise CommandError(f"{as_of} is yet to come.")
        answers = [a for a in ask_all(as_of or now) if question in (None, a.question.id)]
        if options["json"]:
            self.stdout.write(json.dumps(document(answers, as_of or now), ensure_ascii=False, indent=1))
        else:
            self._print(answers)

    def _print(self, answers: list[Answer]) -> None:
        """Print one line for each condition, under its question."""
        out = cast(TextIO, self.stdout)
        console = Console(file=out, highlight=False, width=None if self.stdout.isatty() else WIDE)
        table = Table(box=None, pad_edge=False)
        table.add_column("Question and conditions", overflow="fold", ratio=1)
        for head in ("Result", "k of n", "Found", "Asked for", "Fell short"):
            table.add_column(head, no_wrap=True)
        titles = find.titles(ref for a in answers for c in a.result.conditions for ref in _first(c))
        for answer in answers:
            named = f"[bold]{answer.question.id}[/] ({answer.question.named_clauses}) {escape(answer.question.ask)}"
            table.add_row(named, f"[bold]{SIGNS[answer.state]}[/]")
            for c in answer.result.conditions:
                keys = [titles[ref].key if ref in titles else ref.partition("/")[0] for ref in _first(c)]
                more = " …" if c.missed.count > len(keys) else ""
                of = f"{c.k} of {c.n}" if c.n else "–"
                sign = "– none occurred" if c.state == "not_applicable" else SIGNS[c.state]
                table.add_row(
                    f"  {escape(c.words)}", sign, of, told_value(c), told_threshold(c), ", ".join(keys) + more
                )
        console.print(table)
        counts = [f"{sum(a.state == state for a in answers)} {words[2:]}" for state, words in SIGNS.items()]
        console.print(", ".join(counts) + ". A result is no judgement: the auditor judges.")


def _first(condition: Condition) -> list[str]:
    return condition.missed.refs(0, 3)


def document(answers: list[Answer], as_of: datetime.date) -> dict[str, Any]:
    """Write all down as JSON takes it: shares as decimal text, rows as references."""
    return {
        "as_of": as_of.isoformat(),
        "counts": {state: sum(a.state == state for a in answers) for state in SIGNS},
        "questions": [
            {
                "id": a.question.id, "theme": a.question.theme, "phase": a.question.phase, "seed": a.question.seed,
                "ask": a.question.ask,
                "kind": a.question.kind, "clauses": {e: list(named) for e, named in a.question.clauses.items()},
                "result": a.state.value, "sentence": a.sentence, "test": a.question.test, "test_version": a.version,
                "not_applicable_because": a.excluded.reason if a.excluded else None, "conditions": a.plain(),
            }
            for a in answers
        ],
    }  # fmt: skip
