"""What can be done with a complaint now: the next step, and the others."""

from heedful.feedback.complaints.facts import Waiting
from heedful.feedback.models import Complaint, ComplaintState

WAITING = (
    "acknowledge", "assess", "tell", "answer", "settle", "involved", "investigator", "findings", "nonconformity",
    "escalate", "pause", "resume", "words", "join", "withdraw",
)  # fmt: skip
"""Steps while the customer waits for us, in the order in which they are offered."""
ANSWERED = (
    "close",
    "contact",
    "tell",
    "reopen",
    "ask",
    "rate",
    "nonconformity",
    "escalate",
    "words",
    "join",
    "withdraw",
)
CLOSED = ("ask", "rate", "nonconformity", "reopen", "join")
ALWAYS = ("give", "describe")


def next_step(complaint: Complaint, waiting: Waiting, *, contacts: int = 0) -> str:
    """Say what comes next: what was promised first, then what the handling still lacks; nothing at the end."""
    if complaint.same_as_id or complaint.state == ComplaintState.WITHDRAWN:
        return ""
    if complaint.state == ComplaintState.CLOSED:
        return _after_the_end(complaint)
    if complaint.state == ComplaintState.ANSWERED:
        return "close" if contacts else "contact"
    return next(step for step, wanted in _while_waiting(complaint, waiting) if wanted)


def _while_waiting(complaint: Complaint, waiting: Waiting) -> list[tuple[str, bool]]:
    """Say of each step whether it is wanted, in the order in which they are."""
    promise = waiting.promise
    owes_word = promise is not None and (waiting.late or waiting.near) and promise.name != "answer"
    return [
        ("acknowledge", complaint.acknowledged_at is None),
        ("assess", complaint.assessed_at is None),
        ("tell", owes_word),
        ("investigator", complaint.serious and complaint.investigator_id is None),
        ("findings", complaint.serious and complaint.investigated_at is None),
        ("answer", True),
    ]


def other_steps(complaint: Complaint, primary: str, *, told: bool = False) -> list[str]:
    """List what else can be done with it, but for the next step."""
    if complaint.same_as_id:
        return ["part"]
    if complaint.state == ComplaintState.WITHDRAWN:
        return []
    by_state = {ComplaintState.ANSWERED.value: ANSWERED, ComplaintState.CLOSED.value: CLOSED}
    steps = [*by_state.get(complaint.state, WAITING), *ALWAYS]
    if complaint.state == ComplaintState.CLOSED:
        steps.remove("give")
    missing = {
        primary,
        "pause" if complaint.paused_on else "resume",
        "acknowledge" if complaint.acknowledged_at else "",
        "ask" if complaint.handling_asked_at else "",
        "settle" if told or complaint.serious or complaint.reopened_at else "",
    }
    return [step for step in steps if step not in missing]


def _after_the_end(complaint: Complaint) -> str:
    """Ask what is asked of every complaint that has ended: how its handling was felt, nonconformity or not."""
    if complaint.nonconformity is None and complaint.outcome in ("upheld", "partly"):
        return "nonconformity"
    if complaint.handling_asked_at is None:
        return "ask"
    return ""
