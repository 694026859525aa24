"""What the firm follows, what it asks at the dock, and what it tells customers in public."""

from decimal import Decimal
from random import Random
from typing import Any

from heedful.core.actors import Public
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import SurveyQuestion, SurveyVersion, Wave
from heedful.feedback.surveys.asking import ask_question
from heedful.feedback.surveys.design import open_survey, publish_version
from heedful.feedback.surveys.queries import asked_in
from heedful.feedback.surveys.rules import check
from heedful.feedback.surveys.taking import Sent, take_answers
from heedful.feedback.surveys.waves import close_wave, open_wave, plan_wave
from heedful.satisfaction.indicators import commands
from heedful.satisfaction.models import Indicator, YouSaid
from heedful.satisfaction.you_said.commands import draft_you_said, publish_you_said
from heedful.satisfaction.you_said.finished import finished, listed

DOCK, WEIGHTS = 170, (0.75, 0.15, 0.35, 0.05)
ASKED = (
    ("Did it come when we said?", "Kom den når vi sa?"), ("Was the driver polite?", "Var sjåføren høflig?"),
    ("Was it well packed?", "Var den godt pakket?"), ("Were the papers in order?", "Var papirene i orden?"),
)  # fmt: skip
TOLD = {
    "Call every northern": ("Nobody told us that the road would be closed.",
                            "We call every customer in the north the evening before the road may close."),
    "Morning slots": ("A delivery at nine is too late for our kitchen.",
                      "Slots before six in the morning can be booked at every depot."),
    "Cartons crushed": ("Cartons arrived crushed at the bottom.",
                        "Heavy pallets are wrapped twice and strapped, and nothing stands on cartons any longer."),
    "Chilled pallet": ("A chilled pallet arrived warm.",
                       "Drivers read the temperature at the dock with you, and leave you the print."),
}  # fmt: skip
"""What is told of finished work, by how its title begins."""


def know(story: Story, firm: Firm) -> None:
    """Choose the figures to follow, ask at the dock, and tell customers what was done four times."""
    story.at(story.moment(story.days_ago(750), 10), _follow, story, firm)
    story.at(story.moment(story.days_ago(250), 10), _aim_higher, story, firm)
    story.at(story.moment(story.days_ago(70), 10), _ask_at_the_dock, story, firm)
    for back in (300, 180, 90, 20):
        story.at(story.moment(story.days_ago(back), 16), _tell, story, firm)


def _follow(story: Story, firm: Firm) -> None:
    """Follow four figures, and take the recommend score for the headline."""
    asked = SurveyQuestion.objects.get(survey_version=firm.survey, place=1)
    day = story.days_ago(750)
    ours = commands.define_indicator(
        by=firm.dana, name="Would recommend us", basis="recommend", question=asked, target=Decimal(25),
        owner=firm.ines, since=day,
    )  # fmt: skip
    commands.choose_headline(ours, by=firm.dana)
    north = next(segment for name, segment in firm.segments.items() if "north" in name)
    figures: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
        ("Would recommend us, in the north", "recommend", 20, {"question": asked, "segment": north}),
        ("Complaints on deliveries", "complaints", 2, {}),
        ("Days to an answer", "answer_time", 10, {}),
    )
    for name, basis, target, more in figures:
        commands.define_indicator(
            by=firm.dana, name=name, basis=basis, target=Decimal(target), owner=firm.ines, since=day, **more
        )


def _aim_higher(story: Story, firm: Firm) -> None:
    """Aim higher once the first target was reached, and put beside it what others reach."""
    ours = Indicator.objects.get(headline=True)
    asked = ours.versions.get().question
    commands.redefine_indicator(
        ours, by=firm.dana, basis="recommend", question=asked, target=Decimal(35), on=story.days_ago(250),
        reason="Twenty-five was reached in the spring.",
    )  # fmt: skip
    commands.add_benchmark(
        Indicator.objects.get(pk=ours.pk), by=firm.dana, value=Decimal(28), on=story.days_ago(250),
        population="1,140 customers of 31 hauliers in Norway and Sweden",
        source="Nordic Haulage Panel (invented for this demo), report 4, p. 12", measured_on=story.days_ago(400),
    )  # fmt: skip


def _dock_survey(story: Story, firm: Firm) -> SurveyVersion:
    survey = open_survey(
        by=firm.dana, name="At the dock", kind="satisfaction", languages="en nb", owner=firm.ines,
        wording=[["en", "How satisfied are you with this delivery?"], ["nb", "Hvor fornøyd er du med leveringen?"]],
    )  # fmt: skip
    version = survey.versions.get()
    for english, norwegian in ASKED:
        ask_question(version, by=firm.dana, kind="satisfaction", wording=[["en", english], ["nb", norwegian]])
    version.refresh_from_db()
    return publish_version(version, by=firm.dana, on=story.days_ago(70))


def _ask_at_the_dock(story: Story, firm: Firm) -> None:
    """Let whoever takes goods in answer on the driver's tablet, without a name; six weeks later it ends."""
    opens, closes = story.days_ago(70), story.days_ago(28)
    wave = plan_wave(
        _dock_survey(story, firm), by=firm.dana, name="On the tablet, autumn", opens_on=opens, closes_on=closes,
        open_link=True, confidentiality="anonymous", owner=firm.ines,
        frame_is="Whoever takes goods in while the driver waits; nobody is drawn, and nobody is named.",
    )  # fmt: skip
    wave = open_wave(wave, by=firm.dana, on=opens)
    story.at(story.moment(closes, 12), _answer_at_the_dock, story, wave)
    story.at(story.moment(closes, 21), lambda: close_wave(Wave.objects.get(pk=wave.pk), by=firm.dana, on=closes))


def _answer_at_the_dock(story: Story, wave: Wave) -> None:
    """Draw what they answer: that it comes in time weighs most."""
    asked, batch = asked_in(wave.survey_version_id), []
    scored = [question.name for question in asked.questions if question.kind == "satisfaction"]
    for number in range(DOCK):
        chance = Random(7000 + number)  # noqa: S311  a story, not a secret
        day = chance.gauss(0, 0.5)
        parts = [_felt(3.7 + centre + day + chance.gauss(0, 1)) for centre in (-0.5, 0.7, 0.2, 0.3)]
        whole = _felt(3.6 + sum(w * (p - 3.7) for w, p in zip(WEIGHTS, parts, strict=True)) + chance.gauss(0, 0.6))
        given = dict(zip(scored, map(str, (whole, *parts)), strict=True))
        batch.append(Sent(wave=wave.pk, checked=check(asked, given), at=story.now, key=f"dock-{number}"))
    take_answers(batch, by=Public())


def _felt(value: float) -> int:
    return max(1, min(5, round(value)))


def _tell(story: Story, firm: Firm) -> None:
    """Tell customers of one more thing that was finished because of them."""
    day = story.now.astimezone(story.zone).date()
    for work in listed(list(finished())):
        words = next((words for begins, words in TOLD.items() if work.what.startswith(begins)), None)
        if words is None or YouSaid.objects.filter(said=words[0]).exists():
            continue
        drafted = draft_you_said(by=firm.ines, source=work.ref, said=words[0], did=words[1])
        publish_you_said(drafted, by=firm.ines, on=day)
        return
