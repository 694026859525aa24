"""All questions over a hundred thousand records, against one full scan of their tables, in one run.

    python -m bench.audits

A house of 40 thousand pieces of feedback, 20 thousand complaints, 10 thousand promises, 10 thousand actions with
corrective actions, requests, requirements, assignments and values; every record is entered through the gate.
"""

import datetime
import os
import random
import re
import statistics
import sys
import tempfile
import time

os.environ["HEEDFUL_DATA"] = tempfile.mkdtemp(prefix="heedful-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from heedful.audits.asking import as_of_day, ask, ask_all  # noqa: E402
from heedful.audits.catalogue import questions  # noqa: E402
from heedful.audits.settings import set_up  # noqa: E402
from heedful.core import clock  # noqa: E402
from heedful.core.models import Grant, Role, RoleAssignment  # noqa: E402
from heedful.customers.models import Customer, Delivery, Product  # noqa: E402
from heedful.feedback.models import Complaint, Feedback  # noqa: E402
from heedful.improvement.models import (  # noqa: E402
    Action,
    CauseAnalysis,
    Correction,
    CorrectiveAction,
    EffectivenessReview,
    ExtentCheck,
    Nonconformity,
)
from heedful.leadership.models import SupportRequest  # noqa: E402
from heedful.processes.models import Measure, Measurement, Process  # noqa: E402
from heedful.requirements.models import Commitment, Requirement, RequirementReview  # noqa: E402
from tests import make  # noqa: E402

GOAL, SLOWER = 25, 15
CHANCE = random.Random(7)


def put(rows):
    """Enter rows, some thousand at a time."""
    for first in range(0, len(rows), 2000):
        make.put_all(rows[first : first + 2000])
    return rows


def a_day():
    """Give a day of the last two years."""
    return make.back(CHANCE.randrange(1, 720))


def fill():
    """Fill the house."""
    make.old_house()
    who, top = make.person(), make.person(role=None)
    make.put(Grant(person=top, role="top_management", since=make.BEGAN))
    people = [make.person(role=None) for _ in range(50)]
    customers = put([Customer(name=f"C {n}", since=make.BEGAN) for n in range(500)])
    products = put([Product(name=f"P {n}") for n in range(20)])
    processes = put([Process(name=f"Pr {n}", owner=who, customer_facing=True) for n in range(40)])
    measures = put([Measure(process=CHANCE.choice(processes), name=f"M {n}", target=9, since=make.BEGAN)
                    for n in range(100)])  # fmt: skip
    put([Measurement(measure=m, first_on=make.back(30 * n + 29), last_on=make.back(30 * n), value=9)
         for m in measures for n in range(24)])  # fmt: skip
    roles = put([Role(name=f"R {n}", responsibility="x", authority="y", since=make.BEGAN) for n in range(100)])
    put([RoleAssignment(role=CHANCE.choice(roles), person=CHANCE.choice(people), since=make.BEGAN)
         for _ in range(1000)])  # fmt: skip
    feedback(customers)
    expected(who, customers, products, processes)
    righting(who, top, people, processes)


def feedback(customers):
    """Fill in what customers said."""
    said = [Feedback(kind=CHANCE.choice(["suggestion", "return"]), first_kind="suggestion", words="Words said. " * 5,
                     heard_at=make.at(a_day()), customer=CHANCE.choice(customers)) for _ in range(30_000)]  # fmt: skip
    heard, complaints = [], []
    for n in range(15_000):
        day = a_day()
        one = Feedback(kind="complaint", first_kind="complaint", words="It came late. " * 5, heard_at=make.at(day))
        heard.append(one)
        by, later = day + datetime.timedelta(days=7), make.at(day + datetime.timedelta(days=3))
        complaints.append(
            Complaint(feedback=one, summary="Late", received_at=make.at(day), received_on=day, acknowledge_by=by,
                      first_update_by=by, answer_by=by, acknowledged_at=later, assessed_at=make.at(day), severity=2,
                      safety=False, complexity=1, impact="x", act_now=False, state="closed", closed_how="accepted",
                      closed_at=later, answered_at=later, outcome="upheld", code=f"kind {n % 40}")
        )  # fmt: skip
    put(said), put(heard), put(complaints)
    put([Delivery(customer=CHANCE.choice(customers), first_on=day, last_on=day, quantity=5)
         for day in (a_day() for _ in range(5_000))])  # fmt: skip


def expected(who, customers, products, processes):
    """Fill in what is expected and promised."""
    put([Requirement(statement=f"Q {n}", source_type=CHANCE.choice(["stated", "statutory", "own"]), owner=who,
                     state="in_force", product=CHANCE.choice(products), process=CHANCE.choice(processes),
                     verification="Log") for n in range(5_000)])  # fmt: skip
    promised = put([Commitment(customer=CHANCE.choice(customers), kind="order", what="Pallets",
                               committed_at=make.at(a_day())) for _ in range(8_000)])  # fmt: skip
    put([RequirementReview(commitment=c, reviewer=who, completed_at=c.committed_at, checked="Dock", result="can_meet")
         for c in promised])  # fmt: skip


def righting(who, top, people, processes):
    """Fill in what went wrong and what was done about it."""
    cases = []
    for n in range(4_000):
        day = a_day()
        cases.append(Nonconformity(statement=f"W {n}", requirement_words="Cold", evidence="Log", severity=n % 4 + 1,
                                   found_at=make.at(day), found_on=day, code=f"kind {n % 200}",
                                   process=CHANCE.choice(processes)))  # fmt: skip
    put(cases)
    put([Correction(nonconformity=c, kind="containment", what="Stop", started_at=c.found_at) for c in cases])
    why = put([CauseAnalysis(nonconformity=c, method="other", began_on=c.found_on) for c in cases])
    doers = [top, *people]
    todo = put([Action(what="Seal", owner=CHANCE.choice(doers), due_on=c.found_on, first_due_on=c.found_on,
                       opened_on=c.found_on, state="done", done_on=c.found_on, evidence="x")
                for c in cases])  # fmt: skip
    fixes = put([CorrectiveAction(nonconformity=c, analysis=w, what="Seal", action=a, planned_on=c.found_on,
                                  criterion="x", baseline_k=1, baseline_n=9, threshold=1)
                 for c, w, a in zip(cases, why, todo, strict=True)])  # fmt: skip
    put([ExtentCheck(nonconformity=c, scope="All", result="None", checked_on=c.found_on, checker=who) for c in cases])
    put([EffectivenessReview(corrective_action=f, reviewer=who, reviewed_on=f.planned_on, after_k=1, after_n=9,
                             verdict="effective") for f in fixes])  # fmt: skip
    put([SupportRequest(what=f"S {n}", kind="time", asked_by=who, asked_of=top, asked_on=a_day())
         for n in range(1_000)])  # fmt: skip


def scan():
    """Read every column of every record once."""
    tables = [m._meta.db_table for m in apps.get_models() if getattr(m, "table", "") == "row"]
    began, many = time.process_time(), 0
    with connection.cursor() as cursor:
        for table in tables:
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            lengths = "+".join(f'coalesce(length("{name}"), 0)' for name in names)
            cursor.execute(f'SELECT count(*), sum({lengths}) FROM "{table}"')
            many += cursor.fetchone()[0]
    return time.process_time() - began, many


def loop(read):
    """Time a loop over objects: each question takes every record of the tables it reads through the ORM, one by one."""
    models = {m._meta.db_table: m for m in apps.get_models() if getattr(m, "table", "") == "row"}
    once = {}
    for table in set().union(*read.values()) & set(models):
        began = time.process_time()
        for _ in models[table]._base_manager.all().iterator():
            pass
        once[table] = time.process_time() - began
    return sum(once.get(table, 0.0) for tables in read.values() for table in tables)


def main():
    """Fill, ask, and hold the figures against the goal."""
    call_command("migrate", verbosity=0)
    with clock.at(make.at(make.BEGAN), simulated=True):
        fill()
    connection.cursor().execute("ANALYZE")
    ratios, together = [], []
    for _ in range(5):
        scanned, many = scan()
        with clock.at(make.at(make.DAY, 20), simulated=True):
            began = time.process_time()
            ask_all(make.DAY)
            together.append(time.process_time() - began)
        ratios.append(together[-1] / scanned)
        print(f"{many:,} records: one scan {1000 * scanned:.0f} ms, all questions {ratios[-1]:.1f} scans")
    as_of, own = as_of_day(make.DAY), set_up()
    with CaptureQueriesContext(connection) as asked:
        times, read = [], {}
        for question in questions().values():
            before = len(asked)
            began = time.process_time()
            ask(question, as_of, own[question.id])
            times.append((time.process_time() - began, question.id))
            said = " ".join(query["sql"] for query in asked.captured_queries[before:])
            read[question.id] = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', said))
    print(f"{len(questions())} questions, {len(asked)} statements; slowest first, each after those before it:")
    for took, name in sorted(times, reverse=True)[:8]:
        print(f"  {name:28} {1000 * took:6.0f} ms")
    slower = loop(read) / statistics.median(together)
    print(f"a loop over objects takes {slower:.0f} times as long, at least {SLOWER}")
    ratio = statistics.median(ratios)
    print(f"{ratio:.1f} scans, at most {GOAL}: {'kept' if ratio <= GOAL else 'MISSED'}")
    return 0 if ratio <= GOAL and slower >= SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
