"""Valence of a sentence from a list of valued words: to sort comments, never to report satisfaction.

On coded comments such a score agrees with people little better than chance; the words are the
caller's, in one language.
"""

import re
from collections.abc import Mapping
from math import sqrt
from string import punctuation

_CAPITALS, _EXCLAMATION, _DENIAL, _BOOST = 0.733, 0.292, -0.74, 0.293
_BOOSTERS = {"absolutely", "completely", "entirely", "especially", "extremely", "highly", "really", "so", "very"}
_DAMPERS = {"almost", "barely", "hardly", "kinda", "less", "little", "partly", "scarcely", "slightly", "somewhat"}
_DENIALS = {"not", "never", "no", "none", "nothing", "nowhere", "cannot", "without", "rarely", "seldom", "despite"}
_FADING = (1.0, 0.95, 0.9)


def _push(word: str, mixed: bool) -> float:
    """How much an intensifying or softening word pushes the next ones."""
    lowered = word.lower()
    push = _BOOST if lowered in _BOOSTERS else -_BOOST if lowered in _DAMPERS else 0.0
    if push and mixed and word.isupper():
        push += _CAPITALS if push > 0 else -_CAPITALS
    return push


def _valued(words: list[str], i: int, valences: Mapping[str, float], mixed: bool) -> float:
    value = valences.get(words[i].lower(), 0.0)
    if value == 0:
        return 0.0
    side = 1 if value > 0 else -1
    if mixed and words[i].isupper():
        value += side * _CAPITALS
    before = [words[i - back] for back in (1, 2, 3) if back <= i]
    for word, fading in zip(before, _FADING, strict=False):
        if word.lower() not in valences:
            value += side * fading * _push(word, mixed)
    for word in before:
        if word.lower() in _DENIALS or word.lower().endswith("n't"):
            value *= _DENIAL
    return value


def _turned_by_but(words: list[str], values: list[float]) -> list[float]:
    lowered = [word.lower() for word in words]
    if "but" not in lowered:
        return values
    at = lowered.index("but")
    return [v * (0.5 if i < at else 1.5 if i > at else 1.0) for i, v in enumerate(values)]


def sentence_valence(sentence: str, valences: Mapping[str, float]) -> float:
    """Score a sentence by its valued words, with rules for denial, emphasis and contrast [1]_.

    The rules are the published ones; idioms, emoticons and question marks are left out.

    Parameters
    ----------
    sentence : str
        In the language of the words.
    valences : mapping of str to float
        Words in lower case, from -4 (bad) to 4 (good).

    Returns
    -------
    float
        In (-1, 1); 0 where no word is valued.

    References
    ----------
    .. [1] C. J. Hutto and E. Gilbert (2014), Proc. 8th Int. AAAI Conf. Weblogs Soc. Media, 216-225.
    """
    words = [word.strip(punctuation) or word for word in re.split(r"\s+", sentence.strip())]
    capitals = sum(word.isupper() for word in words)
    mixed = 0 < capitals < len(words)
    values = _turned_by_but(words, [_valued(words, i, valences, mixed) for i in range(len(words))])
    total = sum(values)
    stress = _EXCLAMATION * min(4, sentence.count("!"))
    total += stress if total > 0 else -stress if total < 0 else 0.0
    return total / sqrt(total * total + 15)
