"""What somebody owes a customer soon, or owes already: told once a day at most, and each thing once."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from heedful.core.actors import Actor
from heedful.core.models import Person
from heedful.core.organisation import current_organisation, working_calendar
from heedful.feedback.complaints.facts import NAMES, complaint_facts
from heedful.feedback.promises import warns_from
from heedful.feedback.surveys.call_backs import quality_manager_on
from heedful.feedback.surveys.queries import call_backs_due
from heedful.notices.commands import Wanted, write_notices
from heedful.notices.models import Kind, Notice

REMEMBERED_DAYS = 180
"""So long a person's digests are looked through for what they were told; a promise runs far shorter."""


@dataclass(frozen=True)
class Owed:
    """A promise that breaks soon, or is broken; no word of the customer's, for mail is read by others."""

    key: str
    what: str
    due_on: datetime.date
    late: bool
    path: str

    @property
    def address(self) -> str:
        """Give the address of its page."""
        return f"{settings.BASE_URL}{self.path}"


def owed_on(day: datetime.date) -> dict[uuid.UUID, list[Owed]]:
    """List by owner what breaks soon or is broken on a day, the oldest promise first.

    What nobody owns is the quality manager's.
    """
    found: dict[uuid.UUID, list[Owed]] = defaultdict(list)
    manager = quality_manager_on(day)
    nobody = manager.pk if manager is not None else None
    for waiting in complaint_facts(on=day):
        owner, promise = waiting.complaint.owner_id or nobody, waiting.promise
        if owner is None or promise is None or not (waiting.late or waiting.near):
            continue
        key = f"{waiting.complaint.ref}/{promise.name}/{promise.due_on}/{'late' if waiting.late else 'near'}"
        path = reverse("complaints:one", args=[waiting.complaint.pk])
        words = f"{waiting.complaint.key}: {NAMES[promise.name].lower()}"
        found[owner].append(Owed(key, words, promise.due_on, waiting.late, path))
    calendar, days = working_calendar(), current_organisation().call_back_days
    for call in call_backs_due(day):
        owner, late = call.owner_id or nobody, day > call.due_on
        if owner is None or (not late and calendar.between(day, call.due_on) > warns_from(days)):
            continue
        key = f"{call.ref}/{call.due_on}/{'late' if late else 'near'}"
        path = reverse("surveys:call_back", args=[call.pk])
        found[owner].append(Owed(key, f"{call.key}: call a customer back", call.due_on, late, path))
    return {owner: sorted(owed, key=lambda o: (o.due_on, o.what)) for owner, owed in found.items()}


def write_digests(*, by: Actor, day: datetime.date, at: datetime.datetime) -> int:
    """Write a digest for everybody who owes something that they were not told yet; say how many."""
    owed = owed_on(day)
    told: dict[uuid.UUID, set[str]] = defaultdict(set)
    since = day - datetime.timedelta(days=REMEMBERED_DAYS)
    earlier = Notice.objects.filter(kind=Kind.DIGEST, person__in=list(owed), day__gte=since)
    for person, keys in earlier.values_list("person_id", "told"):
        told[person].update(keys)
    wanted = []
    for person in Person.objects.filter(pk__in=list(owed), employed_until=None).exclude(email="").order_by("pk"):
        fresh = tuple(one.key for one in owed[person.pk] if one.key not in told[person.pk])
        if fresh:
            wanted.append(Wanted(Kind.DIGEST, f"digest/{person.pk}/{day}", person=person, day=day, told=fresh))
    causes = [one.cause for one in wanted]
    known = set(Notice.objects.filter(cause__in=causes).values_list("cause", flat=True))
    wanted = [one for one in wanted if one.cause not in known]
    return len(write_notices(wanted, by=by, at=at)) if wanted else 0


def mail_to_person(notice: Notice, house: str, day: datetime.date) -> EmailMultiAlternatives | None:
    """Write a digest of what still holds; none where nothing does."""
    person = notice.person
    assert person is not None  # noqa: S101  a digest is for a person
    owed = owed_on(day).get(person.pk, [])
    fresh = [one for one in owed if one.key in notice.told]
    if not fresh:
        return None
    late = sum(one.late for one in owed)
    subject = f"{' '.join(house.split())}: {len(owed)} due to customers" + (f", {late} late" if late else "")
    page = {"name": person.name, "fresh": fresh, "rest": [one for one in owed if one.key not in notice.told]}
    page |= {"today": f"{settings.BASE_URL}{reverse('today')}"}
    return EmailMultiAlternatives(
        subject=subject, body=render_to_string("notices/digest.txt", page), from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email], headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
