"""The questions on the command line."""

import datetime
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from heedful.audits.asking import Answer, ask_all
from heedful.audits.catalogue import questions
from heedful.audits.spelling import told_threshold, told_value
from heedful.core.models import Organisation
from heedful.core.organisation import today

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
        console = Console(file=cast(TextIO, self.stdout), highlight=False)
        table = Table(box=None, pad_edge=False)
        for head in ("Question", "Result", "k of n", "Value", "Threshold", "Exceptions"):
            table.add_column(head, overflow="fold")
        for answer in answers:
            clauses = ", ".join(answer.question.clauses["iso9001-2015"])
            table.add_row(f"[bold]{answer.question.id}[/] {clauses}", f"[bold]{SIGNS[answer.state]}[/]")
            for c in answer.result.conditions:
                shown = ", ".join(c.missed.refs(0, 2)) + (" …" if c.missed.count > 2 else "")
                of = f"{c.k} of {c.n}" if c.n else "–"
                table.add_row(f"  {c.words}", SIGNS[c.state], of, told_value(c), told_threshold(c), shown)
        console.print(table)
        counts = [f"{sum(a.state == state for a in answers)} {words[2:]}" for state, words in SIGNS.items()]
        console.print(", ".join(counts) + ". A result is no judgement: the auditor judges.")


def document(answers: list[Answer], as_of: datetime.date) -> dict[str, Any]:
    """Write all down as JSON takes it: shares as decimal text, rows as references."""
    return {
        "as_of": as_of.isoformat(),
        "counts": {state: sum(a.state == state for a in answers) for state in SIGNS},
        "questions": [
            {
                "id": a.question.id, "theme": a.question.theme, "phase": a.question.phase, "ask": a.question.ask,
                "kind": a.question.kind, "clauses": {e: list(named) for e, named in a.question.clauses.items()},
                "result": a.state.value, "sentence": a.sentence, "test": a.question.test, "test_version": a.version,
                "not_applicable_because": a.excluded.reason if a.excluded else None, "conditions": a.plain(),
            }
            for a in answers
        ],
    }  # fmt: skip
