import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core import clock
from heedful.core.models import Organisation
from heedful.core.organisation import change_organisation, found_organisation
from heedful.core.permissions import GRANTS, PUBLIC_RIGHTS, AccessRole, Permission
from tests import make

pytestmark = pytest.mark.django_db


def test_a_folder_has_one_organisation():
    make.organisation()
    with pytest.raises(ValidationError, match="has an organisation already"):
        found_organisation(by=make.TEST, name="Second", on=make.DAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"workdays": ""}, "workdays"),
        ({"workdays": "8"}, "workdays"),
        ({"acknowledge_days": 4}, "acknowledge_days"),
        ({"answer_days": 0}, "answer_days"),
        ({"simulated": False}, "simulated"),
    ],
)
def test_what_cannot_be_set_up_is_refused_by_its_field(changes, field):
    organisation = make.organisation()
    with pytest.raises(ValidationError) as refusal:
        change_organisation(organisation, by=make.person(), **changes)
    assert field in refusal.value.message_dict
    assert make.entries_of(organisation) == [("organisation.simulated", 1)]


def test_a_shorter_promise_is_kept_with_its_reason():
    changed = change_organisation(make.organisation(), by=make.person(), acknowledge_days=1, reason="Board, 3 March")
    assert Organisation.objects.get().acknowledge_days == 1
    assert make.last_entry(changed).act == "organisation.changed"


def test_a_member_changes_no_settings():
    member = make.person(role=AccessRole.MEMBER)
    with pytest.raises(PermissionDenied, match="settings"):
        change_organisation(make.organisation(), by=member, acknowledge_days=1)


def test_only_a_simulated_folder_sets_its_clock():
    with (
        pytest.raises(clock.NotSimulated),
        clock.at(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), simulated=False),
    ):
        pass


def test_the_clock_never_goes_back():
    moments = [clock.now() for _ in range(50)]
    assert moments == sorted(moments)


def test_every_right_is_held_by_somebody_and_the_public_only_answers_and_speaks():
    held = frozenset().union(*GRANTS.values()) | PUBLIC_RIGHTS
    assert held == frozenset(Permission)
    assert frozenset({Permission.ANSWER_SURVEY, Permission.SPEAK}) == PUBLIC_RIGHTS
    assert GRANTS[AccessRole.EXTERNAL_AUDITOR] == {Permission.READ}
    assert Permission.READ not in GRANTS[AccessRole.ADMINISTRATOR]


def test_the_first_day_decides_whether_a_role_holds():
    person = make.person(role=AccessRole.MEMBER, since=make.DAY)
    assert person.roles_on(make.DAY) == [AccessRole.MEMBER]
    assert person.roles_on(make.DAY - datetime.timedelta(days=1)) == []
