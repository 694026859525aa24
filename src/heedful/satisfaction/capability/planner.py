"""How many to ask to notice a change: the same rule and the same formulas as of what is noticed now."""

from dataclasses import dataclass
from math import ceil

from heedful.feedback.models import QuestionKind
from heedful.stats import (
    Base,
    Interval,
    Lot,
    RecommendClasses,
    answers_to_notice,
    classes_after_fall,
    noticeable_fall_of_score,
    noticeable_fall_of_share,
    power_to_notice_fall_of_score,
    power_to_notice_fall_of_share,
    recommend_score_of_worth,
    share_of_worth,
)

EVENLY = RecommendClasses(20.0, 30.0, 50.0)
"""What is supposed of the answers where nothing is known: a score of +30."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be noticed, and whom we could ask for it; shares of one, a score in [-1, 1]."""

    kind: str
    level: float
    fall: float
    power: float
    base: Base
    response: float

    @property
    def deepest(self) -> float:
        """Give how far the figure could fall at all."""
        return self.level + 1 if self.kind == QuestionKind.RECOMMEND else self.level

    @property
    def classes(self) -> RecommendClasses:
        """Suppose answers by class that make the level: the usual ones, with moods moved alike."""
        usual = EVENLY
        score = (usual.promoters - usual.detractors) / usual.n
        if self.level <= score:
            return classes_after_fall(usual, score - self.level)
        turned = RecommendClasses(usual.promoters, usual.passives, usual.detractors)
        found = classes_after_fall(turned, self.level - score)
        return RecommendClasses(found.promoters, found.passives, found.detractors)

    def power_with(self, lot: Lot) -> float:
        """Give the chance that the fall is noticed between two rounds of such answers."""
        if self.kind == QuestionKind.RECOMMEND:
            return power_to_notice_fall_of_score(self.classes, self.fall, lot, lot)
        return power_to_notice_fall_of_share(self.level, self.fall, lot, lot)

    def noticed_with(self, lot: Lot) -> float | None:
        """Give the smallest fall that is noticed with the power wanted."""
        if self.kind == QuestionKind.RECOMMEND:
            return noticeable_fall_of_score(self.classes, lot, lot, power=self.power)
        return noticeable_fall_of_share(self.level, lot, lot, power=self.power)

    def known_to(self, lot: Lot) -> float:
        """Give the margin to which the figure itself is known."""
        if self.kind == QuestionKind.RECOMMEND:
            scale = lot.n / self.classes.n
            c = self.classes
            counts = RecommendClasses(c.detractors * scale, c.passives * scale, c.promoters * scale)
            figure: Interval = recommend_score_of_worth(counts, worth=lot.worth, clusters=lot.clusters)
        else:
            figure = share_of_worth(self.level, lot.n, worth=lot.worth, clusters=lot.clusters)
        return figure.half_width


@dataclass(frozen=True, slots=True)
class Plan:
    """How many answers and invitations a wish takes; or what is the best that can be had."""

    wish: Wish
    answers: int | None
    """None where even an answer of everybody would not do."""
    invitations: int | None
    lot: Lot
    margin: float
    best: float | None
    """The smallest fall that asking everybody would notice, at the response rate expected."""

    @property
    def possible(self) -> bool:
        """Say whether there are so many people to ask."""
        return self.invitations is not None and self.invitations <= self.wish.base.people


def plan(wish: Wish) -> Plan:
    """Work out the fewest answers in each round, and the invitations that they take."""
    answers = answers_to_notice(wish.power_with, wish.base, power=wish.power)
    most = max(2, min(wish.base.people, int(wish.base.people * wish.response)))
    lot = wish.base.lot(answers if answers is not None and answers <= most else most)
    invitations = None if answers is None else ceil(round(answers / wish.response, 9))
    best = wish.noticed_with(wish.base.lot(most))
    return Plan(wish, answers, invitations, lot, wish.known_to(lot), best)
