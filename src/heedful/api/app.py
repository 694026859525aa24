"""The door for programs: who it is, how often they may, and how the house says no. Written once, for every endpoint."""

import re
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from heedful.api.schemas import Refusal
from heedful.core import clock
from heedful.core.refusals import Conflict
from heedful.feedback.clients import client_of
from heedful.feedback.models import ApiClient

S = TypeVar("S")
LARGEST_BODY = 128 * 1024
MOST_A_MINUTE = 60
SAID: tuple[tuple[type[Exception], int, str, dict[str, str]], ...] = (
    (Http404, 404, "There is nothing here, or it is not yours to see.", {}),
    (Conflict, 409, "Somebody changed this meanwhile.", {}),
    (RequestDataTooBig, 413, f"More than {LARGEST_BODY // 1024} kB.", {}),
    (OperationalError, 503, "Nothing was saved. Send it again in a moment.", {"Retry-After": "5"}),
    (InterfaceError, 503, "Nothing was saved. Send it again in a moment.", {"Retry-After": "5"}),
    (OSError, 503, "Nothing was saved. Send it again in a moment.", {"Retry-After": "5"}),
)
_WRITE = msgspec.json.Encoder()


class ApiRequest(HttpRequest):
    """A request of a program that was let in."""

    client: ApiClient


class Refused(Exception):
    """The house says no: with a status, in words, and field by field where there are fields."""

    def __init__(self, status: int, said: str, fields: dict[str, list[str]] | None = None, **headers: str) -> None:
        super().__init__(said)
        self.status, self.said, self.fields, self.headers = status, said, fields or {}, headers


class Turns:
    """How often each program came in this minute; this process alone remembers it, and no longer."""

    def __init__(self) -> None:
        self._lock, self._minute, self._counted = Lock(), 0, dict[str, int]()

    def take(self, name: str) -> int:
        """Count one more, and say how many seconds to wait where that is too many; else none."""
        now = int(clock.now().timestamp())
        with self._lock:
            if now // 60 != self._minute:
                self._minute, self._counted = now // 60, {}
            self._counted[name] = self._counted.get(name, 0) + 1
            return 60 - now % 60 if self._counted[name] > MOST_A_MINUTE else 0

    def forget(self) -> None:
        """Forget all that came."""
        with self._lock:
            self._counted.clear()


TURNS = Turns()


def endpoint(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in a program by its token and no oftener than it may; whatever is refused inside is said as JSON."""

    def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def handle(request: Any, **taken: Any) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise Refused(405, "This address does not do that.", Allow=", ".join(methods))
                request.client = _client(request)
                return view(request, **taken)
            except Exception as error:
                refusal = refusal_of(error)
                if refusal is None:
                    raise
                return refused(refusal)

        return handle

    return door


def _client(request: HttpRequest) -> ApiClient:
    """Find who asks by the token they bear."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    client = client_of(token.strip()) if scheme.lower() == "bearer" else None
    if client is None:
        raise Refused(401, "Send your token: Authorization: Bearer …", **{"WWW-Authenticate": "Bearer"})
    if client.revoked_on:
        raise Refused(403, f"This token was revoked on {client.revoked_on:%-d %b %Y}.")
    if seconds := TURNS.take(str(client.pk)):
        raise Refused(429, f"More than {MOST_A_MINUTE} requests a minute.", **{"Retry-After": str(seconds)})
    return client


def refusal_of(error: Exception) -> Refused | None:
    """Say no in the one way, whatever said it first; a fault of ours stays one."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, ValidationError):
        fields = error.message_dict if hasattr(error, "error_dict") else {}
        return Refused(422, " ".join(error.messages), fields)
    if isinstance(error, PermissionDenied):
        return Refused(403, str(error) or "You may not.")
    return next((Refused(status, said, **more) for kind, status, said, more in SAID if isinstance(error, kind)), None)


def refused(no: Refused) -> HttpResponse:
    """Write a refusal down."""
    response = reply(Refusal(no.status, no.said, no.fields), status=no.status)
    for name, value in no.headers.items():
        response[name] = value
    return response


def reply(what: msgspec.Struct, *, status: int = 200) -> HttpResponse:
    """Answer with JSON that nobody keeps."""
    response = HttpResponse(_WRITE.encode(what), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def body_of(request: HttpRequest, shape: type[S]) -> S:
    """Read the body as the shape that is wanted; what does not fit is said with the name of its field."""
    if request.content_type != "application/json":
        raise Refused(415, "Send JSON, and say so: Content-Type: application/json.")
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise Refused(413, f"More than {LARGEST_BODY // 1024} kB.")
    try:
        return msgspec.json.decode(request.body, type=shape)
    except msgspec.ValidationError as wrong:
        said, field = _said(str(wrong))
        raise Refused(422, said, {field: [said]}) from wrong
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Refused(422, "The body is not JSON.", {"body": ["This is not JSON."]}) from wrong


def _said(wrong: str) -> tuple[str, str]:
    """Take a complaint about a shape apart: what is wrong, and of which field."""
    said, _, where = wrong.partition(" - at `$")
    named = re.search(r"field `([^`]+)`", said)
    return f"{said}.", where.strip("`.") or (named[1] if named else "body")
