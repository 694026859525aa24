import datetime

import pytest

from heedful.feedback.inbox import sort_many
from heedful.feedback.models import Confidentiality, Feedback
from heedful.satisfaction.reading import EVERY
from heedful.satisfaction.theming import headline, themes_against_scores
from heedful.satisfaction.topics import topics
from tests import make

pytestmark = pytest.mark.django_db
MARCH_20 = datetime.date(2026, 3, 20)


def spoken(wave, theme, scores):
    """Answers with words, sorted by theme where one is given."""
    for score in scores:
        make.answer(wave, score, comment=f"Words {score}")
    if theme is not None:
        waiting = list(Feedback.objects.filter(theme=None, response__isnull=False, sorted_on=None))
        sort_many(waiting, by=make.TEST, on=MARCH_20, theme=theme)


def seen():
    return themes_against_scores(topics()[0], EVERY)


def test_who_speaks_of_a_theme_is_held_against_who_speaks_of_the_others():
    wave, late, kind = make.wave(), make.theme("Late"), make.theme("Kind staff")
    spoken(wave, late, [2] * 12)
    spoken(wave, kind, [10] * 12)
    spoken(wave, None, [7])

    found = seen()

    rows = {row.name: row for row in found.rows}
    assert (rows["Late"].standing, rows["Kind staff"].standing) == ("lower", "higher")
    assert (rows["Late"].figure.estimate, rows["Late"].mean.estimate, rows["Late"].share) == (-1, 2, 0.5)
    assert (found.unsorted, found.compared) == (1, 2)
    assert headline(found) == "Who speaks of Late is less satisfied than others who wrote"


def test_a_difference_that_may_be_chance_is_not_called_one():
    wave = make.wave()
    spoken(wave, make.theme("Late"), [8, 9, 10, 6, 7])
    spoken(wave, make.theme("Cold"), [9, 9, 7, 5, 8])

    assert [row.standing for row in seen().rows] == ["", ""]
    assert "cannot be told" in headline(seen())


def test_no_sorted_comment_and_one_theme_alone_give_a_sentence():
    wave = make.wave()
    assert "No comment with a score" in headline(seen())
    spoken(wave, make.theme("Late"), [3] * 6)
    [row] = seen().rows
    assert (row.difference, row.standing) == (None, "")
    assert "cannot be told" in headline(seen())


def test_themes_of_few_who_wrote_in_confidence_are_not_shown():
    wave = make.wave(confidentiality=Confidentiality.CONFIDENTIAL)
    spoken(wave, make.theme("Late"), [3] * 12)
    spoken(wave, make.theme("Cold"), [8] * 4)

    assert {row.sample.n for row in seen().rows} == {12, 4}
    assert all(row.hidden and row.figure is None for row in seen().rows)
