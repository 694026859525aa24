"""What every page needs around its matter: the menu, who is looking, and as at which day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from heroicons.templatetags.heroicons import heroicon_outline


@dataclass(frozen=True)
class Count:
    """How many things wait behind a menu line, and whether one of them is late."""

    number: int
    late: bool = False


@dataclass(frozen=True)
class Item:
    """One line of the menu, with the letter that goes there after g."""

    label: str
    name: str
    letter: str
    icon: str
    dock: bool = False
    address: str = ""
    drawing: str = ""
    current: bool = False
    count: Count | None = None


@dataclass(frozen=True)
class Group:
    """Lines of the menu that belong together, under the verb of the loop they serve."""

    title: str
    items: tuple[Item, ...]
    foot: bool = False


LOOP = (
    Group("", (Item("Today", "today", "t", "sun", dock=True),)),
    Group(
        "Determine",
        (
            Item("Customers", "customers:list", "c", "building-storefront"),
            Item("Requirements", "requirements:list", "r", "clipboard-document-list"),
            Item("Commitments", "commitments:list", "y", "document-check"),
            Item("Processes", "processes:list", "p", "arrow-path-rounded-square"),
        ),
    ),
    Group(
        "Hear",
        (
            Item("Feedback", "feedback:inbox", "f", "chat-bubble-left-right", dock=True),
            Item("Complaints", "complaints:list", "o", "megaphone", dock=True),
            Item("Surveys", "surveys:list", "s", "list-bullet"),
            Item("Satisfaction", "satisfaction:overview", "n", "presentation-chart-line"),
        ),
    ),
    Group(
        "Improve",
        (
            Item("Nonconformities", "nonconformities:list", "b", "wrench-screwdriver"),
            Item("Actions", "improvement:actions", "a", "check-circle", dock=True),
            Item("Risks", "improvement:risks", "k", "scale"),
            Item("Opportunities", "opportunities:list", "j", "sparkles"),
            Item("Improvements", "improvement:improvements", "i", "light-bulb"),
        ),
    ),
    Group(
        "Lead",
        (
            Item("Direction", "direction:overview", "d", "flag"),
            Item("Roles", "roles:list", "l", "identification"),
            Item("Support", "support:list", "u", "lifebuoy"),
            Item("Reviews", "reviews:list", "v", "calendar-days"),
        ),
    ),
    Group(
        "Prove",
        (
            Item("Questions", "audits:wall", "q", "squares-2x2"),
            Item("Evidence", "history:list", "e", "finger-print"),
        ),
    ),
    Group(
        "",
        (
            Item("Import", "imports:list", "m", "arrow-down-on-square"),
            Item("People", "people:list", "w", "user-group"),
            Item("Settings", "settings", "x", "cog-6-tooth"),
        ),
        foot=True,
    ),
)

NOT_RECORDS = {"today", "imports:list", "people:list", "roles:list", "settings"}
"""Lines of the menu for who keeps accounts and settings alone."""


def address_of(name: str) -> str:
    """Find where a page stands; nothing where this house does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=16)
def standing_menu(urlconf: str, prefix: str) -> tuple[Group, ...]:
    """Keep of the loop the lines that lead somewhere, each with its address and its drawing."""
    groups = []
    for group in LOOP:
        items = tuple(
            replace(item, address=address, drawing=heroicon_outline(item.icon, aria_hidden="true"))
            for item in group.items
            if (address := address_of(item.name))
        )
        if items:
            groups.append(replace(group, items=items))
    return tuple(groups)


def menu_for(path: str, counts: Mapping[str, Count | int]) -> tuple[Group, ...]:
    """Mark where one stands, and write beside each line what waits there."""
    groups = standing_menu(str(get_urlconf() or settings.ROOT_URLCONF), get_script_prefix())
    addresses = [item.address for group in groups for item in group.items]
    root = get_script_prefix()
    here = max((a for a in addresses if path == a or (a != root and path.startswith(a))), key=len, default="")
    return tuple(
        replace(
            group,
            items=tuple(
                replace(item, current=item.address == here, count=as_count(counts.get(item.name)))
                for item in group.items
            ),
        )
        for group in groups
    )


def without_records(menu: tuple[Group, ...]) -> tuple[Group, ...]:
    """Keep of the menu what leads somebody on who reads no records."""
    kept = ((group, tuple(item for item in group.items if item.name in NOT_RECORDS)) for group in menu)
    return tuple(replace(group, items=items) for group, items in kept if items)


def as_count(count: Count | int | None) -> Count | None:
    """Take a bare number as a count; leave out what is nothing."""
    given = Count(count) if isinstance(count, int) else count
    return given if given and given.number else None


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give every template its shell, from what the middleware has already found; it asks no database."""
    organisation = getattr(request, "organisation", None)
    person = getattr(request, "person", None)
    reads = person is None or person.reads
    menu = menu_for(request.path, getattr(request, "counts", None) or {})
    menu = menu if reads else without_records(menu)
    return {
        "menu": menu,
        "dock": [item for group in menu for item in group.items if item.dock],
        "person": person,
        "organisation": organisation,
        "as_at": getattr(request, "as_at", None),
        "demo": settings.DEMO,
        "simulated": not settings.DEMO and getattr(organisation, "simulated", False),
        "search_address": address_of("search") if reads else "",
        "as_at_address": address_of("as_at"),
        "today_address": address_of("today") or "/",
    }
