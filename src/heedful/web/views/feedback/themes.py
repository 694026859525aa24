"""The themes by which feedback is sorted."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.feedback.models import Theme
from heedful.feedback.suggesting import LEAST, learnt_from
from heedful.feedback.themes import add_theme, rename_theme, retire_theme
from heedful.web.asking import ask, may
from heedful.web.forms import VersionForm, bound
from heedful.web.http import Request
from heedful.web.sentences import counted, sentence
from heedful.web.show import show
from heedful.web.views.feedback.forms import RenameForm, ThemeForm
from heedful.web.views.feedback.room import in_order, tabs, trail


@login_required
@require_http_methods(["GET", "POST"])
def themes(request: Request) -> HttpResponse:
    """The tree of themes, and one more."""
    every = list(
        Theme.objects.visible_to(request.person)
        .annotate(many=Count("feedback"), last=Max("feedback__heard_at"))
        .order_by("name")
    )
    form = bound(ThemeForm, request)
    form.fields["parent"].hold(every, none="At the top")
    in_use = sum(theme.retired_on is None for theme in every)
    page = {
        "sentence": sentence(f"Feedback is sorted under {counted(in_use, 'theme')}") if in_use else "No theme yet.",
        "learnt": learnt_says(learnt_from()),
        "rows": list(in_order(every)),
        "tabs": tabs("feedback:themes"),
        "trail": trail(("Themes", "")),
        "may_change": may(request, Permission.SORT_FEEDBACK),
    }
    if request.method == "GET":
        return show(request, "feedback/themes.html", page=page | {"form": form})
    return ask(
        request, form, add_theme, page=page, then=lambda _: reverse("feedback:themes"), said="The theme is added.",
        template="feedback/themes.html",
    )  # fmt: skip


def learnt_says(many: int) -> str:
    """Say whether themes are suggested, and from how much."""
    if many:
        return f"Themes are suggested while you sort, learnt from {counted(many, 'thing')} that people sorted here."
    return f"Themes are suggested once {LEAST} things are sorted, five or more under each of two themes."


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: Request, pk: UUID) -> HttpResponse:
    """Call a theme by another name."""
    theme = get_object_or_404(Theme.objects.visible_to(request.person), pk=pk)
    form = bound(RenameForm, request, on=theme, initial={"name": theme.name})
    page = _page(f"Rename {theme.name}", "Save")
    return ask(request, form, rename_theme, theme, page=page, then=lambda _: page["back"], said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def retire(request: Request, pk: UUID) -> HttpResponse:
    """Use a theme no longer."""
    theme = get_object_or_404(Theme.objects.visible_to(request.person), pk=pk)
    form = bound(VersionForm, request, on=theme)
    page = _page(f"Retire {theme.name}", "Retire it") | {"lead": "What was sorted under it stays there."}
    more = {"on": today()}
    return ask(
        request, form, retire_theme, theme, page=page, then=lambda _: page["back"], said="It is retired.", more=more
    )


def _page(title: str, action: str) -> dict[str, Any]:
    back = reverse("feedback:themes")
    return {"trail": trail(("Themes", back), (title, "")), "title": title, "action": action, "back": back}
