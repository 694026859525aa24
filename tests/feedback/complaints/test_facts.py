import datetime

import pytest

from heedful.core.organisation import found_organisation
from heedful.feedback.complaints.afterwards import join_complaints
from heedful.feedback.complaints.before import happened_before, happened_before_each
from heedful.feedback.complaints.facts import complaint_facts, promises_of
from heedful.feedback.complaints.handling import pause_promises
from heedful.feedback.complaints.receiving import describe_complaint
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.models import Complaint
from heedful.feedback.promises import Standing
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.moment("2026-03-02")


def day(text):
    return datetime.date.fromisoformat(text)


def standings(complaint, on):
    told = [update.told_at for update in complaint.updates.all()]
    return {p.name: p.standing for p in promises_of(complaint, told, on=day(on))}


def test_the_next_promise_of_a_fresh_complaint_is_to_acknowledge_it():
    complaint = make.complaint(MONDAY)
    (waiting,) = complaint_facts(on=day("2026-03-03"))
    assert (waiting.complaint, waiting.promise.name, waiting.due_on) == (complaint, "acknowledge", day("2026-03-05"))
    assert not waiting.late


def test_it_warns_before_a_promise_breaks_and_tells_how_late_it_is_afterwards():
    make.complaint(MONDAY)
    assert complaint_facts(on=day("2026-03-04"))[0].near
    (late,) = complaint_facts(on=day("2026-03-09"))
    assert (late.late, late.days_late) == (True, 2)


def test_an_answered_complaint_waits_for_the_complainant_and_a_closed_one_for_nobody():
    make.complaint(MONDAY, answered_at=make.moment("2026-03-03"))
    make.complaint(MONDAY, answered_at=make.moment("2026-03-03"), closed_at=make.moment("2026-03-04"))
    (answered,) = complaint_facts(on=day("2026-03-09"))
    assert (answered.promise, answered.days_late, answered.due_on) == (None, 0, None)


def test_the_latest_comes_first_and_what_is_joined_not_at_all():
    make.complaint(make.moment("2026-03-06"))
    late = make.complaint(MONDAY)
    join_complaints(make.complaint(MONDAY), by=make.TEST, original=late)
    found = complaint_facts(on=day("2026-03-09"))
    assert [w.late for w in found] == [True, False]
    assert found[0].complaint == late


def test_facts_cost_one_question_for_three_and_for_thirty(django_assert_num_queries):
    for _ in range(3):
        make.complaint(MONDAY, customer=make.customer())
    with django_assert_num_queries(3):  # complaints, and the organisation where no request holds it
        complaint_facts(on=make.DAY)
    for _ in range(27):
        make.complaint(MONDAY, customer=make.customer())
    with django_assert_num_queries(3):
        assert len([w.complaint.customer.name for w in complaint_facts(on=make.DAY)]) == 30


def test_late_as_the_database_says_it_is_late_as_the_rules_say_it():
    make.complaint(MONDAY)
    make.complaint(MONDAY, told_at=[make.moment("2026-03-03")])
    make.complaint(make.moment("2026-02-02"), told_at=[make.moment("2026-02-27")])
    make.complaint(MONDAY, answered_at=make.moment("2026-03-03"))
    pause_promises(make.complaint(MONDAY, acknowledged_at=MONDAY), by=make.TEST, on=day("2026-03-04"), reason="Lab.")
    for number in range(40):
        on = MONDAY.date() + datetime.timedelta(days=number)
        by_rules = {w.complaint.pk for w in complaint_facts(on=on) if w.late}
        assert set(Complaint.objects.late(on).values_list("pk", flat=True)) == by_rules, on


def test_all_promises_of_a_complaint_are_told_kept_or_not():
    complaint = make.complaint(
        MONDAY, acknowledged_at=make.moment("2026-03-06"), told_at=[make.moment("2026-03-09")],
        answered_at=make.moment("2026-03-20"),
    )  # fmt: skip
    assert standings(complaint, "2026-04-30") == {
        "acknowledge": Standing.BROKEN, "first update": Standing.KEPT, "answer": Standing.KEPT,
    }  # fmt: skip


def test_after_a_first_word_the_next_one_is_promised():
    complaint = make.complaint(MONDAY, told_at=[make.moment("2026-03-04")])
    assert standings(complaint, "2026-03-19")["update"] == Standing.LATE


def test_an_early_answer_is_the_first_word_too():
    assert standings(make.complaint(MONDAY, answered_at=make.moment("2026-03-04")), "2026-05-04") == {
        "acknowledge": Standing.KEPT, "first update": Standing.KEPT, "answer": Standing.KEPT,
    }  # fmt: skip


def test_the_last_minute_of_the_promised_day_keeps_it_in_the_zone_of_the_organisation():
    make.organisation(zone="Europe/Oslo", country="NO")
    last = datetime.datetime(2026, 3, 5, 22, 59, tzinfo=datetime.UTC)
    for moment, standing in ((last, Standing.KEPT), (last + datetime.timedelta(minutes=1), Standing.BROKEN)):
        complaint = make.complaint(MONDAY, acknowledged_at=moment)
        assert standings(complaint, "2026-03-30")["acknowledge"] == standing


# Has it happened before?


def warm(theme, *days, customer=None):
    for text in days:
        heard = make.feedback("complaint", heard_at=make.moment(text), customer=customer)
        sort_feedback(heard, by=make.TEST, on=day(text), theme=theme)
    return Complaint.objects.get(feedback=heard)


