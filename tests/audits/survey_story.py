"""A survey, its waves and their answers, as the questions of checking and of satisfaction read them."""

from heedful.customers.models import Customer, Segment
from heedful.feedback.models import Invitation, Response, Survey, SurveyQuestion, SurveyVersion, Wave
from tests import make


def segment(name="Retail", customers=30, value=None):
    """A segment with its customers."""
    found = make.put(Segment(name=name), make.BEGAN)
    make.put_all(
        [Customer(name=f"{name} {n}", segment=found, since=make.BEGAN, value=value) for n in range(customers)],
        make.BEGAN,
    )
    return found


def version(kind="recommend", series=1):
    """A version that asks one question."""
    made = make.put(SurveyVersion(survey=make.put(Survey(name="Survey")), number=1, series=series))
    question = make.put(SurveyQuestion(survey_version=made, place=1, kind=kind, wording=[["en", "How likely?"]]))
    made.question = question
    return made


def wave(of, name="Wave", opens=90, closes=10, **more):
    """A wave that ended."""
    there = {"opens_on": make.back(opens), "closes_on": make.back(closes), "state": "closed"} | more
    return make.put(Wave(name=name, survey_version=of, **there))


def answers(to, segment=None, many=10, days=20, score=9, **more):
    """Many answers alike of a day."""
    day = make.back(days)
    question = str(to.survey_version.question.pk)
    return make.put_all(
        [Response(wave=to, segment=segment, answered_at=make.at(day), answered_on=day, answers=[[question, score]],
                  **more) for _ in range(many)]
    )  # fmt: skip


def invited(to, segment=None, **ends):
    """Who could have been asked, by the AAPOR code of what became of them."""
    return make.put_all(
        [Invitation(wave=to, segment=segment, disposition=end, excluded_because="Left." if end == "NE" else "")
         for end, many in ends.items() for _ in range(many)]
    )  # fmt: skip


def year(segment, *, to, score=9, every=1, many=10):
    """Answers in each month of a year."""
    for month in range(0, 12, every):
        answers(to, segment, many, 15 + 30 * month, score)
