"""The writer alone: what it is given to take with is a plain function, so no database is asked."""

import threading

import pytest

from heedful.feedback.surveys.commands import Outcome
from heedful.web.answering import Busy
from heedful.web.writer import Writer


def in_threads(calls):
    results = [None] * len(calls)

    def run(number, call):
        try:
            results[number] = call()
        except Exception as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_what_waits_is_taken_together_and_each_hears_its_own_outcome():
    gate, batches = threading.Event(), []

    def take(batch):
        gate.wait(5)
        batches.append(list(batch))
        return [Outcome.TAKEN if item % 2 else Outcome.SAME for item in batch]

    writer = Writer(take)
    threading.Timer(0.2, gate.set).start()
    outcomes = in_threads([lambda n=n: writer.submit(n) for n in range(20)])

    assert outcomes == [Outcome.TAKEN if n % 2 else Outcome.SAME for n in range(20)]
    assert len(batches) < 20
    assert sorted(item for batch in batches for item in batch) == list(range(20))


def test_when_too_many_wait_the_next_is_told_at_once():
    gate = threading.Event()

    def take(batch):
        gate.wait(5)
        return [Outcome.TAKEN] * len(batch)

    writer = Writer(take, waiting=2)
    threading.Timer(0.3, gate.set).start()
    results = in_threads([lambda n=n: writer.submit(n) for n in range(8)])

    assert any(isinstance(result, Busy) for result in results)
    assert results.count(Outcome.TAKEN) + sum(isinstance(r, Busy) for r in results) == 8


def test_one_that_fails_does_not_hold_up_the_others():
    gate = threading.Event()

    def take(batch):
        gate.wait(5)
        if 3 in batch:
            raise OSError("no space left")
        return [Outcome.TAKEN] * len(batch)

    writer = Writer(take)
    threading.Timer(0.2, gate.set).start()
    results = in_threads([lambda n=n: writer.submit(n) for n in range(6)])

    assert isinstance(results[3], OSError)
    assert [r for n, r in enumerate(results) if n != 3] == [Outcome.TAKEN] * 5


def test_who_is_not_told_in_time_is_told_so():
    gate = threading.Event()
    writer = Writer(lambda batch: [gate.wait(5) and Outcome.TAKEN], patience=0.05)

    with pytest.raises(Busy, match="in time"):
        writer.submit(1)
    gate.set()
