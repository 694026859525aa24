from xml.etree import ElementTree

from heedful.papers import charts
from heedful.papers.charts import Part, Row


def test_a_whisker_says_its_figure_and_stands_on_its_scale():
    svg = charts.whisker(Row("", -0.02, -0.17, 0.13, 110), low=-1, high=1, target=0.35, kind="nps")
    read = ElementTree.fromstring(svg)

    assert read.get("aria-label") == "\u22122, interval \u221217 to +13, n 110"
    assert [line.get("x1") for line in read.iter("line")] == ["0%", "67.5%", "41.5%"]


def test_a_whisker_past_its_scale_stops_at_the_edge():
    read = ElementTree.fromstring(charts.whisker(Row("", 1.2, 0.9, 1.5), low=0, high=1))
    assert next(read.iter("circle")).get("cx") == "100.0%"


def test_a_whole_is_divided_and_its_names_are_escaped():
    markup = charts.split([Part("<b>yes</b>", 3, "good"), Part("no", 1, "bad")])

    assert "&lt;b&gt;yes" in markup
    assert "<b>" not in markup
    assert 'aria-label="75% &lt;b&gt;yes' in markup
    assert "style=" not in markup


def test_nothing_is_not_divided():
    assert "Nothing to divide yet" in charts.split([])
    assert "Nothing to divide yet" in charts.split([Part("a", 0)])
