from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.improvement.models import Action
from heedful.leadership.deciding import decide
from heedful.leadership.models import ManagementReview
from heedful.leadership.reviews import INPUTS, FrozenInput, freeze_inputs
from tests import make

pytestmark = pytest.mark.django_db


def test_without_a_review_the_page_says_what_to_do():
    text = make.browser().get("/reviews/").text
    assert "No management review is planned or held yet." in text
    assert "Plan the first" in text


def test_the_headline_says_when_the_last_was_and_the_next_is():
    make.leader()
    make.held_review(make.DAY)
    assert "The last review was held on 9 Mar 2026; none is planned." in make.browser().get("/reviews/").text


def test_the_questions_asked_do_not_grow(django_assert_max_num_queries):
    browser = make.browser()
    make.leader()
    before, review = make.open_review(today() - timedelta(90)), make.management_review(today())
    seen = [make.risk().ref for _ in range(9)]
    gathered = [FrozenInput(key, "As it stands.", (("n", "9"),), tuple(seen)) for key in ("risks", "complaints")]
    review = freeze_inputs(review, gathered, by=make.TEST)
    for many in (3, 27):
        for number in range(many):
            make.management_review(today() + timedelta(1 + many * 100 + number))
            decide(review, by=make.TEST, decision_class="system", what=f"x{many}{number}", owner=browser.person,
                   due_on=today(), on=today())  # fmt: skip
            decide(before, by=make.TEST, decision_class="system", what=f"y{many}{number}", owner=browser.person,
                   due_on=today(), on=today() - timedelta(90))  # fmt: skip
        with django_assert_max_num_queries(12):
            assert browser.get("/reviews/").status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get(f"/reviews/{review.pk}").status_code == 200


def test_a_review_is_led_from_plan_to_held_with_the_mouse():
    manager, leader = make.browser(make.person("Mo")), make.browser(make.leader("Ada"))
    make.risk()
    manager.post("/reviews/new", {"name": "Spring", "planned_on": today(), "interval_months": 3})
    review = ManagementReview.objects.get()
    there = f"/reviews/{review.pk}"
    assert "two seats" in manager.get(there).text
    manager.post(f"{there}/open", {"version": 1})
    assert review.inputs.count() == len(INPUTS)
    assert "1 risk open" in manager.get(there).text.replace("1 risk open", "1 risk open")
    assert manager.post(f"{there}/open", {"version": 2}).status_code == 422
    one = review.inputs.get(key="risks")
    manager.post(f"/reviews/inputs/{one.pk}/conclude", {"conclusion": "The dock worries us", "version": 1})
    for seat in review.seats.all():
        refused = manager.post(f"/reviews/seats/{seat.pk}/take", {"form": "in_writing", "version": 1})
        assert (refused.status_code, "needs what was written" in refused.text) == (422, True)
        manager.post(f"/reviews/seats/{seat.pk}/take", {"form": "present", "version": 1})
    decision = {
        "decision_class": "system",
        "what": "Two docks",
        "owner": manager.person.pk,
        "due_on": today() + timedelta(30),
    }
    manager.post(f"{there}/decide", decision | {"version": 2})
    manager.post(f"{there}/nothing", {"decision_class": "resources", "reason": "All is there", "version": 2})
    assert manager.post(f"{there}/hold", {"on": today(), "version": 2}).status_code == 422
    assert manager.post(f"{there}/conclude", {"on": today(), "conclusion": "Yes", "version": 2}).status_code == 403
    leader.post(f"{there}/conclude", {"on": today(), "conclusion": "Yes: 96 per cent on time", "version": 2})
    manager.post(f"{there}/hold", {"on": today(), "version": 3})
    manager.post(f"{there}/minutes", {"on": today(), "minutes": "We spoke of docks", "version": 4})
    text = manager.get(there).text
    for words in ("2 of 2 took part, one decision", "Yes: 96 per cent on time", "The dock worries us", "Two docks",
                  "Nothing: All is there", "We spoke of docks"):  # fmt: skip
        assert words in text
    assert Action.objects.get().source == review.ref


def test_an_earlier_decision_is_discussed_in_the_next_review():
    make.leader()
    before = make.open_review(today() - timedelta(90))
    action = decide(before, by=make.TEST, decision_class="system", what="Two docks", owner=make.person(),
                    due_on=today(), on=today() - timedelta(90)).action  # fmt: skip
    review, manager = make.open_review(today()), make.browser()
    there = f"/reviews/{review.pk}"
    assert "Discuss it" in manager.get(there).text
    form = {"note": "Half built", "effect": "Queues halved", "version": 2}
    manager.post(f"{there}/discuss/{action.pk}", form)
    text = manager.get(there).text
    assert ("Half built" in text, "Queues halved" in text, "Discuss it" in text) == (True, True, False)
    assert manager.post(f"{there}/discuss/{action.pk}", form).status_code == 422


def test_a_planned_review_is_moved_or_cancelled_and_somebody_gets_a_seat():
    make.leader()
    review, manager, other = make.management_review(today()), make.browser(), make.person("Bo")
    there = f"/reviews/{review.pk}"
    manager.post(f"{there}/seat", {"person": other.pk, "version": 1})
    assert "Bo" in manager.get(there).text
    manager.post(f"{there}/move", {"planned_on": today() + timedelta(3), "reason": "Ada is away", "version": 1})
    manager.post(f"{there}/cancel", {"reason": "Merged", "version": 2})
    assert "is not held" in manager.get(there).text


def test_a_member_reads_and_does_not_hold_reviews():
    member, review = make.browser(make.person(role=AccessRole.MEMBER)), make.management_review(today())
    assert "Open it" not in member.get(f"/reviews/{review.pk}").text
    assert member.get("/reviews/new").status_code == 403
    assert member.get(f"/reviews/{review.pk}/open").status_code == 403
    assert make.browser().get(f"/reviews/{review.pk}/fly").status_code == 404
