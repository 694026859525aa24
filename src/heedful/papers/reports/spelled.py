"""How reports write days and the figures of an action's effect."""

import datetime

from heedful.improvement.models import CorrectiveAction, EffectivenessReview


def day(on: datetime.date | None) -> str:
    """Write a day as the pages do; nothing where there is none."""
    return f"{on.day} {on:%b %Y}" if on else ""


def figures_of(planned: CorrectiveAction, review: EffectivenessReview) -> str:
    """Write what was counted before and after, and the ratio with its interval."""
    counted = (
        f"Before {planned.baseline_k:,} of {planned.baseline_n:,}, after {review.after_k:,} of {review.after_n:,}"
        f" ({day(review.reviewed_on)})"
    )
    if review.ratio is None or review.ratio_low is None:
        return f"{counted}."
    high = "no bound" if review.ratio_high is None else f"{review.ratio_high:.2f}"
    return f"{counted}; ratio {review.ratio:.2f}, 95% interval {review.ratio_low:.2f} to {high}."
