"""The fast way in: answers are taken before Django's middleware, by one writer that commits many at once.

A POST to the address of a survey is read, decoded by the names its version asks for, and judged by the same rules as in
the view (`heedful.web.answering`). The writer of this process takes all that waits in one transaction, and only then
are they acknowledged. Everything else, and every form that is not plain, goes on to Django.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.http.request import split_domain_port, validate_host

from heedful.core.models import Organisation
from heedful.core.organisation import hold
from heedful.feedback.surveys.links import INVITED, OPEN, Target, find_target
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import LANGUAGE
from heedful.web.answer_page import chosen_language, filled_page, said_page, written_in
from heedful.web.answering import BEGUN, TOKEN, TRAP, Reply, Take, receive
from heedful.web.writer import Writer

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LARGEST_BODY = 300_000
PLAIN = "application/x-www-form-urlencoded"
STATUS = {
    204: "204 No Content", 303: "303 See Other", 404: "404 Not Found", 409: "409 Conflict", 410: "410 Gone",
    413: "413 Content Too Large", 422: "422 Unprocessable Content", 503: "503 Service Unavailable",
}  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    ("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
]  # fmt: skip


def decode(body: bytes, names: frozenset[str]) -> dict[str, str]:
    """Read the fields that a version asks for from a form's body; the last one counts where a name comes twice."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        # As Django reads it: a body that is not UTF-8 is taken byte by byte.
        text = body.decode("iso-8859-1")
    given = {}
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        if name in names:
            given[name] = unquote_plus(value)
        elif "%" in name and unquote_plus(name) in names:
            given[unquote_plus(name)] = unquote_plus(value)
    return given


def names_of(target: Target) -> frozenset[str]:
    """Name the fields of a version's form."""
    return asked_in(target.version).names | {TOKEN, TRAP, BEGUN}


class Intake:
    """Answers first, all else to Django."""

    def __init__(self, django: Application, take: Take | None = None) -> None:
        self.django = django
        self.take = take or Writer().submit

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Take an answer, or pass the request on."""
        length = environ.get("CONTENT_LENGTH") or ""
        link = _link(environ.get("PATH_INFO", ""))
        plain = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == PLAIN
        if link is None or environ.get("REQUEST_METHOD") != "POST" or not plain or not length.isdecimal():
            return self.django(environ, start_response)
        if not _host_is_ours(environ):
            return self.django(environ, start_response)
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            return self._answer(environ, start_response, *link, int(length))
        except DatabaseError:
            # Without the records the form cannot be drawn; it is still in the browser, one step back.
            return _send(start_response, 503, said_page("busy", "en", None), more=[("Retry-After", "5")])
        finally:
            hold(None)

    def _answer(
        self, environ: Environ, start_response: StartResponse, kind: str, token: str, length: int
    ) -> Iterable[bytes]:
        """Take one answer and say what became of it."""
        if length > LARGEST_BODY:
            return _send(
                start_response, 413, b"This is more than an answer can hold.", kind="text/plain; charset=utf-8"
            )
        target = find_target(kind, token)
        if target is None:
            return self.django(environ, start_response)
        given = decode(environ["wsgi.input"].read(length), names_of(target))
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")[:500]))
        accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        language = chosen_language(target, given.get(LANGUAGE) or query.get(LANGUAGE, ""), accepted)
        reply = receive(target, given, take=self.take, address=address_of(environ))
        if reply.taken:
            place = f"{environ.get('SCRIPT_NAME', '')}/{kind}/{token}/thanks?lang={language}"
            return _send(start_response, 303, b"", more=[("Location", place)])
        if reply.status == 204:
            return _send(start_response, 204, b"")
        more = [("Retry-After", "2")] if reply.status == 503 else []
        return _send(start_response, reply.status, page_of(reply, target, language, given), more=more)


def page_of(reply: Reply, target: Target, language: str, given: Mapping[str, str]) -> bytes:
    """Draw the page for an answer that was not taken; what was written stands on it."""
    organisation = Organisation.objects.first()
    if reply.said in ("wrong", "old", "busy"):
        return filled_page(target, language, organisation, given, reply)
    return said_page(reply.said, language, organisation, text=written_in(target, given))


def _link(path: str) -> tuple[str, str] | None:
    """Say whether a path is the address of a survey."""
    if len(path) < 4 or path[0] != "/" or path[2] != "/" or path[1] not in (OPEN, INVITED):
        return None
    token = path[3:]
    return None if "/" in token else (path[1], token)


def _host_is_ours(environ: Environ) -> bool:
    """Ask of the host what Django asks."""
    domain, _ = split_domain_port(environ.get("HTTP_HOST") or environ.get("SERVER_NAME", ""))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def address_of(environ: Mapping[str, Any]) -> str:
    """Give the address a request came from, past as many proxies as the settings name."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = [part.strip() for part in str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if proxies and len(passed) >= proxies:
        return passed[-proxies]
    return str(environ.get("REMOTE_ADDR", ""))


def _send(
    start_response: StartResponse, status: int, body: bytes, *, kind: str = "text/html; charset=utf-8",
    more: Iterable[tuple[str, str]] = (),
) -> Iterable[bytes]:  # fmt: skip
    """Answer with the headers that every page has."""
    if settings.SECURE_HSTS_SECONDS:
        more = [*more, ("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")]
    start_response(STATUS[status], [("Content-Type", kind), ("Content-Length", str(len(body))), *HEADERS, *more])
    return [body]
