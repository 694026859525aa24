"""Ask one person of a folder and print the token of their link; or, with `told`, print what came of it."""

import datetime
import json
import sys

import django

django.setup()

from heedful.feedback.models import Invitation, Response  # noqa: E402
from heedful.feedback.surveys import commands  # noqa: E402
from tests import make  # noqa: E402


def asked():
    """Ask one person; give the token of their link."""
    today = datetime.date.today()
    make.asked_contact("Ada Berg")
    wave = make.wave(
        of=make.version(name="One alone"), opened=False, open_link=False, opens_on=today,
        closes_on=today + datetime.timedelta(days=9),
    )  # fmt: skip
    commands.frame_wave(wave, by=make.TEST, on=today)
    wave.refresh_from_db()
    [invited] = commands.invite_sample(wave, by=make.TEST, on=today)
    wave.refresh_from_db()
    commands.open_wave(wave, by=make.TEST, on=today)
    return invited.token


def told():
    """Tell which answers there are, by what they say, and how they are flagged."""
    rows = Response.objects.values_list("comment", "flag", "excluded_because")
    return {"answers": sorted(rows), "ends": list(Invitation.objects.values_list("disposition", flat=True))}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(told() if sys.argv[1:] == ["told"] else {"token": asked()}))
