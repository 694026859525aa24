"""What the gallery shows: figures, lists and drawings made up for it."""

import datetime
from typing import Any

from heedful.papers import charts
from heedful.stats.results import Interval

DAY = datetime.date(2026, 11, 22)
MOMENT = datetime.datetime(2026, 11, 22, 8, 10, tzinfo=datetime.UTC)
LOOP = [
    ("Determine", "What customers and the law require", "148", "146 reviewed before commitment", "met"),
    ("Meet", "Deliveries that met every requirement", "96.2%", "95.3% to 97.0%, n 1,946", "met"),
    ("Hear", "Customers heard this quarter", "64%", "of value; 3 segments below plan", "not_met"),
    ("Know", "Would recommend us (NPS)", "+34", "+30 to +38, n 1,204", "met"),
    ("Act", "Complaints answered in time", "89%", "77% to 95%, n 46", "not_met"),
    ("Improve", "Actions that worked", "3 of 4", "too few for a share", "not_enough"),
]


def sample_months() -> list[charts.Point]:
    """Two and a half years of a score, with a bad month, a gap and a shift."""
    values = [
        39,
        38,
        36,
        37,
        36,
        31,
        34,
        36,
        33,
        30,
        32,
        28,
        None,
        17,
        35,
        40,
        23,
        31,
        35,
        31,
        31,
        32,
        38,
        40,
        37,
        41,
        39,
        38,
        42,
        40,
    ]
    found = []
    for number, value in enumerate(values):
        year, month = divmod(5 + number, 12)
        label = f"{datetime.date(2024 + year, month + 1, 1):%b %Y}"
        if value is None:
            found.append(charts.Point(label, None))
            continue
        half = 0.08 + 0.02 * (number % 3)
        signal = (
            "depot strike: outside limits"
            if value == 17
            else "8 in a row above centre: a real shift"
            if number > 21
            else None
        )
        found.append(
            charts.Point(label, value / 100, value / 100 - half, value / 100 + half, 70 + 7 * (number % 9), signal)
        )
    return found


def sample_charts() -> dict[str, charts.Drawing]:
    """One drawing of each kind, and drawings of nothing."""
    months = sample_months()
    segments = [
        ("Retail", 42, 7, 423),
        ("Food and beverage", 37, 8, 317),
        ("Rail and transit", 36, 10, 205),
        ("Public sector", 30, 11, 149),
        ("Wholesale north", -2, 15, 110),
    ]
    rows = [charts.Row(name, v / 100, (v - h) / 100, (v + h) / 100, n) for name, v, h, n in segments]
    drivers = [
        ("Delivery on time", 5.2, 0.27),
        ("Complaint handling", 6.4, 0.19),
        ("Product quality", 8.7, 0.16),
        ("Ease of ordering", 7.9, 0.11),
        ("Technical advice", 9.1, 0.09),
        ("Invoice accuracy", 8.3, 0.06),
        ("Website", 5.9, 0.05),
    ]
    spots = [charts.Spot(name, x, y, x - 0.5, x + 0.5) for name, x, y in drivers]
    return {
        "months": charts.by_month(
            months,
            title="Recommendation fell in July 2025 and has been higher since the new packing step",
            kind="nps",
            limits=[charts.Limits(0.26, 0.33, 0.40)],
            events=[charts.Event("Mar 2026", "CA-31 new packing step"), charts.Event("Feb 2026", "survey wording")],
            target=0.35,
        ),
        "one": charts.by_month([months[0]], title="One month alone says little", kind="nps"),
        "none": charts.by_month([], title="No month yet", kind="nps"),
        "whiskers": charts.whiskers(rows, title="Wholesale north is lower than the others", kind="nps", target=0.35),
        "pareto": charts.pareto(
            [
                charts.Bar("Arrived late", 31),
                charts.Bar("Arrived warm", 18),
                charts.Bar("Wrong invoice", 7),
                charts.Bar("Damaged packing on the way from the north depot to the customer", 5),
                charts.Bar("How we spoke", 2),
            ],
            title="Two kinds make up most complaints",
        ),
        "matrix": charts.matrix(
            spots,
            title="Delivery on time matters most and is not done well",
            x_title="Satisfaction, 0 to 10",
            y_title="Share of satisfaction explained",
            x_split=7.0,
            y_split=0.14,
        ),
    }


def sample_themes() -> list[charts.Theme]:
    """A wall of made-up questions."""
    states = ["met", "met", "not_met", "met", "not_enough", "met", "not_applicable", "met"]
    titles = {
        "Requirements determined": 8,
        "Requirements met": 7,
        "Customers heard": 15,
        "Satisfaction determined": 6,
        "When things go wrong": 8,
        "Top management": 9,
    }
    return [
        charts.Theme(
            title,
            [
                charts.Question(f"q{n}", f"{title}: question {n + 1}.", states[(n * 3 + len(title)) % 8], "#wall")
                for n in range(count)
            ],
        )
        for title, count in titles.items()
    ]


