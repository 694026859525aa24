from heedful.papers import charts
from heedful.papers.charts import Question, Theme


def test_each_question_is_a_link_with_its_state_in_words():
    markup = charts.wall([Theme("Hear", [Question("a", "Did all hear back?", "not_met", "/questions/a/")])])

    assert 'class="not-met" href="/questions/a/" aria-label="Did all hear back? Not met"' in markup


def test_states_differ_by_more_than_colour():
    themes = [Theme("All", [Question(s, "?", s, "#") for s in ("met", "not_met", "not_enough", "not_applicable")])]
    signs = [piece.split('"')[0] for piece in charts.wall(themes).split('<path d="')[1:]]

    assert len(set(signs)) == 4


def test_what_a_question_asks_is_escaped():
    markup = charts.wall([Theme("<i>", [Question("a", '"><script>', "met", 'javascript:"')])])

    assert "<script>" not in markup
    assert "<i>" not in markup
