import datetime

import pytest

from heedful.web.middleware import AS_AT
from tests import make

pytestmark = pytest.mark.django_db


def test_a_complaint_is_shown_as_it_stood_on_an_earlier_day_and_nothing_can_be_done_there():
    with make.clock_at("2026-03-01"):
        make.organisation()
    complaint = make.complaint(
        make.moment("2026-03-02"), words="Warm pallet.", acknowledged_at=make.moment("2026-03-04"),
        told_at=[make.moment("2026-03-09")], answered_at=make.moment("2026-03-20"),
    )  # fmt: skip
    browser = make.browser()
    session = browser.session
    session[AS_AT] = datetime.date(2026, 3, 10).isoformat()
    session.save()

    shown = browser.get(f"/complaints/{complaint.pk}")

    assert "Customer told: We look into it." in shown.text
    assert "We replaced it." not in shown.text
    assert (shown.context["primary"], shown.context["others"]) == (None, [])
    assert "One complaint waits for us; none is late." in browser.get("/complaints/").text
    assert "Warm pallet." in browser.get("/feedback/").text
    assert browser.get("/feedback/programme").status_code == 200
