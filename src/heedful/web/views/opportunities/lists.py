"""All opportunities: which wait for a decision, and what came of those taken up."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.core.find import ids_of
from heedful.core.permissions import Permission
from heedful.improvement.models import Opportunity
from heedful.web.asking import may
from heedful.web.http import Request
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.opportunities.forms import OpportunityFilters

ORDERS = {"what": "what", "state": "state", "process": "process__name", "seen": "opened_on"}
TO_EVALUATE = Q(state="completed", evaluated_on=None)


@login_required
@require_GET
def opportunities(request: Request) -> HttpResponse:
    """All opportunities."""
    filters = OpportunityFilters(request.GET)
    many = Opportunity.objects.visible_to(request.person).aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(state="open")),
        pursued=Count("pk", filter=Q(state="pursued")),
        evaluate=Count("pk", filter=TO_EVALUATE),
    )
    page = {
        "sentence": says(many),
        "page": page_of(request, _chosen(request, filters)),
        "filters": filters,
        "any": many["all"],
        "may_improve": may(request, Permission.IMPROVE),
    }
    return show(request, "opportunities/list.html", page=page)


def _chosen(request: Request, filters: OpportunityFilters) -> QuerySet[Opportunity]:
    """Filter and order the list as the address says."""
    found = Opportunity.objects.visible_to(request.person).select_related("process", "owner")
    if wanted := filters.chosen("show"):
        found = found.filter(TO_EVALUATE if wanted == "evaluate" else Q(state=wanted))
    if process := filters.chosen("process"):
        found = found.filter(process=process)
    if words := filters.chosen("q"):
        found = found.filter(pk__in=ids_of("opportunity", words))
    return ordered(request, found, ORDERS, default="-seen")


def says(many: dict[str, int]) -> str:
    """Say how many wait for a decision, are pursued, and are to be evaluated."""
    if not many["all"]:
        return "No opportunity is written down."
    waiting = many["waiting"]
    said = (
        f"{counted(waiting, 'opportunity', 'opportunities')} {'waits' if waiting == 1 else 'wait'} for a decision"
        if waiting
        else "every opportunity is decided"
    )
    said += f"; {number_word(many['pursued']) if many['pursued'] else 'none'} pursued"
    if many["evaluate"]:
        said += f", {number_word(many['evaluate'])} completed but not evaluated"
    return sentence(said)
