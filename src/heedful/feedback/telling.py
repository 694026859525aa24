"""Words that speak for a kind or for how serious a thing is, in the languages of the house; none of them is a score.

They are for the first days, before enough was sorted by people here to learn from, and for what is too seldom to learn.
A star stands for any ending. A praise or a complaint after "not" or its like does not count.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from heedful.feedback.models import Kind, Severity

KINDS: dict[str, str] = {
    Kind.COMPLAINT: (
        "complain* complaint* refund* disappoint* unacceptable unhappy angry rude broken damag* leak* crushed missing"
        " wrong late delayed warm defect* faulty fails failed nobody|answered never|arrived never|came still|waiting"
        " no|answer no|reply klage* beklag* skuff* ødelagt skadet mangler feil forsinket sent ingen|svarte aldri|kom"
        " beschwer* reklam* enttäusch* kaputt beschädigt fehlt fehlen falsch verspätet unfreundlich zu|spät kommt|nie"
        " niemand|antwortet"
    ),
    Kind.COMPLIMENT: (
        "thanks thank|you great excellent helpful friendly wonderful praise well|done perfect takk flott hyggelig"
        " kjempebra fornøyd ros danke super freundlich zufrieden hervorragend lob"
    ),
    Kind.SUGGESTION: (
        "suggest* suggestion* idea would|be|better would|be|nice it|would|help could|you|add why|not forslag idé burde"
        " hadde|vært|fint vorschlag vorschlagen idee wäre|schön wäre|besser"
    ),
    Kind.ENQUIRY: (
        "question enquiry inquiry quote price how|much can|you|send could|you|send do|you|have when|will spørsmål"
        " tilbud pris kan|dere|sende når|kommer frage angebot preis können|sie wann|kommt"
    ),
    Kind.RETURN: (
        "return|it return|them returned send|back sent|back take|back retur returnere zurückschick* rücksendung"
        " zurücknehmen"
    ),
    Kind.WARRANTY: "warranty guarantee garanti garantien garantie gewährleistung",
    Kind.CREDIT: "credit|note kreditnota gutschrift",
    Kind.LOST_ORDER: (
        "other|supplier another|supplier cheaper|elsewhere go|elsewhere cancel|the|contract annen|leverandør"
        " anderer|lieferant anderen|lieferanten"
    ),
}
SERIOUS: dict[int, str] = {
    Severity.CRITICAL: (
        "injur* hurt|himself hurt|herself hurt|somebody was|hurt bleeding hospital ambulance fire burnt poison* allerg*"
        " unsafe danger* explod* fell|ill became|ill skadet|seg sykehus brann farlig brannskad* forgift* verletzt"
        " krankenhaus feuer gefährlich vergift* explod*"
    ),
    Severity.HIGH: (
        "lawyer* court urgent* production|stopped line|stopped stands|still third|time again|and|again recall*"
        " threw|away thrown|away cancel|the|contract other|supplier another|supplier advokat haster tredje|gang"
        " gang|på|gang stanset kastet anwalt dringend dritten|mal immer|wieder stillstand weggeworfen"
    ),
    Severity.LOW: "small|thing minor cosmetic no|hurry not|urgent småting ingen|hast kleinigkeit nicht|dringend",
}
NEGATIONS = frozenset(
    (
        "not",
        "never",
        "no",
        "isn't",
        "wasn't",
        "don't",
        "didn't",
        "can't",
        "ikke",
        "aldri",
        "ingen",
        "nicht",
        "nie",
        "kein",
        "keine",
    )
)
DENIABLE = frozenset({Kind.COMPLIMENT, Kind.COMPLAINT})
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Hit:
    """What some words speak for, and which."""

    value: str
    words: tuple[str, ...]


def kind_spoken_for(text: str) -> Hit | None:
    """Say for which kind most words of a text speak; a complaint where two are even, so that none is overlooked."""
    found = {kind: _hits(text, pattern, deniable=kind in DENIABLE) for kind, pattern in KINDS.items()}
    if not any(found.values()) and text.rstrip().endswith("?"):
        return Hit(Kind.ENQUIRY.value, ("?",))
    best = max(found, key=lambda kind: (_weight(found[kind]), kind == Kind.COMPLAINT, kind == Kind.COMPLIMENT))
    return Hit(str(best), found[best][:3]) if found[best] else None


def seriousness_spoken_for(text: str) -> Hit | None:
    """Say how serious a text sounds by its gravest words; nothing where none of them stands in it."""
    for level in sorted(SERIOUS, reverse=True):
        if words := _hits(text, SERIOUS[level]):
            return Hit(str(int(level)), words[:3])
    return None


def _weight(words: tuple[str, ...]) -> int:
    """Let a phrase count for as much as its words."""
    return sum(phrase.count(" ") + 1 for phrase in words)


def _hits(text: str, patterns: str, *, deniable: bool = False) -> tuple[str, ...]:
    """Find which of the words stand in a text, as they stand there."""
    words = WORD.findall(text[:5_000].casefold())
    first: Mapping[str, tuple[tuple[str, ...], ...]] = _by_first(patterns)
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        if deniable and NEGATIONS & set(words[max(0, at - 2) : at]):
            continue
        for phrase in (*first.get(word, ()), *first.get(word[:4] + "*", ())):
            part = words[at : at + len(phrase)]
            if len(part) == len(phrase) and all(map(_fits, phrase, part)):
                found[" ".join(part)] = None
    return tuple(found)


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=32)
def _by_first(patterns: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Sort phrases by the word they begin with, or by its first four letters where any ending goes."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for pattern in patterns.split():
        phrase = tuple(pattern.split("|"))
        key = phrase[0][:4] + "*" if phrase[0].endswith("*") else phrase[0]
        by_first.setdefault(key, []).append(phrase)
    return {key: tuple(phrases) for key, phrases in by_first.items()}
