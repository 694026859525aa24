"""What waits for a person: theirs alone, or all of it for who keeps the feedback process."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import NoReverseMatch, reverse

from heedful.core.models import Person
from heedful.core.permissions import AccessRole, Permission
from heedful.core.remembered import remembered
from heedful.feedback.channels import TEST_EVERY_DAYS
from heedful.feedback.complaints.facts import Waiting, complaint_facts
from heedful.feedback.models import CallBack, Channel, ChannelTest, Complaint, Escalation
from heedful.improvement.models import Action, ActionState
from heedful.web import places
from heedful.web.day import rooms
from heedful.web.day.shape import AHEAD, due, keeps_all, shape
from heedful.web.templatetags.components import day_in_words

DEEDS = {
    "acknowledge": "Acknowledge the complaint of {}",
    "first update": "Tell {} how their complaint stands",
    "update": "Tell {} how their complaint stands",
    "answer": "Answer the complaint of {}",
}


@dataclass(frozen=True)
class Need:
    """One thing that waits, with the day it is due and why."""

    what: str
    href: str
    due: datetime.date
    why: str
    day: datetime.date

    @property
    def late(self) -> bool:
        """Say whether its day has passed."""
        return self.due < self.day

    @property
    def tag(self) -> str:
        """Say how it stands to the day: late, today, a weekday."""
        ahead = (self.due - self.day).days
        if ahead < 0:
            return f"{-ahead} day{'' if ahead == -1 else 's'} late"
        if ahead < 2:
            return ("today", "tomorrow")[ahead]
        return f"{self.due:%A}" if ahead < 7 else day_in_words(self.due)

    @property
    def tone(self) -> str:
        """Give the tone of the tag."""
        return "late" if self.late else ""


@remembered
def needs_of(person: Person, day: datetime.date, *, unsorted: int = 0) -> list[Need]:
    """List what waits for somebody on a day, the latest first: two questions."""
    if not person.reads:
        return []
    found = [*_complaints(person, day), *_everything_else(person, day)]
    if unsorted and person.may(Permission.SORT_FEEDBACK):
        words = f"Sort {unsorted:,} thing{'' if unsorted == 1 else 's'} that customers said"
        found.append(Need(words, address("feedback:inbox"), day, "By kind and theme, so that they can be counted", day))
    return sorted(found, key=lambda need: (need.due, need.what))


def address(name: str) -> str:
    """Give the address of a page; nothing where this house does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _complaints(person: Person, day: datetime.date) -> Iterator[Need]:
    """Name the complaints of which a promise is broken or will be soon."""
    mine = Q() if keeps_all(person) else Q(owner=person) | Q(event_owner=person) | Q(investigator=person)
    if not keeps_all(person) and AccessRole.TOP_MANAGEMENT in person.roles_on(day):
        mine |= Q(answer_by__lt=day)
    rows = Complaint.objects.visible_to(person).waiting().filter(mine).select_related("customer", "feedback")
    for waiting in complaint_facts(on=day, complaints=list(rows.order_by("answer_by", "pk")[:200])):
        if waiting.promise and waiting.due_on and (waiting.late or waiting.near or waiting.due_on <= day):
            yield _promise(waiting, waiting.promise.name, waiting.due_on, day)


def _promise(waiting: Waiting, name: str, due: datetime.date, day: datetime.date) -> Need:
    """Say what is promised to whom."""
    complaint = waiting.complaint
    who = complaint.customer.name if complaint.customer else "somebody who is no customer yet"
    why = f"{complaint.key} · {complaint.summary}"
    return Need(DEEDS.get(name, "See to the complaint of {}").format(who), places.address(complaint.ref), due, why, day)


def _everything_else(person: Person, day: datetime.date) -> Iterator[Need]:
    """Name whatever else waits in any room: one question over all of it."""
    parts = [_actions(person, day), _calls(person, day), _escalations(person), _channels(person, day)]
    parts += [*rooms.put_right(person, day), *rooms.lead(person, day)]
    for row in parts[0].union(*parts[1:], all=True):
        need = _need(row, day)
        if row["as_thing"] != "judge" or need.due <= day:  # until its window is over, nobody looks
            yield need


def _actions(person: Person, day: datetime.date) -> QuerySet[Any, Any]:
    soon = Q(owner=person, due_on__lte=day + AHEAD)
    rows = Action.objects.visible_to(person).filter(state=ActionState.OPEN)
    rows = rows.filter(soon | Q(due_on__lt=day) if keeps_all(person) else soon).order_by("due_on", "pk")
    return shape(rows, "action", "pk", "key", "what", due("due_on"))


def _calls(person: Person, day: datetime.date) -> QuerySet[Any, Any]:
    rows = CallBack.objects.visible_to(person).waiting().filter(due_on__lte=day + AHEAD)
    rows = rows if keeps_all(person) else rows.filter(owner=person)
    return shape(rows.order_by("due_on", "pk"), "callback", "pk", "key", "customer__name", due("due_on"))


def _escalations(person: Person) -> QuerySet[Any, Any]:
    rows = Escalation.objects.visible_to(person).filter(to=person, answered_at=None).order_by("escalated_at", "pk")
    return shape(rows, "complaint", "complaint_id", Value(""), "reason", due("escalated_at"))


def _channels(person: Person, day: datetime.date) -> QuerySet[Any, Any]:
    passed = ChannelTest.objects.filter(channel=OuterRef("pk"), passed=True, tested_on__lte=day).order_by()
    last = Subquery(passed.values("channel").annotate(last=Max("tested_on")).values("last"), output_field=DateField())
    stale = Q(last=None) | Q(last__lte=day - datetime.timedelta(days=TEST_EVERY_DAYS))
    rows = Channel.objects.visible_to(person).filter(closed_on=None).annotate(last=last).filter(stale)
    rows = rows if keeps_all(person) else rows.filter(Q(owner=person) | Q(deputy=person))
    return shape(rows.order_by("name"), "channel", "pk", "key", "name", Value(day, output_field=DateField()))


def _need(row: dict[str, Any], day: datetime.date) -> Need:
    """Put a row of the union into words."""
    kind, pk = str(row["as_thing"]), uuid.UUID(str(row["as_ref"]))
    if kind in rooms.SAID:
        label = str(row["as_label"])
        stands_on, what, why = rooms.SAID[kind](label, str(row["as_words"]))
        return Need(what, places.address(f"{stands_on}/{pk}"), rooms.day_due(kind, label, row["as_day"]), why, day)
    untried = f"{row['as_label']} · no test was passed in {TEST_EVERY_DAYS} days"
    said = {
        "action": (str(row["as_words"]), f"{row['as_label']} · action"),
        "callback": (
            f"Call {row['as_words'] or 'an unhappy customer'} back",
            f"{row['as_label']} · they gave a low score",
        ),
        "complaint": ("Decide on a complaint that was escalated to you", str(row["as_words"])),
        "channel": (f"Try {row['as_words']} as a customer would", untried),
    }
    what, why = said[kind]
    return Need(what, places.address(f"{kind}/{pk}"), row["as_day"], why, day)
