"""A form that one page sends twice, as by a double click, is taken once; the second goes where the first went.

A page's form carries a token that is new with each page drawn, so that the same token with the same content is the same
press. What was sent is remembered for a minute by this process alone and costs no question of the database.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Handler = Callable[[HttpRequest], HttpResponse]
SECONDS, MOST, PATIENCE = 60.0, 2_000, 20.0
MAY_COME_AGAIN = ("/account/", "/as-at")
PLAIN = "application/x-www-form-urlencoded"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field


@dataclass
class Press:
    """One press of a button: when it began, whether it is over, and where it led."""

    began: float
    over: Event = field(default_factory=Event)
    led_to: str = ""


class Presses:
    """The presses of the last minute."""

    def __init__(self) -> None:
        self._lock, self._kept = Lock(), OrderedDict[bytes, Press]()

    def begin(self, name: bytes) -> tuple[bool, Press]:
        """Say whether a press is the first of its kind, and give the first."""
        now = time.monotonic()
        with self._lock:
            while self._kept and (len(self._kept) > MOST or next(iter(self._kept.values())).began < now - SECONDS):
                self._kept.popitem(last=False)
            known = self._kept.get(name)
            if known is not None:
                return False, known
            self._kept[name] = Press(now)
            return True, self._kept[name]

    def end(self, name: bytes, press: Press, led_to: str) -> None:
        """Remember where a press led; one that was refused may come again."""
        press.led_to = led_to
        with self._lock:
            if not led_to:
                self._kept.pop(name, None)
        press.over.set()

    def forget(self) -> None:
        """Forget all presses."""
        with self._lock:
            self._kept.clear()


PRESSES = Presses()


def once(get_response: Handler) -> Handler:
    """Let the first press of a form through, and send a second where the first led."""

    def handle(request: HttpRequest) -> HttpResponse:
        name = _name(request)
        if name is None:
            return get_response(request)
        first, press = PRESSES.begin(name)
        if not first:
            press.over.wait(PATIENCE)
            return redirect(press.led_to) if press.led_to else get_response(request)
        led_to = ""
        try:
            response = get_response(request)
            led_to = response.get("Location", "") if response.status_code in (302, 303) else ""
            return response
        finally:
            PRESSES.end(name, press, led_to)

    return handle


def _name(request: HttpRequest) -> bytes | None:
    """Name a press by its session, its page's token and all it sends; None for what is no plain form of a page."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if request.method != "POST" or not session or request.content_type != PLAIN:
        return None
    if request.path.startswith(MAY_COME_AGAIN) or not request.POST.get(TOKEN):
        return None
    sent = "\0".join((session, request.get_full_path(), request.POST.urlencode()))
    return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).digest()
