"""What the pages of nonconformities and opportunities show in the browser."""

from datetime import timedelta

from heedful.core.organisation import today
from heedful.improvement import causes
from tests import make

LONG = "Chilled goods stood at the dock of a customer until somebody asked whose they were, for the third time in May"


def one_case():
    """A case with a tree of whys, an action that could not be judged, and one that came back."""
    make.organisation()
    case = make.nonconformity(LONG, process=make.process("Deliver"), safety=True)
    make.done_correction(case)
    make.correction(case, kind="containment", what="Called all customers of that day")
    analysis = make.begun_analysis(case, method="five_whys")
    top = causes.add_why(analysis, by=make.TEST, words="The goods stood outside for an hour", evidence="Camera 2")
    low = causes.add_why(analysis, by=make.TEST, words="لم يسمع أحد الشاحنة", evidence="Asked", parent=top)
    low = causes.add_why(analysis, by=make.TEST, words="The bell was taken off", evidence="Seen", parent=low)
    causes.add_why(analysis, by=make.TEST, words="The dock was full")
    causes.mark_root(low, by=make.TEST)
    causes.finish_analysis(
        make.fresh(analysis), by=make.TEST, on=make.DAY, cause="No bell at the dock", cause_class="equipment",
        evidence="Tried it",
    )  # fmt: skip
    make.review(make.done_corrective_action(case), k=4, n=500)
    make.nonconformity("It stood there again", process=case.process, found_on=today() - timedelta(days=5))
    make.extent_check(case)
    return case


def cases():
    one_case()
    make.nonconformity("أُرسلت البضائع دافئة", severity=4)
    make.corrective_action(make.nonconformity("A late action", code="door"))
    return "/nonconformities/"


def case():
    return f"/nonconformities/{one_case().pk}"


def tree():
    analysis = make.begun_analysis(method="five_whys")
    top = causes.add_why(analysis, by=make.TEST, words="The goods stood outside")
    causes.add_why(analysis, by=make.TEST, words="Nobody heard the truck", parent=top)
    return f"/nonconformities/{analysis.nonconformity_id}"


def plan():
    found = make.done_analysis()
    return f"/nonconformities/{found.nonconformity_id}/plan"
