import datetime

import pytest

from heedful.core import clock, find, past, people
from heedful.core.models import Found, Unit
from heedful.core.past_view import looking_back
from heedful.core.refusals import PastIsReadOnly
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 9, 12, tzinfo=datetime.UTC)


def test_the_past_shows_what_was_known_then_and_nothing_can_be_changed():
    by = make.person()
    with clock.at(NOON + datetime.timedelta(days=300), simulated=True):
        unit = make.unit("Depot")
    with clock.at(NOON + datetime.timedelta(days=302), simulated=True):
        people.close_unit(unit, by=by, on=make.DAY)

    with past.as_of(NOON.date() + datetime.timedelta(days=300)):
        assert looking_back()
        assert Unit.objects.get().closed_on is None
        assert Found.objects.filter(ref=unit.ref).exists()
        with pytest.raises(PastIsReadOnly):
            people.close_unit(Unit.objects.get(), by=by, on=make.DAY)
    with past.as_of(NOON.date() + datetime.timedelta(days=299)):
        assert not Unit.objects.exists()
    assert Unit.objects.get().closed_on == make.DAY
    assert not looking_back()


def test_a_later_entry_of_the_day_makes_the_kept_file_stale():
    make.person()
    day = NOON.date() + datetime.timedelta(days=310)
    with clock.at(NOON + datetime.timedelta(days=310), simulated=True):
        make.unit("One")
        with past.as_of(day):
            assert Unit.objects.count() == 1
        make.unit("Two")
        with past.as_of(day):
            assert Unit.objects.count() == 2


def test_search_finds_without_case_and_accents():
    make.person("Søren Müller")
    assert [f.title for f in find.find("soren MULLER")] == ["Søren Müller"]
    assert not find.find("søren nobody")
