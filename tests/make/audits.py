"""Rows as the tests of evidence read them, entered at the moment that a test says; and what the records answer."""

import datetime
from zoneinfo import ZoneInfo

from heedful.audits.asking import as_of_day, ask
from heedful.audits.catalogue import questions
from heedful.core import clock
from heedful.core.commands import add_all, command
from heedful.core.history import record, record_all
from heedful.core.models import Organisation, Row
from heedful.core.permissions import Permission
from heedful.feedback.models import Complaint, Feedback
from heedful.feedback.surveys.cells import rebuild_cells
from tests.make.core import BEGAN, DAY, TEST, organisation

LONDON = ZoneInfo("Europe/London")


def back(days, of=DAY):
    """A day so many days before."""
    return of - datetime.timedelta(days=days)


def at(day, hour=12):
    """A moment of a day at the organisation."""
    return datetime.datetime.combine(day, datetime.time(hour), LONDON)


@command(needs=Permission.READ)
def _kept(row: Row, *, by, act, fields=()):
    row.save(update_fields=list(fields)) if fields else row.save()
    record(act, row)
    return row


@command(needs=Permission.READ)
def _all_kept(rows, *, by):
    record_all(f"{rows[0]._meta.model_name}.put", add_all(rows))
    return rows


def put(row, on=DAY, act="", hour=18):
    """Enter a row at a moment; moments go forward only, as history's do."""
    organisation()
    with clock.at(at(on, hour), simulated=True):
        return _kept(row, by=TEST, act=act or f"{row._meta.model_name}.put")


def put_all(rows, on=DAY):
    """Enter many rows of a kind at once."""
    with clock.at(at(on, 18), simulated=True):
        return _all_kept(rows, by=TEST)


def touch(row, on=DAY, act="", hour=18, **changes):
    """Change a row at a moment, under the act that a test says."""
    for name, value in changes.items():
        setattr(row, name, value)
    with clock.at(at(on, hour), simulated=True):
        return _kept(row, by=TEST, act=act or f"{row._meta.model_name}.touched", fields=list(changes))


def old_house(**more):
    """The organisation, founded so long ago that every window is full."""
    with clock.at(at(BEGAN), simulated=True):
        found = organisation()
    return touch(found, on=BEGAN, **more) if more else found


def young_house(days=30):
    """An organisation whose records began lately."""
    return touch(old_house(), on=back(days), records_since=back(days))


def heard_complaint(received=None, *, entered=DAY, kind="complaint", customer=None, words="It came late.", **facts):
    """A complaint with its dated facts; a day given for a moment is that day's noon."""
    received = received or back(60)
    facts = {name: at(v) if type(v) is datetime.date and name.endswith("_at") else v for name, v in facts.items()}
    feedback = put(
        Feedback(kind=kind, first_kind="complaint", words=words, heard_at=at(received), customer=customer), entered
    )
    due = back(-90, received)
    defaults = {"acknowledge_by": due, "first_update_by": due, "answer_by": due}
    return put(
        Complaint(feedback=feedback, summary=words, received_at=at(received), received_on=received, customer=customer,
                  **defaults | facts),
        entered,
    )  # fmt: skip


def answer_of_records(question, on=DAY):
    """What the records answer to a question as of a day, from cells that are up to date."""
    rebuild_cells()
    return ask(questions()[question], as_of_day(on, Organisation.objects.get()))


def condition_of(question, condition, on=DAY):
    """One condition of what the records answer."""
    return next(c for c in answer_of_records(question, on).result.conditions if c.id == condition)


def exceptions(condition):
    """The references of what fell short."""
    return condition.missed.refs()
