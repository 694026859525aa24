"""What the pages of direction, roles, support and reviews show in the browser."""

from datetime import timedelta

from heedful.core import assignments
from heedful.core.organisation import today
from heedful.leadership import deciding, policies, understanding
from heedful.leadership.acts import log_act, read_complaint
from heedful.leadership.reviews import take_seat
from tests import make

LONG = "We keep what we agree, we say when we cannot, and we put right what went wrong before anybody has to ask twice"
ARABIC = "نفي بما نتفق عليه"
DAY = timedelta(days=1)


def directed():
    """Strategy, a policy with two versions and objectives, with every hole there is."""
    make.organisation()
    item, owner = make.strategy_item(LONG, about_customers=True), make.leader("Sigrid Nordvik", since=make.BEGAN)
    make.strategy_item(ARABIC)
    policy = make.policy("Quality policy, with a name that is as long as names of policies now and then are")
    held = make.told_policy(policy, commitments=[LONG, ARABIC, "We listen first."])
    first, second, _ = held.commitments.all()
    policies.back_commitment(
        first, by=make.TEST, process=make.process("Deliver"), measure=make.measure(), means_here=LONG
    )
    aim = make.approved_objective(LONG, strategy=item, commitment=second, owner=owner)
    make.measurements(aim.measure, 91, until=today().replace(day=1) - DAY)
    make.objective(ARABIC)
    make.objective("Late and not ended", due_on=today() - DAY * 3)
    make.assignment(make.role("Head of everything that has to do with what customers were promised"), owner)
    understanding.record_check(
        held, by=make.person(), person=make.person("Ada Berg"), on=today(), asked=5, right=4, pass_mark=80
    )
    make.draft_policy(policy, words=LONG * 3)
    make.policy("Complaints handling")
    return held, aim


def direction():
    directed()
    return "/direction/"


def policy():
    held, _ = directed()
    return f"/direction/policies/{held.policy_id}"


def draft():
    held, _ = directed()
    return f"/direction/policies/{held.policy_id}?version=2"


def public():
    held, _ = directed()
    return f"/policy/{held.policy.key}"


def one_role():
    """A role with a holder who was told, one who was not, and a limit."""
    role = make.role("Complaints officer", responsibility=LONG, authority=ARABIC)
    told = make.assignment(role, make.person("Somebody whose name is so long that it will not fit beside the others"))
    told = assignments.approve_assignment(told, by=make.leader(), on=make.DAY)
    told = assignments.communicate_assignment(told, by=make.TEST, on=make.DAY)
    assignments.record_understanding(told, by=make.person(), on=today(), how="Interview: knows who may stop a delivery")
    make.assignment(role, make.person("يونس"))
    return role


def roles():
    one_role()
    make.role("Nobody's role", runs_system=True, customer_focus=True)
    return "/roles/"


def role():
    return f"/roles/{one_role().pk}"


def review():
    return f"/reviews/{in_session().pk}"


def planned_review():
    make.leader()
    return f"/reviews/{make.management_review(today() + DAY * 3).pk}"


def leader():
    one = make.leader("Somebody whose name is so long that it will not fit beside the others at all", since=make.BEGAN)
    make.held_review(today() - DAY * 20, by=one)
    read_complaint(make.complaint(), by=one, on=today(), note=LONG)
    log_act(by=one, kind="culture", on=today(), note=ARABIC)
    make.approved_objective(LONG, owner=one)
    make.risk(owner=one)
    return f"/leaders/{one.pk}"


def nobody_leads():
    return f"/leaders/{make.leader('Ada Berg').pk}"


def in_session():
    """A review in session, with an earlier decision, a conclusion and one in writing."""
    make.leader("Sigrid Nordvik"), make.leader("يونس")
    before = make.open_review(today() - DAY * 90, name="Winter review")
    owner = make.person("Ola Kjær")
    on = {"due_on": today() - DAY * 30, "on": today() - DAY * 90}
    deciding.decide(before, by=make.TEST, decision_class="system", what=LONG, owner=owner, **on)
    review = make.open_review(today(), name=LONG[:150])
    seat = review.seats.first()
    take_seat(seat, by=make.TEST, form="in_writing", contribution=LONG)
    deciding.conclude_input(review.inputs.first(), by=make.TEST, conclusion=LONG)
    deciding.decide(
        review, by=make.TEST, decision_class="resources", what=ARABIC, owner=owner, due_on=today() + DAY, on=today()
    )
    deciding.decide_nothing(make.fresh(review), by=make.TEST, decision_class="improvement", reason=LONG)
    return review
