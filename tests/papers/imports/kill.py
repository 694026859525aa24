"""The import that `test_an_import_survives_kill_9` kills: prepared, worked on and counted in processes of their own."""

import datetime
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from heedful.core.actors import System
from heedful.core.models import Entry
from heedful.core.organisation import found_organisation
from heedful.core.replay import differences
from heedful.customers.commands import add_customer
from heedful.customers.models import Delivery
from heedful.papers.imports.commands import map_columns, start_import, take_file
from heedful.papers.imports.models import ImportFile
from heedful.papers.imports.work import work

BY = System("test")


def prepare(rows: int) -> None:
    """Take a file of deliveries, judged and started."""
    call_command("migrate", verbosity=0)
    found_organisation(by=BY, name="Test House", on=datetime.date(2024, 1, 1))
    add_customer(by=BY, name="Halden Foods", external_key="K1")
    path = Path(settings.FOLDER.path) / "deliveries.csv"
    lines = [f"D{n},K1,2026-03-{n % 28 + 1:02},{n % 9 + 1}" for n in range(rows)]
    path.write_text("\n".join(["id,customer,date,quantity", *lines]))
    file = take_file(by=BY, kind="deliveries", path=path, name=path.name)
    columns = {"external_key": "id", "customer": "customer", "last_on": "date", "quantity": "quantity"}
    start_import(work(map_columns(file, by=BY, columns=columns).pk), by=BY)


def carry_on() -> None:
    """Work on the import, and say after each chunk how far it is."""
    work(ImportFile.objects.get().pk, lambda progress: sys.stdout.write(f"{progress.done}\n") and sys.stdout.flush())


def count() -> None:
    """Count what is there: rows, keys, entries; the state of the import; rows that differ from their history."""
    entries = Entry.objects.filter(kind="delivery").count()
    keys = Delivery.objects.values("external_key").distinct().count()
    state, wrong = ImportFile.objects.get().state, len(differences({"delivery"}))
    sys.stdout.write(f"{Delivery.objects.count()} {keys} {entries} {state} {wrong}\n")
