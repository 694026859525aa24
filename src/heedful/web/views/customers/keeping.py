"""Pages that change what hangs on a customer: contacts, deliveries, visits, attempts to learn why they left."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heedful.core.organisation import today
from heedful.core.permissions import Permission
from heedful.customers import commands, meetings, supply
from heedful.customers.models import Contact, Customer, Delivery, Interaction
from heedful.leadership import acts
from heedful.web import places
from heedful.web.asking import ask, may
from heedful.web.attached import attached
from heedful.web.forms import bound
from heedful.web.http import Request
from heedful.web.lists import page_of
from heedful.web.show import show
from heedful.web.views.customers.forms import (
    ContactForm,
    DayForm,
    DeliveryForm,
    ExitContactForm,
    InteractionForm,
    ReasonForm,
    as_it_stands,
    on_that_day,
)
from heedful.web.views.customers.one import address, trail, visible


def _frame(customer: Customer, title: str, action: str, lead: str = "") -> dict[str, Any]:
    """Give the frame of a form about a customer."""
    steps = trail(customer, last=title)
    return {"title": title, "trail": steps, "action": action, "back": address(customer), "lead": lead or customer.name}


@login_required
@require_http_methods(["GET", "POST"])
def add_contact(request: Request, pk: UUID) -> HttpResponse:
    """Add a person at a customer."""
    customer = visible(request, pk)
    form = bound(ContactForm, request, initial={"language": customer.language})
    form.fields.pop("version")
    page = _frame(customer, "A new contact", "Add the contact")
    return ask(request, form, commands.add_contact, customer, page=page, then=_of, said="The contact is added.")


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of a contact."""
    found = _contact(request, pk)
    form = bound(ContactForm, request, on=found, initial=as_it_stands(found, ContactForm))
    page = _frame(found.customer, f"Contact {found.name}", "Save") | {"contact": found}
    template = "customers/contact.html"
    return ask(request, form, commands.change_contact, found, page=page, then=_of, said="Saved.", template=template)


@login_required
@require_http_methods(["GET", "POST"])
def contact_leaves(request: Request, pk: UUID) -> HttpResponse:
    """A contact leaves the customer."""
    found = _contact(request, pk)
    form = bound(DayForm, request, on=found, initial=on_that_day(today(), "on"))
    page = _frame(found.customer, f"{found.name} leaves", "They left")
    return ask(request, form, commands.contact_leaves, found, page=page, then=_of, said="Noted.")


def _contact(request: Request, pk: UUID) -> Contact:
    rows = Contact.objects.visible_to(request.person).select_related("customer")
    found: Contact = get_object_or_404(rows, pk=pk)
    return found


def _of(row: Any) -> str:
    """Go back to the customer that a row hangs on."""
    return reverse("customers:one", args=[row.customer_id])


@login_required
@require_GET
def deliveries(request: Request, pk: UUID) -> HttpResponse:
    """Every delivery to a customer."""
    customer = visible(request, pk)
    rows = Delivery.objects.visible_to(request.person).filter(customer=customer).select_related("product", "unit")
    page = {
        "customer": customer,
        "trail": trail(customer, last="Deliveries"),
        "page": page_of(request, rows.order_by("-last_on", "pk")),
        "total": rows.order_by().aggregate(total=Sum("quantity"))["total"] or 0,
        "may_keep": may(request, Permission.KEEP_CUSTOMERS),
    }
    return show(request, "customers/deliveries.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def deliver(request: Request, pk: UUID) -> HttpResponse:
    """Enter a delivery by hand."""
    customer = visible(request, pk)
    form = bound(DeliveryForm, request, initial=on_that_day(today(), "first_on", "last_on"))
    lead = f"{customer.name}: how much reached them in a period. Complaint rates are counted against it."
    page = _frame(customer, "Enter a delivery", "Enter it", lead)
    return ask(request, form, supply.enter_delivery, customer, page=page, then=_deliveries, said="Entered.")


@login_required
@require_http_methods(["GET", "POST"])
def remove_delivery(request: Request, pk: UUID) -> HttpResponse:
    """Take away a delivery that was entered by mistake."""
    rows = Delivery.objects.visible_to(request.person).select_related("customer")
    found = get_object_or_404(rows, pk=pk)
    form = bound(ReasonForm, request, on=found)
    page = _frame(found.customer, f"Take away a delivery of {found.quantity:,}", "Take it away") | {"danger": True}
    return ask(request, form, supply.remove_delivery, found, page=page, then=_deliveries, said="Taken away.")


def _deliveries(row: Delivery) -> str:
    return reverse("customers:deliveries", args=[row.customer_id])


@login_required
@require_http_methods(["GET", "POST"])
def meet(request: Request, pk: UUID) -> HttpResponse:
    """Write down a visit, a call or a meeting."""
    customer = visible(request, pk)
    form = bound(InteractionForm, request, initial={"held_on": today(), "kind": "visit", "people": [request.person.pk]})
    form.fields.pop("version")
    page = _frame(customer, "A visit, call or meeting", "Write it down")
    return ask(request, form, acts.meet_customer, customer, page=page, then=_there, said="Written down.")


def _there(row: Any) -> str:
    return places.address(row.ref)


@login_required
@require_GET
def interaction(request: Request, pk: UUID) -> HttpResponse:
    """One visit, call or meeting."""
    found = _interaction(request, pk)
    page = {
        "interaction": found,
        "trail": trail(found.customer, last=found.title),
        "people": [seat.person.name for seat in found.people.select_related("person").order_by("person__name")],
        "may_log": may(request, Permission.LOG_FEEDBACK),
        "attached": attached(request, found),
    }
    return show(request, "customers/interaction.html", page=page)


@login_required
@require_http_methods(["GET", "POST"])
def change_interaction(request: Request, pk: UUID) -> HttpResponse:
    """Put right what was written of a meeting."""
    found = _interaction(request, pk)
    initial = as_it_stands(found, InteractionForm) | {"people": found.people.values_list("person", flat=True)}
    form = bound(InteractionForm, request, on=found, initial=initial)
    page = _frame(found.customer, f"Put right: {found.title}", "Save") | {"back": places.address(found.ref)}
    return ask(request, form, acts.change_meeting, found, page=page, then=_there, said="Saved.")


def _interaction(request: Request, pk: UUID) -> Interaction:
    rows = Interaction.objects.visible_to(request.person).select_related("customer", "owner")
    found: Interaction = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def exit_contact(request: Request, pk: UUID) -> HttpResponse:
    """Note an attempt to learn from a customer who left."""
    customer = visible(request, pk)
    form = bound(ExitContactForm, request, initial={"tried_on": today(), "person": request.person.pk})
    page = _frame(customer, "An attempt to learn why they left", "Note it")
    return ask(request, form, meetings.note_exit_contact, customer, page=page, then=_of, said="Noted.")
