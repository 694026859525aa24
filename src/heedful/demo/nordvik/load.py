"""Two years of Nordvik Cold Chain, told through the commands up to the day of loading."""

import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from heedful.core import clock
from heedful.core.organisation import working_calendar
from heedful.demo.nordvik import (
    complaining,
    customers,
    hearing,
    house,
    improving,
    keeping,
    leading,
    proving,
    requiring,
    righting,
    writing_in,
)
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story

SEED = 9001


def load(until: datetime.datetime) -> None:
    """Tell the story; on SQLite without waiting for the disk, because an unfinished demo is begun again."""
    story = Story(until, ZoneInfo("Europe/Oslo"), SEED)
    firm = Firm()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    with clock.at(story.moment(story.days_ago(800), 8), simulated=True):
        house.found(story, firm)
        story.calendar = working_calendar()
        keeping_began(story, firm)
    story.tell()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA synchronous=FULL")


def keeping_began(story: Story, firm: Firm) -> None:
    """Lay out all that happens, in the order in which the firm would plan it."""
    customers.arrive(story, firm)
    keeping.plan(story, firm)
    keeping.run_process(story, firm)
    hearing.begin(story, firm)
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
    proving.analyse(story, firm)
    proving.prove(story, firm)
