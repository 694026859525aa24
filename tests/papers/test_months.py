import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.papers import charts
from heedful.papers.charts import Event, Limits, Point
from tests.papers.drawn import elements, stays_inside, tree, words, words_keep_apart

HOSTILE = "\"><script>alert(1)</script><text onload='x'>&"


def months(values, **more):
    return [Point(f"Month {n}", value, **more) for n, value in enumerate(values, 1)]


def test_a_gap_parts_the_line():
    drawing = charts.by_month(months([0.1, 0.2, None, 0.3, 0.2]), title="A gap", kind="nps")

    assert len(elements(drawing.wide, "path", "line")) == 2
    assert len(elements(drawing.wide, "line", "gap-mark")) == 1
    assert drawing.rows[2] == ("Month 3", "–", "–", "–", "")


def test_one_month_is_a_dot_with_its_interval():
    drawing = charts.by_month([Point("Mar 2026", 0.3, 0.2, 0.4, 88)], title="One")

    assert len(elements(drawing.wide, "circle", "dot")) == 1
    assert len(elements(drawing.wide, "line", "stem")) == 1
    assert elements(drawing.wide, "path", "line") == []
    assert drawing.rows == (("Mar 2026", "30%", "20% to 40%", "88", ""),)


def test_no_month_says_so():
    drawing = charts.by_month([], title="None")

    assert "No month has a value yet" in words(drawing.wide)
    assert drawing.description == "No month has a value yet."


def test_two_months_reach_from_side_to_side():
    first, last = elements(charts.by_month(months([0.1, 0.9]), title="Two").wide, "circle", "dot")

    assert float(last.get("cx")) - float(first.get("cx")) > 600
    assert float(last.get("cy")) < float(first.get("cy"))


def test_values_that_are_all_alike_stand_in_the_middle():
    drawing = charts.by_month(months([7, 7, 7]), title="Alike", kind="number")
    heights = {float(dot.get("cy")) for dot in elements(drawing.wide, "circle", "dot")}

    assert len(heights) == 1
    assert 60 < heights.pop() < 240


def test_text_from_outside_stays_text():
    drawing = charts.by_month(
        [Point(HOSTILE, 0.2, signal=HOSTILE), Point("b", 0.3)],
        title=HOSTILE,
        events=[Event("b", HOSTILE)],
        target=0.25,
    )

    for svg in (drawing.wide, drawing.narrow):
        assert "<script" not in svg
        assert {found.tag.split("}")[1] for found in tree(svg).iter()} <= {
            *("svg", "title", "desc", "line", "text", "path", "circle"),
        }


def test_a_signal_of_neighbours_is_named_once():
    points = [Point(f"M{n}", n / 20, signal="shift" if n > 3 else None) for n in range(10)]

    drawing = charts.by_month(points, title="Shift", kind="nps")

    assert words(drawing.wide, "signal-label") == ["shift"]
    assert len(elements(drawing.wide, "circle", "signal")) == 6


def test_the_drawing_says_its_sentence_and_has_ids_of_its_own():
    drawing = charts.by_month(months([0.1, 0.2]), title="It rose", limits=[Limits(0.05, 0.15, 0.3)])
    wide, narrow = tree(drawing.wide), tree(drawing.narrow)

    assert wide.get("role") == "img"
    assert elements(drawing.wide, "title")[0].text == "It rose"
    assert wide.get("aria-labelledby") == elements(drawing.wide, "title")[0].get("id")
    assert wide.get("aria-labelledby") != narrow.get("aria-labelledby")
    assert "natural limits 5% to 30%" in drawing.description


def test_a_page_gets_classes_alone_and_a_document_gets_colours():
    given_events = {"events": [Event("Month 2", "CA-31")], "limits": [Limits(0.05, 0.15, 0.3)]}
    page = charts.by_month(months([0.1, 0.2]), title="x", **given_events).wide
    document = charts.by_month(months([0.1, 0.2]), title="x", theme="print", **given_events).wide

    assert "style=" not in page
    assert "#" not in page
    assert 'stroke="#0a6366"' in document
    assert "var(" not in document
    assert 'width="720"' in document


def test_ticks_tell_each_other_apart_however_narrow_the_range():
    drawing = charts.by_month(months([0.9612, 0.9615, 0.9618]), title="Narrow")
    said = [word for word in words(drawing.wide) if word.endswith("%")]

    assert len(said) == len(set(said)) >= 2


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1, 1)), max_size=48),
    st.lists(st.tuples(st.integers(0, 47), st.text(min_size=1, max_size=60)), max_size=6),
    st.one_of(st.none(), st.floats(-1, 1)),
)
def test_nothing_leaves_the_sheet_and_no_words_cover_each_other(values, happened, target):
    points = [
        Point(
            f"Jan {2000 + n}",
            v,
            None if v is None else v - 0.1,
            None if v is None else v + 0.1,
            9,
            "outside" if n == 3 else None,
        )
        for n, v in enumerate(values)
    ]
    events = [Event(f"Jan {2000 + n}", label) for n, label in happened]
    limits = [] if target is None else [Limits(target - 0.1, target, target + 0.1)]

    drawing = charts.by_month(points, title="Any", kind="nps", events=events, limits=limits, target=target)

    for svg in (drawing.wide, drawing.narrow):
        assert "nan" not in svg
        assert "inf" not in svg
        assert stays_inside(svg)
        assert words_keep_apart(svg)


@pytest.mark.parametrize("size", [1, 2, 200])
def test_long_names_of_months_are_shortened(size):
    points = [Point("The week after the spring holidays of the year " * 3 + str(n), 0.1) for n in range(size)]
    drawing = charts.by_month(points, title="Long")

    assert stays_inside(drawing.narrow)
    assert words_keep_apart(drawing.narrow)
    assert not any(math.isnan(float(dot.get("cx"))) for dot in elements(drawing.narrow, "circle"))
