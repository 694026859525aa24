import datetime

import pytest

from heedful.core import clock
from heedful.processes.commands import change_process
from tests import make

pytestmark = pytest.mark.django_db
JANUARY = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)


def test_an_earlier_day_shows_the_process_and_its_measures_as_they_were_and_offers_no_change():
    with clock.at(JANUARY, simulated=True):
        process = make.process("Hear customers", inputs="Calls")
        measure = make.measure(process)
        make.measurement(measure, value=96, month=datetime.date(2025, 12, 1))
        make.risk("Broken chain", process=process)
        browser = make.browser(process.owner)
    with clock.at(JANUARY + datetime.timedelta(days=60), simulated=True):
        change_process(process, by=make.TEST, inputs="Calls and mail")
        make.measurement(measure, value=94, month=datetime.date(2026, 1, 1))
        browser.post("/as-at", {"day": "2026-02-01"})
        pages = {at: browser.get(at) for at in (
            f"/processes/{process.pk}", f"/processes/measures/{measure.pk}", "/processes/", "/risks/", "/actions/",
            "/improvements/", "/requirements/", "/processes/communications/")}  # fmt: skip
        refused = browser.post(f"/processes/{process.pk}/change", {"name": "x", "version": 1})

    assert {answer.status_code for answer in pages.values()} == {200}
    one, chart = (pages[at].text for at in list(pages)[:2])
    assert "Calls</p>" in one
    assert "1 of 1" in pages["/processes/"].text
    assert "96%" in chart
    assert "94%" not in chart
    assert "/change" not in one
    assert refused.status_code == 422
