import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.customers import meetings
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_a_visit_keeps_who_was_there_and_what_was_heard():
    ada, ben = make.person("Ada"), make.person("Ben")

    visit = meetings.record_interaction(
        make.customer(), by=ada, kind="visit", held_on=MARCH_9, people=[ada, ben, ada], heard="Doors open too late."
    )

    assert sorted(seat.person.name for seat in visit.people.all()) == ["Ada", "Ben"]
    assert visit.owner == ada
    assert make.last_entry(visit).act == "interaction.held"


def test_a_meeting_without_one_of_ours_and_the_same_one_twice_are_refused():
    customer, ada = make.customer(), make.person()
    call = {"by": ada, "kind": "call", "held_on": MARCH_9, "heard": "Fine."}
    with pytest.raises(ValidationError, match="at least one"):
        meetings.record_interaction(customer, people=[], **call)
    meetings.record_interaction(customer, people=[ada], **call)
    with pytest.raises(ValidationError, match="already"):
        meetings.record_interaction(customer, people=[ada], **call)


def test_who_was_there_is_put_right_and_history_keeps_both():
    ada, ben = make.person("Ada"), make.person("Ben")
    visit = make.interaction(people=[ada])

    changed = meetings.change_interaction(
        visit, by=ada, kind="visit", held_on=MARCH_9, people=[ben], heard="As before.", reason="Ben was there"
    )

    assert [seat.person for seat in changed.people.all()] == [ben]
    assert make.last_entry(changed).act == "interaction.changed"


def test_an_exit_contact_belongs_to_a_customer_who_left():
    ada = make.person()
    attempt = {"by": ada, "tried_on": MARCH_9, "person": ada, "reached": True, "learned": "Too dear."}
    with pytest.raises(ValidationError, match="has not left"):
        meetings.note_exit_contact(make.customer(), **attempt)

    left = make.customer(left_on=MARCH_9)
    with pytest.raises(ValidationError, match="that day or a later"):
        meetings.note_exit_contact(left, **attempt | {"tried_on": MARCH_9 - datetime.timedelta(days=1)})
    with pytest.raises(ValidationError, match="what was learned"):
        meetings.note_exit_contact(left, **attempt | {"learned": ""})
    noted = meetings.note_exit_contact(left, **attempt)
    with pytest.raises(ValidationError, match="already"):
        meetings.note_exit_contact(left, **attempt)

    assert (noted.reached, noted.learned) == (True, "Too dear.")
