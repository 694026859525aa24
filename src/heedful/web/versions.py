"""Versions of a record as a reader sees them: fields by their words, references by their titles."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from heedful.core.chronicle import Change, Version
from heedful.core.models import Found
from heedful.core.registry import row_models
from heedful.core.replay import ERASED
from heedful.web.deeds import deed, name_of_actor
from heedful.web.templatetags.components import day_in_words


def refs_of(kind: str, found: Sequence[Version]) -> Iterator[str]:
    """Collect every reference that these versions name, to look their titles up at once."""
    fields = _fields(kind)
    for version in found:
        yield version.entry.by
        for change in version.changes:
            for value in (change.before, change.after):
                if ref := _points_at(fields.get(change.field), value):
                    yield ref


def read_versions(kind: str, found: Sequence[Version], titles: Mapping[str, Found]) -> list[dict[str, Any]]:
    """Put versions into words."""
    fields = _fields(kind)
    personal = set(row_models()[kind].personal)
    return [
        {
            "n": version.entry.n,
            "number": version.entry.position,
            "leaf": version.entry.leaf,
            "at": version.entry.t,
            "who": name_of_actor(version.entry.by, titles),
            "what": deed(version.entry.act),
            "reason": version.reason,
            "facts": [(name.replace("_", " "), _fact(value)) for name, value in version.facts],
            "changes": [_change(change, fields, personal, titles) for change in _telling(version)],
        }
        for version in found
    ]


def _fields(kind: str) -> dict[str, Any]:
    return {field.attname: field for field in row_models()[kind]._meta.concrete_fields}


def _telling(version: Version) -> list[Change]:
    """Leave out what a first version holds nothing of."""
    return [c for c in version.changes if version.entry.n > 1 or c.after not in (None, "", [], False)]


def _change(change: Change, fields: dict[str, Any], personal: set[str], titles: Mapping[str, Found]) -> dict[str, Any]:
    """Put one change into words; columns that are no more keep their name."""
    field = fields.get(change.field)
    words = str(field.verbose_name) if field is not None else change.field.replace("_", " ")
    return {
        "field": words[:1].upper() + words[1:],
        "before": in_words(field, change.before, titles),
        "after": in_words(field, change.after, titles),
        "personal": field is not None and field.name in personal,
        "erased": change.after == ERASED,
    }


def _points_at(field: Any, value: Any) -> str:
    """Give the reference that a foreign key's value stands for."""
    if value is None or field is None or not field.remote_field or value == ERASED:
        return ""
    return f"{field.related_model._meta.model_name}/{value}"


def in_words(field: Any, value: Any, titles: Mapping[str, Found]) -> str:
    """Put a kept value into words as its field would."""
    if value in (None, "", []):
        return ""
    if ref := _points_at(field, value):
        shown = titles.get(ref)
        return f"{shown.key} {shown.title}" if shown else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    for known, label in getattr(field, "flatchoices", None) or ():
        if known == value:
            return str(label)
    if isinstance(field, (models.DateTimeField, models.DateField)):
        return _time_in_words(field, str(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _time_in_words(field: Any, value: str) -> str:
    """Write a kept day or moment; moments stay in UTC, as they were hashed."""
    try:
        if isinstance(field, models.DateTimeField):
            at = datetime.datetime.fromisoformat(value)
            return f"{day_in_words(at.date())}, {at:%H:%M:%S} UTC"
        return day_in_words(datetime.date.fromisoformat(value))
    except ValueError:
        return value


def _fact(value: Any) -> str:
    """Write a fact: a number, a day, a reference, or a list of these."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
