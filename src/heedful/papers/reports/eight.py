"""The 8D report: a complaint and its nonconformity in eight disciplines, each from the records or said to have none."""

import datetime
from collections.abc import Iterable, Iterator

from heedful.core.calendar import Calendar
from heedful.core.organisation import current_organisation, working_calendar
from heedful.feedback.models import Complaint
from heedful.improvement.models import CorrectionKind, Nonconformity
from heedful.improvement.one_case import Branch, Fact, Planned, WholeCase, whole_case
from heedful.papers.documents import Document, Facts, Heading, Paragraph, Part, Table
from heedful.papers.reports.spelled import day, figures_of

NOTHING = "Not on record."
COMPLAINT = "complaint/"


def eight_of_case(case: Nonconformity, *, on: datetime.date) -> Document:
    """Report on a nonconformity, with the complaint that it came from where there is one."""
    complaint = None
    if case.source.startswith(COMPLAINT):
        rows = Complaint.objects.select_related("feedback__response", "feedback__product", "customer", "owner",
                                                "investigator")  # fmt: skip
        complaint = rows.filter(pk=case.source.removeprefix(COMPLAINT)).first()
    return _report(complaint, whole_case(case), on)


def eight_of_complaint(complaint: Complaint, *, on: datetime.date) -> Document:
    """Report on a complaint, with the newest nonconformity that came of it where there is one."""
    cases = Nonconformity.objects.select_related("requirement", "process", "owner", "checked_by")
    case = cases.filter(source=complaint.ref).order_by("-found_at").first()
    return _report(complaint, whole_case(case) if case else None, on)


def _report(complaint: Complaint | None, whole: WholeCase | None, on: datetime.date) -> Document:
    """Put the eight disciplines in order."""
    disciplines = (
        ("D1 The team", _team(complaint, whole)), ("D2 The problem", _problem(complaint, whole)),
        ("D3 Contained at once", _contained(whole)), ("D4 The root cause", _cause(whole)),
        ("D5 Chosen corrective actions", _chosen(whole)), ("D6 Carried out, and whether it worked", _worked(whole)),
        ("D7 So that it does not come back", _prevented(whole)),
        ("D8 Closed with the customer", _closed(complaint, whole)),
    )  # fmt: skip
    parts: list[Part] = [Paragraph(_stands(complaint, whole), "lead")]
    for name, told in disciplines:
        found = list(told)
        parts += [Heading(name), *(found or [Paragraph(NOTHING, "quiet")])]
    keys = [record.key for record in (complaint, whole.case if whole else None) if record is not None and record.key]
    about = complaint.summary if complaint else whole.case.statement if whole else ""
    return Document(
        title=f"8D report: {about}", organisation=current_organisation().name, key=" · ".join(keys),
        as_at=f"As at {day(on)}", parts=tuple(parts),
    )  # fmt: skip


def _stands(complaint: Complaint | None, whole: WholeCase | None) -> str:
    """Say in a sentence how far it has come."""
    if whole is None:
        decided = complaint is not None and complaint.nonconformity is False
        why = (
            "It was decided that no requirement was missed"
            if decided
            else "No nonconformity has been opened for it yet"
        )
        return f"{why}: most disciplines have no record."
    if whole.case.closed_on:
        return (
            f"Closed on {day(whole.case.closed_on)}: {whole.case.get_closed_by_display()[:1].lower()}"
            f"{whole.case.get_closed_by_display()[1:]}."
        )
    stages = {
        "contain": "It waits to be contained.", "cause": "The cause is being looked for.",
        "plan": "The cause is found; the corrective action is not planned yet.",
        "do": "Corrective action is under way.", "judge": "The action is done; the data have not shown its effect yet.",
        "close": "The action was effective; the case is not closed yet.",
    }  # fmt: skip
    return stages[whole.stage]


def _team(complaint: Complaint | None, whole: WholeCase | None) -> Iterator[Part]:
    """Name who worked on it, and as what."""
    rows: list[tuple[str, str]] = []
    if complaint:
        rows += [("Sees the complaint through", complaint.owner.name if complaint.owner else "")]
        rows += [("Looked into the complaint", complaint.investigator.name if complaint.investigator else "")]
    if whole:
        rows += [("Sees the nonconformity through", whole.case.owner.name if whole.case.owner else "")]
        rows += [("Corrected", _names(fact.who for fact in whole.corrections))]
        rows += [("Looked for the cause", _names(search.owner for search in whole.searches))]
        rows += [("Carries out", _names(p.row.action.owner.name for p in whole.live if p.row.action.owner))]
        reviewers = (review.reviewer.name for p in whole.live for review in p.reviews)
        rows += [("Judged the effect", _names(reviewers))]
    yield from _facts(rows)


def _problem(complaint: Complaint | None, whole: WholeCase | None) -> Iterator[Part]:
    """Say what happened: in the customer's words, and against which requirement."""
    if complaint:
        heard = complaint.feedback
        yield Paragraph(heard.said, "said")
        yield from _facts([
            ("Customer", complaint.customer.name if complaint.customer else heard.sender),
            ("Received", day(complaint.received_on)),
            ("Product or service", heard.product.name if heard.product else ""),
            ("Asked for", complaint.remedy_asked),
            ("Severity", complaint.get_severity_display() if complaint.severity else ""),
            ("Somebody could be hurt", {True: "yes", False: "no", None: ""}[complaint.safety]),
            ("Impact", complaint.impact), ("Found", complaint.findings), ("Code", complaint.code),
        ])  # fmt: skip
    if whole:
        case = whole.case
        required = case.requirement.title if case.requirement else case.requirement_words
        yield from _facts([
            ("Not met", case.statement), ("Requirement", required), ("What shows it", case.evidence),
            ("Process", case.process.name if case.process else ""), ("Found on", day(case.found_on)),
        ])  # fmt: skip


