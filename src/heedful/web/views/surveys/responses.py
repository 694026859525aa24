"""One answer that was given with a name, and whether it counts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.permissions import Permission
from heedful.feedback.models import CallBack, Feedback, Response
from heedful.feedback.surveys.commands import exclude_response, include_response
from heedful.web.asking import may, must
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views.surveys.forms import WhyForm


@login_required
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One answer; a POST leaves it out of the figures, or takes it back in."""
    answers = Response.objects.visible_to(request.person)
    found = get_object_or_404(
        answers.select_related("wave__survey_version__survey", "customer", "contact", "segment", "unit"), pk=pk
    )
    form = bound(WhyForm, request, on=found)
    if request.method == "POST":
        must(request, Permission.RUN_SURVEYS)
        command = include_response if found.excluded_because else exclude_response
        if done := carry_out(form, command, found, by=request.person):
            found, form = done, WhyForm(initial={"version": done.version})
    page = {
        "response": found, "form": form, "may": may(request, Permission.RUN_SURVEYS),
        "scores": [score for _, score in found.answers], "survey": found.wave.survey_version.survey,
        "call": CallBack.objects.filter(response=found).first(),
        "heard": Feedback.objects.filter(response=found).first(), "back": reverse("surveys:wave", args=[found.wave_id]),
    }  # fmt: skip
    return show(request, "surveys/response.html", page=page, form=form)
