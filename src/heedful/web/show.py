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
    """Show a template, or only its part where htmx asked and it is not restoring history; 422 with a form refused."""
    alone = part and request.htmx and not request.htmx.history_restore_request
    if status is None:
        status = 422 if form is not None and form.is_bound and form.errors else 200
    response = render(request, f"{template}#{part}" if alone else template, page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
