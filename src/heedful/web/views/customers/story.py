"""What is known of one customer, gathered from every room in as few questions as there are kinds of thing."""

import datetime
import json
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, OuterRef, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf, Substr, TruncDate, TruncMonth
from django.urls import reverse

from heedful.core.organisation import current_organisation
from heedful.core.period import months_before
from heedful.customers.models import Contact, ContactRole, Customer, ExitContact, Interaction, InteractionKind
from heedful.feedback.models import CallBack, Complaint, ComplaintState, Feedback, Kind, Response, SurveyQuestion
from heedful.feedback.models.cells import CustomerCell
from heedful.papers import charts
from heedful.requirements.models import Requirement, RequirementState
from heedful.stats import Interval, RecommendClasses, recommend_score_dirichlet_of_classes, wilson
from heedful.web import places
from heedful.web.http import Request

HEARD = 60
LEAST = 5
"""Fewer answers than these make no figure."""
WORDS: dict[str, dict[str, str]] = {
    "complaint": dict(ComplaintState.choices),
    "feedback": dict(Kind.choices),
    "interaction": dict(InteractionKind.choices),
    "requirement": dict(RequirementState.choices),
    "contact": dict(ContactRole.choices),
}
TEXT = TextField()


@dataclass(frozen=True)
class Heard:
    """Something heard from a customer, or done because of it."""

    kind: str
    pk: uuid.UUID
    key: str
    text: str
    on: datetime.date
    state: str

    @property
    def href(self) -> str:
        """Lead to it."""
        if self.kind == "response":
            return reverse("surveys:response", args=[self.pk])
        return "" if self.kind == "exitcontact" else places.address(f"{self.kind}/{self.pk}")

    @property
    def said(self) -> str:
        """Say it in words; of an answer without words, its scores."""
        if self.kind != "response":
            return self.text
        scores = [str(score) for _, score in json.loads(self.text or "[]")]
        return f"Gave {' and '.join(scores)}, without words." if scores else "Neither score nor words."

    @property
    def word(self) -> str:
        """Say what it is: the kind of feedback, the way we met, or the record's own word."""
        if self.kind in ("feedback", "interaction"):
            return WORDS[self.kind].get(self.state, self.state)
        return {"response": "Survey answer"}.get(self.kind, places.word(self.kind).capitalize())

    @property
    def tag(self) -> str:
        """Say how it stands, where that tells something."""
        return WORDS["complaint"].get(self.state, "") if self.kind == "complaint" else self.state if self.kind in (
            "exitcontact", "callback") else ""  # fmt: skip


