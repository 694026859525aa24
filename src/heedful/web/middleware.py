"""What every request passes: refusals become pages, and the person and the day looked at are found."""

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from heedful.core import past
from heedful.core.models import Organisation, Person
from heedful.core.organisation import hold
from heedful.core.permissions import Permission
from heedful.core.refusals import Conflict
from heedful.core.remembered import expression, look_no_more, look_once
from heedful.web.refused import CANNOT_WRITE, conflict_page, refused_page, unsaved_page

Handler = Callable[[HttpRequest], HttpResponse]
AS_AT = "as_at"
OPEN_TO_ALL = ("/account/", "/setup", "/healthz", "/static/", "/gallery/", "/api/")
"""Pages that need neither an organisation nor a person."""
FOR_CUSTOMERS = ("/a/", "/i/", "/k/", "/e/", "/o/", "/c/", "/speak/")
WITHOUT_READING = (
    *OPEN_TO_ALL,
    *FOR_CUSTOMERS,
    "/settings",
    "/people/",
    "/roles/",
    "/policy/",
    "/you-said",
    "/imports/",
    "/as-at",
    "/demo",
)
"""Where somebody goes who keeps accounts and settings and reads no records; every other page is refused to them."""


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
            return conflict_page(request, error)
        if isinstance(error, PermissionDenied):
            return render(request, "errors/403.html", {"why": str(error)}, status=403)
        if isinstance(error, ValidationError):
            return refused_page(request, error.messages)
        if isinstance(error, RequestDataTooBig):
            return render(request, "errors/413.html", status=413)
        if isinstance(error, CANNOT_WRITE):
            return unsaved_page(request)
        return None


def person(get_response: Handler) -> Handler:
    """Find who asks and which day they look at; rights are today's, rows may be of then; hours are the house's."""

    def handle(request: HttpRequest) -> HttpResponse:
        organisation = Organisation.objects.annotate(state=expression()).first()
        hold(organisation)
        look_once(organisation.state if organisation is not None else None)
        try:
            found = _person(request)
            request.organisation, request.person, request.as_at = organisation, found, None  # type: ignore[attr-defined]
            timezone.activate(organisation.zoneinfo if organisation is not None else datetime.UTC)
            if elsewhere := _first(request, organisation, found):
                return elsewhere
            day = _day(request) if found is not None and organisation is not None else None
            if day is None:
                return get_response(request)
            request.as_at = day  # type: ignore[attr-defined]
            with past.as_of(day):
                return get_response(request)
        finally:
            timezone.deactivate()
            hold(None)
            look_no_more()

    return handle


def _first(request: HttpRequest, organisation: Organisation | None, found: Person | None) -> HttpResponse | None:
    """Lead to the first page where nothing has begun, and tell a stranger with an account that they are one."""
    if request.path.startswith(OPEN_TO_ALL):
        return None
    if organisation is None:
        return redirect("setup")
    if found is None and request.user.is_authenticated:
        return render(request, "settings/nobody.html", status=403)
    if found is not None and not found.reads and not _reachable(request.path):
        return render(request, "errors/403.html", {"why": f"You may not {Permission.READ.label}."}, status=403)
    return None


def _reachable(path: str) -> bool:
    """Say whether a page is for somebody who reads no records: their day, and what they keep."""
    return path == "/" or path.startswith(WITHOUT_READING)


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
