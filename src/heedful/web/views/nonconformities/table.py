"""Every step with a case: its words, what it asks, and the command that takes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from heedful.core.organisation import today
from heedful.improvement import causes, closing, corrections, corrective, nonconformities
from heedful.improvement.models import Nonconformity
from heedful.web.forms import VersionForm
from heedful.web.views.nonconformities import forms


def _on_today(case: Nonconformity) -> dict[str, Any]:
    return {"on": today()}


def _as_it_is(case: Nonconformity) -> dict[str, Any]:
    names = sorted(nonconformities.CHANGEABLE)
    return {name: getattr(case, name) for name in names} | {"process": case.process_id, "owner": case.owner_id}


def _decided(name: str) -> Callable[[Nonconformity], dict[str, Any]]:
    return lambda case: {"decision": getattr(case, name)}


@dataclass(frozen=True)
class Step:
    """One step: how it is called, what its page says, and what it does."""

    label: str
    title: str
    action: str
    said: str
    command: Callable[..., Any]
    form: type[VersionForm]
    lead: str = ""
    initial: Callable[[Nonconformity], dict[str, Any]] = _on_today
    more: Callable[[], dict[str, Any]] = field(default=dict)
    place: str = ""


STEPS: dict[str, Step] = {
    "change": Step(
        "Describe it better", "Describe it better", "Keep it", "It is kept.", nonconformities.change_nonconformity,
        forms.ChangeForm, initial=_as_it_is,
    ),
    "correct": Step(
        "Contain or correct it", "What is done at once?", "Begin", "It is begun.", corrections.start_correction,
        forms.CorrectForm, "Containment stops it spreading; a correction puts the fault right. The cause stays.",
        place="contain",
    ),
    "elsewhere": Step(
        "Look elsewhere", "Where else could it happen?", "Keep it", "It is kept.", corrections.check_extent,
        forms.ExtentForm, place="elsewhere",
    ),
    "analyse": Step(
        "Look for the cause", "Why did it happen?", "Begin to look", "The search is begun.", causes.begin_analysis,
        forms.AnalyseForm, "A person is never the cause: ask what let it happen.", place="cause",
    ),
    "plan": Step(
        "Plan a corrective action", "What takes the cause away?", "Plan it", "It is planned.",
        corrective.plan_corrective_action, forms.PlanForm,
        "Fix now by which figures it will be judged. Later the data decide, not we.",
        initial=lambda _: {}, more=lambda: {"on": today()}, place="plan",
    ),
    "risks": Step(
        "Decide on risks", "Does it change a risk?", "Keep the decision", "It is decided.",
        nonconformities.decide_on_risks, forms.DecisionForm,
        "Whether a risk or an opportunity was updated, and why or why not.", initial=_decided("risk_decision"),
        place="back",
    ),
    "system": Step(
        "Decide on the system", "Does it change how we work?", "Keep the decision", "It is decided.",
        nonconformities.decide_on_system, forms.DecisionForm,
        "Whether a process, a document or a rule was changed, and why or why not.",
        initial=_decided("system_decision"), place="back",
    ),
    "told": Step(
        "The customer was told", "When was the customer told what came of it?", "Keep it", "It is kept.",
        nonconformities.note_customer_told, forms.OnForm, place="back",
    ),
    "correction-only": Step(
        "Close by correction alone", "Is putting it right enough?", "Close it", "It is closed.",
        closing.close_by_correction, forms.BecauseForm,
        "Not for safety, law or repeats, unless top management decides so.", place="close",
    ),
    "effective": Step(
        "Close it", "Close it as effective?", "Close it", "It is closed.", closing.close_as_effective, forms.OnForm,
        "The data say that it worked.", place="close",
    ),
    "weak": Step(
        "Close with weak evidence", "The data cannot tell. Was it looked at on the spot?", "Close it",
        "It is closed, with weak evidence.", closing.close_with_weak_evidence, forms.WeakForm,
        "Once the window is over: it did not come back, and another person looked on the spot.", place="close",
    ),
    "reopen": Step(
        "It came back: look for the cause again", "What came back?", "Take it up again", "It is taken up again.",
        closing.reopen_nonconformity, forms.ReopenForm, "The cause that was found is rejected; another is looked for.",
    ),
}  # fmt: skip
