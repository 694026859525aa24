"""The steps of `bench.imports` that need Django: each runs in a process of its own."""

import datetime
import json
import resource
import time
from pathlib import Path

from django.core.management import call_command

from bench.imports import CUSTOMERS
from heedful.core.actors import System
from heedful.core.organisation import found_organisation
from heedful.customers.bring import bring_customers
from heedful.customers.commands import change_customer
from heedful.customers.models import Customer
from heedful.papers.imports.headless import bring_judged, judge_path
from heedful.papers.imports.oddities import ADD, Decision
from heedful.papers.imports.plan import Plan


def prepare() -> None:
    """Found the organisation, with customers and somebody who imports."""

    call_command("migrate", verbosity=0)
    by = System("bench")
    found_organisation(by=by, name="Bench", on=datetime.date(2024, 1, 1))
    bring_customers([Customer(name=f"Customer {n}", external_key=f"K{n}") for n in range(CUSTOMERS)], by=by)


def bring(path: str) -> None:
    """Judge the file and bring it in; say how long each took and how much memory it needed."""

    columns = {"external_key": "id", "customer": "customer", "product": "product", "unit": "site",
               "last_on": "date", "quantity": "quantity"}  # fmt: skip
    decisions = [Decision("product", "unknown", "*", ADD), Decision("site", "unknown", "*", ADD)]
    plan = Plan(kind="deliveries", columns=columns, decisions=decisions)
    begun = time.process_time()
    began = time.perf_counter()
    judged = judge_path(Path(path), kind="deliveries", plan=plan)
    middle = time.perf_counter()
    done = bring_judged(judged, Path(path), by=System("bench"), plan=plan)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used = time.process_time() - begun
    figures = {"rows": done.taken, "judge_s": middle - began, "bring_s": ended - middle, "cpu_s": used, "peak_mb": peak}
    print(json.dumps(figures))


def write_beside(until: str) -> None:
    """Save one edit every 100 ms as a person would, and note how long each waits."""

    waits = []
    n = 0
    while not Path(until).exists():
        customer = Customer.objects.get(external_key=f"K{n % CUSTOMERS}")
        began = time.perf_counter()
        change_customer(customer, by=System("bench"), value=n)
        waits.append(time.perf_counter() - began)
        n += 1
        time.sleep(0.1)
    waits.sort()
    at = lambda share: waits[min(len(waits) - 1, int(share * len(waits)))] * 1000  # noqa: E731
    print(json.dumps({"writes": len(waits), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": waits[-1] * 1000}))
