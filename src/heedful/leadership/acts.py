"""Commands on what leaders do with their own hands: gathered from real events, or logged where no event tells.

`meet_customer`, `change_meeting` and `answer_escalation` do what the commands of the rooms below do, and note the act
of each member of top management in it. `gather_acts` catches up with events that came another way, such as imports.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, remove
from heedful.core.history import record
from heedful.core.models import Grant, Person
from heedful.core.office import leader, leads_on
from heedful.core.organisation import working_calendar
from heedful.core.permissions import AccessRole, Permission
from heedful.customers import meetings
from heedful.customers.models import Customer, Interaction, InteractionPerson
from heedful.feedback.complaints import handling
from heedful.feedback.models import Complaint, Escalation
from heedful.improvement import escalations
from heedful.improvement.models import ActionEscalation
from heedful.leadership.models import ActKind, CommunicationEvent, LeadershipAct

BY_HAND = (ActKind.CULTURE, ActKind.OTHER)
"""What no event tells; all else is gathered."""
Act = tuple[Person, str, datetime.date, str]


@command(needs=Permission.LOG_FEEDBACK)
def meet_customer(
    customer: Customer, *, by: Actor, kind: str, held_on: datetime.date, people: Iterable[Person], heard: str = "",
    owner: Person | None = None,
) -> Interaction:  # fmt: skip
    """Write down that we met a customer; a member of top management who was there has led by it."""
    interaction = meetings.record_interaction(
        customer, by=by, kind=kind, held_on=held_on, people=people, heard=heard, owner=owner
    )
    _note_all(_from_meetings([interaction]))
    return interaction


@command(needs=Permission.LOG_FEEDBACK)
def change_meeting(
    interaction: Interaction, *, by: Actor, kind: str, held_on: datetime.date, people: Iterable[Person],
    heard: str = "", reason: str = "",
) -> Interaction:  # fmt: skip
    """Put right what was written of a meeting; the acts of those who were there follow it."""
    there = list(people)
    changed = meetings.change_interaction(
        interaction, by=by, kind=kind, held_on=held_on, people=there, heard=heard, reason=reason
    )
    for act in LeadershipAct.objects.filter(event=changed.ref, kind=ActKind.CUSTOMER_CONTACT).select_related("person"):
        if act.person not in there:
            remove(act, "leadershipact.removed", reason=reason)
        elif act.done_on != held_on:
            act.done_on = held_on
            act.save(update_fields=["done_on"])
            record("leadershipact.moved", act, on=held_on.isoformat())
    _note_all((person, ActKind.CUSTOMER_CONTACT, held_on, changed.ref) for person in there)
    return changed


@command(needs=Permission.HANDLE_COMPLAINTS)
def answer_escalation(escalation: Escalation, *, by: Actor, answer: str) -> Escalation:
    """Answer what was handed up; where top management does, it is an act of leadership."""
    answered = handling.answer_escalation(escalation, by=by, answer=answer)
    _note_all(_from_escalations([answered]))
    return answered


@command(needs=Permission.ACT)
def answer_action_escalation(
    escalation: ActionEscalation, *, by: Actor, on: datetime.date, answer: str
) -> ActionEscalation:
    """Answer for an action that was handed up; where top management does, it is an act of leadership."""
    answered = escalations.answer_action_escalation(escalation, by=by, on=on, answer=answer)
    _note_all([(answered.to, ActKind.ESCALATION, on, answered.ref)])
    return answered


@command(needs=Permission.LEAD)
def read_complaint(complaint: Complaint, *, by: Actor, on: datetime.date, note: str) -> LeadershipAct:
    """A member of top management read a complaint themselves, and says what follows from it."""
    reader = leader(by, on, "reads a complaint as a leader")
    if not note.strip():
        raise ValidationError({"note": "Say what follows from it; that nothing does counts, with the reason."})
    if LeadershipAct.objects.filter(person=reader, kind=ActKind.COMPLAINT_REVIEW, event=complaint.ref).exists():
        raise ValidationError("You have read this already, and said what follows.")
    return _note((reader, ActKind.COMPLAINT_REVIEW, on, complaint.ref), note.strip())


@command(needs=Permission.LEAD)
def log_act(*, by: Actor, kind: str, on: datetime.date, note: str) -> LeadershipAct:
    """Log by hand what no record tells."""
    who = leader(by, on, "logs an act of leadership")
    if kind not in BY_HAND:
        raise ValidationError({"kind": "This writes itself from the record of it: a visit, a complaint, a message."})
    if not note.strip():
        raise ValidationError({"note": "Say what was done."})
    if LeadershipAct.objects.filter(person=who, kind=kind, done_on=on, note=note.strip()).exists():
        raise ValidationError({"note": "This is logged already."})
    return _note((who, kind, on, ""), note.strip())


@command(needs=Permission.TELL)
def tell_staff(
    *, by: Actor, what: str, on: datetime.date, author: Person | None = None, reached: int | None = None,
    two_way: bool = False, about_feedback: bool = True,
) -> CommunicationEvent:  # fmt: skip
    """Record what people who work here were told, in whose name, and how many it reached."""
    author = author or person_of(by)
    if author is None:
        raise ValidationError({"author": "Say in whose name it was told."})
    if CommunicationEvent.objects.filter(what=what, told_on=on, to_staff=True).exists():
        raise ValidationError({"what": "This is written down already."})
    event = CommunicationEvent(
        what=what, told_on=on, author=author, owner=author, to_staff=True, two_way=two_way, reached=reached,
        about_feedback=about_feedback,
    )  # fmt: skip
    event.save()
    record("communicationevent.told_staff", event, on=on.isoformat())
    if about_feedback and leads_on(author, on):
        _note((author, ActKind.MESSAGE, on, event.ref))
    return event


@command(needs=Permission.LOG_FEEDBACK)
def gather_acts(*, by: Actor, since: datetime.date, until: datetime.date) -> list[LeadershipAct]:
    """Note the acts that lie in events which came without them, such as from a file; none is noted twice."""
    held = Interaction.objects.filter(held_on__range=(since, until))
    days = working_calendar()
    answered = [
        row
        for row in Escalation.objects.exclude(answered_at=None).select_related("to")
        if row.answered_at and since <= days.day_of(row.answered_at) <= until
    ]
    handed = ActionEscalation.objects.filter(answered_on__range=(since, until)).select_related("to")
    told = CommunicationEvent.objects.filter(
        told_on__range=(since, until), about_feedback=True, author__isnull=False
    ).select_related("author")
    noted = _note_all([
        *_from_meetings(held),
        *_from_escalations(answered),
        *((row.to, ActKind.ESCALATION, row.answered_on, row.ref) for row in handed if row.answered_on),
        *((row.author, ActKind.MESSAGE, row.told_on, row.ref) for row in told if row.author),
    ])  # fmt: skip
    if not noted:
        raise ValidationError("Nothing is to be gathered: every act of these days is noted.")
    return noted


def _from_meetings(held: Iterable[Interaction]) -> Iterator[Act]:
    """Give a customer contact for each of ours at these meetings."""
    seats = InteractionPerson.objects.filter(interaction__in=[row.pk for row in held])
    for seat in seats.select_related("interaction", "person").order_by("interaction__held_on", "pk"):
        yield seat.person, ActKind.CUSTOMER_CONTACT, seat.interaction.held_on, seat.interaction.ref


def _from_escalations(answered: Iterable[Escalation]) -> Iterator[Act]:
    """Give an act for each answer to what was handed up."""
    days = working_calendar()
    for row in answered:
        if row.answered_at:
            yield row.to, ActKind.ESCALATION, days.day_of(row.answered_at), row.ref


def _note_all(acts: Iterable[Act]) -> list[LeadershipAct]:
    """Note those acts that were done in office and are not noted yet."""
    wanted = list(dict.fromkeys(acts))
    terms: dict[Any, list[Grant]] = {}
    for grant in Grant.objects.filter(role=AccessRole.TOP_MANAGEMENT, person__in={act[0].pk for act in wanted}):
        terms.setdefault(grant.person_id, []).append(grant)
    in_office = [act for act in wanted if any(term.holds_on(act[2]) for term in terms.get(act[0].pk, ()))]
    noted = LeadershipAct.objects.filter(event__in={act[3] for act in in_office})
    known = set(noted.values_list("person", "kind", "event"))
    found = []
    for act in in_office:
        if (act[0].pk, str(act[1]), act[3]) not in known:
            known.add((act[0].pk, str(act[1]), act[3]))
            found.append(_note(act))
    return found


def _note(act: Act, note: str = "") -> LeadershipAct:
    who, kind, day, event = act
    noted = LeadershipAct(person=who, kind=kind, done_on=day, event=event, note=note)
    noted.save()
    record("leadershipact.noted", noted, on=day.isoformat(), kind=str(kind))
    return noted
