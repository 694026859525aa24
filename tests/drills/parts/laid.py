"""Make a folder ready: an organisation, somebody who signs in, a survey by open link; print what the drill needs."""

import datetime
import json
import sys

import django

django.setup()

from heedful.cli.folders import prepare  # noqa: E402
from heedful.core.beginning import begin  # noqa: E402
from heedful.feedback.models import Wave  # noqa: E402
from tests import make  # noqa: E402

if __name__ == "__main__":
    prepare()
    today = datetime.date.today()
    begin(
        by=make.TEST, organisation="Drill House", person="Dana Ortiz", email="dana@example.org",
        password="a long password", on=today - datetime.timedelta(days=30), simulated=True,
    )  # fmt: skip
    wave = make.wave(opens_on=today - datetime.timedelta(days=1), closes_on=today + datetime.timedelta(days=30))
    make.channel("The form", kind="form")
    sys.stdout.write(json.dumps({"token": Wave.objects.get(pk=wave.pk).token}))
