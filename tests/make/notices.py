"""Mails, and a mail server that can be down, refuse or break off: it is reached by Django's own way."""

import datetime
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import ClassVar

from django.core.mail.backends.base import BaseEmailBackend

from heedful.core import clock
from heedful.feedback.surveys import commands
from heedful.notices.turns import take_turn
from tests.make import surveys
from tests.make.core import TEST, organisation

MONDAY = datetime.datetime(2026, 3, 9, 10, tzinfo=datetime.UTC)
"""An hour at which customers may be written to."""
SERVER = "tests.make.notices.MailServer"


class MailServer(BaseEmailBackend):
    """What a mail server does; a test says how it fares (`faring`), and reads what it took."""

    faring: ClassVar[list] = []
    taken: ClassVar[list] = []

    @classmethod
    def begin(cls, *faring):
        """Start afresh; what comes up for each mail in turn, "" where it is taken."""
        cls.faring[:], cls.taken[:] = faring, []

    def open(self):
        if self.faring[:1] == ["down"]:
            raise ConnectionRefusedError("nobody listens")
        return True

    def send_messages(self, messages):
        for message in messages:
            how = self.faring.pop(0) if self.faring else ""
            if how in ("450", "550"):
                raise SMTPRecipientsRefused({message.to[0]: (int(how), b"no such mailbox")})
            if how == "breaks before":
                raise SMTPServerDisconnected("Connection unexpectedly closed")
            self.taken.append(message)
            if how == "breaks after":
                raise TimeoutError("timed out")
        return len(messages)


def mailed_wave(names=("Ada Berg",), *, open_link=False, of=None, **more):
    """An open wave whose people were asked by mail."""
    organisation()
    for number, name in enumerate(names):
        surveys.asked_contact(name, email=f"person{number}@customer.example")
    wave = surveys.wave(of=of, opened=False, open_link=open_link, by_mail=True, **more)
    commands.frame_wave(wave, by=TEST, on=surveys.OPENED)
    wave.refresh_from_db()
    commands.invite_sample(wave, by=TEST, on=surveys.OPENED, by_mail=True)
    wave.refresh_from_db()
    return commands.open_wave(wave, by=TEST, on=surveys.OPENED)


def turn(at=MONDAY, **later):
    """One turn of the mail at a moment."""
    moment = at + datetime.timedelta(**later)
    with clock.at(moment, simulated=True):
        return take_turn(at=moment)
