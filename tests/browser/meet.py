"""What the pages of processes, requirements, actions, risks and improvements show in the browser."""

from datetime import date, timedelta
from decimal import Decimal

from heedful.core.organisation import today
from heedful.processes.commands import add_output
from tests import make

LONG = "Answers that came back within a quarter, counted over all segments that were asked at least once"


def one_process():
    """A process with all that can hang on it."""
    process = make.process(
        "Hear customers", owner=make.person("Ines Marek"), deputy=make.person("يونس"), hears_customers=True
    )
    add_output(process, by=make.TEST, name="Monthly report", used_by="Top management")
    last_month = date.today().replace(day=1) - timedelta(days=1)
    make.measurements(make.measure(process, LONG), 96, 94, 93, until=last_month)
    make.measure(process, "Not measured yet")
    make.risk(process=process)
    make.improvement(process=process)
    make.action(source=process.ref)
    make.measure_review(process)
    return process


def process():
    return f"/processes/{one_process().pk}"


def processes():
    one_process()
    make.process("خدمة العملاء", owner=None)
    return "/processes/"


def measure():
    last_month = date.today().replace(day=1) - timedelta(days=1)
    one = make.measure(name=LONG, target=Decimal(95))
    make.measurements(one, 96, 97, 96, 98, 97, 96, 97, 98, 70, 69, until=last_month)
    make.done_action(source=one.ref, on=last_month - timedelta(days=90))
    return f"/processes/measures/{one.pk}"


def enter():
    return f"/processes/measures/{make.measure().pk}/enter"


def communications():
    make.segment("Public sector")
    make.told(make.segment("Retail"), on=today(), reached=140)
    return "/processes/communications/"


def requirements():
    make.requirement_in_force(critical=True)
    make.requirement("يجب أن تصل البضائع في غضون ساعة واحدة")
    return "/requirements/"


def requirement():
    return f"/requirements/{make.requirement().pk}"


def actions():
    make.action(on=today() - timedelta(days=40), due_on=today() - timedelta(days=3), source=make.risk().ref)
    make.action(LONG, on=today())
    return "/actions/?show=open"


def action():
    return f"/actions/{make.action(on=today(), source=make.risk().ref).pk}"


def risks():
    for likelihood, severity in ((1, 2), (3, 4), (4, 5), (4, 5)):
        make.risk(likelihood=likelihood, severity=severity)
    return "/risks/"


def risk():
    return f"/risks/{make.risk().pk}"


def improvements():
    make.evaluated_improvement(baseline="6 of 10", process=make.process())
    return "/improvements/"


def improvement():
    return f"/improvements/{make.evaluated_improvement(baseline='6 of 10').pk}"
