from datetime import timedelta

import pytest
from django.test import Client

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.leadership.models import Acknowledgement, Objective, Policy, PolicyVersion, StrategyItem
from heedful.leadership.policies import back_commitment
from heedful.leadership.understanding import enter_sheet, record_check
from tests import make

pytestmark = pytest.mark.django_db


def test_without_anything_the_page_says_where_to_begin():
    text = make.browser().get("/direction/").text
    assert "No direction is written down yet." in text
    assert "Write down one thing that the organisation wants" in text


def test_holes_are_marked_and_counted_in_the_headline():
    item = make.strategy_item("Be the coldest chain")
    make.strategy_item("Grow north")
    version = make.approved_policy(make.policy("Quality"))
    objective = make.objective("Cold on arrival", strategy=item, commitment=version.commitments.first())
    make.objective("Fewer forms")
    make.assignment(make.role("Dock master"), objective.owner)
    text = make.browser().get("/direction/").text
    assert "one strategy item without an objective" in text
    assert "one objective without strategy" in text
    assert "one commitment with nothing behind it" in text
    for words in ("no objective", "serves no strategy", "nothing behind it", "holds no role", "Dock master"):
        assert words in text


def test_what_stands_behind_a_commitment_closes_the_hole():
    sentence = make.approved_policy(commitments=["We deliver cold."]).commitments.get()
    assert "nothing behind it" in make.browser().get("/direction/").text
    back_commitment(sentence, by=make.TEST, process=make.process())
    assert "nothing behind it" not in make.browser().get("/direction/").text


def test_the_questions_asked_do_not_grow(django_assert_max_num_queries):
    browser = make.browser()
    for many in (3, 27):
        for _ in range(many):
            item = make.strategy_item()
            version = make.approved_policy()
            make.objective(strategy=item, commitment=version.commitments.first())
        with django_assert_max_num_queries(12):
            assert browser.get("/direction/").status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get("/direction/objectives/").status_code == 200


def test_strategy_is_written_changed_and_ended_with_the_mouse():
    browser = make.browser()
    browser.post("/direction/strategy/new", {"what": "Grow north", "since": today()})
    item = StrategyItem.objects.get()
    browser.post(f"/direction/strategy/{item.pk}/change", {"what": "Grow", "version": 1})
    refused = browser.post(f"/direction/strategy/{item.pk}/end", {"on": today(), "reason": " ", "version": 2})
    assert refused.status_code == 422
    browser.post(f"/direction/strategy/{item.pk}/end", {"on": today(), "reason": "Done", "version": 2})
    item.refresh_from_db()
    assert (item.what, item.until) == ("Grow", today())


def test_a_policy_goes_from_draft_to_confirmed_with_the_mouse(django_assert_max_num_queries):
    manager, leader = make.browser(), make.browser(make.leader())
    member = make.browser(make.person(role=AccessRole.MEMBER))
    manager.post("/direction/policies/new", {"name": "Quality", "kind": "quality"})
    policy = Policy.objects.get()
    there = f"/direction/policies/{policy.pk}"
    manager.post(
        f"{there}/draft", {"words": "We deliver cold.", "commitments": "We deliver cold.\n\n We answer.", "version": 1}
    )
    draft = PolicyVersion.objects.get()
    steps = f"/direction/versions/{draft.pk}"
    assert draft.commitments.count() == 2
    assert manager.post(f"{steps}/approve", {"on": today(), "version": 1}).status_code == 403
    assert "Approve it" in leader.get(there).text
    leader.post(f"{steps}/approve", {"on": today(), "version": 1})
    manager.post(f"{steps}/tell", {"on": today(), "version": 2})
    assert "Confirm that it reached you" in member.get(there).text
    member.post(f"{steps}/confirm", {"version": 3})
    assert Acknowledgement.objects.get().person == member.person
    assert "Confirm that it reached you" not in member.get(there).text
    assert member.post(f"{steps}/confirm", {"version": 3}).status_code == 422
    with django_assert_max_num_queries(12):
        assert "1 of 3 people confirmed it, nobody was checked" in manager.get(there).text


