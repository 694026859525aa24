"""The list of requirements, and the register of the law."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.requirements import queries
from heedful.requirements.commands import GONE
from heedful.requirements.models import Requirement, RequirementState
from heedful.requirements.sources import LAW
from heedful.web.asking import day_of, may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.rooms import pages_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.requirements import forms

ORDERS = {"statement": "statement", "source": "source_type", "process": "process__name", "state": "state",
          "owner": "owner__name", "key": "key"}  # fmt: skip
TONES = {RequirementState.IN_FORCE: "good", RequirementState.AGREED: "info", RequirementState.UNDER_REVIEW: "info"}
LACKING = Q(owner=None) | Q(process=None) | Q(verification="")
MOST = 1000


def views_of(current: str) -> list[dict[str, Any]]:
    """Lead from one view of requirements to the others."""
    names = (
        ("All", "requirements:list"), ("By product and source", "requirements:coverage"),
        ("The law", "requirements:legal"), ("Markets", "requirements:markets"),
    )  # fmt: skip
    return pages_of(names, f"requirements:{current}")


@login_required
@require_GET
def requirements(request: Request) -> HttpResponse:
    """All requirements."""
    filters = forms.RequirementFilters(request.GET)
    every = Requirement.objects.visible_to(request.person)
    many = every.aggregate(
        all=Count("pk"),
        force=Count("pk", filter=Q(state=RequirementState.IN_FORCE)),
        waiting=Count("pk", filter=~Q(state__in=[RequirementState.IN_FORCE, *GONE])),
        lacking=Count("pk", filter=~Q(state__in=[RequirementState.IN_FORCE, *GONE]) & LACKING),
    )
    found = page_of(request, _chosen(request, filters))
    page = {
        "sentence": says(many),
        "page": found,
        "rows": [{"requirement": row, "tone": TONES.get(RequirementState(row.state), "")} for row in found],
        "filters": filters,
        "views": views_of("list"),
        "any": many["all"],
        "may_add": may(request, Permission.KEEP_PROCESSES),
    }
    return show(request, "requirements/list.html", page=page)


def _chosen(request: Request, filters: forms.RequirementFilters) -> QuerySet[Requirement]:
    """Filter and order the list as the address says."""
    found = Requirement.objects.visible_to(request.person).select_related("process", "owner", "customer", "segment")
    state = filters.chosen("state")
    if not state:
        found = found.exclude(state__in=GONE)
    elif state != "all":
        found = found.filter(state=state)
    for name, field in (("source", "source_type"), ("process", "process"), ("product", "product"),
                        ("customer", "customer")):  # fmt: skip
        if value := filters.chosen(name):
            found = found.filter(**{field: value})
    if filters.chosen("lacking"):
        found = found.filter(LACKING)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("requirement", words))
    return ordered(request, found, ORDERS, default="statement")


def says(many: dict[str, int]) -> str:
    """Say how many hold, and what keeps the others from it."""
    if not many["all"]:
        return "No requirement is written down yet."
    is_ = "is" if many["force"] == 1 else "are"
    said = f"{counted(many['force'], 'requirement')} {is_} in force"
    if many["waiting"]:
        said += f"; {number_word(many['waiting'])} not yet"
        if many["lacking"]:
            what = "owner, process or verification"
            all_ = many["lacking"] == many["waiting"]
            said += f", for want of {what}" if all_ else f", {number_word(many['lacking'])} for want of {what}"
    return sentence(said)


@login_required
@require_GET
def legal(request: Request) -> HttpResponse:
    """The register of the law: what applies where, why, who answers for it, and when it is evaluated next."""
    day = day_of(request)
    every = Requirement.objects.visible_to(request.person).filter(source_type__in=LAW).exclude(state__in=GONE)
    every = every.select_related("market", "owner", "process", "product").order_by(
        "market__name", "instrument", "article", "key"
    )
    rows = [_judged(row, day) for row in queries.evaluated_last(every)[:MOST]]
    whole = "whole" in request.GET
    page = {
        "sentence": register_says(rows),
        "page": None if whole else (found := page_of(request, rows)),
        "rows": rows if whole else list(found),
        "views": views_of("legal"),
        "today": day,
        "none": not rows,
        "may_add": may(request, Permission.KEEP_PROCESSES),
    }
    return show(request, "requirements/legal.html", page=page)


def _judged(row: Any, day: datetime.date) -> dict[str, Any]:
    """Say of one law when it was evaluated and when it is next, and what the register still lacks."""
    due = queries.next_evaluation_on(row, row.evaluated_on) if row.state == RequirementState.IN_FORCE else None
    lacks = [
        words
        for words, there in (
            ("the law", row.instrument), ("why it applies", row.applies_because), ("an owner", row.owner_id),
        )
        if not there
    ]  # fmt: skip
    return {"requirement": row, "due": due, "late": due is not None and due < day, "lacks": ", ".join(lacks)}


def register_says(rows: list[dict[str, Any]]) -> str:
    """Say how much law applies, and what of it is late or not explained."""
    if not rows:
        return "No law is written down yet."
    many, late = len(rows), sum(row["late"] for row in rows)
    lacking = sum(bool(row["lacks"]) for row in rows)
    said = f"{counted(many, 'requirement of the law', 'requirements of the law')} {'is' if many == 1 else 'are'} kept"
    if late:
        said += f"; {number_word(late)} {'is' if late == 1 else 'are'} due to be evaluated"
    if lacking:
        said += f"; of {number_word(lacking)} the register lacks something"
    if not late and not lacking:
        said += ", each explained and evaluated in time"
    return sentence(said)