def heard_from(request: Request, customer: Customer) -> list[Heard]:
    """List what was heard from a customer, newest first: one question over all that can hold it."""
    zone = current_organisation().zoneinfo
    may = {model: model.objects.visible_to(request.person).filter(customer=customer) for model in
           (Feedback, Complaint, Interaction, CallBack, ExitContact, Response)}  # fmt: skip
    said = Coalesce(NullIf("words", Value("")), "response__comment")
    parts = [
        _told(may[Feedback].filter(complaint=None), "feedback", F("key"), said, _day("heard_at", zone), F("kind")),
        _told(may[Complaint], "complaint", F("key"), F("summary"), F("received_on"), F("state")),
        _told(may[Interaction], "interaction", F("key"), F("heard"), F("held_on"), F("kind")),
        _told(may[CallBack], "callback", F("key"), F("outcome"), Coalesce("called_on", "due_on"), Value("")),
        _told(may[ExitContact], "exitcontact", Value(""), F("learned"), F("tried_on"), Value("tried")),
        _told(
            may[Response].filter(feedback=None),
            "response",
            Value(""),
            F("answers"),
            _day("answered_at", zone),
            Value(""),
        ),
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("-day", "row")[:HEARD]
    return [Heard(r["what"], r["row"], r["label"] or "", r["text"] or "", r["day"], r["how"]) for r in rows]


def _day(field: str, zone: Any) -> TruncDate:
    """Say on which of the organisation's days a moment fell."""
    return TruncDate(field, tzinfo=zone)


def _told(rows: QuerySet[Any], kind: str, key: Any, text: Any, day: Any, state: Any) -> Any:
    """Bring rows of one kind into the shape of the union."""
    shaped = rows.order_by().annotate(
        what=Value(kind, output_field=TEXT), row=F("pk"), label=Cast(key, TEXT), text=Substr(Cast(text, TEXT), 1, 400),
        day=Cast(day, DateField()), how=Cast(state, TEXT),
    )  # fmt: skip
    return shaped.values("what", "row", "label", "text", "day", "how")


def contacts_and_requirements(request: Request, customer: Customer) -> tuple[list[Any], list[Any]]:
    """List the people we know there and what they expect, in one question."""
    shape = ("what", "row", "label", "text", "more", "word", "flag", "day")
    people = Contact.objects.visible_to(request.person).filter(customer=customer)
    wanted = Requirement.objects.visible_to(request.person).filter(customer=customer)
    ended = [RequirementState.SUPERSEDED, RequirementState.WITHDRAWN, RequirementState.REFUSED]
    flag = BooleanField()
    contacts = people.order_by().annotate(
        what=Value("contact", output_field=CharField()), row=F("pk"), label=Cast("key", TEXT), text=Cast("name", TEXT),
        more=Cast("email", TEXT), word=Cast("role", TEXT), flag=Cast("consents", flag), day=F("left_on"),
    ).values(*shape)  # fmt: skip
    requirements = wanted.exclude(state__in=ended).order_by().annotate(
        what=Value("requirement", output_field=CharField()), row=F("pk"), label=Cast("key", TEXT),
        text=Cast("statement", TEXT), more=Value("", output_field=TEXT), word=Cast("state", TEXT),
        flag=Cast("critical", flag), day=Value(None, output_field=DateField()),
    ).values(*shape)  # fmt: skip
    rows = sorted(contacts.union(requirements, all=True), key=lambda row: (row["day"] is not None, row["text"]))
    for row in rows:
        row["said"] = WORDS[row["what"]].get(row["word"], row["word"])
        row["href"] = places.address(f"{row['what']}/{row['row']}")
    return [r for r in rows if r["what"] == "contact"], [r for r in rows if r["what"] == "requirement"]


@dataclass(frozen=True)
class Figures:
    """How satisfied this customer is, as far as their own answers can tell."""

    recommend: Interval | None = None
    recommend_n: int = 0
    satisfaction: Interval | None = None
    satisfaction_n: int = 0

    @property
    def any(self) -> bool:
        """Say whether they ever gave a score with their name."""
        return bool(self.recommend_n or self.satisfaction_n)


def satisfaction_of(customer: Customer) -> Figures:
    """Work out a customer's own figures from cells: named answers alone, and no figure from fewer than five."""
    kind = SurveyQuestion.objects.filter(pk=OuterRef("question")).values("kind")[:1]
    cells = CustomerCell.objects.filter(customer=customer.pk).annotate(kind=Subquery(kind)).order_by()
    sums: dict[str, Counter[str]] = {"recommend": Counter(), "satisfaction": Counter()}
    for cell in cells:
        if cell.kind in sums:
            part = {name: getattr(cell, name) for name in ("count", "promoters", "detractors", "satisfied")}
            sums[cell.kind].update(part)
    asked, rated = sums["recommend"], sums["satisfaction"]
    return Figures(
        recommend=_recommend(asked) if asked["count"] >= LEAST else None,
        recommend_n=asked["count"],
        satisfaction=_satisfied(rated) if rated["count"] >= LEAST else None,
        satisfaction_n=rated["count"],
    )


def _recommend(sums: Counter[str]) -> Interval:
    passives = sums["count"] - sums["promoters"] - sums["detractors"]
    return recommend_score_dirichlet_of_classes(RecommendClasses(sums["detractors"], passives, sums["promoters"]))


def _satisfied(sums: Counter[str]) -> Interval:
    return wilson(sums["satisfied"], sums["count"])


def delivered_by_month(customer: Customer, day: datetime.date, months: int = 24) -> charts.Drawing | None:
    """Draw how much reached a customer, by month; nothing where nothing did."""
    first = months_before(day.replace(day=1), months - 1)
    rows = customer.deliveries.filter(last_on__gte=first, last_on__lte=day).order_by()
    sums = dict(rows.annotate(month=TruncMonth("last_on")).values_list("month").annotate(Sum("quantity")))
    if not sums:
        return None
    points, began = [], min(sums)
    for back in range(months - 1, -1, -1):
        month = months_before(day.replace(day=1), back)
        if month < began:
            continue
        points.append(charts.Point(f"{month:%b %Y}", float(sums.get(month, 0))))
    total = sum(sums.values())
    title = f"{total:,} delivered in the last {months} months, {sums.get(day.replace(day=1), 0):,} of them this month."
    return charts.by_month(points, title=title, kind="number")
