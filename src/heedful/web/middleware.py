"""What every request passes: refusals become pages, and the person and the day looked at are found."""

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heedful.core import past
from heedful.core.models import Organisation, Person
from heedful.core.organisation import hold
from heedful.core.refusals import Conflict

Handler = Callable[[HttpRequest], HttpResponse]
AS_AT = "as_at"


class refusals:
    """Turn the ways in which the house says no into pages; never a stack trace."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the page that fits the refusal."""
        if isinstance(error, Conflict):
            return render(request, "errors/conflict.html", {"conflict": error}, status=409)
        if isinstance(error, PermissionDenied):
            return render(request, "errors/403.html", {"why": str(error)}, status=403)
        if isinstance(error, ValidationError):
            return render(request, "errors/422.html", {"messages_": error.messages}, status=422)
        if isinstance(error, RequestDataTooBig):
            return render(request, "errors/413.html", status=413)
        if isinstance(error, (OperationalError, OSError)):
            return render(request, "errors/503.html", status=503)
        return None


def person(get_response: Handler) -> Handler:
    """Find who asks and which day they look at; rights are today's, rows may be of then."""

    def handle(request: HttpRequest) -> HttpResponse:
        organisation = Organisation.objects.first()
        hold(organisation)
        try:
            found = _person(request)
            request.organisation, request.person, request.as_at = organisation, found, None  # type: ignore[attr-defined]
            day = _day(request) if found is not None and organisation is not None else None
            if day is None:
                return get_response(request)
            request.as_at = day  # type: ignore[attr-defined]
            with past.as_of(day):
                return get_response(request)
        finally:
            hold(None)

    return handle


def _person(request: HttpRequest) -> Person | None:
    """Find the person of the account, with the roles they hold today."""
    if not request.user.is_authenticated:
        return None
    found: Person | None = getattr(request.user, "person", None)
    if found is not None:
        found.hold_rights(found.rights)
    return found


def _day(request: HttpRequest) -> datetime.date | None:
    """Read which day the person chose to look at."""
    chosen = request.session.get(AS_AT)
    return datetime.date.fromisoformat(chosen) if chosen else None
