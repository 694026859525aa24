"""The list of customers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, DateTimeField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core import find
from heedful.core.period import months_before
from heedful.core.permissions import Permission
from heedful.customers.models import Customer
from heedful.feedback.models import Complaint, ComplaintState, Feedback
from heedful.papers.sheets import write_csv
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.customers.forms import CustomerFilters

SORTS = {
    "name": "name",
    "segment": "segment__name",
    "owner": "owner__name",
    "since": "since",
    "left": "left_on",
    "value": "value",
}

COLUMNS = {
    "key": "Key",
    "name": "Name",
    "segment__name": "Segment",
    "owner__name": "Owner",
    "language": "Language",
    "value": "Revenue a year",
    "since": "Since",
    "left_on": "Left on",
    "left_because": "Because",
    "external_key": "Key in another system",
}
CSV = "text/csv; charset=utf-8"


@login_required
@require_GET
def customers(request: Request) -> HttpResponse:
    """Everybody our products and services are meant for."""
    filters = CustomerFilters(request.GET)
    found = _wanted(Customer.objects.visible_to(request.person), filters)
    counts = _counted(request, found)
    state = filters.chosen("state")
    rows = ordered(request, _with_what_waits(_in_state(found, state)), SORTS, default="name")
    page = {
        "page": page_of(request, rows, count=counts[state or "now"]),
        "filters": filters,
        "sentence": _sentence(counts, narrowed=filters.has_changed()),
        "none_at_all": not counts["all"] and not filters.has_changed(),
        "may_keep": may(request, Permission.KEEP_CUSTOMERS),
        "state": state,
    }
    return show(request, "customers/customers.html", page=page)


@login_required
@require_GET
def export(request: Request) -> HttpResponse:
    """The customers that are shown, as a file; no cell is taken for a formula."""
    filters = CustomerFilters(request.GET)
    found = _in_state(_wanted(Customer.objects.visible_to(request.person), filters), filters.chosen("state"))
    rows = ordered(request, found, SORTS, default="name").values_list(*COLUMNS)
    answer = HttpResponse("".join(write_csv(list(COLUMNS.values()), rows.iterator(chunk_size=2000))), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="customers.csv"'
    return answer


def _in_state(rows: QuerySet[Customer], state: str) -> QuerySet[Customer]:
    """Keep customers of now, those who left, or all."""
    return rows if state == "all" else rows.exclude(left_on=None) if state == "left" else rows.filter(left_on=None)


def _wanted(rows: QuerySet[Customer], filters: CustomerFilters) -> QuerySet[Customer]:
    """Narrow customers by words, segment and owner."""
    if words := filters.chosen("words"):
        rows = rows.filter(pk__in=find.ids_of("customer", words))
    if segment := filters.chosen("segment"):
        rows = rows.filter(segment=segment)
    if owner := filters.chosen("owner"):
        rows = rows.filter(owner=owner)
    return rows


def _counted(request: Request, rows: QuerySet[Customer]) -> dict[str, int]:
    """Count those who are customers now, and those who left."""
    year_ago = months_before(day_of(request), 12)
    return rows.aggregate(
        all=Count("pk"),
        now=Count("pk", filter=Q(left_on=None)),
        left=Count("pk", filter=Q(left_on__isnull=False)),
        lately=Count("pk", filter=Q(left_on__gt=year_ago)),
    )


def _with_what_waits(rows: QuerySet[Customer]) -> QuerySet[Any]:
    """Put beside each customer how many complaints wait, and when we last heard them."""
    waiting = Complaint.objects.filter(
        customer=OuterRef("pk"), state__in=[ComplaintState.OPEN, ComplaintState.REOPENED, ComplaintState.ANSWERED]
    )
    many = waiting.order_by().values("customer").annotate(many=Count("pk")).values("many")
    heard = Feedback.objects.filter(customer=OuterRef("pk")).order_by().values("customer")
    last = heard.annotate(last=Max("heard_at")).values("last")
    return rows.select_related("segment", "owner").annotate(
        waiting=Coalesce(Subquery(many), 0), heard_at=Subquery(last, output_field=DateTimeField())
    )


def _sentence(counts: dict[str, int], *, narrowed: bool) -> str:
    """Say how many there are, and how many left."""
    if not counts["all"]:
        return "No customer fits." if narrowed else "No customers yet."
    said = counted(counts["now"], "customer")
    if narrowed:
        said += " of these"
    if counts["lately"]:
        said += f"; {counted(counts['lately'], 'left', 'left')} in the last 12 months"
    return sentence(said)
