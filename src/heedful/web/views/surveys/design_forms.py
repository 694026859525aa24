"""What is asked when a survey is made: its first question, its languages, and each question after it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from heedful.feedback.models import CHOSEN, SCORED, Comparison, QuestionKind, SurveyQuestion
from heedful.feedback.surveys.asking import LONGEST_OPTION, MOST_OPTIONS
from heedful.feedback.surveys.design import LONGEST_WORDING, LONGEST_WORDS, asked_words
from heedful.web.answer_questions import label_of
from heedful.web.answer_words import NAMES, name_of, words_in
from heedful.web.fields import LineField, PersonField, WordsField
from heedful.web.forms import VersionForm

KINDS = [
    (QuestionKind.RECOMMEND.value, "Recommend us: 0 to 10"),
    (QuestionKind.SATISFACTION.value, "Satisfied with us: 1 to 5"),
]
LANGUAGES = [(code, f"{name} ({code})") for code, name in sorted(NAMES.items(), key=lambda pair: pair[1])]
SLOTS = (1, 2, 3)
TEXTS = ("wording", "comment", "intro", "thanks")


class WordingForm(VersionForm):
    """What a version asks, in up to three languages."""

    kind = forms.ChoiceField(label="Ask whether they", choices=KINDS, widget=forms.RadioSelect, initial="recommend")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for slot in SLOTS:
            first = slot == SLOTS[0]
            choices = LANGUAGES if first else [("", "None"), *LANGUAGES]
            self.fields[f"language{slot}"] = forms.ChoiceField(
                label="Language", choices=choices, required=first, initial="en" if first else ""
            )
            self.fields[f"wording{slot}"] = LineField("Question", max_length=LONGEST_WORDING, required=first)
            self.fields[f"comment{slot}"] = LineField(
                "Question for their own words", max_length=LONGEST_WORDING, required=False,
                help_text=words_in("en")["comment"] if first else "",
            )  # fmt: skip
            self.fields[f"intro{slot}"] = WordsField(
                "Words before it", rows=2, max_length=LONGEST_WORDS, required=False
            )
            self.fields[f"thanks{slot}"] = WordsField(
                "Words of thanks", rows=2, max_length=LONGEST_WORDS, required=False
            )

    @property
    def slots(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Give the fields of each language, and whether they are in use."""
        titles = ("First language", "Second language", "Third language")
        found = []
        for slot, title in zip(SLOTS, titles, strict=True):
            fields = [self[f"{name}{slot}"] for name in ("language", *TEXTS)]
            found.append((title, fields, slot == SLOTS[0] or bool(fields[0].value()) or any(f.errors for f in fields)))
        return found

    def clean(self) -> dict[str, Any]:
        """Put the languages together as the command takes them."""
        taken = super().clean() or self.cleaned_data
        used = [(slot, taken.get(f"language{slot}")) for slot in SLOTS if taken.get(f"language{slot}")]
        codes = [code for _, code in used]
        if len(set(codes)) < len(codes):
            raise forms.ValidationError("Each language stands once.")
        for slot, _ in used:
            if not taken.get(f"wording{slot}") and f"wording{slot}" not in self.errors:
                self.add_error(f"wording{slot}", "Write the question in this language.")
        result = {name: taken[name] for name in self.cleaned_data if name[-1:] not in "123"}
        result["languages"] = " ".join(str(code) for code in codes)
        for name in TEXTS:
            result[name] = [(code, taken.get(f"{name}{slot}") or "") for slot, code in used]
        self.cleaned_data = result
        return result


class SurveyForm(WordingForm):
    """A new survey."""

    name = LineField("Name of the survey", max_length=160)
    owner = PersonField("Who answers for it", required=False)
    field_order = ("name", "owner", "kind")


