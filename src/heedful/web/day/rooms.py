"""What waits in the rooms where things are put right and where leaders lead."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import DateField, Q, QuerySet, Value

from heedful.core.models import Person, RoleAssignment
from heedful.core.permissions import Permission
from heedful.improvement.models import ActionEscalation, ActionState, CorrectiveAction, Nonconformity
from heedful.leadership.models import ManagementReview, Objective, PolicyVersion, ReviewState, SupportRequest
from heedful.web.day.shape import AHEAD, due, keeps_all, shape

DECIDED_IN = datetime.timedelta(days=14)
"""A request to top management is decided within so many days."""
Waiting = Iterator[QuerySet[Any, Any]]


def put_right(person: Person, day: datetime.date) -> Waiting:
    """Cases that nobody has contained, actions that were handed up, and data that somebody else is to look at."""
    cases = Nonconformity.objects.visible_to(person).filter(closed_on=None, corrections=None)
    cases = cases if keeps_all(person) else cases.filter(owner=person)
    yield shape(cases.order_by("found_on", "pk"), "contain", "pk", "key", "statement", due("found_on"))
    handed = ActionEscalation.objects.visible_to(person).filter(to=person, answered_on=None)
    yield shape(
        handed.order_by("escalated_on", "pk"), "handed up", "action_id", "action__key", "reason", due("escalated_on")
    )
    if person.may(Permission.JUDGE_EFFECT):
        mine = Q() if keeps_all(person) else Q(nonconformity__owner=person)
        done = CorrectiveAction.objects.visible_to(person).filter(
            mine, action__state=ActionState.DONE, reviews=None, nonconformity__closed_on=None,
            analysis__rejected_on=None,
        )  # fmt: skip
        done = done.exclude(action__owner=person).order_by("action__done_on", "pk")
        yield shape(done, "judge", "nonconformity_id", "window_days", "what", due("action__done_on"))


def lead(person: Person, day: datetime.date) -> Waiting:
    """Requests, reviews and objectives that wait for somebody; and what only top management approves."""
    asked = SupportRequest.objects.visible_to(person)
    waiting = asked.filter(asked_of=person, decided_on=None).order_by("asked_on", "pk")
    yield shape(waiting, "decide", "pk", "key", "what", due("asked_on"))
    owed = asked.filter(asked_by=person, granted=True, delivered_on=None, delivery_due_on__lte=day)
    yield shape(owed.order_by("delivery_due_on", "pk"), "arrived", "pk", "key", "what", due("delivery_due_on"))
    coming = ManagementReview.objects.visible_to(person).filter(
        state__in=[ReviewState.PLANNED, ReviewState.OPEN], planned_on__lte=day + AHEAD
    )
    coming = coming.filter(Q(owner=person) | Q(seats__person=person)).order_by("planned_on", "pk")
    yield shape(coming, "review", "pk", "key", "name", due("planned_on"))
    aims = Objective.objects.visible_to(person).filter(owner=person, ended_on=None, due_on__lte=day + AHEAD)
    yield shape(aims.order_by("due_on", "pk"), "end", "pk", "key", "what", due("due_on"))
    told = RoleAssignment.objects.visible_to(person).filter(person=person, until=None, acknowledged_on=None)
    told = told.exclude(communicated_on=None).order_by("communicated_on", "pk")
    yield shape(told, "confirm", "role_id", "role__key", "role__name", due("communicated_on"))
    if person.may(Permission.APPROVE_DIRECTION):
        yield from _to_approve(person, day)


def _to_approve(person: Person, day: datetime.date) -> Waiting:
    """Who holds a role, a wording that somebody else wrote, and an objective: nobody but top management agrees to."""
    today = Value(day, output_field=DateField())
    held = RoleAssignment.objects.visible_to(person).filter(approved_on=None, until=None, role__retired_on=None)
    yield shape(held.order_by("since", "pk"), "holder", "role_id", "role__key", "role__name", today)
    drafts = PolicyVersion.objects.visible_to(person).filter(approved_on=None, policy__retired_on=None)
    drafts = drafts.exclude(owner=person).order_by("pk")
    yield shape(drafts, "wording", "policy_id", "key", "policy__name", today)
    aims = Objective.objects.visible_to(person).filter(approved_on=None, ended_on=None).order_by("since", "pk")
    yield shape(aims, "aim", "pk", "key", "what", today)


Words = tuple[str, str, str]
SAID: dict[str, Callable[[str, str], Words]] = {
    "contain": lambda key, words: ("nonconformity", f"Contain it: {words}", f"{key} · nothing is done at once yet"),
    "handed up": lambda key, words: ("action", f"Answer for {key}, which was handed up to you", words),
    "judge": lambda _, words: ("nonconformity", f"Look whether it worked: {words}", "Its window is over"),
    "decide": lambda key, words: ("supportrequest", f"Decide: {words}", f"{key} · asked of you"),
    "arrived": lambda key, words: ("supportrequest", f"Has it arrived? {words}", f"{key} · granted to you"),
    "review": lambda key, words: ("managementreview", words, f"{key} · you have a seat, or prepare it"),
    "end": lambda key, words: ("objective", f"Say whether it is reached: {words}", f"{key} · objective"),
    "confirm": lambda key, words: ("role", f"Confirm that it reached you: {words}", f"{key} · your role"),
    "holder": lambda key, words: ("role", f"Approve who holds it: {words}", f"{key} · role"),
    "wording": lambda key, words: ("policy", f"Approve the wording: {words}", f"{key} · policy"),
    "aim": lambda key, words: ("objective", f"Take this objective or not: {words}", f"{key} · objective"),
}
"""For each kind of thing that waits: whose page it stands on, what is to be done, and why."""


def day_due(thing: str, label: str, day: datetime.date) -> datetime.date:
    """Say when something is due, where that is so many days after its day."""
    if thing == "judge":
        return day + datetime.timedelta(days=int(label))
    return day + DECIDED_IN if thing == "decide" else day
