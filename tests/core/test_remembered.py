import pytest

from heedful.core import people
from heedful.core.models import Unit
from heedful.core.remembered import remembered
from tests import make

pytestmark = pytest.mark.django_db


def test_what_was_read_is_remembered_until_the_records_change():
    asked = []

    @remembered
    def how_many(word):
        asked.append(word)
        return Unit.objects.count()

    make.unit()
    assert [how_many("units"), how_many("units"), how_many("other")] == [1, 1, 1]
    assert asked == ["units", "other"]

    unit = make.unit()
    assert how_many("units") == 2
    people.close_unit(unit, by=make.person(), on=make.DAY)
    assert how_many("units") == 2
    assert asked == ["units", "other", "units", "units"]


def test_remembering_costs_one_look_up(django_assert_num_queries):
    make.unit()
    count = remembered(lambda: 1)
    count()
    with django_assert_num_queries(1):
        count()
