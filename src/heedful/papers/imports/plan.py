"""A plan of an import as a file that can be read, edited and kept: columns, settings and decisions."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from heedful.papers.imports.models import ImportMapping
from heedful.papers.imports.oddities import CHOICES, Decision, decision_from, sentence
from heedful.papers.imports.stage import Group

_PARTS = {"kind", "name", "columns", "settings", "decisions"}


@dataclass
class Plan:
    """What a mapping says, and what was decided."""

    kind: str = ""
    name: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] | None = None


def read_plan(path: Path) -> Plan:
    """Read a plan; a file that is none is refused with the reason."""
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        raise ValidationError(f"{path.name} is not YAML: {wrong}") from wrong
    if not isinstance(given, dict) or set(given) - _PARTS:
        raise ValidationError(f"{path.name} may have {', '.join(sorted(_PARTS))}, and nothing else.")
    decisions = given.get("decisions")
    return Plan(
        kind=str(given.get("kind", "")), name=str(given.get("name", "")), columns=_texts(path, given, "columns"),
        settings=_texts(path, given, "settings"),
        decisions=None if decisions is None else [_decision(path, item) for item in decisions],
    )  # fmt: skip


def _texts(path: Path, given: dict[str, Any], name: str) -> dict[str, str]:
    found = given.get(name) or {}
    if not isinstance(found, dict):
        raise ValidationError(f"In {path.name}, {name} are names with values.")
    return {str(key): "" if value is None else str(value) for key, value in found.items()}


def _decision(path: Path, item: Any) -> Decision:
    """Read one decision; one without a deed was not made yet."""
    if not isinstance(item, dict) or set(item) - {"column", "oddity", "value", "deed", "to", "because", "rows", "why"}:
        raise ValidationError(f"In {path.name}, a decision has column, oddity, value, deed, to and because: {item}.")
    if not item.get("deed") or not item.get("oddity"):
        raise ValidationError(f"In {path.name}, choose a deed for: {item.get('why') or item}.")
    return decision_from(item)


def plan_of(mapping: ImportMapping) -> Plan:
    """Give a remembered mapping as a plan."""
    return Plan(
        kind=mapping.kind, name=mapping.name, columns=dict(mapping.columns),
        settings=dict(mapping.settings),
        decisions=[decision_from(given) for given in mapping.decisions],
    )  # fmt: skip


def write_decisions(groups: list[Group]) -> str:
    """Write the groups of odd rows as decisions to be edited; what is decided stands there already."""
    items = []
    for group in groups:
        decided = group.decision or {}
        item = {
            "why": sentence(group.column, group.code, group.value) + (f". {group.hint}" if group.hint else ""),
            "rows": group.count, "column": group.column, "oddity": group.code,
            "value": decided.get("value", group.value), "deed": decided.get("deed", group.suggestion),
            "to": decided.get("to", ""), "because": decided.get("because", ""),
        }  # fmt: skip
        items.append({name: value for name, value in item.items() if value != "" or name in ("deed", "value")})
    deeds = "\n".join(f"#   {code}: {', '.join(deeds)}" for code, deeds in CHOICES.items())
    head = (
        f"# Choose a deed for each oddity; mend takes `to`, leave takes `because`. Value * stands for any.\n{deeds}\n"
    )
    return head + yaml.safe_dump({"decisions": items}, allow_unicode=True, sort_keys=False, width=100)
