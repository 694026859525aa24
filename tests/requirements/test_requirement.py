import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.core import find
from heedful.core.models import Link
from heedful.core.permissions import AccessRole
from heedful.requirements.commands import (
    add_requirement,
    add_requirements,
    agree_requirement,
    begin_review,
    bring_into_force,
    change_requirement,
    missing_for_force,
    refuse_requirement,
    supersede_requirement,
    withdraw_requirement,
)
from heedful.requirements.models import Requirement, SourceType
from tests import make
from tests.make import DAY

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


def test_a_requirement_is_reviewed_then_agreed_then_in_force_with_its_day():
    found = make.requirement(owner=make.person(), process=make.process(), verification="Log")

    found = agree_requirement(begin_review(found, by=make.TEST), by=make.TEST)
    assert (found.state, found.in_force_since) == ("agreed", None)

    found = bring_into_force(found, by=make.TEST, on=DAY)

    assert (found.state, found.in_force_since) == ("in_force", DAY)
    assert [act for act, _ in make.entries_of(found)] == [
        "requirement.added", "requirement.review_begun", "requirement.agreed", "requirement.brought_into_force",
    ]  # fmt: skip


def test_what_was_not_reviewed_is_not_agreed_and_no_step_is_taken_twice():
    found = make.requirement()
    with pytest.raises(ValidationError, match="Review it first"):
        agree_requirement(found, by=make.TEST)
    found = begin_review(found, by=make.TEST)
    with pytest.raises(ValidationError, match="under review already"):
        begin_review(found, by=make.TEST)
    found = agree_requirement(found, by=make.TEST)
    with pytest.raises(ValidationError, match="agreed already"):
        agree_requirement(found, by=make.TEST)


def test_a_refused_requirement_says_why_and_one_in_force_is_withdrawn_instead():
    found = make.requirement()
    with pytest.raises(ValidationError) as refusal:
        refuse_requirement(found, by=make.TEST, reason=" ")
    assert set(refusal.value.message_dict) == {"reason"}

    refused = refuse_requirement(found, by=make.TEST, reason="We have no such lorry.", on=DAY)

    assert (refused.state, refused.ended_on) == ("refused", DAY)
    with pytest.raises(ValidationError, match="Withdraw it instead"):
        refuse_requirement(make.requirement_in_force(), by=make.TEST, reason="Too dear")


def test_a_withdrawn_requirement_keeps_its_days_and_does_not_end_before_it_began():
    found = make.requirement_in_force(on=DAY)
    with pytest.raises(ValidationError) as refusal:
        withdraw_requirement(found, by=make.TEST, reason="Law repealed", on=DAY - datetime.timedelta(days=1))
    assert set(refusal.value.message_dict) == {"on"}

    gone = withdraw_requirement(found, by=make.TEST, reason="Law repealed", on=DAY)

    assert (gone.in_force_since, gone.ended_on) == (DAY, DAY)


def test_a_successor_in_force_takes_its_place_and_the_two_are_linked():
    old, new = make.requirement_in_force(on=DAY), make.requirement_in_force("0 to 3 °C", on=DAY)
    for wrong, words in ((old, "its own place"), (make.requirement("0 to 2 °C"), "Bring it into force first")):
        with pytest.raises(ValidationError, match=words):
            supersede_requirement(old, by=make.TEST, successor=wrong)

    gone = supersede_requirement(old, by=make.TEST, successor=new, on=DAY)

    assert (gone.state, gone.ended_on) == ("superseded", DAY)
    tie = Link.objects.get()
    assert (tie.source, tie.target, tie.relation) == (old.ref, new.ref, "led to")


def test_one_of_the_law_keeps_instrument_article_market_and_why_it_applies():
    found = make.requirement(
        market=make.market(), jurisdiction="EEA", instrument="EC 852/2004", article="4", applies_because="We carry food"
    )
    assert (found.market.name, found.instrument, found.every_months) == ("Norway", "EC 852/2004", 12)
    assert [hit.key for hit in find.find("852/2004")] == [found.key]


@pytest.mark.parametrize("months", [0, 121])
def test_compliance_is_evaluated_within_ten_years(months):
    with pytest.raises(ValidationError) as refusal:
        make.requirement(every_months=months)
    assert set(refusal.value.message_dict) == {"every_months"}


def test_blanks_say_nothing():
    with pytest.raises(ValidationError) as refusal:
        make.requirement("   ")
    assert set(refusal.value.message_dict) == {"statement"}


def test_a_second_press_writes_no_second_requirement():
    person = make.person()
    add_requirement(by=person, statement="On time", source_type=SourceType.OWN)
    with pytest.raises(ValidationError, match="REQ-1 says this already"):
        add_requirement(by=person, statement="On time", source_type=SourceType.OWN)
    assert Requirement.objects.count() == 1
