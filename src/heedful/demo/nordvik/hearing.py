"""The firm asks its customers every month, and most of them answer."""

import datetime
from itertools import pairwise

from django.db.models import Q

from heedful.core.actors import Public
from heedful.core.organisation import working_calendar
from heedful.customers.models import Contact
from heedful.demo.nordvik.cast import CHARM, GRUMBLE, MIDDLING, PRAISE
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.inbox import sort_many
from heedful.feedback.models import CallBack, Feedback, Invitation, SurveyQuestion, Wave
from heedful.feedback.surveys.call_backs import record_call_back
from heedful.feedback.surveys.design import open_survey, publish_version
from heedful.feedback.surveys.framing import frame_wave
from heedful.feedback.surveys.inviting import invite_sample
from heedful.feedback.surveys.rules import Checked
from heedful.feedback.surveys.taking import Sent, take_answers
from heedful.feedback.surveys.waves import close_wave, open_wave, plan_wave

ASKED_EACH_MONTH = 165
ANSWERING = 0.64
STRIKE = range(480, 520)
"""Days ago on which the depot strike was felt."""
PACKING = 240
"""Days ago on which the new packing step began to help."""
PUBLIC = Public()


def begin(story: Story, firm: Firm) -> None:
    """Write the survey and let its waves follow each other, the last one still open."""
    survey = open_survey(
        by=firm.dana,
        name="Would you recommend us",
        kind="recommend",
        languages="en nb",
        owner=firm.dana,
        wording=[
            ["en", "How likely are you to recommend Nordvik to a colleague?"],
            ["nb", "Hvor sannsynlig er det at du vil anbefale Nordvik til en kollega?"],
        ],
        comment=[["en", "What is the main reason for your answer?"], ["nb", "Hva er hovedgrunnen til svaret ditt?"]],
        intro=[["en", "You had deliveries from us lately."], ["nb", "Du har nylig hatt leveranser fra oss."]],
        thanks=[["en", "Thank you. We read every answer."], ["nb", "Takk. Vi leser hvert svar."]],
    )
    firm.survey = publish_version(survey.versions.get(), by=firm.dana, on=story.days_ago(760))
    starts = [*range(732, 25, -30), 12]
    for number, (back, after) in enumerate(pairwise([*starts, -20])):
        story.at(story.moment(story.days_ago(back), 8), _ask, story, firm, number, back, after)

    for back in range(725, 0, -1):
        story.at(story.moment(story.days_ago(back), 14), lambda: call_back(story, firm))
    for back in range(725, 0, -7):
        story.at(story.moment(story.days_ago(back), 15), lambda: sort_comments(story, firm))


def _ask(story: Story, firm: Firm, number: int, back: int, after: int) -> None:
    """Plan, frame, draw and open one wave; the answers come in during the weeks after."""
    assert firm.survey is not None  # noqa: S101  published before the first round
    opens, closes = story.days_ago(back), story.days_ago(after + 2)
    method = firm.methods[(sorted(firm.segments)[number % len(firm.segments)], True)]
    wave = plan_wave(
        firm.survey,
        by=firm.dana,
        name=f"Round of {opens:%B %Y}",
        opens_on=opens,
        closes_on=closes,
        method=method,
        open_link=after < 0,
        by_mail=after < 0,
        remind_after_days=5 if after < 0 else None,
        quarantine_days=60,
        owner=firm.dana,
        frame_is="Every contact of our customers who agreed to be asked and was not asked in the last 60 days.",
    )
    frame_wave(wave, by=firm.dana, on=opens)
    wave = Wave.objects.get(pk=wave.pk)
    invited = invite_sample(wave, by=firm.dana, on=opens, size=ASKED_EACH_MONTH, seed=1000 + number, by_mail=after < 0)
    wave = Wave.objects.get(pk=wave.pk)
    if wave.state != "open":
        wave = open_wave(wave, by=firm.dana, on=opens)
    question = SurveyQuestion.objects.get(survey_version=firm.survey, place=1)
    contacts = Contact.objects.select_related("customer__segment").in_bulk([i.invitation.contact_id for i in invited])
    by_day: dict[int, list[Invitation]] = {}
    for held in invited:
        if story.chance.random() < ANSWERING:
            by_day.setdefault(min(int(story.chance.expovariate(0.25)), back - after - 4), []).append(held.invitation)
    for days, found in by_day.items():
        if back - days > 0:
            story.at(
                story.moment(story.days_ago(back - days), 11, story.chance.randrange(60)),
                _answer,
                story,
                wave,
                question,
                contacts,
                found,
            )
    if after >= 0:
        note = "Those who did not answer order as much as those who did." if number % 3 == 0 else ""
        story.at(
            story.moment(closes, 20), lambda: close_wave(_fresh(wave), by=firm.dana, on=closes, nonresponse_note=note)
        )


