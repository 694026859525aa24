"""Two processes that write at once, as only PostgreSQL lets them."""

import threading

import pytest
from django.db import connection

from heedful.core.actors import Public
from heedful.feedback.models import Cell, Response
from heedful.feedback.surveys.commands import Outcome, take_answers
from tests import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def at_once(*calls):
    results, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(number, call):
        gate.wait()
        try:
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_answers_to_one_invitation_one_is_taken():
    make.asked_contact()
    wave, [invited] = make.asked_wave()
    items = [make.sent(wave, score, invitation=invited.invitation) for score in (2, 9)]

    outcomes = at_once(*(lambda item=item: take_answers([item], by=Public())[0] for item in items))

    assert sorted(outcomes) == [Outcome.ANSWERED, Outcome.TAKEN]
    assert Response.objects.count() == 1


def test_many_who_answer_at_once_are_all_counted():
    wave = make.wave()
    batches = [[make.sent(wave, (n + m) % 11) for n in range(11)] for m in range(6)]

    at_once(*(lambda batch=batch: take_answers(batch, by=Public()) for batch in batches))

    assert Response.objects.count() == 66
    assert sum(Cell.objects.values_list("count", flat=True)) == 66
