"""What is expected and promised, as a test needs it."""

import datetime
from itertools import count

from heedful.customers.models import Customer, Product
from heedful.requirements.models import (
    Commitment,
    FrameReview,
    Market,
    NoneApplies,
    Offering,
    Requirement,
    RequirementReview,
)
from tests import make
from tests.audits.direction_story import process, row

_number = count(1)
SOURCES = ("stated", "needed", "statutory", "regulatory", "own")


def product(*sources, name="", **more):
    """A product with a current requirement of each of these sources."""
    found = row(Product(name=name or f"Product {next(_number)}", **more))
    for source in sources:
        requirement(source, product=found)
    return found


def requirement(source="stated", **more):
    """A requirement in force: somebody's, with a process and a check."""
    there = {"statement": f"Cold {next(_number)}", "source_type": source, "state": "in_force",
             "verification": "The log", "in_force_since": make.BEGAN}  # fmt: skip
    more = there | more
    if "owner" not in more:
        more["owner"] = make.person()
    if "process" not in more:
        more["process"] = process()
    return row(Requirement(**more))


def none_applies(of, source, **more):
    """Somebody said that nothing of a source applies."""
    more = {"reason": "No law reaches it.", "author": make.person(), "said_on": make.back(90)} | more
    return row(NoneApplies(product=of, source_type=source, **more))


def market(name=""):
    """A country."""
    return row(Market(name=name or f"Market {next(_number)}"))


def sold(of, where, **more):
    """A product is sold in a market."""
    return row(Offering(**{"product": of, "market": where, "since": make.BEGAN} | more))


def promise(*, days=60, looked=61, written=None, entered=None, result="can_meet", **more):
    """A promise of so many days ago at noon, looked at so many days ago; entered that day unless told otherwise."""
    at = make.at(make.back(days))
    more = {"kind": "order"} | more
    more["customer"] = more.get("customer") or row(Customer(name=f"C {next(_number)}"))
    found = make.put(Commitment(what="Ten pallets", committed_at=at, **more),
                     make.BEGAN if entered is None else make.back(entered))  # fmt: skip
    if looked is not None:
        done = make.at(make.back(looked), 9)
        make.put(
            RequirementReview(commitment=found, reviewer=make.person(), completed_at=done, checked="The dock",
                              result=result),
            make.BEGAN if written is None else make.back(written),
        )  # fmt: skip
    return found


def frame(customer=None, product=None, days=200, lasts=365):
    """A standing review."""
    seen = make.back(days)
    return row(
        FrameReview(customer=customer, product=product, covers="Weekly pallets", reviewer=make.person(),
                    reviewed_on=seen, valid_until=seen + datetime.timedelta(days=lasts), result="We can.")
    )  # fmt: skip
