import datetime

import pytest
from django.core.exceptions import ValidationError

from heedful.core import people
from heedful.core.models import Person, Role
from heedful.core.permissions import AccessRole
from tests import make

pytestmark = pytest.mark.django_db
MARCH_9 = datetime.date(2026, 3, 9)


def test_who_alone_manages_people_does_not_give_it_up():
    alone = make.account_for(make.person())
    with pytest.raises(ValidationError, match="Nobody else"):
        people.end_grant(alone.grants.get(), by=alone, on=MARCH_9)

    make.account_for(make.person(role=AccessRole.ADMINISTRATOR))
    assert people.end_grant(alone.grants.get(), by=alone, on=MARCH_9).until == MARCH_9


def test_who_manages_people_sees_them_without_reading_records():
    administrator = make.person(role=AccessRole.ADMINISTRATOR)
    assert Person.objects.visible_to(administrator).exists()
    assert not Person.objects.visible_to(make.person(role=None)).exists()


def test_a_link_for_a_new_password_leaves_an_entry():
    found, by = make.person(), make.person()
    with pytest.raises(ValidationError, match="does not sign in"):
        people.give_link(found, by=by)
    found = people.give_link(make.account_for(found), by=by)
    assert make.last_entry(found).act == "person.link_given"


def test_a_role_is_changed_and_given_up_when_nobody_holds_it():
    by, ada = make.person(), make.person("Ada")
    role = people.add_role(by=by, name="Complaints officer")
    role = people.change_role(role, by=by, responsibility="Answers every complaint.", contact=True)
    held = people.assign_role(role, by=by, person=ada, since=MARCH_9)
    with pytest.raises(ValidationError, match="Ada still holds it"):
        people.retire_role(role, by=by, on=MARCH_9)

    people.end_assignment(held, by=by, on=MARCH_9)
    people.retire_role(role, by=by, on=MARCH_9)

    assert Role.objects.get().retired_on == MARCH_9
    with pytest.raises(ValidationError, match="given up"):
        people.retire_role(Role.objects.get(), by=by, on=MARCH_9)


def test_the_same_training_twice_and_a_limit_ended_twice_are_refused():
    by, ada = make.person(), make.person()
    people.record_training(ada, by=by, what="Taking complaints", held_on=MARCH_9)
    with pytest.raises(ValidationError, match="already"):
        people.record_training(ada, by=by, what="Taking complaints", held_on=MARCH_9)

    limit = people.set_limit(people.add_role(by=by, name="Desk"), by=by, what="Credit", since=MARCH_9, amount="200")
    with pytest.raises(ValidationError, match="later day"):
        people.end_limit(limit, by=by, on=datetime.date(2020, 1, 1))
    limit = people.end_limit(limit, by=by, on=MARCH_9)
    with pytest.raises(ValidationError, match="ended on"):
        people.end_limit(limit, by=by, on=MARCH_9)


def test_a_person_leaves_once():
    found, by = make.person(), make.person()
    left = people.person_leaves(found, by=by, on=MARCH_9)
    with pytest.raises(ValidationError, match="left on"):
        people.person_leaves(left, by=by, on=MARCH_9)
