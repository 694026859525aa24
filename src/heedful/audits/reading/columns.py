"""Pieces of the questions to the database that several readers use."""

import datetime
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, Q, Subquery, TextField, UUIDField, Value
from django.db.models.functions import Cast

from heedful.audits.window import AsOf
from heedful.core.models import Entry

NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), TextField())
NO_KEY = Cast(Value(None), UUIDField())
NO_TEXT = Cast(Value(""), CharField())


def named(word: str) -> Cast:
    """Mark the rows of one table in a question over several."""
    return Cast(Value(word), CharField())


def text(column: str) -> Cast:
    """Give a column as text, so that several tables agree on it."""
    return Cast(F(column), CharField())


def moment(column: str) -> Cast:
    """Give a moment as the database writes it in UTC: very many are only compared, and sorted into days."""
    return Cast(F(column), TextField())


def entered(acts: tuple[str, ...] = (), row: str = "pk") -> Subquery:
    """Give the moment when a row was entered, or when it was last said to be done: the history's, never typed."""
    wanted = Q(act__in=acts) if acts else Q(n=1)
    newest = Entry.objects.filter(wanted, object=OuterRef(row)).order_by("-n").annotate(moment=moment("t"))
    return Subquery(newest.values("moment")[:1], output_field=TextField())


def active(day: datetime.date, ended: str = "retired_on", began: str = "") -> Q:
    """Say what was in use on a day, as a filter."""
    running = Q(**{ended: None}) | Q(**{f"{ended}__gt": day})
    return running & Q(**{f"{began}__lte": day}) if began else running


def valid(owner: Any, employed_until: datetime.date | None, day: datetime.date) -> bool:
    """Say whether somebody is named who was employed on the day."""
    return owner is not None and (employed_until is None or employed_until >= day)


def later(typed: str, stamped: str | None) -> str:
    """Take the moment something was done: the later of the typed and the entered one."""
    return typed if stamped is None or stamped < typed else stamped


def done_on(as_of: AsOf, typed: datetime.date | None, stamp: str | None) -> datetime.date | None:
    """Say on which day something was done: the later of the typed and the entered one; not yet, where none is typed."""
    return typed if typed is None or not stamp else max(typed, as_of.day_of(stamp))


def told_day(when: datetime.date | None) -> str:
    """Write a day in words."""
    return f"{when.day} {when:%b %Y}" if when else "not yet"
