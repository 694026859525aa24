"""Forms say shapes; this carries what they took to a command, and a broken rule back to its field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from heedful.core.models import Row

R = TypeVar("R")


class VersionForm(forms.Form):
    """A form on a row that is there: it carries the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


def bound(form_class: type[forms.Form], request: Any, *, on: Row | None = None, **options: Any) -> Any:
    """Make a form of the request: filled where it is a POST, with the version of the row it is about."""
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    initial = options.pop("initial", {})
    if on is not None:
        initial = {"version": on.version, **initial}
    return form_class(data, files, initial=initial, **options)


def carry_out(form: forms.Form, command: Callable[..., R], *rows: Any, by: Any, **more: Any) -> R | None:
    """Call a command with what the form took; None where the form was not sent, or something was refused.

    The form's version, where it has one, is put on the first row: the command refuses it if somebody else saved
    meanwhile.
    """
    if not form.is_bound or not form.is_valid():
        return None
    taken = dict(form.cleaned_data)
    version = taken.pop("version", None)
    if version and rows and isinstance(rows[0], Row):
        rows[0].version = version
    try:
        return command(*rows, by=by, **taken, **more)
    except ValidationError as refusal:
        put_on_fields(form, refusal)
        return None


def put_on_fields(form: forms.Form, refusal: ValidationError) -> None:
    """Put each broken rule on its field, or above the form where it has none there."""
    for name, errors in refusal.update_error_dict({}).items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
