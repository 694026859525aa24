"""Every step with a complaint: its words, what it asks, and the command that takes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from heedful.core.organisation import today
from heedful.feedback.complaints import afterwards, ending, handling, receiving
from heedful.feedback.models import Complaint
from heedful.web.forms import VersionForm
from heedful.web.views.complaints import forms


def _nothing(complaint: Complaint) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Step:
    """One step: how it is called, what its page says, and what it does."""

    label: str
    title: str
    action: str
    said: str
    command: Callable[..., Any]
    form: type[VersionForm] = VersionForm
    lead: str = ""
    danger: bool = False
    initial: Callable[[Complaint], dict[str, Any]] = field(default=_nothing)
    more: Callable[[], dict[str, Any]] = field(default=dict)


def _on_today() -> dict[str, Any]:
    return {"on": today()}


def _said(*names: str) -> Callable[[Complaint], dict[str, Any]]:
    """Begin with what the complaint says already."""
    return lambda complaint: {name: getattr(complaint, name) for name in names}


def _assessed(complaint: Complaint) -> dict[str, Any]:
    """Begin with the assessment there is; before the first, with how serious it seemed when it was sorted."""
    words = {True: "yes", False: "no", None: None}
    given: dict[str, Any] = {"safety": words[complaint.safety], "act_now": words[complaint.act_now]}
    given |= {"severity": complaint.severity or complaint.feedback.seems}
    return _said("complexity", "impact")(complaint) | given


def _involved(complaint: Complaint) -> dict[str, Any]:
    return {
        "event_owner": complaint.event_owner_id,
        "persons": list(complaint.persons_concerned.values_list("person", flat=True)),
    }


STEPS: dict[str, Step] = {
    "acknowledge": Step(
        "Acknowledge", "Acknowledge it", "It is acknowledged", "It is acknowledged.", receiving.acknowledge_complaint,
        lead="Tell the complainant that it has arrived, its key, and what happens next; then press. The moment counts.",
    ),
    "assess": Step(
        "Assess", "How bad is it?", "Keep the assessment", "It is assessed.", receiving.assess_complaint,
        forms.AssessForm, "A first look; it can be changed when more is known.", initial=_assessed,
    ),
    "tell": Step(
        "Tell the customer", "Tell the customer how it stands", "Tell them", "The customer is told.",
        handling.tell_customer, forms.TellForm, "It appears on their status page at once.",
    ),
    "involved": Step(
        "Say whom it concerns", "Whom does it concern?", "Keep it", "It is kept.", receiving.name_involved,
        forms.InvolvedForm, "None of them looks into it where it is serious.", initial=_involved,
    ),
    "investigator": Step(
        "Name who looks into it", "Who looks into it?", "Name them", "It has an investigator.",
        handling.assign_investigator, forms.InvestigatorForm,
        "A serious complaint is looked into by somebody who is not involved.",
    ),
    "findings": Step(
        "Write the findings", "What was found?", "Keep the findings", "The findings are kept.",
        handling.record_findings, forms.FindingsForm, initial=_said("findings", "code"),
    ),
    "exception": Step(
        "Except from independence", "Let somebody involved look into it", "Make the exception",
        "The exception is on record.", handling.except_independence, forms.ExceptionForm,
        "Top management alone may; the exception is listed wherever independence is asked about.", more=_on_today,
    ),
    "escalate": Step(
        "Hand it higher", "Hand it higher", "Hand it over", "It is handed over.", handling.escalate_complaint,
        forms.EscalateForm,
    ),
    "pause": Step(
        "Let the promises wait", "Let the promises wait", "Pause them", "The promises wait.", handling.pause_promises,
        forms.PauseForm, "Reporting and answering wait; acknowledging never does. The reason stays on record.",
        more=_on_today,
    ),
    "resume": Step(
        "Let the promises run again", "Let the promises run again", "They run again", "The promises run again.",
        handling.resume_promises, lead="Each moves by the working days that it waited.", more=_on_today,
    ),
    "answer": Step(
        "Answer", "Our answer", "Send the answer", "It is answered.", ending.answer_complaint, forms.AnswerForm,
        "It appears on the complainant's status page, where they can accept it or say that they are not content.",
        initial=_said("outcome", "answer", "redress"),
    ),
    "settle": Step(
        "Settle it at once", "Settled at first contact", "It is settled", "It is settled and closed.",
        ending.settle_complaint, forms.SettleForm,
        "For a small complaint that the customer takes as settled: acknowledged, assessed, answered, closed in one.",
    ),
    "contact": Step(
        "Note a contact", "We tried to reach them", "Note it", "It is noted.", ending.try_contact, forms.ContactForm,
        "Two contacts without reply, on two days, allow closing.",
    ),
    "close": Step(
        "Close", "Close it", "Close it", "It is closed.", ending.close_complaint, forms.CloseForm,
        "With the complainant's acceptance, or after two contacts without reply.",
    ),
    "reopen": Step(
        "Reopen", "Take it up again", "Take it up again", "It is open again, with new promises.",
        ending.reopen_complaint, forms.BecauseForm, "What had been answered stays beside it.",
    ),
    "withdraw": Step(
        "Withdraw", "Withdraw it", "Withdraw it", "It is withdrawn and stays on record.", ending.withdraw_complaint,
        forms.BecauseForm, "Say who took it back, or why it was none.", danger=True,
    ),
    "words": Step(
        "Add what they said", "What did the complainant add?", "Keep it", "It is kept.", handling.add_words,
        forms.WordsForm,
    ),
    "join": Step(
        "Join with the same one", "The same complaint, heard twice", "Join them", "They are joined and count once.",
        afterwards.join_complaints, forms.JoinForm, "This one is then handled and counted with the other.",
    ),
    "part": Step(
        "Part from the other", "They are two complaints", "Part them", "They are two again.",
        afterwards.part_complaints, forms.ReasonForm,
    ),
    "ask": Step(
        "Ask about the handling", "Ask how we handled it", "They are asked", "They are asked.",
        afterwards.ask_about_handling,
        lead="Ask the complainant how satisfied they were with the handling; their status page asks too.",
    ),
    "rate": Step(
        "Keep what they say of the handling", "What do they say of the handling?", "Keep it", "It is kept.",
        afterwards.rate_handling, forms.RateForm, initial=lambda c: {"score": c.handling_score},
    ),
    "nonconformity": Step(
        "Decide: nonconformity or not", "Was a requirement not met?", "Decide", "It is decided.",
        afterwards.decide_nonconformity, forms.NonconformityForm,
    ),
    "give": Step(
        "Give it to somebody", "Who sees it through?", "Give it", "It has an owner.", receiving.give_complaint,
        forms.OwnerForm, initial=lambda c: {"owner": c.owner_id},
    ),
    "describe": Step(
        "Describe it", "What fell short?", "Save", "Saved.", receiving.describe_complaint, forms.DescribeForm,
        initial=_said("summary", "code", "remedy_asked"),
    ),
}  # fmt: skip
