"""Mail goes at least once, and a second time only when a person lets it: whatever the server or the power does."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from random import Random

import pytest

from tests.drills.house import PARTS, ROOT
from tests.drills.mail_server import MailServer, free

MANY, KILLS, LEASE = 5, 2, 11


@pytest.fixture
def house(laid, tmp_path):
    """A folder in which people were asked by mail, and a way to let it know its mail server."""
    folder = laid[0].copy(tmp_path / "mailing")
    folder.run("mailing.py", "lay", str(MANY))

    def known(port):
        folder.environment |= {
            "HEEDFUL_SMTP_HOST": "127.0.0.1", "HEEDFUL_SMTP_PORT": str(port), "HEEDFUL_SMTP_TLS": "none",
            "HEEDFUL_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "HEEDFUL_SMTP_TIMEOUT": "1",
        }  # fmt: skip
        return folder

    return known


class Sender:
    """A process that sends, and can be killed from the server's side."""

    def __init__(self, folder):
        self.folder, self.process = folder, None

    def turn(self, minutes, *more):
        """One turn of the mail; tell whether it lived to its end."""
        self.process = subprocess.Popen(
            [sys.executable, PARTS / "mailing.py", "turn", str(minutes), *more], env=self.folder.environment, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        said, _ = self.process.communicate(timeout=120)
        return json.loads(said.splitlines()[-1]) if self.process.returncode == 0 else None

    def kill(self):
        """Kill it outright."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


def killed(folder, server, sender, moment, *more):
    """Let it be killed at a mail, again and again, then let it come to its end; each turn is past the lease."""
    random, left = Random(7), KILLS

    def blow():
        nonlocal left, until
        until -= 1
        if left and until <= 0:
            left, until = left - 1, random.randint(1, 2)
            sender.kill()

    until = random.randint(1, 2)
    server.at, server.do = moment, blow
    for turn in range(1, KILLS + 3):
        sender.turn(turn * LEASE, *more)
    server.do = None
    return folder.run("mailing.py", "state")


@pytest.mark.parametrize("moment", ["DATA", "MAIL"], ids=["taken and not marked", "claimed and not taken"])
def test_killed_between_claim_and_mark_a_mail_is_perhaps_sent_and_goes_again_only_by_word(house, moment):
    with MailServer() as server:
        folder = house(server.port)
        sender = Sender(folder)
        told = killed(folder, server, sender, moment)
        once = Counter(server.taken)
        perhaps = [pk for pk, state in told["states"].items() if state == "perhaps"]
        sent = [pk for pk, state in told["states"].items() if state == "sent"]

        assert (len(perhaps), len(sent)) == (KILLS, MANY - KILLS)
        assert max(once.values()) == 1
        assert set(sent) <= set(once)
        assert (set(perhaps) <= set(once)) is (moment == "DATA")

        folder.run("mailing.py", "again")
        told = sender.turn(LEASE * 20)

        assert set(told["states"].values()) == {"sent"}
        assert set(server.taken) == set(told["states"])
        assert {pk for pk, many in Counter(server.taken).items() if many > 1} <= set(perhaps)
    assert folder.verify().returncode == 0


def test_the_drill_notices_mail_that_is_marked_before_it_is_handed_over(house):
    with MailServer() as server:
        folder = house(server.port)
        told = killed(folder, server, Sender(folder), "MAIL", "hasty")

    assert set(told["states"].values()) == {"sent"}
    assert [pk for pk in told["states"] if pk not in server.taken]


def test_an_hour_without_a_mail_server_loses_nothing_and_sends_nothing_twice(house):
    port = free()
    folder = house(port)
    sender = Sender(folder)
    down = [sender.turn(minutes) for minutes in (0, 20, 40, 60)]

    assert [told["down"] for told in down] == [True] * 4
    assert {state for told in down for state in told["states"].values()} == {"waiting"}
    assert len({told["entries"] for told in down}) == 1
    with MailServer(port=port) as server:
        told = sender.turn(61)
    assert set(told["states"].values()) == {"sent"}
    assert sorted(server.taken) == sorted(told["states"])


def test_a_mail_server_that_hangs_is_down(house):
    with MailServer() as server:
        server.hangs = True
        told = Sender(house(server.port)).turn(0)

    assert told["down"]
    assert set(told["states"].values()) == {"waiting"}
