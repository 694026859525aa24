import os
import threading
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from heedful.cli.schedule import run_due, run_mail


class Command(BaseCommand):
    """Do what waits: imports and other tasks, and what is due by the clock."""

    help = "Run tasks and the schedule; `heedful serve` starts it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Take up what a killed worker left, then work until stopped."""
        DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)
        stop = threading.Event()
        for due in (run_due, run_mail):  # apart: a mail server that hangs holds up nothing else
            threading.Thread(target=self.keep_schedule, args=(stop, due), daemon=True).start()
        worker = Worker(
            queue_names=["*"],
            interval=1.0,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()
        stop.set()

    def keep_schedule(self, stop: threading.Event, due: Callable[[], object]) -> None:
        """Look every second whether something is due; a failure is told and does not end the schedule."""
        while not stop.wait(1.0):
            try:
                due()
            except Exception as failure:
                self.stderr.write(f"The schedule failed: {failure}")
            finally:
                close_old_connections()
