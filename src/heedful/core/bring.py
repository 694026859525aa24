"""What an import brings: many people who were judged already, a chunk at a time."""

from collections.abc import Sequence

from heedful.core.actors import Actor
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.models import Person
from heedful.core.permissions import Permission


@command(needs=Permission.MANAGE_PEOPLE)
def bring_people(rows: Sequence[Person], *, by: Actor) -> Sequence[Person]:
    """Bring in many people; none of them signs in before an account is given to them."""
    add_all(rows)
    record_all("person.imported", rows)
    return rows
