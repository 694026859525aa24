import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from heedful.core import history, people, verify
from heedful.core.commands import command, lock
from heedful.core.models import Entry, KeyBlock, Person, Unit
from heedful.core.permissions import AccessRole, Permission
from heedful.core.recording import OutsideCommand
from heedful.core.refusals import Conflict, NothingRecorded
from heedful.ledger import leaf_hash, part_hash
from tests import make

pytestmark = pytest.mark.django_db


def test_a_change_leaves_one_entry_with_the_whole_state():
    by = make.person()
    unit = people.add_unit(by=by, name="North depot")
    closed = people.close_unit(unit, by=by, on=make.DAY)

    entry = make.last_entry(closed)
    body = json.loads(bytes(entry.body))
    assert (entry.act, entry.n, entry.by) == ("unit.closed", 2, by.ref)
    assert body["state"]["name"] == "North depot"
    assert body["state"]["key"] == unit.key == "UNIT-1"
    assert body["facts"] == {"on": "2026-03-09"}


def test_an_entry_commits_to_its_parts_and_to_the_entry_before():
    unit = people.close_unit(make.unit(), by=make.person(), on=make.DAY)
    first, second = Entry.objects.filter(object=unit.pk).order_by("n")
    said = json.loads(bytes(second.bytes))

    assert said["prev"] == first.leaf == leaf_hash(bytes(first.bytes))
    assert said["parts"] == [{"h": part_hash(bytes(second.salt), bytes(second.body)), "l": "open"}]


def test_a_name_goes_into_a_compartment_of_its_own():
    person = make.person("Søren Ødegård")
    entry = make.last_entry(person)

    assert "Søren" not in bytes(entry.body).decode() + bytes(entry.bytes).decode()
    assert json.loads(bytes(entry.personal_body))["state"]["name"] == "Søren Ødegård"
    assert entry.subject == person.pk


def test_without_the_right_nothing_is_changed():
    member = make.person(role=AccessRole.MEMBER)

    with pytest.raises(PermissionDenied, match="change people"):
        people.add_unit(by=member, name="South")

    assert not Unit.objects.exists()


def test_a_command_that_records_nothing_is_rolled_back():
    @command(needs=Permission.READ)
    def do_nothing(*, by):
        Unit(name="Ghost").save()

    with pytest.raises(NothingRecorded):
        do_nothing(by=make.person())
    assert not Unit.objects.exists()


def test_a_row_cannot_be_saved_outside_a_command():
    with pytest.raises(OutsideCommand):
        Unit(name="Ghost").save()


def test_two_people_editing_the_same_version_the_second_sees_both():
    by, unit = make.person(), make.unit("Depot")
    seen_by_second = Unit.objects.get(pk=unit.pk)
    people.close_unit(unit, by=by, on=make.DAY)

    with pytest.raises(Conflict) as refusal:
        people.close_unit(seen_by_second, by=by, on=make.DAY)

    assert refusal.value.seen.closed_on is None
    assert refusal.value.now.closed_on == make.DAY


def test_keys_have_no_gap_after_a_refusal():
    by = make.person()
    people.add_unit(by=by, name="A")
    with pytest.raises(ValidationError, match="of this name already"):
        people.add_unit(by=by, name="A")
    assert people.add_unit(by=by, name="B").key == "UNIT-2"
    assert KeyBlock.objects.get(prefix="UNIT").last == 2


def test_a_broken_shape_names_its_field_and_changes_nothing():
    with pytest.raises(ValidationError) as refusal:
        people.add_person(by=make.person(), name="x" * 121, email="not an address")
    assert set(refusal.value.message_dict) == {"name", "email"}


@pytest.mark.parametrize("name", ["with \0 inside", "half \ud800 a character"])
def test_text_that_cannot_be_kept_is_refused(name):
    with pytest.raises(ValidationError, match="cannot be kept"):
        people.add_person(by=make.person(), name=name)


def test_positions_are_whole_and_the_history_verifies():
    make.person()
    make.unit()
    history.sequence()
    places = list(Entry.objects.order_by("serial").values_list("position", flat=True))
    assert places == list(range(1, len(places) + 1))
    assert list(verify.faults()) == []


@pytest.mark.tampers
def test_a_change_past_the_gate_is_refused_by_the_database():
    unit = make.unit()
    for statement in (
        "UPDATE core_unit SET name = 'forged'",
        "DELETE FROM core_unit",
        "DELETE FROM core_entry",
        "UPDATE core_entry SET act = 'forged'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    unit.refresh_from_db()
    assert unit.name != "forged"


@pytest.mark.tampers
def test_a_change_that_keeps_the_version_rule_but_no_entry_shows():
    make.unit()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_unit SET name = 'forged', version = version + 1")
    assert any("is not what its newest entry says" in fault for fault in verify.faults())


def test_a_person_who_leaves_loses_their_roles_and_keeps_their_deeds():
    leaver = make.account_for(make.person())
    gone = people.person_leaves(leaver, by=make.person(), on=make.DAY)
    assert gone.grants.get().until == make.DAY
    assert not gone.account.is_active
    assert Person.objects.filter(pk=gone.pk).exists()


def test_lock_gives_the_row_as_it_is_now():
    unit = make.unit()

    @command(needs=Permission.READ)
    def look(row, *, by):
        found = lock(row)
        people.close_unit(found, by=by, on=make.DAY)
        return found

    assert look(unit, by=make.person()).pk == unit.pk