def test_those_of_the_same_theme_in_ninety_days_are_counted_and_days_stand_for_deliveries_that_are_not_on_record():
    theme = make.theme("Warm")
    warm(make.theme(), "2026-02-20")
    before = happened_before(warm(theme, "2025-11-30", "2025-12-10", "2026-02-01", "2026-03-02"))
    assert (before.count, before.expected, before.cluster) == (2, pytest.approx(90 / 365), True)
    assert before.like == "about Warm"


def test_what_is_expected_is_the_rate_of_the_year_before_times_the_deliveries_since():
    theme, buyer = make.theme("Warm"), make.customer()
    make.delivered(buyer, 800, "2025-06-30")
    make.delivered(buyer, 200, "2026-01-31")
    before = happened_before(warm(theme, "2025-03-10", "2025-07-01", "2026-02-01", "2026-03-02"))
    assert (before.count, before.expected) == (1, pytest.approx(2 / 800 * 200))
    assert not before.cluster


def test_far_more_than_expected_is_a_cluster():
    theme, buyer = make.theme("Warm"), make.customer()
    make.delivered(buyer, 900, "2025-06-30")
    make.delivered(buyer, 100, "2026-01-31")
    many = [f"2026-02-{number:02}" for number in range(1, 6)]
    before = happened_before(warm(theme, "2025-03-10", *many, "2026-03-02"))
    assert (before.count, before.cluster) == (5, True)


def test_without_a_theme_those_of_the_customer_are_counted():
    one, other = make.customer(), make.customer()
    make.complaint(make.moment("2026-02-20"), customer=one)
    make.complaint(make.moment("2026-02-20"), customer=other)
    before = happened_before(make.complaint(MONDAY, customer=one))
    assert (before.count, before.like) == (1, "of this customer")


def test_of_nobody_and_about_nothing_nothing_is_said():
    assert happened_before(make.complaint(MONDAY)).count == 0


def test_the_code_counts_before_the_theme_and_the_theme_before_product_and_customer():
    theme, product, buyer = make.theme("Warm"), make.product("Chilled"), make.customer()
    found = make.complaint(MONDAY, customer=buyer, product=product)
    assert happened_before(found).like == "about Chilled"
    sort_feedback(found.feedback, by=make.TEST, on=day("2026-03-02"), theme=theme)
    assert happened_before(Complaint.objects.get(pk=found.pk)).like == "about Warm"
    coded = describe_complaint(Complaint.objects.get(pk=found.pk), by=make.TEST, summary="Warm", code="Cold chain")
    assert happened_before(coded).like == "of the code Cold chain"


def test_codes_are_the_same_however_they_are_written():
    for text, code in (("2026-02-20", "cold CHAIN"), ("2026-02-21", "other"), ("2026-03-02", "Cold chain")):
        found = describe_complaint(make.complaint(make.moment(text)), by=make.TEST, summary="Warm", code=code)
    assert happened_before(found).count == 1


@pytest.mark.parametrize(("lately", "cluster"), [(1, False), (2, True)])
def test_two_others_after_none_in_a_year_on_record_are_a_cluster_and_one_is_none(lately, cluster):
    make.organisation()
    found = warm(make.theme("Warm"), *[f"2026-02-{number:02}" for number in range(1, lately + 1)], "2026-03-02")
    before = happened_before(found)
    assert (before.expected, before.cluster) == (0, cluster)
    assert before.sign == ("2 like it in 90 days; 0.0 expected" if cluster else "")


def test_where_the_year_before_is_not_on_record_nothing_is_expected():
    found_organisation(by=make.TEST, name="New House", on=day("2026-01-05"))
    before = happened_before(warm(make.theme("Warm"), "2026-02-01", "2026-02-02", "2026-02-03", "2026-03-02"))
    assert (before.count, before.expected, before.cluster) == (3, None, False)


def test_the_deliveries_of_the_product_or_of_the_customer_carry_the_risk_of_those_alone():
    product, buyer, other = make.product("Chilled"), make.customer(), make.customer()
    make.delivered(other, 9_000, "2025-06-30")
    make.delivered(other, 9_000, "2026-01-31")
    make.delivery(buyer, product=product, first_on=day("2025-06-30"), last_on=day("2025-06-30"), quantity=100)
    make.delivery(buyer, product=product, first_on=day("2026-01-31"), last_on=day("2026-01-31"), quantity=50)
    for text in ("2025-07-01", "2025-07-02", "2026-02-01"):
        make.complaint(make.moment(text), customer=buyer)
        make.complaint(make.moment(text), product=product)
    of_buyer = happened_before(make.complaint(MONDAY, customer=buyer))
    of_product = happened_before(make.complaint(MONDAY, product=product))
    assert (of_buyer.count, of_buyer.expected, of_buyer.by_deliveries) == (1, pytest.approx(2 / 100 * 50), True)
    assert (of_product.count, of_product.expected, of_product.by_deliveries) == (1, pytest.approx(2 / 100 * 50), True)


def test_many_are_looked_at_by_two_questions(django_assert_max_num_queries):
    product, theme = make.product(), make.theme("Warm")
    for number in range(4):
        make.complaint(MONDAY, customer=make.customer(), product=product if number % 2 else None)
        warm(theme, "2026-03-02")
    rows = Complaint.objects.select_related("feedback__theme", "feedback__product", "customer")
    with django_assert_max_num_queries(4):  # one of them reads the rows, one the organisation
        assert len(happened_before_each(list(rows))) == 8
