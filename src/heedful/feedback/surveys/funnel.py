"""The way of a wave: who could have been asked, who was, who was reached, who began and who answered."""

from dataclasses import dataclass

from heedful.feedback.surveys.queries import WaveFacts


@dataclass(frozen=True, slots=True)
class Stage:
    """How many came so far, and which share of those at the stage before."""

    name: str
    count: int
    before: int | None
    lost: str

    @property
    def rate(self) -> float | None:
        """Give the share of those at the stage before; none at the first, or where nobody was there."""
        return self.count / self.before if self.before else None


def funnel_of(facts: WaveFacts) -> list[Stage]:
    """Tell how far those of a frame came; each stage is part of the one before.

    Reached is everybody asked but for those noted as not reached; whoever is silent counts as reached, for nothing
    says otherwise. Began is who sent an answer, whole or in part.
    """
    ends = facts.ends
    could = facts.framed - ends.get("NE", 0)
    reached = facts.asked - ends.get("NC", 0)
    stages = [
        ("In the frame", facts.framed, ""),
        ("Could be asked", could, f"{ends.get('NE', 0):,} left out with the reason"),
        ("Asked", facts.asked, f"{ends.get('NS', 0):,} not drawn"),
        ("Reached", reached, f"{ends.get('NC', 0):,} not reached"),
        ("Began to answer", facts.answered, _silent(ends)),
        ("Answered wholly", ends.get("I", 0), f"{ends.get('P', 0):,} in part"),
    ]
    before: list[int | None] = [None, *(count for _, count, _ in stages[:-1])]
    return [Stage(name, count, last, lost) for (name, count, lost), last in zip(stages, before, strict=True)]


def _silent(ends: dict[str, int]) -> str:
    """Say what became of those reached who did not begin."""
    other = f", {ends['O']:,} other" if ends.get("O") else ""
    return f"{ends.get('R', 0):,} refused, {ends.get('U', 0):,} silent{other}"
