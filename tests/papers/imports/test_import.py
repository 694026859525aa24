"""A file comes in once: killed and taken up again, brought a second time, changed between, or taken back whole."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.core.exceptions import ValidationError

from heedful.core.models import Entry, Found, Link
from heedful.customers.models import Customer, Delivery
from heedful.feedback.models import Cell, Feedback, Response, Survey, Wave
from heedful.papers.imports import work as working
from heedful.papers.imports.commands import start_import
from heedful.papers.imports.models import ImportFile, ImportProgress, ImportState
from heedful.papers.imports.stage import file_path, is_staged
from heedful.papers.imports.withdrawing import withdraw_import
from heedful.papers.imports.work import work
from tests import make

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for the end of the process."""


def cells():
    """Counts by score, as the page reads them."""
    return sorted(Cell.objects.values_list("day", "score", "count"))


def test_everything_brought_names_the_import_and_is_written_once(tmp_path):
    file = make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(5)))

    response = Response.objects.get(external_key="R0")
    entry = make.last_entry(response)
    assert (entry.act, entry.by) == ("response.brought", f"import/{file.pk}")
    assert make.entries_of(response) == [("response.brought", 1)]
    assert [act for act, _ in make.entries_of(file)] == [
        f"importfile.{verb}" for verb in ("taken", "mapped", "judged", "started", "done")
    ]
    assert (file.state, file.key) == (ImportState.DONE, "IM-1")


def test_a_file_is_kept_until_it_is_in_and_what_its_rows_said_is_not_kept_twice(tmp_path):
    file = make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(5)))

    assert not file_path(file.stored).exists()
    assert is_staged(file.stored)
    assert b"Word 3" not in (file_path(file.stored).parent / f"{file.stored}.rows").read_bytes()


def test_the_same_file_again_adds_nothing(tmp_path):
    path = make.sheet_file(tmp_path, make.sheet_rows(5))
    make.brought_file(path)
    before = (Entry.objects.exclude(kind__startswith="import").count(), cells())

    again = make.brought_file(path)

    assert (again.things, again.things_here, again.here, again.taken) == (0, 5, 5, 0)
    assert (Entry.objects.exclude(kind__startswith="import").count(), cells()) == before


def test_a_file_that_grew_brings_only_what_is_new(tmp_path):
    make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(5)))

    again = make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(8), name="later.csv"))

    assert (again.things, again.things_here) == (3, 5)
    assert (Response.objects.count(), Survey.objects.count(), Wave.objects.count()) == (8, 1, 1)


def test_new_words_of_a_respondent_who_is_here_are_not_lost_in_silence(tmp_path):
    rows = make.sheet_rows(3)
    make.brought_file(make.sheet_file(tmp_path, rows))
    more = [*rows, rows[0] | {"id": "A99", "said": "And one more thing."}]

    again = make.judged_file(make.sheet_file(tmp_path, more, name="more.csv"))

    assert (again.here, again.doubtful) == (3, 1)


def test_what_came_in_meanwhile_is_not_brought_twice(tmp_path):
    path = make.sheet_file(tmp_path, make.sheet_rows(5))
    slow = start_import(make.judged_file(path), by=make.TEST)
    make.brought_file(path)

    slow = work(slow.pk)

    assert (slow.things, slow.things_here, slow.here) == (0, 5, 5)
    assert Response.objects.count() == 5


def killed_at(moment, file, monkeypatch, blind=False):
    """Bring a file in, and end the process after so many chunks."""
    seen = iter(range(100))

    def told(progress):
        if next(seen) == moment:
            raise Killed

    with pytest.raises(Killed):
        work(file.pk, told)


@pytest.mark.parametrize("moment", [0, 1, 3])
def test_a_killed_import_goes_on_where_it_was_and_brings_every_row_once(tmp_path, monkeypatch, moment):
    monkeypatch.setattr(working, "CHUNK", 10)
    file = start_import(make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(55))), by=make.TEST)
    killed_at(moment, file, monkeypatch)
    half = Response.objects.count()

    file = work(file.pk)

    assert half == (moment + 1) * 10
    assert Response.objects.count() == Response.objects.values("external_key").distinct().count() == 55
    assert (file.state, file.taken, file.things) == (ImportState.DONE, 55, 55)
    assert sum(count for _, _, count in cells()) == 55
    assert Entry.objects.filter(kind="response").count() == 55


def test_a_chunk_that_fails_in_the_middle_leaves_nothing_and_is_done_again(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 10)
    file = start_import(make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(25))), by=make.TEST)
    save = ImportProgress.save
    monkeypatch.setattr(
        ImportProgress, "save", lambda self, **o: (_ for _ in ()).throw(Killed) if self.done == 20 else save(self, **o)
    )
    with pytest.raises(Killed):
        work(file.pk)
    monkeypatch.setattr(ImportProgress, "save", save)
    half = (Response.objects.count(), Feedback.objects.count(), ImportProgress.objects.get().position)

    work(file.pk)

    assert half == (10, 10, 10)
    assert (Response.objects.count(), Feedback.objects.count()) == (25, 25)


