from datetime import timedelta

import pytest

from heedful.core.organisation import today
from heedful.core.permissions import AccessRole
from heedful.improvement.models import ActionEscalation
from tests import make

pytestmark = pytest.mark.django_db


def test_an_overdue_action_is_handed_up_and_answered_on_its_page(django_assert_max_num_queries):
    make.organisation()
    action = make.action(on=today() - timedelta(days=60))
    leader, browser = make.person(role=AccessRole.TOP_MANAGEMENT), make.browser()
    at = f"/actions/{action.pk}"
    assert "Hand it up" in browser.get(at).text
    refused = browser.post(f"{at}/escalate", {"reason": "Kept", "version": 1})
    assert (refused.status_code, "Kept" in refused.text) == (422, True)
    browser.post(f"{at}/escalate", {"to": leader.pk, "reason": "Not paid for", "version": 1})
    handed = ActionEscalation.objects.get()
    assert "Not answered yet." in browser.get(at).text
    above = make.browser(leader)
    with django_assert_max_num_queries(12):
        assert f"/actions/handed-up/{handed.pk}" in above.get(at).text
    above.post(f"/actions/handed-up/{handed.pk}", {"answer": "Buy it", "version": 1})
    assert "Buy it" in browser.get(at).text


def test_what_is_not_late_is_not_offered_to_hand_up():
    make.organisation()
    assert "Hand it up" not in make.browser().get(f"/actions/{make.action(on=today()).pk}").text
