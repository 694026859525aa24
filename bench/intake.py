"""Answers of the public, each acknowledged after it lies on the disk, against bare commits and a plain ORM: P1.

One server as `heedful serve` starts it, 32 connections that stay open. Rounds are interleaved: bare one-row commits
(synchronous FULL, the same disk), the plain ORM of `bench.orm_floor` (without HTTP, so that it is flattered), the
server. Afterwards every acknowledged answer must be among the records.
"""

import asyncio
import itertools
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.pages import memory_mb, p95, serve

PORT, CONNECTIONS, ROUNDS, SECONDS, STEADY = 8932, 32, 5, 2.0, 200
FORMS = 30_000
PREPARE = f"""
import datetime, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from heedful.feedback.surveys.links import find_target
from heedful.web.answering import form_token
from tests import make
wave = make.wave(opens_on=make.BEGAN, closes_on=datetime.date(2100, 1, 1))
target = find_target("a", wave.token)
print(wave.token)
for number in range({FORMS}):
    print(form_token(target, f"key-{{number}}"))
"""


def bare_commits(path: Path) -> float:
    """Commit one row at a time, and say how many a second."""
    with sqlite3.connect(path / "bare.sqlite3", isolation_level=None) as link:
        link.execute("PRAGMA journal_mode=WAL")
        link.execute("PRAGMA synchronous=FULL")
        link.execute("CREATE TABLE IF NOT EXISTS row (key TEXT, score INTEGER)")
        until, done = time.perf_counter() + SECONDS, 0
        while time.perf_counter() < until:
            link.execute("INSERT INTO row VALUES (?, ?)", (f"key-{done}", done % 11))
            done += 1
    return done / SECONDS


class Crowd:
    """Customers who send their forms over connections that stay open."""

    def __init__(self, token: str, forms: list[str]) -> None:
        self.token, self.forms = token, iter(forms)
        self.taken = 0
        self.times: list[float] = []

    def request(self, form: str, number: int) -> bytes:
        body = f"q1={number % 11}&form={form}&lang=en".encode()
        head = (
            f"POST /a/{self.token} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        return head.encode() + body

    async def send(self, link, number: int) -> None:
        reader, writer = link
        began = time.perf_counter()
        writer.write(self.request(next(self.forms), number))
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        await reader.readexactly(length)
        status = int(head[9:12])
        assert status in (200, 302, 303), head
        self.times.append(time.perf_counter() - began)
        self.taken += 1

    async def as_fast_as_it_goes(self) -> float:
        """Send for some seconds over all connections; answers a second."""
        links = [await asyncio.open_connection("127.0.0.1", PORT) for _ in range(CONNECTIONS)]
        before, until = self.taken, time.perf_counter() + SECONDS

        async def one(link, start):
            for number in itertools.count(start):
                if time.perf_counter() >= until:
                    break
                await self.send(link, number)
            link[1].close()

        began = time.perf_counter()
        await asyncio.gather(*(one(link, start) for start, link in enumerate(links)))
        return (self.taken - before) / (time.perf_counter() - began)

    async def steadily(self, a_second: int, seconds: float) -> float:
        """Send at a steady pace, whatever the server does; the 99th percentile of the waits, in milliseconds."""
        links = [await asyncio.open_connection("127.0.0.1", PORT) for _ in range(CONNECTIONS)]
        free: asyncio.Queue = asyncio.Queue()
        for link in links:
            free.put_nowait(link)
        waits: list[float] = []

        async def one(due, number):
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            link = await free.get()
            await self.send(link, number)
            waits.append(time.perf_counter() - due)
            free.put_nowait(link)

        began = time.perf_counter() + 0.1
        many = int(a_second * seconds)
        await asyncio.gather(*(one(began + number / a_second, number) for number in range(many)))
        return 1000 * sorted(waits)[int(0.99 * len(waits))]


def kept(folder: Path) -> int:
    """Count the answers that lie among the records."""
    found = next(path for path in folder.rglob("*.sqlite3") if "past" not in path.parts)
    with sqlite3.connect(f"file:{found}?mode=ro", uri=True) as link:
        return int(link.execute("SELECT count(*) FROM feedback_response").fetchone()[0])


def run() -> dict:
    """Measure in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="heedful-intake-") as name:
        folder = Path(name) / "firm"
        folder.mkdir()
        environment = {**os.environ, "HEEDFUL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "heedful.config.settings"}
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-c", PREPARE], env=environment, text=True, check=True, capture_output=True
        )
        token, *forms = done.stdout.split()
        orm = subprocess.Popen([sys.executable, "-m", "bench.orm_floor", name], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)  # fmt: skip
        server = serve(folder, PORT)
        try:
            return _measured(Crowd(token, forms), Path(name), folder, orm, server)
        finally:
            server.terminate()
            orm.terminate()
            server.wait()
            orm.wait()


def _measured(crowd: Crowd, beside: Path, folder: Path, orm: subprocess.Popen, server: subprocess.Popen) -> dict:
    asyncio.run(crowd.as_fast_as_it_goes())
    crowd.times.clear()
    bare, plain, ours = [], [], []
    for _ in range(ROUNDS):
        bare.append(bare_commits(beside))
        assert orm.stdin
        assert orm.stdout
        orm.stdin.write(f"{SECONDS}\n")
        orm.stdin.flush()
        plain.append(float(orm.stdout.readline()))
        ours.append(asyncio.run(crowd.as_fast_as_it_goes()))
    full = sorted(crowd.times)[int(0.99 * len(crowd.times))]
    steady = asyncio.run(crowd.steadily(STEADY, 10))
    assert kept(folder) == crowd.taken, "an acknowledged answer is not among the records"
    return {
        "answers over bare commits": statistics.median(a / b for a, b in zip(ours, bare, strict=True)),
        "answers over a plain ORM": statistics.median(a / b for a, b in zip(ours, plain, strict=True)),
        "answers a second": statistics.median(ours), "bare commits a second": statistics.median(bare),
        "p99 at full speed, commit times": full * statistics.median(bare),
        f"p99 at {STEADY} a second, ms": steady, "p95 at full speed, ms": 1000 * p95(crowd.times),
        "acknowledged and kept": crowd.taken, "server, MB": memory_mb(server.pid),
    }  # fmt: skip
