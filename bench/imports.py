"""Import of a million deliveries: rows a second beside raw inserts, memory, and how long another writer waits.

Run it as `python -m bench.imports [ROWS]`. It makes a data folder of its own, brings ROWS rows of CSV in through the
real commands, one row and one entry each, while another process saves a comment on a record every 100 ms.
"""

import csv
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CUSTOMERS = 200


def make_file(path: Path, rows: int) -> None:
    """Write deliveries as a firm's system would give them."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "customer", "product", "site", "date", "quantity"])
        for n in range(rows):
            writer.writerow([
                f"D{n:07}", f"K{n % CUSTOMERS}", f"Product {n % 12}", f"Site {n % 7}",
                f"2026-{n % 9 + 1:02}-{n % 28 + 1:02}", n % 40 + 1,
            ])  # fmt: skip


def set_up() -> None:
    """Start Django on this folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")
    import django

    django.setup()


def prepare() -> None:
    """Found the organisation, with customers and somebody who imports."""
    set_up()
    from django.core.management import call_command

    from heedful.core.actors import System
    from heedful.core.organisation import found_organisation
    from heedful.customers.bring import bring_customers
    from heedful.customers.models import Customer

    call_command("migrate", verbosity=0)
    by = System("bench")
    import datetime

    found_organisation(by=by, name="Bench", on=datetime.date(2024, 1, 1))
    bring_customers([Customer(name=f"Customer {n}", external_key=f"K{n}") for n in range(CUSTOMERS)], by=by)


def bring(path: Path) -> None:
    """Judge the file and bring it in; say how long each took and how much memory it needed."""
    set_up()
    from heedful.core.actors import System
    from heedful.papers.imports.headless import bring_judged, judge_path
    from heedful.papers.imports.oddities import ADD, Decision
    from heedful.papers.imports.plan import Plan

    columns = {"external_key": "id", "customer": "customer", "product": "product", "unit": "site",
               "last_on": "date", "quantity": "quantity"}  # fmt: skip
    decisions = [Decision("product", "unknown", "*", ADD), Decision("site", "unknown", "*", ADD)]
    plan = Plan(kind="deliveries", columns=columns, decisions=decisions)
    began = time.perf_counter()
    judged = judge_path(path, kind="deliveries", plan=plan)
    middle = time.perf_counter()
    done = bring_judged(judged, path, by=System("bench"), plan=plan)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used = time.process_time()
    figures = {"rows": done.taken, "judge_s": middle - began, "bring_s": ended - middle, "cpu_s": used, "peak_mb": peak}
    print(json.dumps(figures))


def write_beside(until: Path) -> None:
    """Save one edit every 100 ms as a person would, and note how long each waits."""
    set_up()
    from heedful.core.actors import System
    from heedful.customers.commands import change_customer
    from heedful.customers.models import Customer

    waits = []
    n = 0
    while not until.exists():
        customer = Customer.objects.get(external_key=f"K{n % CUSTOMERS}")
        began = time.perf_counter()
        change_customer(customer, by=System("bench"), value=n)
        waits.append(time.perf_counter() - began)
        n += 1
        time.sleep(0.1)
    waits.sort()
    at = lambda share: waits[min(len(waits) - 1, int(share * len(waits)))] * 1000  # noqa: E731
    print(json.dumps({"writes": len(waits), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": waits[-1] * 1000}))


def raw(path: Path, folder: Path) -> float:
    """Read the same file and insert it by the bare library, 1,000 rows a transaction: rows a second."""
    database = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE t (a TEXT UNIQUE, b TEXT, c TEXT, d TEXT, e TEXT, f INTEGER)")
    began = time.perf_counter()
    rows = 0
    with path.open(newline="") as file:
        reader = csv.reader(file)
        next(reader)
        chunk = []
        for row in reader:
            chunk.append(row)
            if len(chunk) == 1000:
                rows += len(chunk)
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", chunk)
                database.execute("COMMIT")
                chunk = []
    return rows / (time.perf_counter() - began)


def run(step: str, *args: str, folder: Path, wait: bool = True):
    """Run a step in a process of its own."""
    command = [sys.executable, "-m", "bench.imports", step, *args]
    env = os.environ | {"HEEDFUL_DATA": str(folder / "data")}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    if not wait:
        return process
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{step} failed")
    return json.loads(out.strip().splitlines()[-1]) if out.strip() else {}


def main(rows: int) -> dict[str, float]:
    """Measure, and give the figures."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = folder / "deliveries.csv"
        make_file(file, rows)
        run("prepare", folder=folder)
        stop = folder / "stop"
        beside = run("beside", str(stop), folder=folder, wait=False)
        time.sleep(3)
        figures = run("bring", str(file), folder=folder)
        stop.touch()
        waits = json.loads(beside.communicate()[0].strip().splitlines()[-1])
        bare = statistics.median(raw_of(file, folder) for _ in range(3))
    figures["rows_per_s"] = figures["rows"] / figures["bring_s"]
    figures["rows_per_s_with_judging"] = figures["rows"] / (figures["bring_s"] + figures["judge_s"])
    figures["share_of_raw_inserts"] = figures["rows_per_s"] / bare
    return figures | {f"other_writer_{name}": value for name, value in waits.items()}


def raw_of(file: Path, folder: Path) -> float:
    """Insert raw into a fresh database."""
    for old in folder.glob("raw.sqlite3*"):
        old.unlink()
    return raw(file, folder)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["bring", path]:
            bring(Path(path))
        case ["beside", path]:
            write_beside(Path(path))
        case ["profile", path]:
            import cProfile
            import pstats

            profiler = cProfile.Profile()
            profiler.runcall(bring, Path(path))
            pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
        case [*rows]:
            for name, value in main(int(rows[0]) if rows else 1_000_000).items():
                print(f"{name:28} {value:,.2f}")
