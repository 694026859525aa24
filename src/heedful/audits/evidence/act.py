"""Act: analyses lead to decisions, and hearing customers itself gets better."""

from decimal import Decimal

from heedful.audits.catalogue import evidence
from heedful.audits.conditions import at_least, each_of
from heedful.audits.reading.process import process_things
from heedful.audits.reading.programme import Analysed, analyses, segments
from heedful.audits.reading.telling import told_segments
from heedful.audits.results import Result, group
from heedful.audits.spelling import told_number
from heedful.audits.window import AsOf
from heedful.satisfaction.capability.deeds import decided_in_time


@evidence(version=1)
def analyses_lead_to_decisions(as_of: AsOf, *, within_days: Decimal) -> Result:
    """Every analysis of the year leads to a decision, or a reasoned nothing, within so many days."""
    days = int(within_days)

    def in_time(analysis: Analysed) -> bool | None:
        return decided_in_time(analysis.written_on, analysis.decided_on, as_of.day, days)

    def told(analysis: Analysed) -> str:
        decided = analysis.decided_on
        return f"Written {analysis.written_on:%-d %b %Y}, decided {f'{decided:%-d %b %Y}' if decided else 'not yet'}."

    return Result.of(
        each_of(
            "decided",
            f"Analyses with a decision, or a reasoned none, within {told_number(within_days, 'days')}",
            "analysis",
            as_of.once(analyses), kept=lambda a: in_time(a) is True, waits=lambda a: in_time(a) is None, why=told,
            window=as_of.w12,
            rests_on=("within_days",),
        )
    )  # fmt: skip


@evidence(version=1)
def feedback_process_is_improved(as_of: AsOf, *, improvements: Decimal) -> Result:
    """The feedback process was improved with a result within two years, and each segment heard what changed."""
    told, things = as_of.once(told_segments), as_of.once(process_things)
    mine = things.get("improvement", [])
    kept = [i for i in mine if i.last_on is not None and i.last_on in as_of.w24 and i.text.strip()]
    missed = [i for i in mine if i.last_on is None and i.first_on is not None]
    return Result.of(
        at_least(
            "improved", "Improvements of the feedback process with a result, within 24 months",
            group("improvement", kept), improvements, missed=group("improvement", missed),
            given=bool(things.get("process")), window=as_of.w24, rests_on=("improvements",),
        ),
        each_of(
            "told", "Segments told within twelve months what changed because customers spoke", "segment",
            as_of.once(segments), kept=lambda s: s.pk in told, window=as_of.w12,
            why=lambda s: "Nothing was told to this segment.",
        ),
    )  # fmt: skip
