"""Commands on feedback: log what a customer said, sort it, put right who said it and about what."""

import datetime
from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from django.core.exceptions import ValidationError

from heedful.core import clock
from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.calendar import Calendar
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Unit
from heedful.core.organisation import working_calendar
from heedful.core.permissions import Permission
from heedful.customers.models import Contact, Customer, Interaction, Product
from heedful.feedback.complaints.receiving import receive_complaint
from heedful.feedback.models import ApiClient, Channel, Complaint, Feedback, Kind, Theme

PLACED = ("channel", "customer", "contact", "unit", "product", "interaction", "sender", "language")
"""What may be put right later; what was said may not."""


@command(needs=Permission.LOG_FEEDBACK)
def log_feedback(
    *, by: Actor, kind: str, words: str, heard_at: datetime.datetime, channel: Channel | None = None,
    customer: Customer | None = None, contact: Contact | None = None, unit: Unit | None = None,
    product: Product | None = None, interaction: Interaction | None = None, sender: str = "", language: str = "",
    theme: Theme | None = None, summary: str = "", remedy_asked: str = "", external_key: str | None = None,
    client: ApiClient | None = None,
) -> Feedback:  # fmt: skip
    """Keep what a customer said, in their words; a complaint is received with it.

    Heard is the earlier of the moment given and the moment it is entered.
    """
    days = working_calendar()
    heard = Feedback(
        kind=kind, first_kind=kind, words=words.strip(), heard_at=_heard(heard_at), channel=channel, customer=customer,
        contact=contact, unit=unit, product=product, interaction=interaction, sender=sender.strip(), language=language,
        theme=theme, logged_by=person_of(by), sorted_on=days.day_of(clock.now()) if theme else None,
        external_key=external_key, client=client,
    )  # fmt: skip
    if kind == Kind.COMMENT:
        raise ValidationError({"kind": "A survey comment comes with its answer. Choose what was meant by it."})
    if not heard.words:
        raise ValidationError({"words": "Write down what the customer said."})
    _place(heard, days)
    _refuse_twice(heard, days)
    heard.save()
    record("feedback.logged", heard)
    if kind == Kind.COMPLAINT:
        receive_complaint(heard, by=by, summary=summary, remedy_asked=remedy_asked)
    return heard


@command(needs=Permission.SORT_FEEDBACK)
def sort_feedback(
    feedback: Feedback, *, by: Actor, on: datetime.date, kind: str = "", theme: Theme | None = None,
    seems: int | EllipsisType | None = ..., reason: str = "",
) -> Feedback:  # fmt: skip
    """Say what kind of thing was said, what it is about and how serious it seems; the first kind is kept.

    What turns out to be a complaint becomes one, promised from the day it was heard. Where it is not said how serious
    it seems, that stays as it was.
    """
    feedback = lock(feedback)
    kind = kind or feedback.kind
    serious = feedback.seems if isinstance(seems, EllipsisType) else seems
    if kind == Kind.COMMENT and feedback.response_id is None:
        raise ValidationError({"kind": "A survey comment comes with its answer. Choose what was meant by it."})
    if theme is not None and theme.retired_on and theme.pk != feedback.theme_id:
        raise ValidationError({"theme": f"{theme.name} is no longer used. Choose another theme."})
    as_it_is = (feedback.kind, feedback.theme, feedback.seems, feedback.sorted_on is not None)
    if (kind, theme, serious, True) == as_it_is:
        raise ValidationError("It is sorted so already.")
    complaint = Complaint.objects.filter(feedback=feedback).first()
    if complaint is not None and kind != Kind.COMPLAINT and complaint.state != "withdrawn":
        raise ValidationError(
            {"kind": f"It is handled as complaint {complaint.key}. Withdraw that first, and say why."}
        )
    feedback.kind, feedback.theme, feedback.seems = kind, theme, serious
    feedback.sorted_on = feedback.sorted_on or on
    feedback.save(update_fields=["kind", "theme", "seems", "sorted_on"])
    record("feedback.sorted", feedback, reason=reason)
    if kind == Kind.COMPLAINT and complaint is None:
        receive_complaint(feedback, by=by)
    return feedback