def _fresh(wave: Wave) -> Wave:
    return Wave.objects.get(pk=wave.pk)


def _answer(story: Story, wave: Wave, question: SurveyQuestion, contacts: dict, found: list[Invitation]) -> None:  # type: ignore[type-arg]
    """Send what a few customers answer on one day."""
    batch = []
    for invitation in found:
        contact = contacts[invitation.contact_id]
        score = _score(story, contact)
        batch.append(
            Sent(
                wave=wave.pk,
                at=story.now,
                key=f"form-{invitation.pk}",
                invitation=invitation.pk,
                seconds=story.chance.randrange(15, 120),
                checked=_checked(story, question, contact, score),
            )
        )
    take_answers(batch, by=PUBLIC)


def _checked(story: Story, question: SurveyQuestion, contact: Contact, score: int) -> Checked:
    """Put a score into an answer, with words now and then, and leave to call back."""
    words = PRAISE if score >= 9 else MIDDLING if score >= 7 else GRUMBLE
    comment = story.chance.choice(sorted(words)) if story.chance.random() < 0.3 else ""
    return Checked(
        scores=((question.pk, score),),
        comment=comment,
        language=contact.language,
        allows_contact=story.chance.random() < 0.7,
        reach="",
        complete=True,
        unhappy=score if score <= 6 else None,
    )


def _score(story: Story, contact: Contact) -> int:
    """Draw a score: by segment, by the time, and by who one is."""
    ago = (story.today - story.now.astimezone(story.zone).date()).days
    segment = contact.customer.segment
    mood = (CHARM[segment.name] if segment else 0.0) + 0.5 * ((contact.pk.int % 97) / 48 - 1)
    mood += 0.28 if ago < PACKING else 0.0
    mood -= 0.6 if ago in STRIKE else 0.0
    felt = story.chance.gauss(mood, 1)
    for edge, scores in ((0.58, (9, 9, 10, 10)), (-0.42, (7, 8, 8)), (-1.1, (5, 6, 6)), (-9.0, (0, 2, 3, 4))):
        if felt > edge:
            return story.chance.choice(scores)
    return 1


def call_back(story: Story, firm: Firm) -> None:
    """Call back whom we promised to, and write it down on the day; now and then one is late."""
    day, days = story.now.astimezone(story.zone).date(), working_calendar()
    if not days.works(day):
        return
    for waits in CallBack.objects.filter(Q(called_on=None) | Q(reached=False), opened_on__lt=day):
        number = waits.pk.int
        if waits.called_on is None and days.between(day, waits.due_on) > (-4 if number % 20 == 0 else 1 + number % 3):
            continue
        reached = waits.called_on is not None or number % 5 > 0
        words = "They told us what went wrong; passed on to the depot." if reached else "No answer; we left a message."
        record_call_back(waits, by=firm.people["tuva"], on=day, reached=reached, outcome=words)


def sort_comments(story: Story, firm: Firm) -> None:
    """Sort what customers wrote, once a week; what came in the last days waits in the inbox."""
    before = story.now - datetime.timedelta(days=2)
    waiting = Feedback.objects.filter(sorted_on=None, response__isnull=False, heard_at__lt=before).select_related(
        "response"
    )
    themes = PRAISE | GRUMBLE | MIDDLING
    by_theme: dict[str, list[Feedback]] = {}
    for item in waiting:
        by_theme.setdefault(themes[item.said], []).append(item)
    day = story.now.astimezone(story.zone).date()
    for name, items in sorted(by_theme.items()):
        sort_many(items, by=firm.ines, on=day, theme=firm.themes[name])