def sample_figures() -> dict[str, Any]:
    """Figures with their intervals."""
    return {
        "nps": Interval(0.34, 0.30, 0.38, 1204, "made up", 0.95),
        "share": Interval(0.89, 0.77, 0.95, 46, "made up", 0.95),
        "narrow": Interval(0.962, 0.953, 0.970, 1946, "made up", 0.95),
        "score": Interval(7.42, 7.2, 7.64, 312, "made up", 0.95),
        "low": Interval(-0.02, -0.17, 0.13, 110, "made up", 0.95),
        "parts": [("promoters", 51, "good"), ("passives", 32, "plain"), ("detractors", 17, "poor")],
    }


def sample_lists() -> dict[str, Any]:
    """Things to put into lists."""
    complaints = [
        (
            "C-431",
            "Chilled pallet arrived warm",
            "Halden Foods",
            DAY - datetime.timedelta(2),
            DAY - datetime.timedelta(1),
            "open",
            "warn",
        ),
        (
            "C-430",
            "Third late delivery since August, and nobody called us back about the second one",
            "Brandt Rail",
            DAY - datetime.timedelta(5),
            DAY + datetime.timedelta(4),
            "answered",
            "info",
        ),
        (
            "C-429",
            "الطلب وصل ناقصا",
            "Alwan Trading",
            DAY - datetime.timedelta(9),
            DAY + datetime.timedelta(1),
            "closed",
            "good",
        ),
    ]
    return {
        "complaints": [
            dict(zip(("key", "title", "customer", "received", "due", "state", "tone"), row, strict=True))
            for row in complaints
        ],
        "segments": [
            ("Retail", Interval(0.42, 0.35, 0.49, 423, "", 0.95)),
            ("Wholesale north", Interval(-0.02, -0.17, 0.13, 110, "", 0.95)),
            ("New market", None),
        ],
        "needs": [
            {
                "what": "Acknowledge complaint from Brandt Rail",
                "href": "#rows",
                "why": "Received 2 days ago; the promise is one working day",
                "tag": "1 day late",
                "tone": "late",
            },
            {
                "what": "Decide on cause: late deliveries, north depot",
                "href": "#rows",
                "why": "Five whys are complete; owner asked you to confirm",
                "tag": "today",
            },
            {"what": "Chilled goods 0 to 4 °C until handover", "href": "#rows", "key": "REQ-37"},
        ],
        "happened": [
            {
                "at": MOMENT,
                "who": "Ines Marek",
                "what": "Investigation: carrier log shows the pallet stood 31 hours at 19 °C",
            },
            {
                "at": MOMENT - datetime.timedelta(1),
                "who": "Ines Marek",
                "what": "Customer told: what we know, what happens next, by when",
            },
            {
                "at": DAY - datetime.timedelta(3),
                "who": "Halden Foods",
                "what": "Received by the public form, reference given to the customer",
            },
        ],
        "threads": [
            {
                "kind": "Nonconformity",
                "what": "NC-91 cold chain broken at north depot",
                "href": "#threads",
                "tag": "finding the cause",
            },
            {"kind": "Requirement", "what": "REQ-37 chilled goods 0 to 4 °C", "href": "#threads", "suspect": True},
        ],
        "tabs": [
            {"label": "Open", "href": "#tabs", "current": True, "count": 12},
            {"label": "Answered", "href": "#tabs", "count": 4},
            {"label": "All", "href": "#tabs"},
        ],
        "steps": [
            {"label": "File", "state": "done", "href": "#steps"},
            {"label": "Columns", "state": "now"},
            {"label": "Check", "state": "next"},
        ],
        "facts": [
            ("Customer", "Halden Foods"),
            ("Channel", "Public form"),
            ("Owner", ""),
            ("Promise", "Answer in 10 working days"),
        ],
        "trail": [{"label": "Complaints", "href": "#trail"}, {"label": "C-431"}],
        "links": [{"label": "Export these", "href": "#menu"}, {"label": "Print", "href": "#menu"}],
        "verbs": [("close", "Close"), ("assign", "Give to somebody")],
        "conflict": {
            "who": "Ines Marek",
            "at": MOMENT,
            "href": "#conflict",
            "items": [
                {"label": "Answer by", "theirs": "24 Nov 2026", "yours": "1 Dec 2026"},
                {"label": "Owner", "theirs": "Ines Marek", "yours": ""},
            ],
        },
    }
