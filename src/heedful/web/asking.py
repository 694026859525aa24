"""What most pages do: see whether somebody may, ask them by a form, let a command act, and go on."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.web.forms import carry_out
from heedful.web.http import Request
from heedful.web.show import show


def day_of(request: Request) -> datetime.date:
    """Give the day that is looked at: today, unless an earlier one was chosen."""
    return request.as_at or today()


def may(request: Request, permission: Permission) -> bool:
    """Say whether a button is worth showing: the person has the right, and does not look at the past."""
    return request.as_at is None and request.person.may(permission)


def must(request: Request, permission: Permission) -> None:
    """Refuse a page that only asks for what the person may not do."""
    if not request.person.may(permission):
        raise PermissionDenied(f"You may not {permission.label}.")


def ask(
    request: Request, form: forms.Form, command: Callable[..., Any], *rows: Any, page: dict[str, Any],
    then: Callable[[Any], str], said: str, more: dict[str, Any] | None = None, template: str = "one_form.html",
) -> HttpResponse:  # fmt: skip
    """Ask by a form; once the command has acted, say so and go on."""
    must(request, command.needs)  # type: ignore[attr-defined]
    done = carry_out(form, command, *rows, by=request.person, **(more or {}))
    if done is not None:
        messages.success(request, said)
        return redirect(then(done))
    return show(request, template, page=page | {"form": form}, form=form)
