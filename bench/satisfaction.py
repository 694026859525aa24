"""The satisfaction page over ten million answers against a hundred thousand, in one run, each page worked out afresh.

    python -m bench.satisfaction

Cells are filled as answers would have filled them: 20 segments, 24 months, 2,000 customers by name. Both surveys stand
in one folder and are asked for in turn, through all of Django; nothing that was worked out before is used again.
"""

import datetime
import os
import random
import statistics
import sys
import tempfile
import time
import uuid

os.environ["HEEDFUL_DATA"] = tempfile.mkdtemp(prefix="heedful-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from heedful.core.period import months_before  # noqa: E402
from heedful.feedback.models import Cell, CustomerCell, FrameCell, MonthCell  # noqa: E402
from heedful.satisfaction import samples  # noqa: E402
from heedful.satisfaction.topics import topics  # noqa: E402
from heedful.web.views import satisfaction as page  # noqa: E402
from tests import make  # noqa: E402

SIZES = {"100 thousand": 100_000, "10 million": 10_000_000}
SHARES = (2, 1, 1, 2, 2, 4, 5, 13, 22, 26, 22)
MONTHS, SEGMENTS, CUSTOMERS = 24, 20, 2_000
GOAL = 1.5


def fill(name, answers, segments, customers):
    """Make a survey and the cells of so many answers."""
    version = make.version(name=name)
    wave = make.wave(of=version)
    question = version.questions.get(place=1).pk
    chance, last = random.Random(7), datetime.date.today().replace(day=1)
    months = [months_before(last, back) for back in range(MONTHS)]
    each = answers / (MONTHS * SEGMENTS)
    rows, days, by_customer = [], [], []
    for place, segment in enumerate(segments):
        ours = customers[place::SEGMENTS]
        for month in months:
            sums = [[0, 0, 0, 0] for _ in ours]
            for score, share in enumerate(SHARES):
                lower = 0.7 if place == 3 and score > 8 else 1
                count = round(each * share / sum(SHARES) * chance.uniform(0.8, 1.2) * lower)
                if not count:
                    continue
                key = {"question": question, "segment": segment.pk, "score": score, "count": count}
                rows.append(MonthCell(month=month, **key))
                days.append(Cell(day=month, wave=wave.pk, **key))
                for number, held in enumerate(sums):
                    mine = count // len(ours) + ((number + score * 7) % len(ours) < count % len(ours))
                    for place_, value in enumerate((mine, mine * score, mine * (score > 8), mine * (score < 7))):
                        held[place_] += value
            by_customer += [
                CustomerCell(
                    question=question, segment=segment.pk, customer=customer.pk, month=month,
                    count=held[0], total=held[1], promoters=held[2], detractors=held[3],
                )
                for customer, held in zip(ours, sums, strict=True)
                if held[0]
            ]  # fmt: skip
    MonthCell.objects.bulk_create(rows)
    Cell.objects.bulk_create(days)
    CustomerCell.objects.bulk_create(by_customer)
    FrameCell.objects.bulk_create(
        FrameCell(wave=wave.pk, segment=segment.pk, disposition=code, count=answers // SEGMENTS)
        for segment in segments
        for code in ("I", "U", "an")
    )
    return sum(row.count for row in rows)


class Named:
    """A customer, as far as its cells need one."""

    def __init__(self, number):
        self.pk = uuid.UUID(int=number + 1)


def forget():
    """Use nothing again that was worked out before."""
    page._worked_out.cache_clear()
    samples._figure.cache_clear()
    samples.mean_of.cache_clear()


def main(rounds=15):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    segments = [make.segment(f"Segment {number:02}") for number in range(SEGMENTS)]
    customers = [Named(number) for number in range(CUSTOMERS)]
    counted = {name: fill(name, size, segments, customers) for name, size in SIZES.items()}
    browser = make.browser()
    paths = {topic.name: f"/satisfaction/?survey={topic.key}" for topic in topics()}
    times, statements = {name: [] for name in paths}, {}
    for round_ in range(rounds + 2):
        for name, path in paths.items():
            forget()
            with CaptureQueriesContext(connection) as asked:
                began = time.perf_counter()
                answered = browser.get(path)
                took = time.perf_counter() - began
            assert answered.status_code == 200
            assert b"95% interval" in answered.content
            statements[name] = len(asked)
            if round_ >= 2:
                times[name].append(took)
    kept = []
    for _ in range(rounds):
        began = time.perf_counter()
        browser.get(paths["10 million"])
        kept.append(time.perf_counter() - began)
    small, large = (statistics.median(times[name]) for name in SIZES)
    for name in SIZES:
        median = statistics.median(times[name])
        print(f"{name}: {counted[name]:,} answers, {statements[name]} statements, median {1000 * median:.0f} ms")
    print(f"shown again while no record changes: median {1000 * statistics.median(kept):.0f} ms")
    print(f"10 million over 100 thousand: {large / small:.2f} (goal: at most {GOAL})")
    return 0 if large / small <= GOAL and len(set(statements.values())) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
