"""What the pages of requirements met, the law and commitments show in the browser."""

from datetime import timedelta

from heedful.core import clock
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


def legal():
    """The register."""
    law()
    make.requirement("يجب أن تصل البضائع في غضون ساعة واحدة", source_type="statutory")
    return "/requirements/legal"


def coverage():
    """Products against sources and markets."""
    found = law()
    make.offering(found.product, found.market)
    make.none_applies(found.product, source_type="own", reason=LONG)
    make.offering(make.product("نقل"), make.market("Sweden"))
    return "/requirements/coverage"


def markets():
    """Markets with what is sold there."""
    make.offering(make.product(LONG[:150]))
    return "/requirements/markets"


def commitments():
    """Promises looked at first, afterwards, never, and by a frame review."""
    frame, now = make.frame(valid_until=today() + DAY * 20), clock.now()
    make.reviewed_commitment(LONG[:280], at=now - DAY * 3)
    make.requirement_review(make.commitment("Afterwards", at=now - DAY * 2), at=now)
    make.commitment("أربعون لوحا", at=now - DAY, has_document=False)
    make.commitment("Ahead", at=now + DAY)
    make.commitment("Repeat", at=now - DAY, product=frame.product, frame=frame)
    return "/commitments/"


def commitment():
    """One promise with a late review."""
    made = make.commitment(LONG[:280], at=clock.now() - DAY, has_document=False)
    make.requirement_review(made, at=clock.now(), differences=LONG, settled="Agreed by telephone.")
    return f"/commitments/{made.pk}"


def frames():
    """Frame reviews, one of which ends soon."""
    make.frame(valid_until=today() + DAY * 20, covers=LONG[:200])
    make.frame(customer=make.customer(), valid_until=today() - DAY)
    return "/commitments/frames"


def frame():
    """One frame review with an order."""
    found = make.frame()
    make.commitment(product=found.product, frame=found)
    return f"/commitments/frames/{found.pk}"
