"""Two years of Nordvik Cold Chain, told through the commands up to the day of loading."""

import datetime
import random
from zoneinfo import ZoneInfo

from django.db import connection

from heedful.core import clock
from heedful.core.ids import drawn_from
from heedful.core.organisation import working_calendar
from heedful.demo.nordvik import (
    complaining,
    customers,
    delivered,
    hearing,
    house,
    improving,
    keeping,
    knowing,
    leading,
    mailing,
    proving,
    requiring,
    righting,
    writing_in,
)
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story

SEED = 9001
ZONE = ZoneInfo("Europe/Oslo")


def load(until: datetime.datetime) -> None:
    """Tell the story; on SQLite without waiting for the disk, because an unfinished demo is begun again."""
    story = Story(min(until, this_morning(until)), ZONE, SEED)
    firm = Firm()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    # What happens is drawn from one chance and the ids from another, so that a day's story is the same at each telling.
    with drawn_from(random.Random(SEED), simulated=True):  # noqa: S311  a story, not a secret
        with clock.at(story.moment(story.days_ago(800), 8), simulated=True):
            house.found(story, firm)
            story.calendar = working_calendar()
            keeping_began(story, firm)
        story.tell()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA synchronous=FULL")


def this_morning(until: datetime.datetime) -> datetime.datetime:
    """End the story before work begins, so that a day has one story however late it is told."""
    return until.astimezone(ZONE).replace(hour=6, minute=0, second=0, microsecond=0).astimezone(datetime.UTC)


def keeping_began(story: Story, firm: Firm) -> None:
    """Lay out all that happens, in the order in which the firm would plan it."""
    customers.arrive(story, firm)
    keeping.plan(story, firm)
    keeping.run_process(story, firm)
    hearing.begin(story, firm)
    delivered.begin(story, firm)
    mailing.mail(story, firm)
    writing_in.write_in(story, firm)
    customers.deliver(story, firm)
    customers.meet(story, firm)
    complaining.complain(story, firm)
    improving.improve(story, firm)
    requiring.describe(story, firm)
    requiring.require(story, firm)
    requiring.promise(story, firm)
    righting.put_right(story, firm)
    leading.lead(story, firm)
    knowing.know(story, firm)
    proving.analyse(story, firm)
    proving.prove(story, firm)