def _contained(whole: WholeCase | None) -> Iterator[Part]:
    """List what was done at once."""
    if whole and whole.corrections:
        calendar = working_calendar()
        rows = tuple(
            (
                fact.key,
                str(CorrectionKind(fact.kind).label).partition(":")[0],
                fact.what,
                _done(fact, calendar),
                fact.more,
            )
            for fact in whole.corrections
        )
        columns = ("Key", "Kind", "What", "Done", "Consequences dealt with")
        yield Table("Containment and correction", columns, rows, widths=(1.0, 1.5, 4.0, 1.6, 3.0))


def _cause(whole: WholeCase | None) -> Iterator[Part]:
    """Say the cause that stands, how it was found, and which were proved wrong."""
    for search in whole.searches if whole else ():
        state = "" if search.standing else f" Proved wrong on {day(search.rejected_on)}."
        if not search.done_on and not search.tree:
            yield Paragraph(
                f"{search.key}: looked for by {search.method_name.lower()} since {day(search.began_on)}.{state}"
            )
            continue
        yield from _facts([
            ("Cause", f"{search.cause or 'not found yet'}{state}"), ("Kind of cause", search.class_name),
            ("Method", search.method_name), ("What shows it", search.evidence),
        ])  # fmt: skip
        if search.tree:
            rows = tuple((line, branch.evidence or "–") for line, branch in _lines(search.tree, 0))
            yield Table("Why, and why that", ("Because", "What shows it"), rows, widths=(3.0, 2.0))


def _chosen(whole: WholeCase | None) -> Iterator[Part]:
    """List what takes the cause away, with the criterion fixed beforehand."""
    if whole and whole.planned:
        rows = tuple(
            (
                p.row.key or "", p.row.what + ("" if p.live else " (dropped)"), _owner(p), day(p.row.action.due_on),
                f"{p.row.criterion} (before {p.row.baseline_k:,} of {p.row.baseline_n:,}; ratio to reach "
                f"{p.row.threshold.normalize():f} within {p.row.window_days} days)",
            )
            for p in whole.planned
        )  # fmt: skip
        columns = ("Key", "What", "Who", "Due", "Judged by")
        yield Table("Corrective actions and their criteria", columns, rows, widths=(1.0, 3.2, 1.6, 1.4, 4.0))


def _worked(whole: WholeCase | None) -> Iterator[Part]:
    """Say which actions are done, and what the data say of each."""
    done = [p for p in whole.planned if p.row.action.done_on or p.reviews] if whole else []
    rows = tuple((p.row.key or "", day(p.row.action.done_on), p.row.action.evidence, _judged(p)) for p in done)
    if rows:
        yield Table(
            "Done, and its effect", ("Key", "Done", "What shows it", "Effect"), rows, widths=(1.0, 1.4, 3.0, 4.0)
        )


def _prevented(whole: WholeCase | None) -> Iterator[Part]:
    """Say where else was looked, and what changed in risks and in the system."""
    if whole:
        for fact in whole.extents:
            found = "Found there too" if fact.flag else "Not found there"
            yield from _facts([("Looked elsewhere", fact.what), (f"{found}, {day(fact.on)}", fact.more)])
        yield from _facts([("Risks", whole.case.risk_decision), ("The system", whole.case.system_decision)])


def _closed(complaint: Complaint | None, whole: WholeCase | None) -> Iterator[Part]:
    """Say how it ended, and what the customer said of it."""
    rows: list[tuple[str, str]] = []
    calendar = working_calendar()
    if complaint:
        answered, closed = complaint.answered_at, complaint.closed_at
        score, how = complaint.handling_score, complaint.get_closed_how_display()
        rows += [
            ("Answered", f"{day(calendar.day_of(answered))}: {complaint.answer}" if answered else ""),
            ("Outcome", complaint.get_outcome_display() if complaint.outcome else ""), ("Redress", complaint.redress),
            ("Complaint closed", f"{day(calendar.day_of(closed))}: {how}" if closed else ""),
            ("Satisfied with the handling", f"{score} of 5" if score else ""),
        ]  # fmt: skip
    if whole:
        case = whole.case
        ended = f"{day(case.closed_on)}: {case.get_closed_by_display()}" if case.closed_on else ""
        rows += [("Customer told", day(case.told_customer_on)), ("Nonconformity closed", ended),
                 ("Why so", case.closed_because),
                 ("Checked on the spot by", case.checked_by.name if case.checked_by else "")]  # fmt: skip
    yield from _facts(rows)


def _facts(rows: Iterable[tuple[str, str]]) -> Iterator[Facts]:
    """Keep the facts that are known."""
    known = tuple((name, text) for name, text in rows if text)
    if known:
        yield Facts(known)


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


def _owner(planned: Planned) -> str:
    return planned.row.action.owner.name if planned.row.action.owner else "–"


def _done(fact: Fact, calendar: Calendar) -> str:
    return day(calendar.day_of(fact.until)) if fact.until else "not yet"


def _lines(branches: list[Branch], depth: int) -> Iterator[tuple[str, Branch]]:
    """Write a tree of whys line by line, each below what it explains."""
    for branch in branches:
        mark = "Root: " if branch.root else ""
        yield f"{'– ' * depth}{mark}{branch.words}", branch
        yield from _lines(branch.below, depth + 1)


def _judged(planned: Planned) -> str:
    """Say the newest verdict with its figures."""
    last = planned.last
    return "Not judged yet" if last is None else f"{last.get_verdict_display()}. {figures_of(planned.row, last)}"
