"""The invented firm's results do not hang on the day on which somebody looks at it."""

import datetime
import json
import os
import subprocess
import sys

NOT_MET = {
    "dr-review-before-commit", "mr-process-performs", "hc-plan-roles", "hc-do-capture", "hc-check-reliable",
    "hc-act-used", "sa-acted-on", "wr-nc-decision", "rk-customer-linked", "ld-attend-review",
    "rc-assigned-understood", "rc-communicated", "im-satisfaction-rises",
}  # fmt: skip
NOT_ENOUGH = {"ld-support-qms-manager"}
LEAP_SUNDAY = datetime.date(2032, 2, 29)
"""A Sunday and a leap day at once: whatever a weekday or the end of a month could change, it would change here."""
TELL = """
import datetime, json, sys
import django
django.setup()
from heedful.audits.asking import ask_all
from heedful.cli.folders import prepare_tables
from heedful.core import clock
from heedful.demo.nordvik.load import load
prepare_tables()
until = datetime.datetime.fromisoformat(sys.argv[1])
load(until)
with clock.at(until, simulated=True):
    print(json.dumps({answer.question.id: answer.state.value for answer in ask_all(until.date())}))
"""


def test_on_a_sunday_that_is_a_leap_day_the_records_answer_what_they_answer_on_a_plain_weekday(tmp_path):
    until = datetime.datetime.combine(LEAP_SUNDAY, datetime.time(10), datetime.UTC)
    environment = {**os.environ, "HEEDFUL_DATA": str(tmp_path), "HEEDFUL_DEMO": "1", "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", TELL, until.isoformat()], env=environment, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout.splitlines()[-1])

    assert {question for question, state in told.items() if state == "not_met"} == NOT_MET
    assert {question for question, state in told.items() if state == "not_enough"} == NOT_ENOUGH
    assert set(told.values()) == {"met", "not_met", "not_enough"}
