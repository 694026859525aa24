"""Commands on the search for the cause: by a method, with evidence for each claim; never a person."""

import datetime

from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.attached import person_of
from heedful.core.commands import command, lock, remove
from heedful.core.history import record
from heedful.core.models import Person
from heedful.core.permissions import Permission
from heedful.improvement.models import CauseAnalysis, CauseMethod, Nonconformity, Why
from heedful.improvement.nonconformities import still_open

DEEPEST = 12
"""A chain of whys longer than this has left what can be changed."""


@command(needs=Permission.PUT_RIGHT)
def begin_analysis(
    case: Nonconformity, *, by: Actor, method: str, on: datetime.date, owner: Person | None = None
) -> CauseAnalysis:
    """Begin to look for the cause."""
    case = still_open(lock(case))
    if on < case.found_on:
        raise ValidationError({"on": f"It was found on {case.found_on}; give that day or a later one."})
    standing = case.analyses.filter(rejected_on=None).first()
    if standing is not None:
        done = "has found a cause" if standing.done_on else "is under way"
        raise ValidationError(f"{standing.key} {done}. Go on there.")
    analysis = CauseAnalysis(nonconformity=case, method=method, began_on=on, owner=owner or person_of(by))
    analysis.save()
    record("causeanalysis.begun", analysis, case=case.ref)
    return analysis


@command(needs=Permission.PUT_RIGHT)
def add_why(analysis: CauseAnalysis, *, by: Actor, words: str, evidence: str = "", parent: Why | None = None) -> Why:
    """Answer "why?" once more, below another answer or at the top."""
    analysis = _under_way(lock(analysis))
    if not words.strip():
        raise ValidationError({"words": "Say why."})
    if parent is not None and parent.analysis_id != analysis.pk:
        raise ValidationError({"parent": "This answer stands in another analysis."})
    whys = list(analysis.whys.all())
    beside = [why for why in whys if why.parent_id == (parent.pk if parent else None)]
    if any(why.words == words for why in beside):
        raise ValidationError({"words": "This stands there already."})
    if len(chain(parent, whys)) >= DEEPEST:
        raise ValidationError({"words": f"After {DEEPEST} whys, choose the cause that you can take away."})
    why = Why(analysis=analysis, parent=parent, words=words, evidence=evidence, place=len(beside) + 1)
    why.save()
    record("why.added", why, analysis=analysis.ref)
    return why


@command(needs=Permission.PUT_RIGHT)
def prove_why(why: Why, *, by: Actor, evidence: str) -> Why:
    """Say what shows that an answer is true."""
    why = lock(why)
    _under_way(why.analysis)
    if not evidence.strip():
        raise ValidationError({"evidence": "Say what shows it."})
    if why.evidence == evidence:
        raise ValidationError({"evidence": "This stands there already."})
    why.evidence = evidence
    why.save(update_fields=["evidence"])
    record("why.proved", why)
    return why


@command(needs=Permission.PUT_RIGHT)
def mark_root(why: Why, *, by: Actor, root: bool = True) -> Why:
    """Say that this is a cause that we can take away, or that it is not."""
    why = lock(why)
    _under_way(why.analysis)
    if why.root == root:
        raise ValidationError("It is marked so already.")
    why.root = root
    why.save(update_fields=["root"])
    record("why.marked_as_root" if root else "why.unmarked_as_root", why)
    return why


@command(needs=Permission.PUT_RIGHT)
def remove_why(why: Why, *, by: Actor) -> Why:
    """Take an answer out of the tree; one that others stand below stays."""
    why = lock(why)
    _under_way(why.analysis)
    if why.children.exists():
        raise ValidationError("Others stand below this one. Take those away first.")
    remove(why, "why.removed")
    return why


@command(needs=Permission.PUT_RIGHT)
def finish_analysis(
    analysis: CauseAnalysis, *, by: Actor, on: datetime.date, cause: str, cause_class: str, evidence: str
) -> CauseAnalysis:
    """Say which cause was found, of which kind, and what shows it."""
    analysis = _under_way(lock(analysis))
    wrong = {}
    if not cause.strip():
        wrong["cause"] = "Say which cause was found. The finding in other words is none."
    if not evidence.strip():
        wrong["evidence"] = "Say what shows that it is the cause."
    if on < analysis.began_on:
        wrong["on"] = f"It began on {analysis.began_on}; give that day or a later one."
    if wrong:
        raise ValidationError(wrong)
    if analysis.method == CauseMethod.FIVE_WHYS:
        _judge_tree(analysis)
    analysis.cause, analysis.cause_class, analysis.evidence, analysis.done_on = cause, cause_class, evidence, on
    analysis.save(update_fields=["cause", "cause_class", "evidence", "done_on"])
    record("causeanalysis.finished", analysis, on=on.isoformat(), cause_class=cause_class)
    return analysis


def chain(why: Why | None, whys: list[Why]) -> list[Why]:
    """List an answer and those it stands below, up to the top."""
    by_id = {one.pk: one for one in whys}
    found = []
    while why is not None:
        found.append(why)
        why = by_id.get(why.parent_id) if why.parent_id else None
    return found


def _judge_tree(analysis: CauseAnalysis) -> None:
    """Refuse a tree without a root, or one that rests on a claim without evidence."""
    whys = list(analysis.whys.all())
    roots = [why for why in whys if why.root]
    if not roots:
        raise ValidationError("Mark in the tree which answer is the cause that you can take away.")
    bare = next((why for root in roots for why in reversed(chain(root, whys)) if not why.evidence.strip()), None)
    if bare is not None:
        raise ValidationError(f"Nothing shows yet that this is so: {bare.words} Add the evidence in the tree.")


def _under_way(analysis: CauseAnalysis) -> CauseAnalysis:
    """Refuse to change an analysis that has ended."""
    if analysis.rejected_on:
        raise ValidationError(f"This cause was rejected on {analysis.rejected_on}. Begin a new analysis.")
    if analysis.done_on:
        raise ValidationError(f"The cause was found on {analysis.done_on}. It stands until an action proves it wrong.")
    still_open(analysis.nonconformity)
    return analysis
