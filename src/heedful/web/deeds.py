"""What the history's short words mean to a reader: who acted, and what was done."""

from collections.abc import Mapping

from heedful.core import find
from heedful.core.models import Found
from heedful.web import places

SPECIAL = {
    "attachment.added": "File attached",
    "comment.written": "Comment written",
    "customer.left": "Customer left",
    "grant.ended": "Access role ended",
    "grant.given": "Access role given",
    "interactionperson.was_there": "Person added who was there",
    "issuedletter.issued": "Letter to the complainant issued",
    "organisation.founded": "Records begun",
    "organisation.simulated": "Records begun, as a simulation",
    "person.erased": "Personal data erased",
    "person.left": "Person left",
    "person.let_in": "Sign-in given",
}
"""Acts whose word does not read well after the kind's name."""


def deed(act: str) -> str:
    """Put an act into words: complaint.answered becomes Complaint answered."""
    if act in SPECIAL:
        return SPECIAL[act]
    kind, _, verb = act.partition(".")
    words = f"{places.word(kind)} {verb.replace('_', ' ')}"
    return words[:1].upper() + words[1:]


def name_of_actor(by: str, titles: Mapping[str, Found]) -> str:
    """Say who acted: a person by name, and what no person did in words."""
    kind, pk = places.split(by)
    if found := titles.get(by):
        return found.title
    if kind == "public":
        return "A customer"
    if kind == "system":
        return "Heedful" if pk != "init" else "Setting up"
    if kind == "import":
        return "An import"
    return "Somebody"


def name_now(by: str) -> str:
    """Say who one actor is; it asks the database."""
    return name_of_actor(by, find.titles([by]))