def test_without_position_and_without_looking_the_drill_would_notice(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 10)
    file = start_import(make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(55))), by=make.TEST)
    killed_at(2, file, monkeypatch)
    progress = ImportProgress.objects.get()
    progress.position = 0
    progress.save()
    monkeypatch.setattr(working, "_not_here", lambda kind, around, stage, things, *, grouped: things)

    with pytest.raises(ValidationError, match="brought in already"):
        work(file.pk)


def test_a_withdrawn_import_leaves_nothing_but_its_history(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 10)
    other = make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(3)), make.import_plan(source="Another"))
    figures = cells()
    rows = [row | {"who": f"Q{n // 2}", "id": f"B{n}", "score": "3", "day": "2026-03-01"}
            for n, row in enumerate(make.sheet_rows(30))]  # fmt: skip
    file = make.brought_file(make.sheet_file(tmp_path, rows, name="b.csv"))

    withdraw_import(file, by=make.TEST, reason="Wrong file")
    file = work(file.pk)

    assert (file.state, file.withdrawn_because) == (ImportState.WITHDRAWN, "Wrong file")
    assert (Response.objects.count(), Feedback.objects.count(), Link.objects.count()) == (3, 3, 0)
    assert (Survey.objects.get().name, cells()) == ("Another", figures)
    assert Found.objects.filter(kind="feedback").count() == 3
    assert Entry.objects.filter(act="response.removed").count() == 15
    assert other.state == ImportState.DONE


def test_a_withdrawn_file_can_be_brought_again(tmp_path):
    path = make.sheet_file(tmp_path, make.sheet_rows(5))
    file = make.brought_file(path)
    withdraw_import(file, by=make.TEST, reason="Once more")
    work(file.pk)

    again = make.brought_file(path)

    assert (again.things, Response.objects.count()) == (5, 5)


def test_a_killed_withdrawal_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 10)
    file = make.brought_file(make.sheet_file(tmp_path, make.sheet_rows(20)))
    withdraw_import(file, by=make.TEST, reason="Wrong file")
    killed_at(1, file, monkeypatch)

    assert work(file.pk).state == ImportState.WITHDRAWN
    assert (Response.objects.count(), Feedback.objects.count(), Wave.objects.count()) == (0, 0, 0)


def test_customers_on_whom_others_rely_are_not_withdrawn(tmp_path):
    path = make.sheet_file(tmp_path, [{"id": "K1", "name": "Halden Foods"}])
    how = make.import_plan(kind="customers", columns={"external_key": "id", "name": "name"})
    file = make.brought_file(path, how)
    make.delivery(of=Customer.objects.get())

    with pytest.raises(ValidationError, match="1 delivery hangs on customers of this import"):
        withdraw_import(file, by=make.TEST, reason="Wrong file")

    assert (Customer.objects.count(), ImportFile.objects.get().state) == (1, ImportState.DONE)


def test_what_an_import_added_and_others_use_since_stays(tmp_path):
    columns = {"external_key": "id", "name": "name", "segment": "segment"}
    from heedful.papers.imports.oddities import Decision

    how = make.import_plan(Decision("segment", "unknown", "*", "add"), kind="customers", columns=columns)
    file = make.brought_file(make.sheet_file(tmp_path, [{"id": "K1", "name": "A", "segment": "Retail"}]), how)
    make.customer(name="B", segment=Customer.objects.get().segment)

    withdraw_import(file, by=make.TEST, reason="Wrong file")
    work(file.pk)

    (left,) = Customer.objects.all()
    assert (left.name, left.segment.name) == ("B", "Retail")


def test_two_workers_do_not_take_up_one_import(tmp_path):
    file = start_import(make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(5))), by=make.TEST)

    with working._alone(file):
        work(file.pk)
        untouched = Response.objects.count()

    assert untouched == 0
    assert work(file.pk).state == ImportState.DONE


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="needs a data folder of its own")
def test_an_import_survives_kill_9(tmp_path):
    rows = 8_000
    environment = os.environ | {"HEEDFUL_DATA": str(tmp_path / "data")}

    def command(step):
        return [
            sys.executable,
            "-c",
            f"import django; django.setup(); from tests.papers.imports import kill; kill.{step}",
        ]

    subprocess.run(command(f"prepare({rows})"), env=environment, check=True)
    for kill in range(2):
        process = subprocess.Popen(command("carry_on()"), env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(random.Random(kill).randint(1, 3)):
            process.stdout.readline()
        time.sleep(0.02 * kill)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    subprocess.run(command("carry_on()"), env=environment, check=True, stdout=subprocess.DEVNULL)

    counted = subprocess.run(command("count()"), env=environment, check=True, stdout=subprocess.PIPE, text=True)
    assert counted.stdout.split() == [str(rows), str(rows), str(rows), "done", "0"]
    assert Delivery.objects.count() == 0
