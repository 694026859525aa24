"""How a view answers: the whole page, or the part that htmx asked for."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from heedful.web.http import Request


def show(
    request: Request, template: str, *, page: dict[str, Any], part: str = "", form: BaseForm | None = None,
    status: int | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a template, or only its part where htmx asked and it is not restoring history.

    A form that was refused makes it 422; one on which somebody else saved meanwhile, 409.
    """
    alone = part and request.htmx and not request.htmx.history_restore_request
    if status is None:
        status = _status(form)
    response = render(request, f"{template}#{part}" if alone else template, page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _status(form: BaseForm | None) -> int:
    """Say how it went with a form."""
    if form is None or not form.is_bound:
        return 200
    if getattr(form, "conflict", None):
        return 409
    return 422 if form.errors else 200
