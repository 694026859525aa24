"""What the columns of a file mean: suggested from their names, remembered for the next file of the same shape."""

import hashlib
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from heedful.papers.imports.kind import Kind, Setting
from heedful.papers.imports.models import ImportMapping
from heedful.papers.imports.oddities import ADD, CHOICES, DEEDS, MEND, WITHOUT, Decision

Pairs = list[list[str]]


def plain(word: str) -> str:
    """Take a header's words without case, marks and digits at its end: fft_score is fft score."""
    return re.sub(r"[\W_]+", " ", word.casefold()).strip()


def fingerprint_of(header: Sequence[str]) -> str:
    """Know a shape of file again by its header."""
    return hashlib.sha256("\x1f".join(plain(name) for name in header).encode()).hexdigest()


def remembered(kind: str, header: Sequence[str]) -> list[ImportMapping]:
    """List the mappings made for files of this shape."""
    return list(ImportMapping.objects.filter(kind=kind, fingerprint=fingerprint_of(header)))


def suggest(kind: Kind, header: Sequence[str]) -> dict[str, str]:
    """Suggest which column fills which field: the same words first, then words within; each column once."""
    columns: dict[str, str] = {}
    free = {name: plain(name) for name in header}
    for within in (False, True):
        for target in kind.targets:
            if target.name in columns:
                continue
            words = [plain(target.label), plain(target.name), *target.words]
            for word in words:
                found = next((n for n, p in free.items() if (f" {word} " in f" {p} " if within else p == word)), None)
                if found is not None:
                    columns[target.name] = found
                    del free[found]
                    break
    return columns


def judge_mapping(kind: Kind, header: Sequence[str], columns: dict[str, str], settings: dict[str, str]) -> None:
    """Refuse a mapping that cannot be worked with, field by field."""
    targets, known = [t.name for t in kind.targets], [s.name for s in kind.settings]
    if unknown := set(columns) - set(targets):
        raise ValidationError(f"{kind.title} have no field “{min(unknown)}”; there are {', '.join(targets)}.")
    if unknown := set(settings) - set(known):
        raise ValidationError(f"{kind.title} have no setting “{min(unknown)}”; there are {', '.join(known)}.")
    used = list(columns.values())
    wrong = kind.wrong_mapping(columns, settings)
    for name, column in columns.items():
        if column not in header:
            wrong[name] = f"This file has no column “{column}”."
        elif used.count(column) > 1:
            wrong[name] = f"Column “{column}” is chosen twice."
    wrong |= {s.name: why for s in kind.settings if (why := _wrong_setting(s, settings.get(s.name, "")))}
    if wrong:
        raise ValidationError(wrong)


def _wrong_setting(setting: Setting, value: str) -> str:
    """Say what is wrong with an answer about the whole file."""
    if value and setting.choices and value not in dict(setting.choices):
        return "Choose one of those offered."
    return "Up to 200 characters." if len(value) > 200 else ""


def judge_decisions(header: Sequence[str], decisions: Sequence[Decision]) -> None:
    """Refuse a decision that means nothing."""
    for decision in decisions:
        place = f"{decision.column or 'row'}, {decision.oddity}"
        if decision.column and decision.column not in header:
            raise ValidationError(f"This file has no column “{decision.column}”.")
        if decision.oddity not in CHOICES:
            raise ValidationError(f"“{decision.oddity}” is no oddity; there are {', '.join(CHOICES)}.")
        if decision.deed not in CHOICES[decision.oddity]:
            offered = ", ".join(CHOICES[decision.oddity])
            raise ValidationError(f"On {place} choose one of {offered}, not “{decision.deed}”.")
        if decision.deed == MEND and not decision.to.strip():
            raise ValidationError(f"Say what “{decision.value}” in {place} is to be read as.")
        if decision.deed == "leave" and not decision.because.strip():
            raise ValidationError(f"Say why rows are left out: {place}.")
        if max(len(decision.to), len(decision.value), len(decision.because)) > 300:
            raise ValidationError(f"A value or a reason is longer than 300 characters: {place}.")


def deeds_for(kind: Kind, columns: dict[str, str], column: str, oddity: str) -> list[tuple[str, str]]:
    """Offer what can be decided on an oddity of a column, with words."""
    target = next((t for t in kind.targets if columns.get(t.name) == column), None)
    needed = target is not None and (target.required or target.name in kind.also_required(columns))
    never = {WITHOUT} if needed else set()
    if target is None or not target.adds:
        never.add(ADD)
    return [(deed, DEEDS[deed]) for deed in CHOICES[oddity] if deed not in never]


def pairs(given: dict[str, str]) -> Pairs:
    """Write names from users' data as values, in pairs."""
    return [[name, value] for name, value in given.items() if value != ""]
