"""What a thing heard may be, suggested with reasons; a person confirms it or says otherwise.

Themes, and kinds once enough were sorted, come from a small model of words that learns from what people here have
sorted, on this machine and without any network. Below `LEAST` of them it is silent.
"""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet

from heedful.core.past_view import as_at
from heedful.feedback.models import Feedback, Kind, Severity, Theme
from heedful.feedback.telling import kind_spoken_for, seriousness_spoken_for
from heedful.stats.languages import language_of
from heedful.stats.texts import Guess, TextModel, guess_labels, learn_labels

LEAST, LEAST_OF_EACH = 60, 5
"""Things sorted by people before anything is suggested from them, and of each label that is suggested."""
NEWEST, STEP = 4_000, 25
"""How many are learnt from, and after how many more it is learnt anew."""
SURE_ENOUGH = 0.4
_MOST_KEPT = 8
_kept: OrderedDict[Any, TextModel | None] = OrderedDict()
_guard = Lock()


@dataclass(frozen=True)
class Suggestion:
    """A value for a field, as it reads, and the words of the text because of which it is suggested."""

    value: str
    label: str
    because: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Say why."""
        words = " and ".join(f"“{word}”" for word in self.because)
        return f"because of {words}" if words else "because most things heard are about it"


def suggestions(item: Feedback, themes: Sequence[Theme]) -> dict[str, Suggestion]:
    """Suggest kind, theme, how serious it seems, and the language, each only where something speaks for it."""
    text, counted = item.said, _counted()
    found = {
        "theme": _theme(text, themes, _learnt("theme_id", counted["theme_id"])),
        "kind": _kind(item, text, _learnt("kind", counted["kind"])),
        "seems": _seems(text),
    }
    language = language_of(text)
    found["language"] = Suggestion(language, language, ()) if language and not item.language else None
    return {name: suggestion for name, suggestion in found.items() if suggestion is not None}


def confirmed(label: str) -> QuerySet[Feedback]:
    """Give what people here have sorted: under a theme that is in use, or as a kind of their choice."""
    rows = Feedback.objects.filter(sorted_on__isnull=False)
    if label == "theme_id":
        return rows.filter(theme__isnull=False, theme__retired_on=None)
    return rows.exclude(kind=Kind.COMMENT)


def confirmed_texts(label: str) -> tuple[list[str], list[str]]:
    """Read the newest texts with how they were sorted; labels that few have are left out."""
    read = confirmed(label).order_by("-heard_at", "pk").values_list("words", "response__comment", label)[:NEWEST]
    pairs = [(words or comment or "", str(value)) for words, comment, value in read]
    many = Counter(value for text, value in pairs if text)
    kept = [(text, value) for text, value in pairs if text and many[value] >= LEAST_OF_EACH]
    return [text for text, _ in kept], [value for _, value in kept]


def _counted() -> dict[str, Counter[str]]:
    """Count by one question of the database what was sorted under each theme and as each kind."""
    themes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    rows = Feedback.objects.filter(sorted_on__isnull=False).order_by().values_list("kind", "theme_id")
    for kind, theme, retired, many in rows.annotate(retired=F("theme__retired_on"), many=Count("pk")):
        kinds[kind] += many if kind != Kind.COMMENT else 0
        themes[str(theme)] += many if theme and retired is None else 0
    return {"theme_id": themes, "kind": kinds}


def _theme(text: str, themes: Sequence[Theme], model: TextModel | None) -> Suggestion | None:
    names = {str(theme.pk): theme.name for theme in themes if theme.retired_on is None}
    guess = _best(model, text)
    return Suggestion(guess.label, names[guess.label], guess.because) if guess and guess.label in names else None


def _kind(item: Feedback, text: str, model: TextModel | None) -> Suggestion | None:
    """Suggest a kind: as people sorted, or by telling words; a survey comment stays one unless it complains."""
    hit = kind_spoken_for(text)
    by_words = Suggestion(hit.value, Kind(hit.value).label, hit.words) if hit else None
    if item.response_id is not None:
        return by_words if hit is not None and hit.value == Kind.COMPLAINT else None
    guess = _best(model, text)
    return Suggestion(guess.label, Kind(guess.label).label, guess.because) if guess else by_words


def _seems(text: str) -> Suggestion | None:
    hit = seriousness_spoken_for(text)
    return Suggestion(hit.value, Severity(int(hit.value)).label, hit.words) if hit else None


def _best(model: TextModel | None, text: str) -> Guess | None:
    """Take the most probable label where it is probable enough."""
    guesses = guess_labels(model, text) if model is not None else []
    return guesses[0] if guesses and guesses[0].probability >= SURE_ENOUGH else None


def _learnt(label: str, counted: Counter[str]) -> TextModel | None:
    """Learn from what was sorted; kept in this process until so many more were sorted, or a label came or went."""
    enough = {value: many for value, many in counted.items() if many >= LEAST_OF_EACH}
    total = sum(enough.values())
    if total < LEAST or len(enough) < 2:
        return None
    key = (str(connection.settings_dict["NAME"]), as_at.get(), label, total // STEP, tuple(sorted(enough)))
    with _guard:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    texts, labels = confirmed_texts(label)
    model = learn_labels(texts, labels) if len(texts) >= LEAST and len(set(labels)) > 1 else None
    with _guard:
        _kept[key] = model
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return model
