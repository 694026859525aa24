"""Requirements, markets, checks and what is promised to customers."""

import datetime

from heedful.requirements import checks, commands, commitments, compliance, frames, markets, sources
from heedful.requirements.models import SourceType
from tests.make.core import BEGAN, DAY, TEST, organisation, person
from tests.make.customers import customer, product
from tests.make.processes import process

PROMISED = datetime.datetime(2026, 3, 9, 12, tzinfo=datetime.UTC)


def requirement(statement="Chilled goods 0 to 4 °C until handover", source_type=SourceType.REGULATORY, **more):
    """A requirement that was written down."""
    organisation()
    return commands.add_requirement(by=TEST, statement=statement, source_type=source_type, **more)


def agreed_requirement(statement="Chilled goods 0 to 4 °C until handover", **more):
    """A requirement that was reviewed and agreed."""
    return commands.agree_requirement(commands.begin_review(requirement(statement, **more), by=TEST), by=TEST)


def requirement_in_force(statement="Chilled goods 0 to 4 °C until handover", on=None, **more):
    """A requirement in force, with owner, process and verification."""
    more = {"verification": "Temperature log of every pallet"} | more
    more["owner"] = more.get("owner") or person()
    more["process"] = more.get("process") or process()
    return commands.bring_into_force(requirement(statement, **more), by=TEST, on=on)


def market(name="Norway", **more):
    """A market."""
    organisation()
    return markets.add_market(by=TEST, name=name, **more)


def offering(product_=None, market_=None, since=BEGAN):
    """A product that is sold in a market."""
    return markets.offer_product(product_ or product(), by=TEST, market=market_ or market(), since=since)


def none_applies(product_=None, source_type=SourceType.STATUTORY, on=DAY, **more):
    """A product that has no requirement of a source, with the reason."""
    more = {"reason": "It is a service that no law regulates.", "author": more.get("author") or person()} | more
    return sources.say_none_applies(product_ or product(), by=TEST, source_type=source_type, on=on, **more)


def conformity_check(of=None, k=12, n=12, on=DAY, **more):
    """A check of conformity that passed, unless told otherwise."""
    more = {"evidence": "Log of 9 March"} | more
    return checks.check_conformity(of or requirement_in_force(), by=TEST, on=on, k=k, n=n, **more)


def evaluation(of=None, fulfilled=True, on=DAY, **more):
    """An evaluation of compliance."""
    more = {"evidence": "Temperature logs of a year", "evaluator": more.get("evaluator") or person()} | more
    return compliance.evaluate_compliance(of or requirement_in_force(), by=TEST, on=on, fulfilled=fulfilled, **more)


def frame(on=BEGAN, valid_until=datetime.date(2026, 12, 31), **more):
    """A frame review of a product until the end of the year."""
    more = {"covers": "Repeat orders of chilled pallets", "result": "We can meet them.", "reviewer": person()} | more
    if "customer" not in more and "product" not in more:
        more["product"] = product()
    return frames.review_frame(by=TEST, reviewed_on=on, valid_until=valid_until, **more)


def commitment(what="40 pallets a week until June", of=None, at=PROMISED, kind="order", **more):
    """A commitment that nobody looked at yet."""
    organisation()
    return commitments.enter_commitment(
        by=TEST, customer=of or customer(), kind=kind, what=what, committed_at=at, **more
    )


def requirement_review(of=None, at=PROMISED - datetime.timedelta(days=1), **more):
    """A review of a commitment, a day before it was made."""
    more = {"checked": "Quantity, time, cold chain", "result": "can_meet", "reviewer": person()} | more
    return commitments.review_commitment(of or commitment(), by=TEST, completed_at=at, **more)


def reviewed_commitment(what="40 pallets a week until June", of=None, at=PROMISED, **more):
    """A commitment that was reviewed a day before."""
    made = commitment(what, of=of, at=at, **more)
    requirement_review(made, at=at - datetime.timedelta(days=1))
    return made
