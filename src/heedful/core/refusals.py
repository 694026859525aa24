"""How the house says no, beside Django's own ValidationError and PermissionDenied."""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from heedful.core.models import Row
from heedful.core.registry import row_models


class NothingRecorded(RuntimeError):
    """A command changed something and left no entry, or did nothing: a fault of ours."""


class PastIsReadOnly(ValidationError):
    """Somebody tried to change the past."""


class Conflict(Exception):
    """Two people changed the same thing; the second sees both."""

    def __init__(self, *, seen: Row, now: Row) -> None:
        super().__init__(f"{now.ref} was changed meanwhile (version {now.version}, you saw {seen.version}).")
        self.seen = seen
        self.now = now


def broken_rule(refusal: IntegrityError) -> ValidationError:
    """Say which rule a row broke, in the words that stand beside the rule."""
    text = str(refusal)
    for model in row_models().values():
        column_of = {f.name: f.column for f in model._meta.concrete_fields}
        for rule in model._meta.constraints:
            fields = getattr(rule, "fields", ())
            columns = ", ".join(f"{model._meta.db_table}.{column_of[f]}" for f in fields)
            if re.search(rf"\b{re.escape(rule.name)}\b", text) or (columns and text.endswith(f": {columns}")):
                return ValidationError(str(rule.get_violation_error_message()))
        for field in model._meta.concrete_fields:
            name = f"{model._meta.db_table}.{field.column}"
            if field.unique and (text.endswith(f": {name}") or f"({field.column})=" in text):
                return ValidationError({field.name: f"There is one with this {field.verbose_name} already."})
    if "FOREIGN KEY" in text or "foreign key" in text:
        return ValidationError("Something this refers to is not there, or is still in use.")
    return ValidationError("This breaks a rule of the records.")
