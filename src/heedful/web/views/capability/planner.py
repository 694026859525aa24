"""How many to ask to notice a change of so many points."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from heedful.feedback.models import QuestionKind
from heedful.satisfaction.capability.planner import Plan, Wish, plan
from heedful.satisfaction.capability.whole import Capability, capability
from heedful.stats import Base
from heedful.web import capable
from heedful.web.asking import day_of
from heedful.web.http import Request
from heedful.web.knowing import trail
from heedful.web.sentences import counted, sentence
from heedful.web.show import show

KINDS = [("recommend", "Recommend score"), ("satisfaction", "Share satisfied")]


class PlanForm(forms.Form):
    """What is to be noticed, and whom we could ask."""

    kind = forms.ChoiceField(label="Figure", choices=KINDS)
    level = forms.FloatField(label="Where it stands", help_text="In points: −100 to 100, or 0 to 100 per cent.")
    fall = forms.FloatField(label="Fall to notice, in points", min_value=0.1, max_value=200)
    power = forms.FloatField(
        label="How often, in 100 quarters", min_value=50, max_value=99, help_text="80 is usual: eight times in ten."
    )
    people = forms.IntegerField(label="People who could be asked", min_value=2, max_value=10_000_000)
    customers = forms.IntegerField(label="Customers they belong to", min_value=1, max_value=10_000_000)
    response = forms.FloatField(label="Response rate expected, in per cent", min_value=1, max_value=100)
    alike = forms.FloatField(
        label="Alike within a customer", min_value=0, max_value=1,
        help_text="Intraclass correlation: 0, people of one customer differ as any; 1, they all say the same.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be."""
        given: dict[str, Any] = super().clean() or {}
        people, customers = given.get("people"), given.get("customers")
        if people and customers and customers > people:
            self.add_error("customers", f"There are {people:,} people, so there cannot be {customers:,} customers.")
        level, fall, share = given.get("level"), given.get("fall"), given.get("kind") == "satisfaction"
        low = 0 if share else -100
        if level is not None and not low < level < 100:
            self.add_error("level", f"It lies between {low} and 100, without either end.")
        elif level is not None and fall is not None and fall > level - low:
            self.add_error("fall", f"From {level:g} it can fall by {level - low:g} points at most.")
        return given

    def wish(self) -> Wish:
        """Give what was asked for, in shares of one."""
        given = self.cleaned_data
        return Wish(
            kind=given["kind"], level=given["level"] / 100, fall=given["fall"] / 100, power=given["power"] / 100,
            base=Base(given["people"], given["customers"], given["alike"]), response=given["response"] / 100,
        )  # fmt: skip


@login_required
@require_GET
def planner(request: Request) -> HttpResponse:
    """Ask what is to be noticed; answer how many to ask, and what can be noticed now."""
    found = capability(day_of(request))
    asked = any(name in request.GET for name in PlanForm.base_fields)
    form = PlanForm(request.GET if asked else None, initial=_usual(found))
    planned = plan(form.wish()) if form.is_bound and form.is_valid() else None
    page = {
        "form": form, "plan": planned, "sentence": says(planned) if planned else "How many to ask, to notice what?",
        "now": capable.headline(found), "facts": facts(planned) if planned else [], "topic": found.topic,
        "tabs": capable.tabs("capability:planner"), "trail": trail(("Planner", "")),
    }  # fmt: skip
    return show(request, "capability/planner.html", page=page, form=form)


def _usual(found: Capability) -> dict[str, Any]:
    """Begin with what is known of the present design."""
    noticing, figure = found.noticing, found.figure
    customers = max(1, found.reach.customers.n)
    rates = found.funnel.rates
    return {
        "kind": found.topic.kind if found.topic and found.topic.kind in dict(KINDS) else QuestionKind.RECOMMEND.value,
        "level": round(100 * figure.estimate) if figure else 30, "fall": 10, "power": 80,
        "people": max(2, customers, found.contacts), "customers": customers,
        "response": round(100 * rates.rr1) if rates and rates.rr1 else 40,
        "alike": round(noticing.spread.correlation, 2) if noticing else 0.1,
    }  # fmt: skip


def says(found: Plan) -> str:
    """Say how many to ask, or why it cannot be had."""
    wish = found.wish
    fall, often = f"a fall of {100 * wish.fall:g} points", f"{100 * wish.power:g} times in a hundred"
    if found.answers is not None and found.possible:
        return sentence(f"ask {found.invitations:,} in each round: {found.answers:,} answers notice {fall} {often}")
    best = "no fall at all" if found.best is None else f"a fall of {100 * found.best:.1f} points"
    if found.answers is None:
        why = f"not even an answer from each of {counted(wish.base.people, 'person', 'people')} would notice {fall}"
    else:
        why = f"{fall} takes {found.invitations:,} invitations, and there are {wish.base.people:,} people"
    return sentence(f"{why}; asking all of them would notice {best}")


def facts(found: Plan) -> list[tuple[str, str]]:
    """List what the sentence rests on."""
    wish, lot = found.wish, found.lot
    asked = min(found.invitations or wish.base.people, wish.base.people)
    return [
        ("Answers in each round", f"{lot.n:,}"),
        ("Invitations", f"{asked:,} of {wish.base.people:,} people"),
        ("From customers", f"about {lot.clusters:,} of {wish.base.customers:,}"),
        ("Worth", f"{lot.worth:,.0f} independent answers"),
        ("The figure is known to", f"±{100 * found.margin:.1f} points"),
        ("Smallest fall noticed if all are asked", "none" if found.best is None else f"{100 * found.best:.1f} points"),
    ]