@command(needs=Permission.SORT_FEEDBACK)
def sort_many(
    items: Sequence[Feedback], *, by: Actor, on: datetime.date, kind: str = "", theme: Theme | None = None,
    seems: int | None = None,
) -> list[Feedback]:  # fmt: skip
    """Sort many things at once; all of them, or none where one cannot be sorted so. A refusal names that one."""
    if not items:
        raise ValidationError("Choose something first.")
    if not kind and theme is None and seems is None:
        raise ValidationError("Say the kind, the theme or how serious it seems.")
    wanted = [item for item in items if not _is_so(item, kind, theme, seems)]
    if not wanted:
        raise ValidationError("They are sorted so already.")
    return [_one_of_many(item, by, on, kind, theme, seems) for item in wanted]


def _is_so(item: Feedback, kind: str, theme: Theme | None, seems: int | None) -> bool:
    """Say whether nothing would change."""
    same_kind, same_theme = kind in ("", item.kind), theme in (None, item.theme)
    return item.sorted_on is not None and same_kind and same_theme and seems in (None, item.seems)


def _one_of_many(
    item: Feedback, by: Actor, on: datetime.date, kind: str, theme: Theme | None, seems: int | None
) -> Feedback:
    """Sort one thing; a rule that it breaks is said with its key."""
    try:
        return sort_feedback(
            item, by=by, on=on, kind=kind, theme=theme or item.theme, seems=seems if seems is not None else item.seems
        )
    except ValidationError as refusal:
        raise ValidationError(f"{item.key}: {' '.join(refusal.messages)} Nothing was sorted.") from refusal


@command(needs=Permission.LOG_FEEDBACK)
def place_feedback(feedback: Feedback, *, by: Actor, reason: str = "", **changes: Any) -> Feedback:
    """Put right who said it, by which channel, about which product or site; the words stay as said."""
    feedback = lock(feedback)
    if unknown := set(changes) - set(PLACED):
        raise ValidationError(dict.fromkeys(unknown, "This cannot be changed."))
    for name, value in changes.items():
        setattr(feedback, name, value)
    _place(feedback, working_calendar())
    feedback.save(update_fields=sorted({*changes, "customer"}))
    record("feedback.put_right", feedback, reason=reason, changed=sorted(changes))
    _follow(feedback)
    return feedback


def _heard(typed: datetime.datetime) -> datetime.datetime:
    """Give the earlier of the moment typed and the moment entered; what is yet to come was not heard."""
    now = clock.now()
    if typed > now + datetime.timedelta(minutes=5):
        raise ValidationError({"heard_at": "This moment is yet to come."})
    return min(typed, now)


def _place(heard: Feedback, days: Calendar) -> None:
    """Refuse a contact of another customer, a channel that was closed, and a day long before all records."""
    if heard.contact is not None:
        heard.customer = heard.customer or heard.contact.customer
        if heard.contact.customer_id != heard.customer.pk:
            raise ValidationError({"contact": "This contact belongs to another customer."})
    day = days.day_of(heard.heard_at)
    if heard.channel is not None and heard.channel.closed_on and day > heard.channel.closed_on:
        raise ValidationError({"channel": f"This channel was closed on {heard.channel.closed_on:%-d %b %Y}."})


def _refuse_twice(heard: Feedback, days: Calendar) -> None:
    """Refuse the same words of the same customer, logged by the same person for the same day.

    Two customers may say the same; what comes by the public form is told apart by its form.
    """
    if heard.logged_by is None:
        return
    day = days.day_of(heard.heard_at)
    begin = days.end(day - datetime.timedelta(days=1))
    same = Feedback.objects.filter(
        heard_at__gt=begin, heard_at__lte=days.end(day), logged_by=heard.logged_by, customer=heard.customer,
        kind=heard.kind, words=heard.words, sender=heard.sender,
    ).first()  # fmt: skip
    if same is not None:
        raise ValidationError({"words": f"This is logged already as {same.key}."})


def _follow(feedback: Feedback) -> None:
    """Let the complaint name the customer that its feedback names."""
    complaint = Complaint.objects.filter(feedback=feedback).first()
    if complaint is not None and complaint.customer_id != feedback.customer_id:
        complaint.customer_id = feedback.customer_id
        complaint.save(update_fields=["customer"])
        record("complaint.put_right", complaint)
