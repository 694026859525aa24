"""A server that is killed in the middle of its work has lost nothing that it acknowledged."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PREPARE = """
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
for number in range(3000):
    print(form_token(target, f"key-{number}"))
"""
COUNT = """
import django
django.setup()
from heedful.core.models import Entry
from heedful.core.verify import faults
from heedful.feedback.models import Cell, Response
for key in Response.objects.values_list("external_key", flat=True):
    print(key)
counted = sum(Cell.objects.values_list("count", flat=True))
assert counted == Response.objects.count() == Entry.objects.filter(act="response.given").count(), "counts differ"
assert list(faults()) == [], "the history has faults"
"""


def run(code, folder):
    environment = os.environ | {"HEEDFUL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "heedful.config.settings"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, cwd=HERE.parents[2]
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def acknowledged_until_killed(folder, *options):
    """Send answers from eight sides, kill the server in the middle, and say which were acknowledged."""
    token, *forms = run(PREPARE, folder)
    environment = os.environ | {"HEEDFUL_DATA": str(folder), "PYTHONPATH": str(HERE.parents[2])}
    environment.pop("DATABASE_URL", None)
    server = subprocess.Popen(
        [sys.executable, str(HERE / "drill_server.py"), *options], env=environment, stdout=subprocess.PIPE, text=True
    )
    port = int(server.stdout.readline())
    taken, lock = [], threading.Lock()

    def send(mine):
        for number, form in mine:
            try:
                link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                body = f"q1={number % 11}&form={form}&lang=en"
                link.request("POST", f"/a/{token}", body, {"Content-Type": "application/x-www-form-urlencoded"})
                status = link.getresponse().status
            except OSError:
                return
            except http.client.HTTPException:
                return
            if status == 303:
                with lock:
                    taken.append(f"form/key-{number}")

    numbered = list(enumerate(forms))
    threads = [threading.Thread(target=send, args=(numbered[side::8],)) for side in range(8)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 30
    while len(taken) < 150 and time.monotonic() < deadline:
        time.sleep(0.005)
    server.send_signal(signal.SIGKILL)
    server.wait()
    for thread in threads:
        thread.join()
    return set(taken)


@pytest.mark.parametrize("round_", range(int(os.environ.get("HEEDFUL_DRILLS", "1"))))
def test_nothing_acknowledged_is_lost(tmp_path, round_):
    taken = acknowledged_until_killed(tmp_path)

    kept = run(COUNT, tmp_path)

    assert len(taken) >= 150
    assert taken <= set(kept)
    assert len(kept) == len(set(kept))


def test_the_drill_finds_what_a_hasty_server_loses(tmp_path):
    taken = acknowledged_until_killed(tmp_path, "hasty")

    assert taken - set(run(COUNT, tmp_path))
