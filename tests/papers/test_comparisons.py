"""Whiskers, Pareto bars and maps: charts that compare."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from heedful.papers import charts
from heedful.papers.charts import Bar, Row, Spot
from tests.papers.drawn import elements, stays_inside, tree, words, words_keep_apart

LONG = "The customers of the north who order by telephone and pay by invoice at the end of the month"


def test_a_group_that_cannot_tell_yet_says_so():
    drawing = charts.whiskers([Row("Retail", 0.4, 0.3, 0.5, 90), Row("New", None, n=3)], title="x", kind="nps")

    assert "cannot tell yet" in words(drawing.wide)
    assert drawing.rows[1] == ("New", "–", "–", "3")


def test_no_group_and_long_names_stay_on_the_sheet():
    for rows in ([], [Row(LONG, 0.5)], [Row(LONG, 0.5, 0.5, 0.5, 1)] * 30):
        drawing = charts.whiskers(rows, title="x", target=0.5)
        for svg in (drawing.wide, drawing.narrow):
            assert stays_inside(svg)
            assert words_keep_apart(svg)


def test_bars_go_from_the_most_frequent_and_mark_the_few_that_make_up_most():
    drawing = charts.pareto([Bar("c", 5), Bar("a", 60), Bar("b", 35)], title="x")

    assert words(drawing.wide, "name") == ["a", "b", "c"]
    assert [row[2] for row in drawing.rows] == ["60%", "95%", "100%"]
    assert len(elements(drawing.wide, "rect", "rest")) == 1


def test_bars_of_nothing_do_not_divide_by_nothing():
    assert "Nothing has happened yet" in words(charts.pareto([], title="x").wide)
    assert charts.pareto([Bar("a", 0)], title="x").rows == (("a", "0", "0%"),)


def test_text_from_outside_stays_text():
    bad = '"><script>x</script>'
    for drawing in (
        charts.pareto([Bar(bad, 1)], title=bad),
        charts.whiskers([Row(bad, 0.1)], title=bad),
        charts.matrix([Spot(bad, 1, 1)], title=bad, x_title=bad, y_title=bad, x_split=1, y_split=1),
    ):
        assert "<script" not in drawing.wide
        assert tree(drawing.wide).get("role") == "img"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 1), st.text(max_size=50)), max_size=14))
@example([(0.0, 0.19332637451544016, "")])
def test_names_on_a_map_keep_apart_and_inside(spots):
    drawing = charts.matrix(
        [Spot(name, x, y, x - 0.5, x + 0.5) for x, y, name in spots],
        title="x", x_title="Satisfaction", y_title="Weight", x_split=7, y_split=0.2,
    )  # fmt: skip

    for svg in (drawing.wide, drawing.narrow):
        assert stays_inside(svg)
        assert words_keep_apart(svg)
