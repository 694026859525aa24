"""A draw, made once more before the reader's eyes: the list, who was drawn, and whether the seed gives the same."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.feedback.models import Draw
from heedful.feedback.surveys.repeating import Repeated, draw_again
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.surveys.designing import SURVEYS


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One draw: its list in order, and whom the seed draws from it."""
    draws = Draw.objects.visible_to(request.person).select_related("wave__survey_version__survey")
    draw = get_object_or_404(draws, pk=pk)
    repeated = draw_again(draw)
    places = list(enumerate(repeated.listed, 1))
    page = page_of(request, places)
    survey, wave = draw.wave.survey_version.survey, draw.wave
    found = {
        "draw": draw, "repeated": repeated, "page": page, "sentence": _sentence(draw, repeated),
        "rows": [(place, one, one.pk in repeated.drawn) for place, one in page],
        "trail": [
            SURVEYS, {"label": survey.name, "href": reverse("surveys:one", args=[survey.pk])},
            {"label": wave.name, "href": reverse("surveys:wave", args=[wave.pk])}, {"label": f"Draw {draw.number}"},
        ],
    }  # fmt: skip
    return show(request, "surveys/draw.html", page=found)


def _sentence(draw: Draw, repeated: Repeated) -> str:
    """Say whether the draw can be repeated."""
    if not repeated.list_stands:
        return "The list has changed since it was drawn from."
    if draw.seed is None:
        return sentence(f"Everybody on the list was asked: {counted(draw.size, 'person', 'people')}")
    if repeated.same:
        return sentence(f"Drawn again with seed {draw.seed}: the same {counted(draw.size, 'person', 'people')}")
    return f"Drawn again with seed {draw.seed}: not the same people."
