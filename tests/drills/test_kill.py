"""A server that is killed at any moment loses nothing that it thanked for, and keeps nothing twice."""

import queue
import threading
import time
from collections import deque
from itertools import count
from random import Random

from tests.drills.house import Browser, Server
from tests.sweep.forms import forms_of

KILLS, CLIENTS = 10, 4
WEB = "heedful.config.wsgi:application"
SLOW_ENOUGH = 3.1
"""Seconds for which the public form wants to be open; sealed forms wait so long while others are sent."""


class Customer(threading.Thread):
    """Sends answers or complaints; what was not thanked for is sent again, the same form, until it is."""

    _numbers = count(1)

    def __init__(self, port, token, speaks, left, network):
        super().__init__(daemon=True)
        self.port, self.token, self.speaks, self.left, self.network = port, token, speaks, left, network
        self.thanked, self.stopped = queue.SimpleQueue(), threading.Event()
        self.sealed = deque()
        self.wrong = []

    def run(self):
        """Go on until the server is gone; what was on its way then is left for whoever comes after."""
        path = "/speak/" if self.speaks else f"/a/{self.token}"
        while not self.stopped.is_set():
            form = self.left.popleft() if self.left else self._form(path)
            if form is None:
                return
            mark, data = form
            try:
                answer = Browser(self.port, self.network()).post(path, data)
            except OSError:
                self.left.append(form)
                return
            if answer.status in (302, 303):
                self.thanked.put(mark)
            else:
                self.wrong.append((answer.status, answer.text[-400:]))

    def _form(self, path):
        """A form as the page gives it, filled in; complaints are sealed some seconds before they are sent."""
        try:
            while True:
                page = Browser(self.port, self.network()).get(path).text
                form = next(form for form in forms_of(page) if form.method == "post")
                mark = f"mark {next(self._numbers)}"
                said = {"kind": "complaint", "words": mark} if self.speaks else {"q1": "7", "comment": mark}
                self.sealed.append((time.monotonic(), (mark, form.filled() | said)))
                if not self.speaks or time.monotonic() - self.sealed[0][0] > SLOW_ENOUGH:
                    return self.sealed.popleft()[1]
                if self.stopped.wait(0.05):
                    return None
        except (OSError, StopIteration):
            return None


def drill(folder, token, kills, application="", each=8, waited_for=2):
    """Kill a server again and again while customers write; tell which marks were thanked for, and what is kept."""
    random, thanked, wrong, networks = Random(7), [], [], count(1)
    network = lambda: f"10.{(n := next(networks)) // 250 % 250}.{n % 250}.1"  # noqa: E731
    left = {False: deque(), True: deque()}
    sealed = [deque() for _ in range(CLIENTS)]
    for turn in range(kills):
        # Every third time the whole of `heedful serve`; else the web server alone, which starts sooner.
        with Server(folder, application or ("" if turn % 3 == 0 else WEB)) as server:
            clients = [Customer(server.port, token, n % 2 == 1, left[n % 2 == 1], network) for n in range(CLIENTS)]
            for client, old in zip(clients, sealed, strict=True):
                client.sealed = old
                client.start()
            wanted = random.randint(2, each)
            for number in range(wanted):  # one asked, one who complains, and so on: then it is killed
                thanked.append(clients[number % waited_for].thanked.get(timeout=60))
            server.kill()
            for client in clients:
                client.stopped.set()
            for client in clients:
                client.join(timeout=60)
                wrong += client.wrong
                while not client.thanked.empty():
                    thanked.append(client.thanked.get())
    return thanked, wrong


def test_nothing_that_was_thanked_for_is_lost_or_kept_twice_however_often_the_server_is_killed(folder, token):
    thanked, wrong = drill(folder, token, KILLS)
    kept = folder.run("counted.py")
    verified = folder.verify()

    assert wrong == []
    assert len(thanked) == len(set(thanked)) > 2 * KILLS
    assert [mark for mark in thanked if mark not in kept["marks"]] == []
    assert {mark: many for mark, many in kept["marks"].items() if many > 1} == {}
    assert kept["faults"] == []
    assert verified.returncode == 0, verified.stderr
    assert "Whole" in verified.stdout


def test_the_drill_notices_a_server_that_thanks_before_it_has_written(folder, token):
    thanked, _ = drill(folder, token, 2, "tests.drills.parts.hasty:application", each=20, waited_for=1)
    kept = folder.run("counted.py")

    assert [mark for mark in thanked if mark not in kept["marks"]]
