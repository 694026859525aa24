"""Forms say shapes; this carries what they took to a command, and a broken rule back to its field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import pretty_name

from heedful.core.models import Entry, Row
from heedful.core.refusals import Conflict
from heedful.web.deeds import name_now

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
    meanwhile. Then the form shows both (`form.conflict`), and saving it again keeps what was written in it.
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
    except Conflict as clash:
        if "version" not in form.fields:
            raise
        show_both(form, clash)
    return None


def show_both(form: Any, clash: Conflict) -> None:
    """Put beside what a person wrote what somebody else has saved meanwhile; the form takes the new version."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(clash.now.version)
    last = Entry.objects.filter(object=clash.now.pk, n=clash.now.version).first()
    secret = {name for name, field in form.fields.items() if isinstance(field.widget, forms.PasswordInput)}
    shown = {name: mine for name, mine in form.cleaned_data.items() if name not in secret}
    labels = {name: form[name].label if name in form.fields else pretty_name(name) for name in shown}
    pairs = [(labels[name], getattr(clash.now, name, None), mine) for name, mine in shown.items()]
    form.conflict = {
        "who": name_now(last.by) if last else "",
        "at": last and last.t,
        "items": [
            {"label": label, "theirs": theirs, "yours": mine}
            for label, theirs, mine in pairs[:40]
            if (theirs or None) != (mine or None) and label != form["version"].label
        ],
    }


def put_on_fields(form: forms.Form, refusal: ValidationError) -> None:
    """Put each broken rule on its field, or above the form where it has none there."""
    for name, errors in refusal.update_error_dict({}).items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
