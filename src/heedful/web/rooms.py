"""Where a page stands: the steps that lead to it, and the pages beside it in its room."""

from typing import Any

from django.urls import reverse


def trail_of(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """List the steps to a page by their words and where they lead; the last leads nowhere."""
    return [{"label": words, "href": href} for words, href in steps]


def pages_of(room: tuple[tuple[str, str], ...], current: str) -> list[dict[str, Any]]:
    """List the pages of a room by their words and names, and which one this is."""
    return [{"label": words, "href": reverse(name), "current": name == current} for words, name in room]
