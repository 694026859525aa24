"""The 8D report of a nonconformity, as a file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from heedful.core.organisation import working_calendar
from heedful.improvement.models import Nonconformity
from heedful.papers.reports.eight import eight_of_case
from heedful.web.asking import day_of
from heedful.web.documents import sent
from heedful.web.http import Request
from heedful.web.views.nonconformities.one import BESIDE


@login_required
@require_GET
def eight(request: Request, pk: UUID, form: str) -> HttpResponse:
    """The 8D report of a nonconformity and of the complaint that it came from."""
    case = get_object_or_404(Nonconformity.objects.visible_to(request.person).select_related(*BESIDE), pk=pk)
    day = day_of(request)
    return sent(eight_of_case(case, on=day), form, name=f"{case.key}-8D-{day}", at=working_calendar().end(day))
