"""Commands on meeting customers: visits, calls, and going back to those who left."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Customer, ExitContact, Interaction, InteractionPerson


@command(needs=Permission.LOG_FEEDBACK)
def record_interaction(
    customer: Customer,
    *,
    by: Actor,
    kind: str,
    held_on: datetime.date,
    people: Iterable[Person],
    heard: str = "",
    owner: Person | None = None,
) -> Interaction:
    """Write down that we met a customer: who of us was there, and what was heard."""
    there = list(dict.fromkeys(people))
    if not there:
        raise ValidationError({"people": "Name at least one of ours who was there."})
    interaction = Interaction(customer=customer, kind=kind, held_on=held_on, heard=heard, owner=owner or there[0])
    interaction.check_shape(None)
    if customer.interactions.filter(kind=kind, held_on=held_on, heard=heard).exists():
        raise ValidationError("This is written down already.")
    interaction.save()
    record("interaction.held", interaction, on=held_on.isoformat())
    for person in there:
        _was_there(interaction, person)
    return interaction


@command(needs=Permission.LOG_FEEDBACK)
def change_interaction(
    interaction: Interaction,
    *,
    by: Actor,
    kind: str,
    held_on: datetime.date,
    people: Iterable[Person],
    heard: str = "",
    reason: str = "",
) -> Interaction:
    """Put right what was written of a meeting; history keeps what stood there."""
    interaction = lock(interaction)
    there = set(people)
    if not there:
        raise ValidationError({"people": "Name at least one of ours who was there."})
    interaction.kind, interaction.held_on, interaction.heard = kind, held_on, heard
    interaction.save(update_fields=["kind", "held_on", "heard"])
    record("interaction.changed", interaction, reason=reason)
    for seat in list(interaction.people.select_related("person")):
        if seat.person in there:
            there.remove(seat.person)
        else:
            remove(seat, "interactionperson.removed", reason=reason)
    for person in sorted(there, key=lambda one: str(one.pk)):
        _was_there(interaction, person)
    return interaction


def _was_there(interaction: Interaction, person: Person) -> None:
    """Write down that one of ours was there."""
    seat = InteractionPerson(interaction=interaction, person=person)
    seat.save()
    record("interactionperson.added", seat)


@command(needs=Permission.LOG_FEEDBACK)
def note_exit_contact(
    customer: Customer, *, by: Actor, tried_on: datetime.date, person: Person, reached: bool, learned: str = ""
) -> ExitContact:
    """Note that we tried to learn from a customer who left, and what they said."""
    if not customer.left_on:
        raise ValidationError("This customer has not left. Write down a visit or a call instead.")
    if tried_on < customer.left_on:
        raise ValidationError({"tried_on": f"They left on {customer.left_on}; give that day or a later one."})
    if reached and not learned.strip():
        raise ValidationError({"learned": "Say what was learned; that nothing was said counts, too."})
    contact = ExitContact(customer=customer, tried_on=tried_on, person=person, reached=reached, learned=learned)
    contact.check_shape(None)
    if customer.exit_contacts.filter(tried_on=tried_on, person=person, reached=reached, learned=learned).exists():
        raise ValidationError("This attempt is noted already.")
    contact.save()
    record("exitcontact.tried", contact, on=tried_on.isoformat(), reached=reached)
    return contact
