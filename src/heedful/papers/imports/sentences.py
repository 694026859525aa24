"""What a page or the command line says of an import, in one sentence each."""

from heedful.papers.imports.commands import doubtful
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.models import ImportFile, ImportState


def number(many: int, words: tuple[str, str]) -> str:
    """Write how many of what."""
    return f"{many:,} {words[0] if many == 1 else words[1]}"


def called(file: ImportFile) -> tuple[str, str]:
    """Say what one and many of what a file brings are called."""
    return kind_of(file.kind).called(dict(file.columns))


def closing(file: ImportFile) -> str:
    """Say what came in, and what was here."""
    return f"{number(file.things, called(file))} new, {file.things_here:,} already here"


def accounted(file: ImportFile) -> str:
    """Account for every row of the file."""
    said = f"{number(file.rows, ('row', 'rows'))}: {file.taken:,} taken, {file.left_out:,} left out"
    said += f", {file.here:,} here already"
    return f"{said}, {file.doubtful:,} doubtful" if file.doubtful else said


def headline(file: ImportFile) -> str:
    """Say how an import stands."""
    sentences = {
        ImportState.TAKEN: f"{number(file.rows, ('row waits', 'rows wait'))} for the columns to be named."
        if file.header
        else "First say which letters this file is written in.",
        ImportState.MAPPED: "The rows are being judged.",
        ImportState.JUDGED: _judged(file),
        ImportState.RUNNING: f"{number(file.things, called(file))} are coming in.",
        ImportState.DONE: f"{closing(file)}.",
        ImportState.WITHDRAWING: "This import is being withdrawn.",
        ImportState.WITHDRAWN: f"{number(file.things, called(file))} were brought in and withdrawn.",
        ImportState.DROPPED: "This file was given up; nothing of it came in.",
    }
    return sentences[ImportState(file.state)]


def _judged(file: ImportFile) -> str:
    if file.doubtful:
        return f"{doubtful(file.doubtful)}; nothing comes in before you decide."
    if not file.things:
        return f"Nothing is new: {file.things_here:,} already here."
    return f"{number(file.things, called(file))} can come in; {file.things_here:,} already here."
