"""One customer: everything about them on one page, and what changes it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.customers import commands
from heedful.customers.models import Customer
from heedful.feedback.complaints.facts import Waiting, complaint_facts
from heedful.feedback.models import Complaint
from heedful.web import places
from heedful.web.asking import ask, day_of, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.templatetags.components import day_in_words
from heedful.web.views.customers import story
from heedful.web.views.customers.forms import CustomerForm, LeaveForm, ReasonForm, as_it_stands, on_that_day


def visible(request: Request, pk: UUID) -> Customer:
    """Find a customer as far as this person may see them."""
    rows = Customer.objects.visible_to(request.person).select_related("segment", "owner")
    found: Customer = get_object_or_404(rows, pk=pk)
    return found


def address(customer: Customer) -> str:
    """Say where a customer's page stands."""
    return reverse("customers:one", args=[customer.pk])


def trail(customer: Customer | None = None, *, last: str = "") -> list[dict[str, str]]:
    """Say where a page about a customer stands."""
    steps = [{"label": "Customers", "href": reverse("customers:list")}]
    if customer is not None:
        steps.append({"label": customer.name, "href": address(customer) if last else ""})
    return [*steps, {"label": last, "href": ""}] if last else steps


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """Everything about one customer."""
    customer, day = visible(request, pk), day_of(request)
    heard = story.heard_from(request, customer)
    contacts, requirements = story.contacts_and_requirements(request, customer)
    open_ones = Complaint.objects.visible_to(request.person).open().filter(customer=customer)
    waiting = complaint_facts(on=day, complaints=list(open_ones.select_related("feedback")))
    page = {
        "customer": customer,
        "trail": trail(customer),
        "sentence": _sentence(customer, waiting, heard),
        "facts": _facts(customer),
        "heard": heard,
        "contacts": contacts,
        "requirements": requirements,
        "promises": [_promise(one) for one in waiting],
        "figures": story.satisfaction_of(customer),
        "delivered": story.delivered_by_month(customer, day),
        "exit_contacts": [one for one in heard if one.kind == "exitcontact"],
        "may_keep": may(request, Permission.KEEP_CUSTOMERS),
        "may_log": may(request, Permission.LOG_FEEDBACK),
        "attached": attached(request, customer),
    }
    return show(request, "customers/one.html", page=page)


def _sentence(customer: Customer, waiting: list[Waiting], heard: list[story.Heard]) -> str:
    """Say in a sentence how it stands with a customer."""
    if customer.left_on:
        told = any(one.kind == "exitcontact" for one in heard)
        asked = "we went back to ask why" if told else "nobody has gone back to ask why"
        return sentence(f"{customer.name} left on {day_in_words(customer.left_on)}; {asked}")
    late = sum(1 for one in waiting if one.late)
    said = f"{counted(len(waiting), 'complaint')} of {customer.name} {'waits' if len(waiting) == 1 else 'wait'}"
    if late:
        broken = (
            "and a promise on it is broken"
            if len(waiting) == 1
            else f"{number_word(late)} of them with a broken promise"
        )
        return sentence(f"{said}, {broken}")
    if waiting:
        return sentence(said)
    if heard:
        return sentence(f"{customer.name}: nothing waits, last heard on {day_in_words(heard[0].on)}")
    return sentence(f"{customer.name} has not been heard yet")


def _facts(customer: Customer) -> list[tuple[str, Any]]:
    """List what is known of a customer."""
    segment, owner = customer.segment, customer.owner
    facts: list[tuple[str, Any]] = [
        ("Segment", segment.name if segment else ""),
        ("Owner", owner.name if owner else ""),
        ("Customer since", day_in_words(customer.since) if customer.since else ""),
        ("Language", customer.language),
        ("Revenue a year", f"{customer.value:,.2f}" if customer.value is not None else ""),
    ]
    if customer.left_on:
        facts += [("Left on", day_in_words(customer.left_on)), ("Because", customer.left_because)]
    return facts


def _promise(one: Waiting) -> dict[str, Any]:
    """Show an open complaint by the promise that is due next."""
    promise = one.promise
    return {
        "what": one.complaint.summary,
        "key": one.complaint.key,
        "href": places.address(one.complaint.ref),
        "due_on": one.due_on,
        "name": promise.name if promise else "",
        "late": one.late,
    }


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a customer."""
    form = bound(CustomerForm, request)
    back = reverse("customers:list")
    page = {"title": "A new customer", "trail": trail(last="New"), "action": "Add the customer", "back": back}
    form.fields.pop("version")
    return ask(request, form, commands.add_customer, page=page, then=address, said="The customer is added.")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of a customer."""
    customer = visible(request, pk)
    form = bound(CustomerForm, request, on=customer, initial=as_it_stands(customer, CustomerForm))
    page = _page(customer, f"Change {customer.name}", "Save")
    return ask(request, form, commands.change_customer, customer, page=page, then=address, said="Saved.")


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: UUID) -> HttpResponse:
    """A customer leaves."""
    customer = visible(request, pk)
    form = bound(LeaveForm, request, on=customer, initial=on_that_day(today(), "on"))
    lead = "Then somebody goes back to learn why; what they bought and said stays."
    page = _page(customer, f"{customer.name} leaves", "They left") | {"lead": lead}
    return ask(request, form, commands.customer_leaves, customer, page=page, then=address, said="Noted.")


@login_required
@require_http_methods(["GET", "POST"])
def come_back(request: Request, pk: UUID) -> HttpResponse:
    """A customer is one again."""
    customer = visible(request, pk)
    form = bound(ReasonForm, request, on=customer)
    page = _page(customer, f"{customer.name} is a customer again", "They are")
    return ask(request, form, commands.customer_returns, customer, page=page, then=address, said="Noted.")


def _page(customer: Customer, title: str, action: str) -> dict[str, Any]:
    """Give the frame of a form about a customer."""
    return {"title": title, "trail": trail(customer, last=action), "action": action, "back": address(customer)}
