"""What is said before the data are looked at: how many are needed before they can tell."""

from heedful.improvement.verdicts import Criterion, enough_as_planned, enough_with_none


def says_how_many(criterion: Criterion) -> str:
    """Say from how many deliveries, answers or days on the data can tell whether an action worked."""
    planned, none = enough_as_planned(criterion), enough_with_none(criterion)
    before = f"Before, {criterion.before.k:,} of {criterion.before.n:,}."
    if planned:
        said = f"{before} If it gets exactly as good as planned, the data can tell from {planned:,} on"
        return f"{said}; if it does not happen once more, from {none:,} on." if none else f"{said}."
    said = f"{before} So few events can never show that it got exactly as good as planned"
    if none:
        return f"{said}; if it does not happen once more, the data can tell from {none:,} on."
    return f"{said}: a longer time before would help."
