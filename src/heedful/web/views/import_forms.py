"""Forms on imports: the file, its letters, its columns, and what is decided about odd rows."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from heedful.core.actors import Actor
from heedful.papers.imports.commands import LARGEST, decide, map_columns, take_file
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.looking import Question
from heedful.papers.imports.mapping import suggest
from heedful.papers.imports.models import ImportFile, ImportKind, ImportMapping
from heedful.papers.imports.oddities import ANY, MEND, Decision
from heedful.papers.imports.stage import Group
from heedful.papers.sheets import OFFERED
from heedful.web.fields import LineField
from heedful.web.forms import VersionForm

SHOWN = 8
"""So many values of one question stand open; the rest is folded."""


class FileForm(forms.Form):
    """Which file, and what it holds."""

    kind = forms.ChoiceField(label="What the file holds", choices=ImportKind.choices)
    file = forms.FileField(
        label="File", help_text=f"CSV or Excel (.xlsx), up to {LARGEST >> 20} MB. The first line names the columns.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}), max_length=200,
    )  # fmt: skip


def take_upload(*, by: Actor, kind: str, file: UploadedFile[Any]) -> ImportFile:
    """Take a file that came with a form."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return take_file(by=by, kind=kind, path=path, name=file.name or "file")


def sizes(files: Any) -> list[int]:
    """Give the sizes of files that came with a form."""
    return [file.size or 0 for file in files.values()]


class LettersForm(VersionForm):
    """Which letters a text file's bytes mean."""

    encoding = forms.ChoiceField(label="It reads right as", choices=OFFERED, widget=forms.RadioSelect)


class ColumnsForm(VersionForm):
    """Which column fills which field, and what holds for the whole file."""

    mapping_name = LineField("Name of this mapping", max_length=120, required=False,
                             help_text="It is offered again for the next file with these columns.")  # fmt: skip

    def __init__(self, *args: Any, file: ImportFile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind_of(file.kind)
        choices = [("", "Not in this file"), *((name, name) for name in file.header)]
        for target in self.kind.targets:
            self.fields[target.name] = forms.ChoiceField(
                label=target.label, choices=choices, required=target.required, help_text=target.help,
                error_messages={"required": f"Say which column holds {target.label.lower()}."},
            )  # fmt: skip
        for setting in self.kind.settings:
            self.fields[setting.name] = (
                forms.ChoiceField(label=setting.label, choices=[("", "Choose"), *setting.choices], required=False,
                                  help_text=setting.help)
                if setting.choices
                else LineField(setting.label, max_length=200, required=False, help_text=setting.help)
            )  # fmt: skip
        self.order_fields([*(t.name for t in self.kind.targets), *(s.name for s in self.kind.settings), "mapping_name"])

    def target_fields(self) -> list[forms.BoundField]:
        """Give the fields that columns fill."""
        return [self[target.name] for target in self.kind.targets]

    def file_fields(self) -> list[forms.BoundField]:
        """Give what is asked about the whole file."""
        return [self[setting.name] for setting in self.kind.settings] + [self["mapping_name"]]


def shown_mapping(file: ImportFile, remembered: list[ImportMapping]) -> tuple[dict[str, str], ImportMapping | None]:
    """Fill the form: as it was mapped, as a file of this shape was before, or by the words of the header."""
    if file.columns:
        name = {"mapping_name": file.mapping.name} if file.mapping else {}
        return dict(file.columns) | dict(file.settings) | name, None
    if remembered:
        last = remembered[-1]
        return dict(last.columns) | dict(last.settings) | {"mapping_name": last.name}, last
    return suggest(kind_of(file.kind), file.header), None


def map_file(file: ImportFile, *, by: Actor, mapping_name: str = "", **taken: str) -> ImportFile:
    """Say what the columns mean, as the form took it."""
    kind = kind_of(file.kind)
    columns = {t.name: taken[t.name] for t in kind.targets if taken.get(t.name)}
    settings = {s.name: taken[s.name] for s in kind.settings if taken.get(s.name)}
    return map_columns(file, by=by, columns=columns, settings=settings, name=mapping_name)


class DecisionsForm(VersionForm):
    """What is decided about each group of odd rows, or about all of a kind at once."""

    def __init__(self, *args: Any, questions: list[Question], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places: list[tuple[str, Question, Group | None]] = []
        for number, question in enumerate(questions):
            if len(question.groups) > 1:
                self._add(f"all{number}", question, None, f"All others of {question.column or 'these rows'}")
            for group in question.groups:
                self._add(f"g{group.id}", question, group, group.value or question.words)

    def _add(self, name: str, question: Question, group: Group | None, label: str) -> None:
        """Ask about one group."""
        together = next((g.decision for g in question.groups if g.decision and g.decision.get("value") == ANY), None)
        decided = (group.decision if group else together) or {}
        own = decided if not group or len(question.groups) == 1 or decided.get("value", "") == group.value else {}
        deed = own.get("deed") or (group.suggestion if group and not decided else "")
        none = "Decided with all" if decided and not own else "Not decided"
        label = label[:80]
        self.fields[f"{name}-deed"] = forms.ChoiceField(
            label=f"Decision on {label}", choices=[("", none), *question.deeds], required=False, initial=deed
        )
        if group and MEND in dict(question.deeds):
            self.fields[f"{name}-to"] = LineField(
                f"Read {label} as", max_length=200, required=False, initial=own.get("to", "")
            )
        self.fields[f"{name}-because"] = LineField(
            f"Reason for {label}", max_length=300, required=False, initial=own.get("because", "")
        )
        self.places.append((name, question, group))

    def asked(self) -> list[dict[str, Any]]:
        """Give the questions with their bound fields, for the page."""
        found: dict[int, dict[str, Any]] = {}
        for name, question, group in self.places:
            line = {"group": group, "deed": self[f"{name}-deed"], "because": self[f"{name}-because"]}
            if f"{name}-to" in self.fields:
                line["to"] = self[f"{name}-to"]
            empty = {"question": question, "lines": [], "all": None, "mends": MEND in dict(question.deeds)}
            held = found.setdefault(id(question), empty)
            if group is None:
                held["all"] = line
            else:
                held["lines"].append(line)
        for held in found.values():
            held["first"], held["further"] = held["lines"][:SHOWN], held["lines"][SHOWN:]
        return list(found.values())

    def decisions(self) -> list[Decision]:
        """Read what was decided; an empty choice decides nothing."""
        taken, found = self.cleaned_data, []
        for name, question, group in self.places:
            deed = taken.get(f"{name}-deed")
            if deed:
                found.append(
                    Decision(
                        question.column, question.code, group.value if group else ANY, deed,
                        to=taken.get(f"{name}-to", "") if deed == MEND else "",
                        because=taken.get(f"{name}-because", ""),
                    )
                )  # fmt: skip
        return found


def decide_all(file: ImportFile, *, by: Actor, form: DecisionsForm, **taken: Any) -> ImportFile:
    """Decide as the form took it."""
    return decide(file, by=by, decisions=form.decisions())


class WithdrawForm(VersionForm):
    """Why an import is taken back."""

    reason = LineField("Why", max_length=300)


class RowsForm(forms.Form):
    """Which rows are listed."""

    asks_nothing = True
    state = forms.ChoiceField(
        label="Rows", required=False,
        choices=[("", "All that were not taken"), ("1", "Left out"), ("2", "Here already"), ("3", "Doubtful"),
                 ("0", "Taken")],
    )  # fmt: skip
