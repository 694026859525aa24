"""The list of records by key, title and words: the search box and the threads read it."""

import unicodedata
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from heedful.core.models import Found, Record
from heedful.core.registry import record_models


def folded(text: str) -> str:
    """Fold case and accents: Søren is found as soren, Müller as muller."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ø", "o").replace("ł", "l")


def _shown(record: Record) -> Found:
    title = record.title[:300]
    return Found(
        ref=record.ref, kind=record._meta.model_name or "", key=record.key or "", title=title,
        words=folded(f"{record.key} {title} {record.search_text}")[:20_000],
    )  # fmt: skip


def show_all(records: Iterable[Record], gone: list[str]) -> None:
    """Bring the list up to date with what a command changed."""
    fresh = [_shown(record) for record in records if record.ref not in gone]
    if fresh:
        Found.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["ref"], update_fields=["key", "title", "words"], batch_size=150
        )
    if gone:
        Found.objects.filter(ref__in=gone).delete()


def rebuild() -> None:
    """Make the whole list again from the records."""
    Found.objects.all().delete()
    for model in record_models().values():
        rows = model._base_manager.all()
        batch = []
        for record in rows.iterator(chunk_size=1000):
            batch.append(_shown(record))
            if len(batch) == 500:
                Found.objects.bulk_create(batch)
                batch = []
        Found.objects.bulk_create(batch)


def find(words: str, *, limit: int = 50) -> QuerySet[Found]:
    """Find records that hold every word; an exact key comes first."""
    wanted = Q()
    for word in folded(words)[:200].split()[:8]:
        wanted &= Q(words__contains=word)
    return Found.objects.filter(wanted).order_by("kind", "key")[:limit]


def by_kind(words: str, *, kind: str = "", each: int = 8) -> list[Found]:
    """Find records that hold every word: the first few of each kind, each with `many`, how many of it there are."""
    wanted = Q(kind=kind) if kind else Q()
    for word in folded(words)[:200].split()[:8]:
        wanted &= Q(words__contains=word)
    place = Window(RowNumber(), partition_by="kind", order_by=["title", "key"])
    many = Window(Count("*"), partition_by="kind")
    found = Found.objects.filter(wanted).defer("words").annotate(place=place, many=many)
    return list(found.filter(place__lte=each).order_by("kind", "place"))


def by_key(key: str) -> Found | None:
    """Find the one record that bears this key, however it was typed."""
    return Found.objects.filter(key=key.strip().upper()[:24]).defer("words").first() if key.strip() else None


def ids_of(kind: str, words: str, *, limit: int = 1000) -> list[str]:
    """Find the records of one kind that hold every word, for the filter above a list."""
    wanted = Q(kind=kind)
    for word in folded(words)[:200].split()[:8]:
        wanted &= Q(words__contains=word)
    refs = Found.objects.filter(wanted).values_list("ref", flat=True)[:limit]
    return [ref.partition("/")[2] for ref in refs]


def titles(refs: Iterable[str]) -> dict[str, Found]:
    """Look up many records by reference in one question."""
    return Found.objects.defer("words").in_bulk(list(set(refs)))
