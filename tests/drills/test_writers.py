"""Sixteen processes write to the same ten records: nobody is told of a lock, and nobody's work is lost."""

EACH, WRITERS = 8, 16


def test_sixteen_writers_lose_nothing_and_see_no_lock(folder):
    told = folder.run("writers.py", "careful")

    assert [wrong for report in told["reports"] for wrong in report["wrong"]] == []
    assert [report["done"] for report in told["reports"]] == [EACH] * WRITERS
    assert sum(report["conflicts"] for report in told["reports"]) > 0
    assert told["counted"] == EACH * WRITERS
    assert [found for found in told["versions"] if found != list(range(1, len(found) + 1))] == []


def test_the_drill_notices_writers_who_do_not_look_what_changed(folder):
    told = folder.run("writers.py", "blind")

    assert told["counted"] < EACH * WRITERS
