"""A case with all that hangs on it, by few questions: what its page and its next step are told from."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from heedful.improvement.corrective import window_ends
from heedful.improvement.models import (
    CauseAnalysis,
    CauseClass,
    CauseMethod,
    Correction,
    CorrectiveAction,
    CriterionChange,
    EffectivenessReview,
    ExtentCheck,
    Nonconformity,
    Verdict,
)


@dataclass
class Branch:
    """One answer to "why?" with those that stand below it."""

    pk: UUID
    version: int
    parent: UUID | None
    words: str
    evidence: str
    root: bool
    below: list["Branch"] = field(default_factory=list)


@dataclass
class Search:
    """One search for the cause, with its tree."""

    pk: UUID
    key: str
    version: int
    method: str
    cause: str
    cause_class: str
    evidence: str
    began_on: datetime.date
    done_on: datetime.date | None
    rejected_on: datetime.date | None
    owner: str
    tree: list[Branch]

    @property
    def standing(self) -> bool:
        """Say whether nothing has proved it wrong."""
        return self.rejected_on is None

    @property
    def method_name(self) -> str:
        """Name the method."""
        return str(CauseMethod(self.method).label)

    @property
    def class_name(self) -> str:
        """Name the kind of cause."""
        return str(CauseClass(self.cause_class).label) if self.cause_class else ""


@dataclass
class Planned:
    """A corrective action with its reviews and the criteria that were changed."""

    row: CorrectiveAction
    reviews: list[EffectivenessReview]
    changes: list["Fact"]

    @property
    def last(self) -> EffectivenessReview | None:
        """Give the newest review."""
        return self.reviews[-1] if self.reviews else None

    @property
    def verdict(self) -> str:
        """Say how it was judged last."""
        return self.last.verdict if self.last else ""

    @property
    def live(self) -> bool:
        """Say whether the case rests on it: not dropped, against a cause that stands."""
        return self.row.action.state != "dropped" and self.row.analysis.rejected_on is None

    @property
    def window_ends(self) -> datetime.date | None:
        """Say from which day on the data are looked at."""
        return window_ends(self.row)


@dataclass
class Fact:
    """Something that was done: a correction, a look elsewhere, a changed criterion."""

    kind: str
    pk: UUID
    version: int
    parent: UUID | None
    key: str
    what: str
    more: str
    who: str
    at: datetime.datetime | None
    until: datetime.datetime | None
    on: datetime.date | None
    flag: bool


@dataclass
class WholeCase:
    """A case and all that hangs on it."""

    case: Nonconformity
    corrections: list[Fact]
    extents: list[Fact]
    searches: list[Search]
    planned: list[Planned]
    alike: list[dict[str, Any]]

    @property
    def search(self) -> Search | None:
        """Give the search for the cause that stands."""
        return next((one for one in reversed(self.searches) if one.standing), None)

    @property
    def live(self) -> list[Planned]:
        """Give the corrective actions that the case rests on."""
        return [one for one in self.planned if one.live]

    @property
    def stage(self) -> str:
        """Tell where the case stands."""
        if self.case.closed_on:
            return "closed"
        if self.live:
            return self._stage_of_actions()
        if self.search and self.search.done_on:
            return "plan"
        return "cause" if self.search or any(one.until for one in self.corrections) else "contain"

    def _stage_of_actions(self) -> str:
        if any(one.row.action.state == "open" for one in self.live):
            return "do"
        return "close" if all(one.verdict == Verdict.EFFECTIVE for one in self.live) else "judge"

    @property
    def came_back(self) -> list[dict[str, Any]]:
        """Give the later cases of the same code in the same process."""
        done = [one.row.action.done_on for one in self.live if one.row.action.done_on]
        since = max(done, default=self.case.closed_on)
        if since is None:
            return []
        process = self.case.process_id
        return [one for one in self.alike if one["found_on"] > since and one["process"] == process]


def whole_case(case: Nonconformity) -> WholeCase:
    """Gather a case by five questions, however much hangs on it."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in _facts(case):
        facts[fact.kind].append(fact)
    reviews: dict[UUID, list[EffectivenessReview]] = defaultdict(list)
    for review in EffectivenessReview.objects.filter(corrective_action__nonconformity=case).select_related("reviewer"):
        reviews[review.corrective_action_id].append(review)
    rows = case.corrective_actions.select_related("action__owner", "analysis", "measure")
    planned = [
        Planned(row, reviews[row.pk], [c for c in facts["criterion"] if c.parent == row.pk]) for row in rows
    ]  # fmt: skip
    corrections = sorted(facts["containment"] + facts["correction"], key=lambda fact: (fact.at, fact.key))
    alike = Nonconformity.objects.filter(code=case.code).exclude(pk=case.pk).order_by("found_on")
    columns = ("pk", "key", "statement", "found_on", "process")
    return WholeCase(
        case, corrections, facts["extent"], list(_searches(case)), planned,
        list(alike.values(*columns)[:50]) if case.code else [],
    )  # fmt: skip


