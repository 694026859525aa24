"""Things heard lately that are like one: shown beside it while it is sorted."""

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt
from uuid import UUID

from django.db.models import Case, When
from django.db.models.functions import Substr

from heedful.core.find import folded
from heedful.feedback.models import Feedback

LATELY = 800
"""How many of the newest are compared, so that the cost does not grow with the inbox."""
LOOKED_AT = 2_000
"""Characters of each."""
SHORTEST = 3
MOST_WORDS = 60
LIKE_ENOUGH = 0.12


@dataclass(frozen=True)
class Similar:
    """Something heard that shares telling words with another: how alike they are from 0 to 1, and which words."""

    item: Feedback
    likeness: float
    words: tuple[str, ...]


def telling_words(text: str) -> list[str]:
    """Take out the words by which things are held together, each once."""
    plain = "".join(c if c.isalpha() else " " for c in folded(text))
    return list(dict.fromkeys(word for word in plain.split() if len(word) >= SHORTEST))[:MOST_WORDS]


def similar(item: Feedback, *, limit: int = 5) -> list[Similar]:
    """Find the things heard lately that are most like this one: two questions of the database.

    A word counts by how rare it is among all that is compared, so that words that everybody uses hold nothing
    together. What was heard later comes first where two are equally alike.
    """
    wanted = set(telling_words(item.said))
    if not wanted:
        return []
    spoken = _spoken_lately(item)
    known = Counter(word for words in spoken.values() for word in words)
    rare = {word: log((len(spoken) + 1) / (known[word] + 1)) + 0.1 for word in known.keys() | wanted}
    near = []
    for pk, words in spoken.items():
        shared = wanted & words
        likeness = _likeness(shared, wanted, words, rare)
        if len(shared) >= min(2, len(wanted)) and likeness >= LIKE_ENOUGH:
            near.append((likeness, pk, tuple(sorted(shared, key=lambda word: (-rare[word], word))[:4])))
    near.sort(key=lambda found: -round(found[0], 6))
    beside = Feedback.objects.select_related("response", "theme", "customer", "complaint")
    rows = beside.in_bulk([pk for _, pk, _ in near[:limit]])
    return [Similar(rows[pk], likeness, words) for likeness, pk, words in near[:limit]]


def _spoken_lately(item: Feedback) -> dict[UUID, set[str]]:
    """Read the words of what was heard lately, the newest first."""
    said = Substr(Case(When(words="", then="response__comment"), default="words"), 1, LOOKED_AT)
    newest = Feedback.objects.exclude(pk=item.pk).order_by("-heard_at").annotate(said_first=said)
    return {pk: set(telling_words(text or "")) for pk, text in newest.values_list("pk", "said_first")[:LATELY]}


def _likeness(shared: set[str], one: set[str], other: set[str], rare: dict[str, float]) -> float:
    """Give the cosine between two things, each word weighed by how rare it is."""
    if not shared:
        return 0.0
    both = sum(rare[word] ** 2 for word in shared)
    return both / sqrt(sum(rare[word] ** 2 for word in one) * sum(rare[word] ** 2 for word in other))
