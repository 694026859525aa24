"""Lists that stay quick whatever their length: pages of a fixed length, and an order from a fixed set of names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from heedful.web.http import Request

ROWS = 25
"""How many rows a page of a list shows: more would take longer to draw than to turn."""


def page_of(request: Request, rows: QuerySet[Any] | Sequence[Any], *, count: int | None = None) -> Page[Any]:
    """Take the page that the address names; nonsense there gives the first, and past the end the last."""
    paginator: Paginator[Any] = Paginator(rows, ROWS)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))


def ordered(request: Request, rows: QuerySet[Any], names: Mapping[str, str], *, default: str) -> QuerySet[Any]:
    """Put rows in the order that the address names; an unknown name gives the usual order."""
    wanted = request.GET.get("sort", "")
    if wanted.removeprefix("-") not in names:
        wanted = default
    falling = "-" if wanted.startswith("-") else ""
    return rows.order_by(f"{falling}{names[wanted.removeprefix('-')]}", "pk")
