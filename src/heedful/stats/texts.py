"""Say what a text is about, as people have said of others before: a small model of words, and how well it does."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from heedful.stats.agreement import cohen_kappa, krippendorff_nominal
from heedful.stats.results import Interval

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
EDGE = "·"
LONGEST = 20_000
MOST_TERMS = 50_000
STEP, ROUNDS = 0.5, 5

Floats = NDArray[np.float32]
Vector = tuple[NDArray[np.intp], Floats]


@dataclass(frozen=True)
class Guess:
    """A label for a text: how probable the model holds it, and the words of the text that speak most for it."""

    label: str
    probability: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class TextModel:
    """What was learnt of texts and their labels: each term's place, how rare it is, and its weight for each label."""

    labels: tuple[str, ...]
    terms: dict[str, int]
    rarity: Floats
    weights: Floats
    offsets: Floats
    n: int


@dataclass(frozen=True)
class HeldOut:
    """How often a model says of texts it never saw what people said of them, beside guessing the commonest label."""

    trained_on: int
    tested_on: int
    labels: int
    accuracy: float
    kappa: Interval
    alpha: float
    commonest: str
    commonest_accuracy: float
    commonest_kappa: float


def words_of(text: str) -> list[str]:
    """Take a text apart into its words, in small letters; figures and signs are left out."""
    return WORD.findall(text[:LONGEST].casefold())


def terms_of(text: str) -> list[str]:
    """List the words of a text and the pairs of neighbours, each once; its edges count as neighbours."""
    words = words_of(text)
    pairs = (f"{one} {two}" for one, two in zip([EDGE, *words], [*words, EDGE], strict=True))
    return list(dict.fromkeys([*words, *pairs])) if words else []


def learn_labels(texts: Sequence[str], labels: Sequence[str], *, seed: int = 2026) -> TextModel:
    """Learn to label texts as people did: multinomial logistic regression [1]_ on weighted terms [2]_.

    Parameters
    ----------
    texts, labels : sequence of str, (n,)
        Texts and what somebody said of each; two labels at least.
    seed : int
        Order in which the texts are gone through; the same gives the same model.

    Returns
    -------
    TextModel
        Terms that stand in one text only are left out.

    Raises
    ------
    ValueError
        If the lengths differ or there are fewer than two labels.

    References
    ----------
    .. [1] J. Duchi, E. Hazan and Y. Singer (2011), J. Mach. Learn. Res. 12, 2121-2159 (its steps).
    .. [2] K. Spärck Jones (1972), J. Documentation 28, 11-21.
    """
    kinds = tuple(sorted(set(labels)))
    if len(texts) != len(labels) or len(kinds) < 2:
        raise ValueError("a model is learnt from texts with a label each, and of two labels at least")
    documents = [terms_of(text) for text in texts]
    counted = Counter(term for document in documents for term in document)
    kept = sorted((t for t, many in counted.items() if many > 1), key=lambda t: (-counted[t], t))[:MOST_TERMS]
    terms = {term: at for at, term in enumerate(kept)}
    rarity = np.array([log(len(texts) / counted[t]) + 1 for t in kept], dtype=np.float32)
    place = {label: at for at, label in enumerate(kinds)}
    vectors = [_vector(document, terms, rarity) for document in documents]
    truth = [place[label] for label in labels]
    weights, offsets = _descend(vectors, truth, len(terms), len(kinds), seed)
    return TextModel(kinds, terms, rarity, weights, offsets, len(texts))


def guess_labels(model: TextModel, text: str, *, reasons: int = 3) -> list[Guess]:
    """Say what a text may be about, the most probable first.

    Parameters
    ----------
    model : TextModel
        What `learn_labels` gave.
    text : str
        Any text.
    reasons : int
        Terms given for each label at most: those that raise it most above the others.

    Returns
    -------
    list of Guess, (labels,)
        Empty where the text shares no term with the texts learnt from.
    """
    document = [term for term in terms_of(text) if term in model.terms]
    if not document:
        return []
    at, values = _vector(document, model.terms, model.rarity)
    given = values[:, None] * model.weights[at]
    chances = _chances(model.offsets + given.sum(axis=0))
    speaks = given - given.mean(axis=1, keepdims=True)
    order = sorted(range(len(model.labels)), key=lambda k: (-float(chances[k]), model.labels[k]))
    return [Guess(model.labels[k], float(chances[k]), _because(document, speaks[:, k], reasons)) for k in order]


