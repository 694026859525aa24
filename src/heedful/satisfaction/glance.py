"""The main topic's figure as it stands in a line: what Today shows, by the same figures as the satisfaction page."""

from dataclasses import dataclass

from heedful.core.remembered import remembered
from heedful.satisfaction.compare import Change, Trend, change_between
from heedful.satisfaction.queries import kind_of_figure
from heedful.satisfaction.reading import counts_of, read_customers, windows_of
from heedful.satisfaction.samples import Sample, figure_of
from heedful.satisfaction.sentences import headline
from heedful.satisfaction.series import Series, series_of
from heedful.satisfaction.topics import Topic, topics
from heedful.stats import Interval


@dataclass(frozen=True, slots=True)
class Glance:
    """A topic's newest figure, how it changed, and its months."""

    topic: Topic
    figure: Interval | None
    n: int
    period: str
    change: Change
    headline: str
    series: Series
    kind: str


@remembered
def glance() -> Glance | None:
    """Look at the main topic: four questions, whatever the number of answers; nothing where nobody was asked."""
    found = topics()
    if not found:
        return None
    topic = found[0]
    counts = counts_of(topic)
    window = windows_of(topic, counts.months[0] if counts.months else None)[0]
    before = None if window.every else window.before
    read_customers(counts, [window, *([before] if before else [])])
    sample = counts.sample(window)
    if not topic.named and 0 < sample.n < 5:
        sample = Sample(sample.kind, (0,) * len(sample.histogram))
    nothing = Change(Trend.NOTHING_BEFORE, None, None)
    change = change_between(sample, counts.sample(before)) if before else nothing
    figure = figure_of(sample)
    return Glance(
        topic=topic,
        figure=figure,
        n=sample.n,
        period=str(window),
        change=change,
        headline=headline(sample, figure, change, every=window.every),
        series=series_of(counts),
        kind=kind_of_figure(topic),
    )
