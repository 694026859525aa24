"""Requirements: each condition met, missed by the one that is listed, empty, and too few."""

import pytest

from heedful.audits.models import ResultState
from heedful.core.models import Person
from heedful.customers.models import Customer
from heedful.improvement.models import Action
from tests import make
from tests.audits import direction_story
from tests.audits import requirement_story as story

pytestmark = pytest.mark.django_db
MET, NOT_MET, NOT_ENOUGH = ResultState.MET, ResultState.NOT_MET, ResultState.NOT_ENOUGH


def missed(question, condition, *refs):
    found = make.condition_of(question, condition)
    assert (found.state, make.exceptions(found)) == (NOT_MET, list(refs))
    return found


def promises(many=5):
    return [story.promise() for _ in range(many)]


def test_promises_that_were_looked_at_before_are_met():
    promises()
    assert make.answer_of_records("dr-review-before-commit").state == MET


@pytest.mark.parametrize("bad", [{"looked": None}, {"looked": 59}, {"looked": 61, "written": 50}])
def test_a_promise_looked_at_late_or_never_or_written_late_is_listed(bad):
    promises()
    late = story.promise(**bad)
    found = missed("dr-review-before-commit", "reviewed-before", late.ref)
    assert (found.k, found.n) == (5, 6)


def test_a_review_written_down_at_once_counts():
    promises()
    story.promise(entered=60, written=60, looked=60)
    assert make.condition_of("dr-review-before-commit", "reviewed-before").n == 6
    assert make.condition_of("dr-review-before-commit", "reviewed-before").state == MET


def test_four_promises_are_too_few_and_none_are_not_enough():
    assert make.condition_of("dr-review-before-commit", "reviewed-before").state == NOT_ENOUGH
    promises(4)
    found = make.condition_of("dr-review-before-commit", "reviewed-before")
    assert (found.state, found.reads) == (NOT_ENOUGH, "4 of 4: too few for a share, none missed")


@pytest.mark.parametrize(("lasts", "others"), [(365, False), (100, False), (365, True)])
def test_a_standing_review_covers_repeat_orders_while_it_holds_and_of_its_customer(lasts, others):
    promises()
    who = story.row(Customer(name="Weekly"))
    covered = story.promise(looked=None, customer=None if others else who, frame=story.frame(who, lasts=lasts))
    found = make.condition_of("dr-review-before-commit", "reviewed-before")
    good = lasts == 365 and not others
    assert (found.state, make.exceptions(found)) == ((MET, []) if good else (NOT_MET, [covered.ref]))


def test_a_promise_against_the_review_is_shown_beside():
    promises()
    against = story.promise(result="cannot")
    found = make.condition_of("dr-review-before-commit", "reviewed-before")
    assert {each.words: each.rows.refs() for each in found.listed} == {
        "Promised though the review said that we cannot": [against.ref]
    }


def test_products_with_every_source_are_met():
    story.product(*story.SOURCES)
    assert make.answer_of_records("dr-sources-complete").state == MET


@pytest.mark.parametrize("source", story.SOURCES)
def test_a_product_without_one_source_is_listed_until_somebody_says_that_none_applies(source):
    story.product(*story.SOURCES)
    bad = story.product(*(s for s in story.SOURCES if s != source))
    missed("dr-sources-complete", "sources", bad.ref)
    story.none_applies(bad, source)
    assert make.answer_of_records("dr-sources-complete").state == MET


def test_requirements_of_all_products_count_and_those_of_one_customer_do_not():
    bad = story.product(*story.SOURCES[1:])
    story.requirement("stated", customer=story.row(Customer(name="One")))
    missed("dr-sources-complete", "sources", bad.ref)
    story.requirement("stated")
    assert make.answer_of_records("dr-sources-complete").state == MET


@pytest.mark.parametrize("change", [{"state": "withdrawn"}, {"state": "identified"}, {"ended_on": make.back(5)}])
def test_a_requirement_that_does_not_hold_fills_no_source(change):
    bad = story.product(*story.SOURCES[1:])
    make.touch(story.requirement("stated", product=bad), **change)
    missed("dr-sources-complete", "sources", bad.ref)


def test_retired_products_are_not_asked():
    story.product(retired_on=make.back(5))
    assert make.answer_of_records("dr-sources-complete").state == NOT_ENOUGH


