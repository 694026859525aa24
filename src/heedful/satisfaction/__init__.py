"""How satisfied customers are: figures from cells alone, each with its interval, its n and its period.

What others call (each reads a fixed number of questions of the database, whatever the number of answers)::

    topics() -> list[Topic]                                     what can be looked at: survey, series, kind of question
    overview(topic, window="", segment=None, *, on) -> Overview everything the satisfaction page says
    latest_figure(on) -> Latest | None                          figure, n, period, trend and headline of the main topic
    trends_by_segment(topic, *, on) -> list[SegmentTrend]       better, worse, no clear change, too few
    signals_of(topic, *, on) -> list[NamedSignal]               months that chance does not explain, in words

They stand in `heedful.satisfaction.topics`, `heedful.satisfaction.overview` and `heedful.satisfaction.queries`.
"""
