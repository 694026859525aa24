import pytest

from heedful.core import find
from heedful.core.commands import add_all, command
from heedful.core.history import record_all
from heedful.core.models import Unit
from heedful.core.permissions import Permission
from heedful.core.recording import OutsideCommand
from tests import make

pytestmark = pytest.mark.django_db


@command(needs=Permission.MANAGE_PEOPLE)
def add_units(names, *, by, shown=True):
    rows = add_all([Unit(name=name) for name in names], shown=shown)
    record_all("unit.added", rows)
    return rows


def test_many_records_get_their_keys_in_a_block_after_those_given_before():
    make.unit()
    rows = add_units([f"Depot {n}" for n in range(3)], by=make.TEST)

    assert [row.key for row in rows] == ["UNIT-2", "UNIT-3", "UNIT-4"]
    assert make.unit().key == "UNIT-5"
    assert make.entries_of(rows[2]) == [("unit.added", 1)]


def test_many_records_are_found_at_once_unless_the_list_is_made_again_later():
    make.organisation()
    add_units(["Depot Øst"], by=make.TEST)
    add_units(["Depot Vest"], by=make.TEST, shown=False)

    assert [found.title for found in find.find("depot")] == ["Depot Øst"]
    find.rebuild()
    assert {found.title for found in find.find("depot")} == {"Depot Øst", "Depot Vest"}


def test_the_filter_above_a_list_finds_by_key_and_by_words_without_accents():
    rows = add_units(["Depot Øst", "Depot Vest"], by=make.organisation() and make.TEST)

    assert find.ids_of("unit", "depot ost") == [str(rows[0].pk)]
    assert find.ids_of("unit", "UNIT-2") == [str(rows[1].pk)]
    assert find.ids_of("person", "depot") == []


def test_rows_are_not_added_past_the_gate():
    with pytest.raises(OutsideCommand):
        add_all([Unit(name="Ghost")])