def test_the_questions_asked_about_a_policy_do_not_grow(django_assert_max_num_queries):
    policy, browser = make.policy(), make.browser()
    for many in (2, 27):
        told = make.told_policy(policy, commitments=[f"Sentence {n} of {many}" for n in range(many)])
        for number, sentence in enumerate(told.commitments.all()):
            make.objective(commitment=sentence)
            enter_sheet(told, by=make.TEST, people=[make.person(role=None)], on=today())
            record_check(told, by=make.TEST, person=make.person(), checker=browser.person, on=today(), asked=5,
                         right=5 - number % 2 * 3, pass_mark=80)  # fmt: skip
        with django_assert_max_num_queries(12):
            text = browser.get(f"/direction/policies/{policy.pk}").text
        assert f"{many - many // 2} of {many} checked understand it" in text


def test_a_sheet_offers_who_has_not_confirmed_and_a_check_is_kept():
    told, manager = make.told_policy(), make.browser()
    quiet = make.person("Quiet Bo", role=None)
    address = f"/direction/versions/{told.pk}"
    assert "Quiet Bo" in manager.get(f"{address}/sheet").text
    manager.post(f"{address}/sheet", {"on": today(), "people": [quiet.pk], "version": 3})
    assert "Quiet Bo" not in manager.get(f"{address}/sheet").text
    check = {"person": quiet.pk, "on": today(), "asked": 5, "right": 4, "pass_mark": 80, "version": 3}
    assert manager.post(f"{address}/check", check).status_code == 302
    assert manager.post(f"{address}/check", check | {"person": manager.person.pk}).status_code == 422
    assert "1 of 1 who were asked" in manager.get(f"/direction/policies/{told.policy_id}").text


def test_a_policy_that_holds_is_open_to_everybody_and_a_draft_to_nobody_outside():
    policy, stranger = make.policy("Quality"), Client()
    draft = make.draft_policy(policy, words="Secret wording")
    for named in (policy.key, policy.pk, draft.key, draft.pk, "x", "%00", "PO-999"):
        assert stranger.get(f"/policy/{named}").status_code == 404
    held = make.approved_policy(make.policy("Complaints"), words="We answer everybody.")
    for named in (held.policy.key, held.policy.key.lower(), held.policy_id, held.key, held.pk):
        assert "We answer everybody." in stranger.get(f"/policy/{named}").text


def test_an_objective_says_what_it_lacks_and_is_approved_when_whole():
    manager, leader = make.browser(), make.browser(make.leader())
    manager.post(
        "/direction/objectives/new", {"what": "Cold", "kind": "conformity", "direction": "up", "since": today()}
    )
    objective = Objective.objects.get()
    there = f"/direction/objectives/{objective.pk}"
    assert "Say by which measure it is seen." in manager.get(there).text
    refused = leader.post(f"{there}/approve", {"on": today(), "version": 1})
    assert refused.status_code == 422
    assert "Say where it stood at the beginning." in refused.text
    whole = make.objective()
    leader.post(f"/direction/objectives/{whole.pk}/approve", {"on": today(), "version": 1})
    whole.refresh_from_db()
    assert whole.approved_by == leader.person


def test_the_measure_has_the_last_word_on_the_page_too(django_assert_max_num_queries):
    objective, browser = make.approved_objective(), make.browser()
    make.measurements(objective.measure, 91)
    there = f"/direction/objectives/{objective.pk}"
    with django_assert_max_num_queries(12):
        assert "It stands at" in browser.get(there).text
    refused = browser.post(f"{there}/end", {"on": today(), "reached": "yes", "version": 2})
    assert refused.status_code == 422
    assert "does not reach" in refused.text
    browser.post(f"{there}/end", {"on": today(), "reached": "no", "because": "Late dock", "version": 2})
    assert "Not reached" in browser.get(there).text


def test_filters_that_make_no_sense_filter_nothing():
    browser = make.browser()
    make.objective("Cold on arrival", due_on=today() + timedelta(9))
    text = browser.get("/direction/objectives/?show=zzz&kind=%00&q=cold&sort=-x&page=zz").text
    assert "Cold on arrival" in text


def test_an_unknown_step_is_not_there():
    objective = make.objective()
    assert make.browser().get(f"/direction/objectives/{objective.pk}/fly").status_code == 404
