"""One shape for rows of any kind that wait for somebody, so that one question asks for all of them."""

import datetime
from typing import Any

from django.db.models import DateField, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from heedful.core.models import Person
from heedful.core.permissions import Permission

AHEAD = datetime.timedelta(days=7)
"""What is due within a week is shown."""
MOST = 25
TEXT = TextField()


def keeps_all(person: Person) -> bool:
    """Say whether somebody answers for the whole feedback process, so that everything late concerns them."""
    return person.may(Permission.PLAN_FEEDBACK)


def due(name: str) -> Cast:
    """Take a column as the day that something is due."""
    return Cast(name, DateField())


def shape(rows: QuerySet[Any], kind: str, row: str, key: Any, text: str, day: Any) -> QuerySet[Any, Any]:
    """Bring rows of one kind into the shape of the union; the first few by their own order."""
    few = rows.model._base_manager.filter(pk__in=rows.values("pk")[:MOST]).order_by()
    # as_…: the tables have fields of these names themselves
    named = few.annotate(
        as_thing=Value(kind, output_field=TEXT), as_ref=Cast(row, UUIDField()), as_label=Cast(key, TEXT),
        as_words=Cast(text, TEXT), as_day=day,
    )  # fmt: skip
    shaped: QuerySet[Any, Any] = named.values("as_thing", "as_ref", "as_label", "as_words", "as_day")
    return shaped
