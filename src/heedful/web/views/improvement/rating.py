"""Pages that move a risk on: written down, said better, rated, treated, reviewed, closed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.improvement import risks as commands
from heedful.improvement.models import Risk
from heedful.web.asking import ask, day_of
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.views.improvement import forms
from heedful.web.views.improvement.risks import found_one


def to_risk(risk: Risk) -> str:
    """Go back to a risk."""
    return reverse("improvement:risk", args=[risk.pk])


def _asked(risk: Risk, last: str, title: str, button: str, **more: Any) -> dict[str, Any]:
    """Lay out the page that asks something about a risk."""
    trail = [
        {"label": "Risks", "href": reverse("improvement:risks")},
        {"label": str(risk.key), "href": to_risk(risk)},
        {"label": last},
    ]
    return {"trail": trail, "title": title, "lead": risk.what, "action": button, "back": to_risk(risk), **more}


@login_required
@require_http_methods(["GET", "POST"])
def add_risk(request: Request) -> HttpResponse:
    """Write down a risk."""
    given = {"on": day_of(request), "process": request.GET.get("process"), "source": request.GET.get("source", "")[:80],
             "what": request.GET.get("title", "")[:300]}  # fmt: skip
    form = bound(forms.RiskForm, request, initial=given)
    page = {
        "trail": [{"label": "Risks", "href": reverse("improvement:risks")}, {"label": "New"}],
        "title": "What may come out differently?",
        "lead": "Rate it as things are today, with what is already done about it.",
        "action": "Keep the risk",
        "back": reverse("improvement:risks"),
    }
    return ask(request, form, commands.add_risk, page=page, then=to_risk, said="The risk is kept.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Say better what may happen."""
    risk = found_one(request, pk)
    initial = {name: getattr(risk, name) for name in ("what", "effect", "process", "owner")}
    form = bound(forms.RiskChangeForm, request, on=risk, initial=initial)
    page = _asked(risk, "Change", "Say it better", "Save the risk")
    return ask(request, form, commands.change_risk, risk, page=page, then=to_risk, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def rate(request: Request, pk: UUID) -> HttpResponse:
    """Rate a risk anew."""
    risk = found_one(request, pk)
    initial = {"likelihood": risk.likelihood, "severity": risk.severity}
    form = bound(forms.RateForm, request, on=risk, initial=initial)
    page = _asked(risk, "Rate", "How is it rated now?", "Rate it anew")
    return ask(request, form, commands.rate_risk, risk, page=page, then=to_risk, said="It is rated anew.")


@login_required
@require_http_methods(["GET", "POST"])
def treat(request: Request, pk: UUID) -> HttpResponse:
    """Say what is done about a risk."""
    risk = found_one(request, pk)
    form = bound(forms.TreatForm, request, on=risk, initial={"treatment": risk.treatment})
    page = _asked(risk, "Treat", "What is done about it?", "Keep it")
    return ask(request, form, commands.treat_risk, risk, page=page, then=to_risk, said="It is kept.")


@login_required
@require_http_methods(["GET", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """Look at a risk again."""
    risk = found_one(request, pk)
    form = bound(forms.RiskReviewForm, request, on=risk, initial={"on": day_of(request)})
    page = _asked(risk, "Review", "What do you think of it now?", "Keep the review")
    return ask(request, form, commands.review_risk, risk, page=page, then=to_risk, said="The review is kept.")


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a risk that can no longer happen."""
    risk = found_one(request, pk)
    form = bound(forms.CloseForm, request, on=risk, initial={"on": day_of(request)})
    page = _asked(risk, "Close", "Can it no longer happen?", "Close it", danger=True)
    return ask(request, form, commands.close_risk, risk, page=page, then=to_risk, said="It is closed.")
