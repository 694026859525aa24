import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core import find
from heedful.core.permissions import AccessRole
from heedful.requirements.commands import (
    add_requirement,
    add_requirements,
    bring_into_force,
    change_requirement,
    missing_for_force,
    withdraw_requirement,
)
from heedful.requirements.models import Requirement, SourceType
from tests import make

pytestmark = pytest.mark.django_db


def test_a_requirement_is_written_down_as_identified():
    requirement = make.requirement("Chilled goods 0 to 4 °C until handover", source_document="EC 852/2004")

    assert (requirement.key, requirement.state) == ("REQ-1", "identified")
    assert make.entries_of(requirement) == [("requirement.added", 1)]
    assert [found.key for found in find.find("ec 852")] == ["REQ-1"]


@pytest.mark.parametrize(("field", "value"), [("statement", ""), ("source_type", "hearsay")])
def test_a_requirement_has_words_and_a_source(field, value):
    given = {"statement": "On time", "source_type": SourceType.OWN} | {field: value}
    with pytest.raises(ValidationError) as refusal:
        add_requirement(by=make.person(), **given)
    assert set(refusal.value.message_dict) == {field}


def test_a_member_does_not_write_requirements():
    with pytest.raises(PermissionDenied):
        add_requirement(by=make.person(role=AccessRole.MEMBER), statement="On time", source_type=SourceType.OWN)


def test_without_owner_process_and_verification_it_does_not_come_into_force():
    with pytest.raises(ValidationError) as refusal:
        bring_into_force(make.requirement(), by=make.person())
    assert set(refusal.value.message_dict) == {"owner", "process", "verification"}


def test_with_all_three_it_comes_into_force_once():
    requirement = make.requirement_in_force()
    assert make.last_entry(requirement).act == "requirement.brought_into_force"
    assert missing_for_force(requirement) == {}
    with pytest.raises(ValidationError, match="already"):
        bring_into_force(requirement, by=make.person())


def test_in_force_it_does_not_lose_what_it_needs():
    with pytest.raises(ValidationError) as refusal:
        change_requirement(make.requirement_in_force(), by=make.person(), reason="Tidying", owner=None)
    assert set(refusal.value.message_dict) == {"owner"}


def test_a_change_says_why():
    requirement = make.requirement()
    with pytest.raises(ValidationError) as refusal:
        change_requirement(requirement, by=make.person(), reason=" ", critical=True)
    assert set(refusal.value.message_dict) == {"reason"}

    changed = change_requirement(requirement, by=make.person(), reason="Health", critical=True)

    body = json.loads(bytes(make.last_entry(changed).body))
    assert (body["why"], body["facts"]) == ("Health", {"changed": ["critical"]})
    with pytest.raises(ValidationError) as refusal:
        change_requirement(changed, by=make.person(), reason="No way", state="in_force")
    assert set(refusal.value.message_dict) == {"state"}


def test_a_withdrawn_requirement_stays_but_is_no_longer_changed():
    gone = withdraw_requirement(make.requirement_in_force(), by=make.person(), reason="Law repealed")
    assert gone.state == "withdrawn"
    for deed in (
        lambda: bring_into_force(gone, by=make.person()),
        lambda: change_requirement(gone, by=make.person(), reason="x", critical=True),
        lambda: withdraw_requirement(gone, by=make.person(), reason="again"),
    ):
        with pytest.raises(ValidationError, match="withdrawn"):
            deed()


def test_many_judged_requirements_come_in_with_keys_and_are_found():
    make.requirement()
    rows = [Requirement(statement=f"Need{n} of ours", source_type=SourceType.STATED) for n in range(30)]

    add_requirements(rows, by=make.TEST)

    assert (rows[0].key, rows[-1].key) == ("REQ-2", "REQ-31")
    assert find.ids_of("requirement", "need29") == [str(rows[29].pk)]
