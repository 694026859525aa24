"""One writer for each process: all answers that wait go in one transaction, and are acknowledged after its commit."""

import queue
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread

from django.db import close_old_connections

from heedful.core.actors import Public
from heedful.core.organisation import hold
from heedful.feedback.surveys.commands import Outcome, Sent, take_answers
from heedful.web.answering import Busy

TakeAll = Callable[[Sequence[Sent]], list[Outcome]]
MOST_WAITING = 2_000
MOST_TOGETHER = 500
PATIENCE = 20.0


def _take(batch: Sequence[Sent]) -> list[Outcome]:
    """Take a batch on this thread's connection, as the public."""
    close_old_connections()
    hold(None)
    return take_answers(batch, by=Public())


class _Waiting:
    """An answer that waits for its commit."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.done = Event()
        self.outcome: Outcome | None = None
        self.error: Exception | None = None


class Writer:
    """Takes what is queued, as much as there is, again and again."""

    def __init__(self, take: TakeAll = _take, *, waiting: int = MOST_WAITING, patience: float = PATIENCE) -> None:
        self._take, self._patience = take, patience
        self._queue: queue.Queue[_Waiting] = queue.Queue(maxsize=waiting)
        self._lock, self._thread = Lock(), None  # type: tuple[Lock, Thread | None]

    def submit(self, sent: Sent) -> Outcome:
        """Queue an answer and wait until it is in; refuse at once where too many wait.

        Raises
        ------
        Busy
            If it was not taken, or not known to be in time; sending the same form again is harmless.
        """
        item = _Waiting(sent)
        try:
            self._queue.put_nowait(item)
        except queue.Full as full:
            raise Busy("more answers wait than can be taken now") from full
        self._start()
        if not item.done.wait(self._patience):
            raise Busy("the answer was not written in time")
        if item.error is not None:
            raise item.error
        assert item.outcome is not None  # noqa: S101  set together with done
        return item.outcome

    def _start(self) -> None:
        """Start with the first answer: a server may fork before that."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="answers", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        """Take what waits, and whatever came meanwhile with it."""
        while True:
            items = [self._queue.get()]
            while len(items) < MOST_TOGETHER:
                try:
                    items.append(self._queue.get_nowait())
                except queue.Empty:
                    break
            self._write(items)

    def _write(self, items: list[_Waiting]) -> None:
        """Take all in one transaction; where that fails, each alone, so that one cannot hold up the others."""
        try:
            outcomes = self._take([item.sent for item in items])
            for item, outcome in zip(items, outcomes, strict=True):
                item.outcome = outcome
        except Exception as error:
            if len(items) > 1:
                for item in items:
                    self._write([item])
                return
            items[0].error = error
        for item in items:
            item.done.set()
