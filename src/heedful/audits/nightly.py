"""The night's run: the questions are asked once a day by themselves."""

import datetime

from heedful.audits.commands import ask_questions
from heedful.audits.models import Run
from heedful.core.actors import System

NIGHTLY = System("nightly")


def run_nightly(day: datetime.date) -> Run | None:
    """Ask all questions as of a day; nothing where that night's run was kept already."""
    if Run.objects.filter(as_of=day, why="nightly").exists():
        return None
    return ask_questions(by=NIGHTLY, as_of=day, why="nightly")
