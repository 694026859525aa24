"""Commands on indicators: what is worked out, what is aimed at, which one is the headline, what others reach."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command, lock
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.customers.models import Segment
from heedful.feedback.models import QuestionKind, SurveyQuestion
from heedful.satisfaction.models import OF_SURVEYS, Basis, Benchmark, Indicator, IndicatorVersion

ASKED_AS: dict[str, tuple[str, ...]] = {
    Basis.RECOMMEND: (QuestionKind.RECOMMEND,),
    Basis.SHARE: (QuestionKind.SATISFACTION,),
    Basis.MEAN: (QuestionKind.SATISFACTION, QuestionKind.RECOMMEND),
    Basis.EFFORT: (QuestionKind.EFFORT,),
    Basis.INDEX: (QuestionKind.SATISFACTION, QuestionKind.RECOMMEND, QuestionKind.EFFORT),
}
"""By which kinds of question a figure can be worked out."""
HEADLINES = (Basis.RECOMMEND, Basis.SHARE)


@command(needs=Permission.PLAN_FEEDBACK)
def define_indicator(
    *, by: Actor, name: str, basis: str, since: datetime.date, question: SurveyQuestion | None = None,
    segment: Segment | None = None, target: Decimal | None = None, owner: Person | None = None,
) -> Indicator:  # fmt: skip
    """Choose a figure by which we say how satisfied customers are."""
    if not name.strip():
        raise ValidationError({"name": "Give it a name that people will use."})
    if Indicator.objects.filter(name=name.strip()).exists():
        raise ValidationError({"name": "There is an indicator of this name already."})
    indicator = Indicator(name=name.strip(), owner=owner)
    first = IndicatorVersion(
        indicator=indicator, number=1, basis=basis, question=question, segment=segment, target=target, since=since
    )
    _judge(first)
    indicator.save()
    record("indicator.defined", indicator, basis=str(basis))
    first.save()
    record("indicatorversion.defined", first, since=since.isoformat())
    return indicator


@command(needs=Permission.PLAN_FEEDBACK)
def redefine_indicator(
    indicator: Indicator, *, by: Actor, basis: str, on: datetime.date, reason: str,
    question: SurveyQuestion | None = None, segment: Segment | None = None, target: Decimal | None = None,
) -> IndicatorVersion:  # fmt: skip
    """Work it out in another way, or aim at something else; the earlier version stays in sight."""
    indicator = lock(indicator)
    _in_use(indicator)
    now = indicator.versions.select_related("question").get(replaced_on=None)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is changed: figures before and after will be compared."})
    if on < now.since:
        raise ValidationError({"on": f"The version before holds since {now.since}; give that day or a later one."})
    fresh = IndicatorVersion(
        indicator=indicator, number=now.number + 1, basis=basis, question=question, segment=segment, target=target,
        since=on, reason=reason.strip(),
    )  # fmt: skip
    if _same(now, fresh):
        raise ValidationError("Nothing is changed: what it is worked out from and the target are as before.")
    _judge(fresh)
    if indicator.headline and fresh.basis not in HEADLINES:
        raise ValidationError({"basis": "It is the headline: that is a recommend score or a share of satisfied ones."})
    now.replaced_on = on
    now.save(update_fields=["replaced_on"])
    record("indicatorversion.replaced", now, on=on.isoformat())
    fresh.save()
    record("indicatorversion.defined", fresh, reason=reason.strip(), since=on.isoformat())
    return fresh


@command(needs=Permission.PLAN_FEEDBACK)
def rename_indicator(indicator: Indicator, *, by: Actor, name: str, owner: Person | None) -> Indicator:
    """Call it otherwise, or let somebody else answer for it."""
    indicator = lock(indicator)
    if not name.strip():
        raise ValidationError({"name": "Give it a name that people will use."})
    if Indicator.objects.filter(name=name.strip()).exclude(pk=indicator.pk).exists():
        raise ValidationError({"name": "There is an indicator of this name already."})
    indicator.name, indicator.owner = name.strip(), owner
    indicator.save(update_fields=["name", "owner"])
    record("indicator.renamed", indicator)
    return indicator


@command(needs=Permission.PLAN_FEEDBACK)
def choose_headline(indicator: Indicator, *, by: Actor) -> Indicator:
    """Let Today and the page of satisfaction begin with it."""
    indicator = lock(indicator)
    _in_use(indicator)
    if indicator.headline:
        raise ValidationError("It is the headline already.")
    now = indicator.versions.get(replaced_on=None)
    if now.basis not in HEADLINES or now.segment_id:
        raise ValidationError("The headline is a recommend score or a share of satisfied customers, over all segments.")
    for other in Indicator.objects.filter(headline=True):
        other.headline = False
        other.save(update_fields=["headline"])
        record("indicator.no_headline", other)
    indicator.headline = True
    indicator.save(update_fields=["headline"])
    record("indicator.made_headline", indicator)
    return indicator


@command(needs=Permission.PLAN_FEEDBACK)
def retire_indicator(indicator: Indicator, *, by: Actor, on: datetime.date, because: str) -> Indicator:
    """Follow it no longer; what it showed stays."""
    indicator = lock(indicator)
    _in_use(indicator)
    if not because.strip():
        raise ValidationError({"because": "Say why it is followed no longer."})
    if indicator.headline:
        raise ValidationError("It is the headline: choose another headline first.")
    now = indicator.versions.get(replaced_on=None)
    if on < now.since:
        raise ValidationError({"on": f"It is followed since {now.since}; give that day or a later one."})
    indicator.retired_on, indicator.retired_because = on, because.strip()
    indicator.save(update_fields=["retired_on", "retired_because"])
    record("indicator.retired", indicator, reason=because.strip(), on=on.isoformat())
    return indicator


@command(needs=Permission.PLAN_FEEDBACK)
def add_benchmark(
    indicator: Indicator, *, by: Actor, value: Decimal, population: str, source: str, measured_on: datetime.date,
    on: datetime.date,
) -> Benchmark:  # fmt: skip
    """Put beside an indicator what others reach; without source, day and population it would be hearsay."""
    indicator = lock(indicator)
    _in_use(indicator)
    wrong = {}
    if not source.strip():
        wrong["source"] = "Name the publication: a figure without its source is not shown."
    if not population.strip():
        wrong["population"] = "Say of whom it speaks: whose customers, where, how many answered."
    if measured_on > on:
        wrong["measured_on"] = "It cannot have been measured after today."
    basis = indicator.versions.get(replaced_on=None).kind
    if not basis.bounds[0] <= value <= basis.bounds[1]:
        wrong["value"] = f"Give a value from {basis.bounds[0]} to {basis.bounds[1]}, in the unit of the indicator."
    if wrong:
        raise ValidationError(wrong)
    found = Benchmark(
        indicator=indicator, value=value, population=population.strip(), source=source.strip(), measured_on=measured_on
    )
    found.save()
    record("benchmark.added", found, measured_on=measured_on.isoformat())
    return found


@command(needs=Permission.PLAN_FEEDBACK)
def withdraw_benchmark(benchmark: Benchmark, *, by: Actor, on: datetime.date, because: str) -> Benchmark:
    """Show a benchmark no longer."""
    benchmark = lock(benchmark)
    if benchmark.withdrawn_on:
        raise ValidationError(f"It was withdrawn on {benchmark.withdrawn_on}.")
    if not because.strip():
        raise ValidationError({"because": "Say why it is shown no longer."})
    benchmark.withdrawn_on, benchmark.withdrawn_because = on, because.strip()
    benchmark.save(update_fields=["withdrawn_on", "withdrawn_because"])
    record("benchmark.withdrawn", benchmark, reason=because.strip(), on=on.isoformat())
    return benchmark


def _in_use(indicator: Indicator) -> None:
    if indicator.retired_on:
        raise ValidationError(f"This indicator was given up on {indicator.retired_on}.")


def _same(one: IndicatorVersion, other: IndicatorVersion) -> bool:
    """Say whether two versions are worked out alike and aim at the same."""
    return (one.basis, one.question_id, one.segment_id, one.target) == (
        other.basis, other.question_id, other.segment_id, other.target,
    )  # fmt: skip


def _judge(version: IndicatorVersion) -> None:
    """Refuse what cannot be worked out, and a target that cannot be meant."""
    wrong: dict[str, str] = {}
    if version.basis not in Basis.values:
        raise ValidationError({"basis": "Choose what it is worked out from."})
    basis, question = version.kind, version.question
    if basis in OF_SURVEYS and question is None:
        wrong["question"] = "Choose the question whose answers it is worked out from."
    elif basis not in OF_SURVEYS and (question is not None or version.segment_id):
        name = "question" if question is not None else "segment"
        wrong[name] = "This is worked out from complaints, not from a survey: leave it empty."
    elif question is not None and question.kind not in ASKED_AS[basis]:
        wrong["question"] = f"This question does not give it; ask one of kind {' or '.join(ASKED_AS[basis])}."
    elif question is not None and question.survey_version.published_on is None:
        wrong["question"] = "The survey is not published yet, so nobody can answer it."
    low, high = basis.bounds
    if version.target is not None and not low <= version.target <= high:
        wrong["target"] = f"Give a target from {low} to {high} {basis.unit}."
    if wrong:
        raise ValidationError(wrong)
