"""What we promised to customers, and whether somebody looked first."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from heedful.core import clock
from heedful.core.find import ids_of
from heedful.core.period import Period
from heedful.core.permissions import Permission
from heedful.requirements import queries
from heedful.requirements.models import Commitment, OrderConfirmation
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.commitments import forms

ORDERS = {"what": "what", "customer": "customer__name", "committed": "committed_at", "kind": "kind"}


def midnight(day: datetime.date) -> datetime.datetime:
    """Give the moment at which a day of the organisation begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def now_of(request: Request) -> datetime.datetime:
    """Give the moment that is looked at: now, or the end of an earlier day."""
    return midnight(request.as_at + datetime.timedelta(days=1)) if request.as_at else clock.now()


@login_required
@require_GET
def commitments(request: Request) -> HttpResponse:
    """Commitments of the last twelve months, and those that lie ahead."""
    filters, now = forms.CommitmentFilters(request.GET), now_of(request)
    every = Commitment.objects.visible_to(request.person)
    since = midnight(Period.window(day_of(request), 12).first)
    recent = every.filter(committed_at__gte=since)
    chosen = _chosen(request, filters, every, recent, now)
    found = page_of(request, ordered(request, chosen, ORDERS, default="-committed"))
    many = queries.promised(recent, now)
    page = {
        "sentence": says(many),
        "page": found,
        "rows": [{"commitment": row, **how(row, now)} for row in found],
        "filters": filters,
        "none": not many["all"] and not found.paginator.count and not filters.changed_data,
        "may_commit": may(request, Permission.COMMIT),
    }
    return show(request, "commitments/list.html", page=page)


def _chosen(
    request: Request, filters: forms.CommitmentFilters, every: QuerySet[Commitment], recent: QuerySet[Commitment],
    now: datetime.datetime,
) -> QuerySet[Commitment]:  # fmt: skip
    """Filter the list as the address says."""
    wanted = filters.chosen("show")
    found = every if wanted == "all" else recent
    if wanted == "missed":
        found = queries.looked_at_first(found.filter(committed_at__lte=now)).filter(queries.MISSED)
    elif wanted == "ahead":
        found = found.filter(committed_at__gt=now)
    elif wanted == "unconfirmed":
        confirmed = OrderConfirmation.objects.filter(commitment=OuterRef("pk"))
        found = found.filter(~Exists(confirmed), has_document=False)
    for name in ("kind", "customer", "product"):
        if value := filters.chosen(name):
            found = found.filter(**{name: value})
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("commitment", words))
    found = found if wanted == "missed" else queries.looked_at_first(found)
    return found.select_related("customer", "product", "confirmation")


def says(many: dict[str, int]) -> str:
    """Say how many promises were made before anybody looked."""
    if not many["all"]:
        return "Nothing was promised in the last twelve months."
    missed = many["all"] - many["early"]
    if not missed:
        whole = "the one promise" if many["all"] == 1 else f"all {many['all']:,} promises"
        return sentence(f"somebody looked first at {whole} of the last twelve months")
    were = "was" if missed == 1 else "were"
    return sentence(f"{number_word(missed)} of {counted(many['all'], 'promise')} {were} made before anybody looked")


def how(row: Any, now: datetime.datetime) -> dict[str, str]:
    """Say of one commitment whether somebody looked first; it carries what `looked_at_first` brings along."""
    if row.refused:
        return {"said": "promised although we cannot", "tone": "late"}
    if row.frame_id:
        return {"said": "frame review", "tone": "good"}
    if row.looked_at is None:
        ahead = row.committed_at > now
        return {"said": "to be looked at", "tone": "warn"} if ahead else {"said": "nobody looked", "tone": "late"}
    if row.looked_at <= row.committed_at:
        return {"said": "looked at first", "tone": "good"}
    return {"said": "looked at afterwards", "tone": "late"}
