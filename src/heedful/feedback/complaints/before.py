"""Has it happened before: how many complaints like it came lately, and how many would be expected."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from heedful.core.period import months_before
from heedful.customers.models import Delivery
from heedful.feedback.models import Complaint
from heedful.stats.counts import binomial_at_least

WINDOW_DAYS = 90
YEAR_MONTHS = 12
RARE = 0.05


@dataclass(frozen=True)
class Before:
    """Complaints like one, in the 90 days before it; `expected` only where deliveries are known for both periods."""

    like: str
    keys: Sequence[str]
    expected: float | None = None
    cluster: bool = False

    @property
    def count(self) -> int:
        """Count them."""
        return len(self.keys)


def happened_before(complaint: Complaint) -> Before:
    """Look for complaints like this one: of its theme, or of its customer where it has no theme.

    Expected is the rate of the twelve months before the window times the deliveries in the window: of all customers
    for a theme, of the one customer otherwise. More are a cluster where chance alone would bring so many in fewer
    than one case in twenty, both counts being uncertain.
    """
    theme, customer = complaint.feedback.theme, complaint.customer
    if theme is not None:
        like, alike, whose = f"about {theme.name}", Q(feedback__theme=theme), Q()
    elif customer is not None:
        like, alike, whose = "of this customer", Q(customer=customer), Q(customer=customer)
    else:
        return Before("", ())
    since = complaint.received_on - datetime.timedelta(days=WINDOW_DAYS)
    began = months_before(since, YEAR_MONTHS)
    heard = Complaint.objects.counted().filter(alike, received_on__gt=began, received_on__lte=complaint.received_on)
    others = heard.exclude(pk=complaint.pk).order_by("-received_at")
    rows = list(others.values_list("key", "received_on"))
    lately = [key for key, received_on in rows if received_on > since]
    exposure = Delivery.objects.filter(whose, last_on__gt=began, last_on__lte=complaint.received_on).aggregate(
        lately=Sum("quantity", filter=Q(last_on__gt=since)), earlier=Sum("quantity", filter=Q(last_on__lte=since))
    )
    return _compared(like, lately, len(rows) - len(lately), exposure["lately"], exposure["earlier"])


def _compared(
    like: str, lately: Sequence[str], earlier: int, delivered: int | None, delivered_earlier: int | None
) -> Before:
    """Hold the count against the rate of the year before, where there is one to hold it against."""
    if not delivered or not delivered_earlier or not earlier:
        return Before(like, lately)
    expected = earlier / delivered_earlier * delivered
    share = delivered / (delivered + delivered_earlier)
    chance = binomial_at_least(len(lately), len(lately) + earlier, share)
    return Before(like, lately, expected, cluster=len(lately) > expected and chance < RARE)
