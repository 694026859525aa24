"""Import of a million deliveries: rows a second beside raw inserts, memory, and how long another writer waits.

Run it as `python -m bench.imports [ROWS]`. It makes a data folder of its own, brings ROWS rows of CSV in through the
real commands, one row and one entry each, while another process saves a comment on a record every 100 ms.
"""

import csv
import datetime
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CUSTOMERS = 200
FIRST, DAYS = datetime.date(2025, 1, 1), 300


def make_file(path: Path, rows: int) -> None:
    """Write deliveries as a firm's system would give them: in the order of their days."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "customer", "product", "site", "date", "quantity"])
        for n in range(rows):
            writer.writerow([
                f"D{n:07}", f"K{n % CUSTOMERS}", f"Product {n % 12}", f"Site {n % 7}",
                (FIRST + datetime.timedelta(days=n * DAYS // rows)).isoformat(), n % 40 + 1,
            ])  # fmt: skip


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
    call = f"{step}({', '.join(map(repr, args))})"
    code = f"import django; django.setup(); from bench import import_steps; import_steps.{call}"
    command = [sys.executable, "-c", code]
    env = os.environ | {"HEEDFUL_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "heedful.config.settings"}
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
        beside = run("write_beside", str(stop), folder=folder, wait=False)
        time.sleep(3)
        figures = run("bring", str(file), folder=folder)
        stop.touch()
        waits = json.loads(beside.communicate()[0].strip().splitlines()[-1])
        bare = statistics.median(raw_of(file, folder) for _ in range(3))
    figures["rows_per_s"] = figures["rows"] / figures["bring_s"]
    figures["rows_per_s_with_judging"] = figures["rows"] / (figures["bring_s"] + figures["judge_s"])
    figures["rows_per_cpu_s_with_judging"] = figures["rows"] / figures["cpu_s"]
    figures["share_of_raw_inserts"] = figures["rows_per_s"] / bare
    return figures | {f"other_writer_{name}": value for name, value in waits.items()}


def raw_of(file: Path, folder: Path) -> float:
    """Insert raw into a fresh database."""
    for old in folder.glob("raw.sqlite3*"):
        old.unlink()
    return raw(file, folder)


if __name__ == "__main__":
    for name, value in main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000).items():
        print(f"{name:28} {value:,.2f}")
