"""Things heard lately that are like one: shown beside it while it is sorted."""

from collections.abc import Sequence
from dataclasses import dataclass

from heedful.core.find import folded
from heedful.core.models import Found
from heedful.feedback.models import Feedback

LATELY = 400
"""How many of the newest are compared, so that the cost does not grow with the inbox."""
TELLING = 12
SHORTEST = 4


@dataclass(frozen=True)
class Similar:
    """Something heard that shares telling words with another."""

    item: Feedback
    shared: int


def telling_words(text: str) -> list[str]:
    """Choose the words by which things are held together: the longest, each once."""
    plain = "".join(c if c.isalnum() else " " for c in folded(text))
    words = dict.fromkeys(word for word in plain.split() if len(word) >= SHORTEST)
    return sorted(words, key=lambda word: (-len(word), word))[:TELLING]


def similar(item: Feedback, items: Sequence[Feedback] | None = None, *, limit: int = 5) -> list[Similar]:
    """Find the things heard lately that share most words with this one: two questions of the database."""
    wanted = telling_words(item.said)
    if not wanted:
        return []
    if items is None:
        newest = Feedback.objects.exclude(pk=item.pk).order_by("-heard_at")
        items = list(newest.select_related("response", "theme", "customer")[:LATELY])
    by_ref = {other.ref: other for other in items}
    shown = Found.objects.filter(ref__in=list(by_ref)).values_list("ref", "words")
    counted = [(ref, sum(word in words for word in wanted)) for ref, words in shown]
    enough = max(2, len(wanted) // 3) if len(wanted) > 1 else 1
    near = [Similar(by_ref[ref], shared) for ref, shared in counted if shared >= enough]
    return sorted(near, key=lambda s: (-s.shared, -s.item.heard_at.timestamp()))[:limit]
