"""What the pages of requirements met, the law and commitments show in the browser."""

from datetime import timedelta

from heedful.core.organisation import today
from tests import make

LONG = "Temperature of every pallet between nought and four degrees from the dock until it is handed over, " * 2
DAY = timedelta(days=1)


def law():
    """One requirement of the law, met and not met, evaluated and late."""
    make.organisation()
    found = make.requirement_in_force(
        LONG, on=today() - DAY * 500, market=make.market(), instrument="EC 852/2004", article="4", safety=True,
        applies_because="We carry food.", product=make.product("Chilled pallets"),
    )  # fmt: skip
    make.conformity_check(found, k=1190, n=1200, on=today() - DAY * 30, evidence=LONG)
    make.conformity_check(found, k=4, n=4, on=today())
    make.evaluation(found, on=today() - DAY * 400)
    make.evaluation(found, on=today() - DAY * 390, fulfilled=False)
    return found


def met():
    """A requirement with its figure."""
    return f"/requirements/{law().pk}"


def coverage():
    """Products against sources and markets."""
    found = law()
    make.offering(found.product, found.market)
    make.none_applies(found.product, source_type="own", reason=LONG)
    make.offering(make.product("نقل"), make.market("Sweden"))
    return "/requirements/coverage"
