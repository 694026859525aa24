"""Let many processes count up on ten records at once: writers.py careful|blind. Each keeps trying until it has counted.

`blind` is the control: it does not look whether the record is still the one it read.
"""

import json
import os
import sys
from random import Random

import django

django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.db import OperationalError  # noqa: E402

from heedful.core import commands  # noqa: E402
from heedful.core.models import Entry  # noqa: E402
from heedful.core.refusals import Conflict  # noqa: E402
from heedful.customers import segments  # noqa: E402
from heedful.customers.models import Segment  # noqa: E402
from tests import make  # noqa: E402

WRITERS, RECORDS, EACH = 16, 10, 8


def blind(row):
    """Take the row as it is now, whatever was seen."""
    row.version = type(row).objects.get(pk=row.pk).version
    return commands.lock(row)


def count(number, pks, said):
    """Count up a so many times; say how often somebody else was first, and what went wrong."""
    random, done, conflicts, wrong = Random(number), 0, 0, []
    while done < EACH:
        row = Segment.objects.get(pk=random.choice(pks))
        try:
            segments.change_segment(row, by=make.TEST, name=row.name, needs=str(int(row.needs) + 1))
            done += 1
        except Conflict:
            conflicts += 1
        except (OperationalError, ValidationError) as error:
            wrong.append(repr(error))
            done += 1
    os.write(said, (json.dumps({"done": done, "conflicts": conflicts, "wrong": wrong}) + "\n").encode())


def main(how):
    pks = [segments.add_segment(by=make.TEST, name=f"{how} {n}", needs="0").pk for n in range(RECORDS)]
    if how == "blind":
        segments.lock = blind
    django.db.connections.close_all()
    read, write = os.pipe()
    for number in range(WRITERS):
        if os.fork() == 0:
            count(number, pks, write)
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        reports = [json.loads(line) for line in told]
    for _ in range(WRITERS):
        os.wait()
    versions = {str(pk): sorted(Entry.objects.filter(object=pk).values_list("n", flat=True)) for pk in pks}
    counted = sum(int(needs) for needs in Segment.objects.filter(pk__in=pks).values_list("needs", flat=True))
    sys.stdout.write(json.dumps({"reports": reports, "counted": counted, "versions": list(versions.values())}))


if __name__ == "__main__":
    main(sys.argv[1])