def _searches(case: Nonconformity) -> Iterator[Search]:
    """List the searches for the cause, each with its tree, by one question."""
    own = ("pk", "key", "version", "method", "cause", "cause_class", "evidence", "began_on", "done_on",
           "rejected_on")  # fmt: skip
    whys = ("id", "version", "parent", "words", "evidence", "root")
    rows = CauseAnalysis.objects.filter(nonconformity=case).order_by(
        "began_on", F("rejected_on").asc(nulls_last=True), "key", "whys__place", "whys__id"
    )
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.values(*own, "owner__name", *(f"whys__{name}" for name in whys)):
        found[row["pk"]].append(row)
    for lines in found.values():
        first = lines[0]
        branches = [
            Branch(*(line[f"whys__{name}"] for name in whys)) for line in lines if line["whys__id"] is not None
        ]  # fmt: skip
        owner = first["owner__name"] or ""
        yield Search(**{name: first[name] for name in own}, owner=owner, tree=grown(branches))


def grown(branches: list[Branch]) -> list[Branch]:
    """Hang each answer below the one that it explains, and give those at the top."""
    by_id = {branch.pk: branch for branch in branches}
    for branch in branches:
        if branch.parent in by_id:
            by_id[branch.parent].below.append(branch)
    return [branch for branch in branches if branch.parent not in by_id]


def _facts(case: Nonconformity) -> list[Fact]:
    """List corrections, looks elsewhere and changed criteria by one question."""
    corrections = _shaped(
        Correction.objects.filter(nonconformity=case), kind=F("kind"), name=F("key"), said=F("what"),
        more=F("consequences"), who=F("owner__name"), at=F("started_at"), until=F("done_at"),
    )  # fmt: skip
    extents = _shaped(
        ExtentCheck.objects.filter(nonconformity=case), kind=Value("extent"), said=F("scope"), more=F("result"),
        who=F("checker__name"), day=F("checked_on"), flag=F("found_more"),
    )  # fmt: skip
    changes = _shaped(
        CriterionChange.objects.filter(Q(corrective_action__nonconformity=case)), kind=Value("criterion"),
        above=F("corrective_action_id"), said=F("was"), more=F("reason"), who=F("approved_by__name"),
        day=F("changed_on"),
    )  # fmt: skip
    rows = corrections.union(extents, changes, all=True)
    return sorted((_fact(row) for row in rows), key=lambda fact: (fact.on or datetime.date.min, str(fact.pk)))


SHAPE: dict[str, Any] = {
    "kind": TextField, "row": UUIDField, "number": IntegerField, "above": UUIDField, "name": TextField,
    "said": TextField, "more": TextField, "who": TextField, "at": DateTimeField, "until": DateTimeField,
    "day": DateField, "flag": BooleanField,
}  # fmt: skip


def _shaped(rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, Any]:
    """Bring rows of any table into the one shape of the union."""
    given = {"row": F("pk"), "number": F("version")} | columns
    shape = {
        f"as_{name}": given.get(name, Cast(Value(None), kind()))
        if kind is not TextField
        else Cast(given.get(name, Value("")), TextField())
        for name, kind in SHAPE.items()
    }
    shaped: QuerySet[Any, Any] = rows.order_by().annotate(**shape).values_list(*shape)
    return shaped


def _fact(row: tuple[Any, ...]) -> Fact:
    kind, pk, version, above, key, said, more, who, at, until, day, flag = row
    return Fact(kind, pk, version, above, key or "", said, more or "", who or "", at, until, day, bool(flag))
