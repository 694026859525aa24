"""Themes of comments against the scores that came with them: who speaks of what is how satisfied."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from heedful.core.period import months_before
from heedful.core.remembered import remembered
from heedful.feedback.models import Feedback
from heedful.satisfaction.compare import SURE
from heedful.satisfaction.reading import Window
from heedful.satisfaction.samples import Sample, figure_of, mean_of, sample_of
from heedful.satisfaction.small_groups import WHOLE, hidden_cells
from heedful.satisfaction.topics import Topic
from heedful.stats import Difference, Interval, difference_of_intervals, holm


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """Those who spoke of a theme: how many, how satisfied, and how that stands to all who spoke of something else."""

    theme: uuid.UUID
    name: str
    sample: Sample
    share: float
    figure: Interval | None
    mean: Interval | None
    standing: str
    difference: Difference | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes of a topic's comments in a window."""

    rows: tuple[ThemeRow, ...]
    whole: Sample
    unsorted: int
    compared: int

    @property
    def figure(self) -> Interval | None:
        """Give the figure of all whose comments are sorted."""
        return figure_of(self.whole)


@remembered
def themes_against_scores(topic: Topic, window: Window) -> Themes:
    """Hold each theme against all others, corrected by Holm: one question of the database."""
    found, unsorted = _by_theme(topic, window)
    names = dict(found.keys())
    samples = {theme: sample_of(topic.kind, scores) for (theme, _), scores in found.items()}
    hidden = set() if topic.named else {
        row for row, column in hidden_cells({(t, "all"): s.n for t, s in samples.items()})
        if column == "all" and row != WHOLE
    }  # fmt: skip
    whole = sample_of(topic.kind, _added(found.values()))
    differences = {
        theme: difference
        for theme, sample in samples.items()
        if theme not in hidden and (difference := _against_others(sample, whole)) is not None
    }
    corrected = dict(zip(differences, holm([d.p_value for d in differences.values()]), strict=True))
    rows = []
    for theme, sample in samples.items():
        covered = theme in hidden
        difference = differences.get(theme)
        standing = ""
        if difference is not None and corrected[theme] < SURE:
            standing = "higher" if difference.estimate > 0 else "lower"
        rows.append(
            ThemeRow(
                theme, names[theme], sample, sample.n / whole.n if whole.n else 0.0,
                None if covered else figure_of(sample), None if covered else mean_of(sample), standing, difference,
                covered,
            )
        )  # fmt: skip
    rows.sort(key=lambda row: (row.hidden, -row.sample.n, row.name))
    return Themes(tuple(rows), whole, unsorted, len(differences))


Key = tuple[uuid.UUID, str]


def _by_theme(topic: Topic, window: Window) -> tuple[dict[Key, dict[int, int]], int]:
    """Count scores by the theme of the comment that came with them, and those whose comment is not sorted yet."""
    rows = Feedback.objects.filter(response__wave__in=[w.id for w in topic.waves], response__excluded_because="")
    if not window.every:
        rows = rows.filter(
            response__answered_on__gte=window.first, response__answered_on__lt=months_before(window.last, -1)
        )
    counted = rows.order_by().values_list("theme", "theme__name", "response__answers").annotate(Count("pk"))
    mine = {str(question) for question in topic.questions}
    found: dict[Key, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    unsorted = 0
    for theme, name, answers, many in counted:
        for _, score in (pair for pair in answers or [] if pair[0] in mine):
            if theme is None:
                unsorted += many
            else:
                found[theme, name][score] += many
    return dict(found), unsorted


def _added(lots: Iterable[dict[int, int]]) -> dict[int, int]:
    total: dict[int, int] = defaultdict(int)
    for scores in lots:
        for score, many in scores.items():
            total[score] += many
    return total


def _against_others(sample: Sample, whole: Sample) -> Difference | None:
    """Subtract the figure of all who spoke of something else."""
    mine, others = figure_of(sample), figure_of(whole - sample)
    return None if mine is None or others is None else difference_of_intervals(mine, others)


def headline(seen: Themes) -> str:
    """Name the theme whose speakers are least satisfied, where that is more than chance."""
    lower = [row for row in seen.rows if row.standing == "lower"]
    if not seen.rows:
        return "No comment with a score is sorted by theme yet"
    if lower:
        names = [row.name for row in lower[:3]]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"Who speaks of {listed} is less satisfied than others who wrote"
    return "No theme stands out: whether its speakers are less satisfied cannot be told"