def test_laws_of_each_market_are_met_by_a_law_or_a_reason():
    one, where, other = story.product(), story.market(), story.market("Norway")
    story.sold(one, where)
    story.requirement("statutory", product=one, market=where)
    assert make.answer_of_records("sr-identified").state == MET
    bad = story.product()
    story.sold(bad, other)
    found = missed("sr-identified", "markets", bad.ref)
    assert found.why[bad.pk] == "Nothing recorded for Norway."
    story.none_applies(bad, "regulatory", market=other)
    assert make.answer_of_records("sr-identified").state == MET


def test_a_customers_wish_is_no_law_and_a_market_that_was_left_is_not_asked():
    one, where = story.product(), story.market()
    story.sold(one, where)
    story.requirement("stated", product=one, market=where)
    missed("sr-identified", "markets", one.ref)
    gone = story.product()
    story.sold(gone, where, until=make.back(5))
    found = make.condition_of("sr-identified", "markets")
    assert (found.n, found.listed[0].rows.refs()) == (1, [gone.ref])


def gone():
    return story.row(Person(name="Gone", employed_until=make.back(5)))


@pytest.mark.parametrize("lacks", ["owner", "process", "check", "retired"])
def test_a_law_that_is_not_built_in_is_listed(lacks):
    story.requirement("statutory")
    assert make.answer_of_records("sr-built-in").state == MET
    how = {
        "owner": lambda: {"owner": gone()},
        "process": lambda: {"process": None, "state": "identified"},
        "check": lambda: {"verification": "", "state": "agreed"},
        "retired": lambda: {"process": direction_story.process(retired_on=make.back(5))},
    }[lacks]()
    bad = story.requirement("regulatory", **how)
    missed("sr-built-in", "built-in", bad.ref)
    story.requirement("own", **how)
    assert make.condition_of("sr-built-in", "built-in").n == 2


def test_requirements_with_a_process_are_met_and_one_of_twenty_may_lack_it():
    assert make.answer_of_records("mr-process-for-each").state == NOT_ENOUGH
    for _ in range(19):
        story.requirement()
    story.requirement(owner=gone())
    assert make.answer_of_records("mr-process-for-each").state == MET
    first, second = story.requirement(owner=gone()), story.requirement(owner=gone())
    found = make.condition_of("mr-process-for-each", "linked")
    assert (found.state, found.missed.count) == (NOT_MET, 3)
    assert {first.ref, second.ref} < {*make.exceptions(found)}


@pytest.mark.parametrize("how", [{"source": "statutory"}, {"source": "regulatory"}, {"safety": True}])
def test_of_law_and_safety_every_one_counts(how):
    for _ in range(20):
        story.requirement()
    bad = story.requirement(owner=gone(), **how)
    missed("mr-process-for-each", "law-and-safety", bad.ref)
    assert make.condition_of("mr-process-for-each", "linked").state == MET


def test_processes_that_perform_are_met():
    for _ in range(5):
        direction_story.measure()
    assert make.answer_of_records("mr-process-performs").state == MET


@pytest.mark.parametrize("how", [{"days": 45}, {"value": None}])
def test_a_process_measured_late_or_never_is_listed(how):
    direction_story.measure()
    of = direction_story.process()
    direction_story.measure(of, **how)
    missed("mr-process-performs", "measured", of.ref)


def test_a_process_without_measure_is_listed_and_a_young_one_waits():
    direction_story.measure()
    young = direction_story.process()
    direction_story.measure(young, value=None, since=make.back(10))
    bare = direction_story.process()
    found = missed("mr-process-performs", "measured", bare.ref)
    assert found.listed[0].rows.refs() == [young.ref]


def test_measures_off_target_are_listed_until_somebody_acts():
    for _ in range(3):
        direction_story.measure()
    off = direction_story.measure(value=80)
    down = direction_story.measure(value=96, direction="down", target=97)
    found = make.condition_of("mr-process-performs", "on-target")
    assert (found.state, found.k, found.n, make.exceptions(found)) == (MET, 4, 5, [off.ref])
    missed("mr-process-performs", "acted-on", off.ref)
    direction_story.action(make.person(), due=-20, done=None, source=off.ref)
    assert make.answer_of_records("mr-process-performs").state == MET
    make.touch(down, target=90)
    assert make.condition_of("mr-process-performs", "on-target").state == NOT_MET


def test_an_action_that_is_done_leaves_a_measure_off_target():
    off = direction_story.measure(value=80)
    direction_story.action(make.person(), source=off.ref)
    assert Action.objects.get().state == "done"
    missed("mr-process-performs", "acted-on", off.ref)
