import datetime
from enum import Enum

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from heedful.stats.results import Interval

NPS = Interval(0.34, 0.30, 0.38, 1204, "Wilson", 0.95)


def show(source, address="/", **given):
    return Template(source).render(Context({"request": RequestFactory().get(address), **given}))


class State(Enum):
    NOT_MET = "not_met"


class OneField(forms.Form):
    told = forms.CharField(label="What happened", help_text="In their words.")
    on = forms.DateField(required=False)


def test_a_figure_is_never_without_interval_sample_and_period():
    shown = show('{% figure nps kind="nps" period="Oct 2026" of=1881 %}', nps=NPS)

    assert "+34" in shown
    assert "95% interval +30 to +38" in shown
    assert "n 1,204 of 1,881 asked (64%)" in shown
    assert "Oct 2026" in shown


def test_a_figure_without_a_period_is_refused():
    with pytest.raises(Exception, match="period"):
        show("{% figure nps %}", nps=NPS)


def test_a_figure_that_cannot_be_told_says_so():
    assert "Cannot tell yet" in show('{% figure none n=3 period="Oct 2026" %}', none=None)


@pytest.mark.parametrize(
    ("given", "word", "css"),
    [("met", "Met", "met"), (State.NOT_MET, "Not met", "not-met"), ("not_enough", "Not enough evidence", "not-enough")],
)
def test_a_result_is_a_word_with_its_sign(given, word, css):
    assert show("{% result state %}", state=given) == f'<span class="result {css}">{word}</span>'


def test_own_words_of_a_result_are_escaped():
    assert "&lt;b&gt;" in show('{% result "met" words %}', words="<b>")


def test_a_judgement_not_made_has_a_mark_of_its_own():
    assert "Could not be judged" in show('{% mark "not_judged" %}')


def test_days_and_moments_are_written_one_way():
    assert show("{% day d %}", d=datetime.date(2026, 3, 9)) == '<time datetime="2026-03-09">9 Mar 2026</time>'
    at = datetime.datetime(2026, 3, 9, 14, 5, tzinfo=datetime.UTC)
    assert "9 Mar 2026, 14:05</time>" in show("{% moment at %}", at=at)
    assert show("{% day d %}{% moment d %}", d=None) == ""
    assert show("{{ d|day }}", d=datetime.date(2026, 11, 22)) == "22 Nov 2026"


@pytest.mark.parametrize(("ahead", "words"), [(-1, "1 day late"), (-3, "3 days late"), (0, "today"), (4, "in 4 days")])
def test_a_due_day_says_how_it_stands(ahead, words):
    today = datetime.date(2026, 3, 9)
    assert words in show("{% due d today=today %}", d=today + datetime.timedelta(ahead), today=today)


def test_a_column_that_is_sorted_turns_round():
    head = show('{% sort_link "Received" "received_on" %}', "/c/?sort=received_on&state=open&page=4")

    assert 'aria-sort="ascending"' in head
    assert 'href="?sort=-received_on&amp;state=open"' in head


def test_one_parameter_changes_and_the_page_goes():
    assert show("{% query state='open' %}", "/c/?q=a&page=3") == "?q=a&amp;state=open"
    assert show("{% query q=None %}", "/c/?q=a") == "/c/"


def test_a_field_that_is_wrong_says_so_beside_itself_and_in_the_summary():
    shown = render_to_string("components/form.html", {"form": OneField({"told": ""})})

    assert "One thing needs another look" in shown
    assert '<a href="#id_told">What happened</a>: This field is required.' in shown
    assert 'aria-describedby="id_told_helptext id_told_error"' in shown
    assert 'id="id_told_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_field_that_may_stay_empty_says_so():
    shown = render_to_string("components/form.html", {"form": OneField()})

    assert shown.count(">optional<") == 1
    assert "errors" not in shown


def test_pages_are_offered_around_here_and_keep_the_filter():
    page = Paginator(range(431), 25).get_page(7)
    shown = show(
        '{% include "components/pages.html" with page=page request=request only %}', "/c/?state=open&page=7", page=page
    )

    assert "151 to 175 of 431" in shown
    assert 'href="?state=open&amp;page=8" rel="next"' in shown
    assert 'aria-current="page">7<' in shown


def test_one_page_alone_offers_none():
    page = Paginator(range(3), 25).get_page(1)
    assert "<nav" not in show('{% include "components/pages.html" with page=page request=request only %}', page=page)


def test_a_conflict_shows_both_states():
    items = [{"label": "Owner", "theirs": "<Ines>", "yours": ""}]
    shown = render_to_string("components/conflict.html", {"conflict": {"who": "Ines", "items": items}})

    assert "Ines saved this while you were writing" in shown
    assert "&lt;Ines&gt;" in shown