class WordsForm(VersionForm):
    """A draft's languages, and the words before and after its questions."""

    languages = forms.MultipleChoiceField(
        label="Languages", choices=LANGUAGES, widget=forms.CheckboxSelectMultiple,
        help_text="Publishing waits until every text stands in each of them.",
    )  # fmt: skip
    first = forms.ChoiceField(
        label="First language", choices=LANGUAGES, help_text="Shown to whoever reads none of the others."
    )

    def __init__(self, *args: Any, codes: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = codes
        for code in codes:
            name = name_of(code)
            self.fields[f"intro-{code}"] = WordsField(
                f"Words before the questions ({name})", rows=2, max_length=LONGEST_WORDS, required=False
            )
            self.fields[f"thanks-{code}"] = WordsField(
                f"Words of thanks ({name})", rows=2, max_length=LONGEST_WORDS, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Put the languages in order, the first one first."""
        taken = super().clean() or self.cleaned_data
        chosen, first = taken.get("languages", []), taken.get("first", "")
        codes = [first, *(code for code in [*self.codes, *chosen] if code in chosen and code != first)]
        self.cleaned_data = {"version": taken.get("version"), "languages": " ".join(dict.fromkeys(codes))} | {
            part: [(code, taken.get(f"{part}-{code}") or "") for code in self.codes] for part in ("intro", "thanks")
        }
        return self.cleaned_data


class QuestionForm(VersionForm):
    """One question of a kind, in each language of its version."""

    required = forms.BooleanField(label="An answer is needed", required=False, initial=True)

    def __init__(
        self, *args: Any, kind: str, codes: Sequence[str], before: Sequence[SurveyQuestion], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.codes, self.before = kind, codes, before
        for code in codes:
            self._add_texts(code, first=code == codes[0])
        if kind == QuestionKind.RATING:
            self.fields["lowest"] = forms.IntegerField(label="Lowest number", min_value=0, max_value=100, initial=1)
            self.fields["highest"] = forms.IntegerField(label="Highest number", min_value=1, max_value=100, initial=5)
        if before:
            self.fields["shown_if"] = forms.ChoiceField(
                label="Show it when the answer", choices=Comparison.choices, required=False
            )
            self.fields["shown"] = forms.ChoiceField(
                label="this, of an earlier question", choices=_answers(before, codes[0]), required=False
            )

    def _add_texts(self, code: str, *, first: bool) -> None:
        """Add the texts of a language."""
        words = self.kind == QuestionKind.TEXT
        self.fields[f"wording-{code}"] = LineField(
            "Question", max_length=LONGEST_WORDING, required=first and not words,
            help_text=f"Empty: {words_in(code)['comment']}" if words else "",
        )  # fmt: skip
        if self.kind in CHOSEN:
            self.fields[f"options-{code}"] = WordsField(
                "Choices, one on each line", rows=5, max_length=MOST_OPTIONS * (LONGEST_OPTION + 2), required=first,
                help_text="" if first else "In the order of the first language.",
            )  # fmt: skip
        if self.kind in SCORED:
            for end, label in (("low", "lowest"), ("high", "highest")):
                self.fields[f"{end}_words-{code}"] = LineField(
                    f"Words beside the {label} number", max_length=LONGEST_OPTION, required=False,
                    help_text=words_in(code).get(f"{end}_{self.kind}", ""),
                )  # fmt: skip
        self.fields[f"help_words-{code}"] = LineField("Help under it", max_length=LONGEST_WORDING, required=False)

    @property
    def languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the fields of each language under its name."""
        return [
            (name_of(code), [self[name] for name in self.fields if name.endswith(f"-{code}")]) for code in self.codes
        ]

    @property
    def logic(self) -> list[forms.BoundField]:
        """Give the fields that say when it is shown."""
        return [self[name] for name in ("shown_if", "shown") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Put the texts together as the command takes them."""
        taken = super().clean() or self.cleaned_data
        parts = ("wording", "help_words", "low_words", "high_words")
        result: dict[str, Any] = {name: taken.get(name) for name in ("version", "required", "lowest", "highest")}
        result |= {part: [(code, taken.get(f"{part}-{code}") or "") for code in self.codes] for part in parts}
        result |= {"kind": self.kind, "options": self._options(taken), **self._shown(taken)}
        self.cleaned_data = result
        return result

    def _options(self, taken: dict[str, Any]) -> list[list[tuple[str, str]]]:
        """Pair the lines of each language."""
        lines = {
            code: [line.strip() for line in (taken.get(f"options-{code}") or "").splitlines() if line.strip()]
            for code in self.codes
        }
        longest = max((len(found) for found in lines.values()), default=0)
        return [
            [(code, found[place]) for code, found in lines.items() if place < len(found)] for place in range(longest)
        ]

    def _shown(self, taken: dict[str, Any]) -> dict[str, Any]:
        """Read which answer it waits for."""
        place, _, number = (taken.get("shown") or "").partition(":")
        if not place:
            return {}
        source = next((question for question in self.before if str(question.place) == place), None)
        return {"shown_after": source, "shown_if": taken.get("shown_if") or "is", "shown_value": int(number)}


def _answers(before: Sequence[SurveyQuestion], language: str) -> list[Any]:
    """List every answer of the earlier questions, question by question."""
    groups = [
        (
            f"{number}. {asked_words(question, language)[:80]}",
            [(f"{question.place}:{value}", label_of(question, value, language)) for value in question.values],
        )
        for number, question in enumerate(before, 1)
        if question.values
    ]
    return [("", "Always shown"), *groups]


def filled(question: SurveyQuestion, codes: Sequence[str]) -> dict[str, Any]:
    """Fill a form with what a question asks."""
    found: dict[str, Any] = {
        "required": question.required, "lowest": question.lowest, "highest": question.highest,
        "shown_if": question.shown_if,
    }  # fmt: skip
    if question.shown_after is not None:
        found["shown"] = f"{question.shown_after.place}:{question.shown_value}"
    for part in ("wording", "help_words", "low_words", "high_words"):
        texts = dict(getattr(question, part))
        found |= {f"{part}-{code}": texts.get(code, "") for code in codes}
    for code in codes:
        lines = [dict(words).get(code, "") for _, words in question.options]
        found[f"options-{code}"] = "\n".join(lines).rstrip("\n")
    return found
