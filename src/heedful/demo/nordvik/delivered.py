"""A longer survey after a delivery: several kinds of question, some of them for the unhappy alone, in two languages."""

from random import Random

from heedful.core.actors import Public
from heedful.demo.nordvik.cast import GRUMBLE, PRAISE
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import SurveyVersion, Wave
from heedful.feedback.surveys.asking import ask_question, change_question
from heedful.feedback.surveys.design import open_survey, publish_version
from heedful.feedback.surveys.framing import frame_wave
from heedful.feedback.surveys.inviting import Invited, invite_sample
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import begun, check
from heedful.feedback.surveys.taking import Sent, take_answers
from heedful.feedback.surveys.waves import open_wave, plan_wave

BEGAN, ASKED = 10, 48
LATE = [
    [["en", "The time"], ["nb", "Tidspunktet"]], [["en", "The temperature"], ["nb", "Temperaturen"]],
    [["en", "Something was damaged"], ["nb", "Noe var skadet"]], [["en", "The papers"], ["nb", "Papirene"]],
]  # fmt: skip
WAYS = [
    [["en", "By telephone"], ["nb", "På telefon"]], [["en", "By e-mail"], ["nb", "På e-post"]],
    [["en", "On the portal"], ["nb", "På portalen"]],
]  # fmt: skip


def begin(story: Story, firm: Firm) -> None:
    """Ask some customers about their last delivery; the wave is still open."""
    story.at(story.moment(story.days_ago(BEGAN), 9), _ask, story, firm)


def _write(story: Story, firm: Firm) -> SurveyVersion:
    """Write the survey and publish it."""
    survey = open_survey(
        by=firm.dana, name="Your last delivery", kind="satisfaction", languages="en nb", owner=firm.dana,
        wording=[["en", "How satisfied are you with your last delivery?"],
                 ["nb", "Hvor fornøyd er du med siste levering?"]],
    )  # fmt: skip
    version = survey.versions.get()
    first, words = version.questions.all()
    change_question(
        words, by=firm.dana, kind="text", required=False,
        wording=[["en", "What should we do better?"], ["nb", "Hva bør vi gjøre bedre?"]],
    )  # fmt: skip
    some = {"shown_after": first, "shown_if": "at_most", "shown_value": 3}
    for kind, english, norwegian, more in (
        ("several", "What was wrong?", "Hva var galt?", {"options": LATE, **some}),
        ("yes_no", "Did we tell you before it arrived?", "Sa vi fra før den kom?", some),
        ("effort", "How easy was it to order?", "Hvor lett var det å bestille?", {"required": False}),
        ("one", "How would you rather order?", "Hvordan vil du helst bestille?", {"options": WAYS, "required": False}),
    ):
        ask_question(version, by=firm.dana, kind=kind, wording=[["en", english], ["nb", norwegian]], **more)
    version.refresh_from_db()
    return publish_version(version, by=firm.dana, on=story.days_ago(BEGAN))


def _ask(story: Story, firm: Firm) -> None:
    """Draw the customers, open the wave, and let most of them answer in the days after."""
    opens = story.days_ago(BEGAN)
    wave = plan_wave(
        _write(story, firm), by=firm.dana, name=f"Deliveries of {opens:%B %Y}", opens_on=opens,
        closes_on=story.days_ago(-14), quarantine_days=60, owner=firm.dana,
        frame_is="Contacts of our customers who agreed to be asked and were not asked in the last 60 days.",
    )  # fmt: skip
    frame_wave(wave, by=firm.dana, on=opens)
    invited = invite_sample(Wave.objects.get(pk=wave.pk), by=firm.dana, on=opens, size=ASKED, seed=77)
    wave = open_wave(Wave.objects.get(pk=wave.pk), by=firm.dana, on=opens)
    for back in range(BEGAN - 2, 0, -2):
        some = invited[back // 2 :: 6]
        story.at(story.moment(story.days_ago(back), 13), _answer, story, wave, some)


def _answer(story: Story, wave: Wave, some: list[Invited]) -> None:
    """Send what some customers answer on a day; one of them goes on another day."""
    asked, batch = asked_in(wave.survey_version_id), []
    for number, one in enumerate(some):
        chance = Random(one.invitation.pk.int)  # noqa: S311  a story, not a secret
        given = _given(chance)
        unfinished = number == len(some) - 1
        checked = begun(asked, {"q1": given["q1"]}) if unfinished else check(asked, given)
        if checked is not None:
            batch.append(
                Sent(
                    wave=wave.pk, checked=checked, at=story.now, key=f"form-{one.invitation.pk}",
                    invitation=one.invitation.pk, seconds=chance.randrange(30, 200), begun=unfinished,
                )
            )  # fmt: skip
    take_answers(batch, by=Public())


def _given(chance: Random) -> dict[str, str]:
    """Draw what one customer answers."""
    score = chance.choice((1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5))
    words = sorted(PRAISE if score > 3 else GRUMBLE)
    given = {"q1": str(score), "comment": chance.choice(words) if chance.random() < 0.4 else ""}
    given |= {f"q3.{n}": "1" for n in chance.sample((1, 1, 1, 2, 3, 4), 2)} if score <= 3 else {}
    given |= {"q4": str(int(chance.random() < 0.3)), "q5": str(chance.choice((3, 4, 5, 6, 6, 7, 7)))}
    return given | {"q6": str(chance.choice((1, 2, 2, 3, 3, 3)))}
