"""What the drill of the outbox asks of a folder: mailing.py lay MANY | turn MINUTES [hasty] | again MINUTES | state."""

import datetime
import json
import sys

import django

django.setup()

from heedful.core import clock  # noqa: E402
from heedful.core.models import Entry  # noqa: E402
from heedful.core.organisation import current_organisation, working_calendar  # noqa: E402
from heedful.feedback.surveys import commands  # noqa: E402
from heedful.notices import sending, turns  # noqa: E402
from heedful.notices.commands import claim_notice, mark_sent, send_again  # noqa: E402
from heedful.notices.models import Notice, NoticeState, Post  # noqa: E402
from heedful.notices.quiet import next_allowed  # noqa: E402
from tests import make  # noqa: E402


def lay(many):
    """Ask so many people by mail."""
    for number in range(many):
        make.asked_contact(f"Person {number}", email=f"person{number}@customer.example")
    today = datetime.date.today()
    wave = make.wave(
        of=make.version(name="Mailing"),
        opened=False,
        open_link=False,
        by_mail=True,
        opens_on=today,
        closes_on=today + datetime.timedelta(30),
    )
    commands.frame_wave(wave, by=make.TEST, on=today)
    wave.refresh_from_db()
    commands.invite_sample(wave, by=make.TEST, on=today, by_mail=True)
    wave.refresh_from_db()
    commands.open_wave(wave, by=make.TEST, on=today)


def moment(minutes):
    """Give an hour for mail, so many minutes on."""
    house = current_organisation()
    began = clock.now() + datetime.timedelta(days=1)
    noon = datetime.datetime.combine(working_calendar().start(began.date()), datetime.time(9), house.zoneinfo)
    at = next_allowed(working_calendar(), noon, from_hour=house.mail_from_hour, until_hour=house.mail_until_hour)
    return at + datetime.timedelta(minutes=minutes)


def hasty(line, notice, mail, at):
    """Mark before it is handed over: what a drill must notice."""
    notice = claim_notice(notice, by=make.TEST, at=at, address=mail.to[0])
    mark_sent(notice, by=make.TEST, at=at)
    return int(line.send_messages([mail]))


def state():
    """Tell how the mails stand."""
    rows = Notice.objects.values_list("message_id", "state", "why")
    down = Post.objects.filter(pk="mail").exclude(down_since=None).exists()
    return {
        "states": {pk: str(state) for pk, state, _ in rows}, "why": sorted({why for *_, why in rows}), "down": down,
        "entries": Entry.objects.count(),
    }  # fmt: skip


if __name__ == "__main__":
    word, more = sys.argv[1], sys.argv[2:]
    if word == "lay":
        lay(int(more[0]))
    if word == "again":
        for stuck in Notice.objects.filter(state=NoticeState.PERHAPS):
            send_again(stuck, by=make.TEST, at=moment(0))
    if word == "turn":
        if more[1:] == ["hasty"]:
            sending._hand_over = hasty
        turns.take_turn(at=moment(int(more[0])))
    sys.stdout.write(json.dumps(state()))