def hold_out(texts: Sequence[str], labels: Sequence[str], *, share: float = 0.2, seed: int = 2026) -> HeldOut:
    """Learn from most texts, guess the others, and hold the guesses against what people said.

    Parameters
    ----------
    texts, labels : sequence of str, (n,)
        As for `learn_labels`.
    share : float
        Part that is held out, strictly between 0 and 1; drawn by `seed`.

    Returns
    -------
    HeldOut
        Accuracy in [0, 1]; Cohen's kappa with its interval; Krippendorff's alpha; the same for the commonest label.

    Raises
    ------
    ValueError
        If nothing would be held out, or too little is left to learn from.
    """
    order = sorted(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311  a draw that anybody can repeat
    cut = round(len(order) * (1 - share))
    known, held = order[:cut], order[cut:]
    if not held or not 0 < share < 1:
        raise ValueError("nothing would be held out")
    model = learn_labels([texts[i] for i in known], [labels[i] for i in known], seed=seed)
    commonest = Counter(labels[i] for i in known).most_common(1)[0][0]
    truth = [labels[i] for i in held]
    guessed = [next((g.label for g in guess_labels(model, texts[i], reasons=0)), commonest) for i in held]
    codes = sorted(set(labels))
    return HeldOut(
        trained_on=len(known), tested_on=len(held), labels=len(codes), accuracy=_agreed(truth, guessed),
        kappa=cohen_kappa(_table(truth, guessed, codes)),
        alpha=krippendorff_nominal([list(pair) for pair in zip(truth, guessed, strict=True)]),
        commonest=commonest, commonest_accuracy=truth.count(commonest) / len(truth),
        commonest_kappa=cohen_kappa(_table(truth, [commonest] * len(truth), codes)).estimate,
    )  # fmt: skip


def _vector(document: Sequence[str], terms: dict[str, int], rarity: Floats) -> Vector:
    """Write a text as its terms' places and weights, of length one."""
    at = np.array([terms[term] for term in document if term in terms], dtype=np.intp)
    values = rarity[at]
    length = sqrt(float((values * values).sum())) or 1.0
    return at, (values / np.float32(length)).astype(np.float32)


def _chances(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)


def _descend(
    vectors: Sequence[Vector], truth: Sequence[int], terms: int, kinds: int, seed: int
) -> tuple[Floats, Floats]:
    """Go down the slope of the log-likelihood, one text at a time, in steps that shrink with each term's own slope."""
    weights, offsets = np.zeros((terms, kinds), np.float32), np.zeros(kinds, np.float32)
    steepness = np.full((terms, kinds), 1e-6, np.float32)
    order, draw = list(range(len(vectors))), random.Random(seed)  # noqa: S311  a draw that anybody can repeat
    for _ in range(ROUNDS):
        draw.shuffle(order)
        for i in order:
            at, values = vectors[i]
            slope = _chances(offsets + values @ weights[at])
            slope[truth[i]] -= 1
            steps = values[:, None] * slope
            steepness[at] += steps * steps
            weights[at] -= STEP * steps / np.sqrt(steepness[at])
            offsets -= np.float32(0.01) * slope
    return weights, offsets


def _because(document: Sequence[str], speaks: Floats, most: int) -> tuple[str, ...]:
    """Choose the terms that speak most for a label; a word that stands in a chosen pair is not said twice."""
    chosen: list[str] = []
    for i in np.argsort(-speaks, kind="stable"):
        term = document[int(i)].replace(EDGE, " ").strip()
        if len(chosen) == most or speaks[i] <= 0:
            break
        said = {word for known in chosen for word in known.split()}
        if not set(term.split()) & said:
            chosen.append(term)
    return tuple(chosen)


def _agreed(truth: Sequence[str], guessed: Sequence[str]) -> float:
    return sum(one == two for one, two in zip(truth, guessed, strict=True)) / len(truth)


def _table(truth: Sequence[str], guessed: Sequence[str], codes: Sequence[str]) -> list[list[float]]:
    counted = Counter(zip(truth, guessed, strict=True))
    return [[float(counted[one, two]) for two in codes] for one in codes]
