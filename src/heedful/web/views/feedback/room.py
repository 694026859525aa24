"""What the pages of this room share: the tabs above them, and the order of the themes."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from heedful.feedback.models import Feedback, Theme
from heedful.stats.languages import language_of
from heedful.web.rooms import pages_of, trail_of

TABS = (
    ("Inbox", "feedback:inbox"), ("Themes", "feedback:themes"), ("Channels", "feedback:channels"),
    ("Programme", "feedback:programme"), ("Analyses", "feedback:analyses"),
)  # fmt: skip


LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "hy": "Armenian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian (nynorsk)", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """Call a language by its name; one that is not listed here by its code."""
    return LANGUAGES.get(code.partition("-")[0], code)


def spoken(heard: Feedback) -> str:
    """Say in which language something was said, as it was given or as its words look, where they tell."""
    if heard.language:
        return language_name(heard.language)
    code = language_of(heard.said)
    return f"{language_name(code)}, it seems" if code else ""


def tabs(current: str) -> list[dict[str, Any]]:
    """List the pages of the room, and which one this is."""
    return pages_of(TABS, current)


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Say where a page of this room stands."""
    return trail_of(("Feedback", reverse("feedback:inbox")), *steps)


def in_order(themes: Iterable[Theme]) -> Iterator[tuple[Theme, int]]:
    """Walk the tree of themes from the top, each with how deep it stands; a child of one left out stands on top."""
    every = list(themes)
    known = {theme.pk for theme in every}
    below: dict[Any, list[Theme]] = {}
    for theme in every:
        below.setdefault(theme.parent_id if theme.parent_id in known else None, []).append(theme)

    def walk(parent: Any, depth: int) -> Iterator[tuple[Theme, int]]:
        for theme in below.get(parent, []):
            yield theme, depth
            yield from walk(theme.pk, depth + 1)

    yield from walk(None, 0)


def theme_choices(themes: Iterable[Theme]) -> list[tuple[str, str]]:
    """Offer the themes in use, those below others set in."""
    in_use = [theme for theme in themes if theme.retired_on is None]
    return [(str(theme.pk), "– " * depth + theme.name) for theme, depth in in_order(in_use)]
