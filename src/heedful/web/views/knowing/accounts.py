"""Accounts: who of a customer was asked, who answered, and who is silent."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.core import find
from heedful.customers.models import Customer, Segment
from heedful.feedback.models import Response
from heedful.satisfaction.accounts import accounts, contacts_of, standing
from heedful.satisfaction.glance import glance
from heedful.web.asking import day_of
from heedful.web.fields import Filters, NamedField
from heedful.web.http import Request
from heedful.web.knowing import trail, views
from heedful.web.lists import ordered, page_of
from heedful.web.sentences import counted, number_word, sentence
from heedful.web.show import show
from heedful.web.views.customers.story import satisfaction_of

ORDERS = {"name": "name", "asked": "asked", "answered": "answered", "silent": "silent_since", "value": "value",
          "people": "people", "quiet": "silent_people"}  # fmt: skip


class AccountFilters(Filters):
    """Which accounts are listed."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "All"), ("silent", "Asked and silent"), ("heard", "Heard in 12 months"),
                 ("not_asked", "Not asked in 12 months")],
    )  # fmt: skip
    segment = NamedField(Segment.objects.filter(retired_on=None), label="Segment", required=False, empty_label="All")


@login_required
@require_GET
def accounts_page(request: Request) -> HttpResponse:
    """All customers, with when they were asked and heard."""
    filters = AccountFilters(request.GET)
    known = accounts(Customer.objects.visible_to(request.person).filter(left_on=None), day_of(request))
    many = standing(known)
    found = ordered(request, _chosen(known, filters).select_related("segment"), ORDERS, default="-quiet")
    main = glance()
    page = {
        "sentence": says(many),
        "many": many,
        "page": page_of(request, found),
        "filters": filters,
        "any": many["all"],
        "main": main,
        "views": views("satisfaction:accounts"),
    }
    return show(request, "satisfaction/accounts.html", page=page)


def _chosen(rows: QuerySet[Customer], filters: AccountFilters) -> QuerySet[Customer]:
    """Filter the list as the address says."""
    by_state: dict[str, dict[str, bool]] = {
        "silent": {"is_silent": True}, "heard": {"is_heard": True},
        "not_asked": {"is_silent": False, "is_heard": False},
    }  # fmt: skip
    rows = rows.filter(**by_state.get(filters.chosen("show"), {}))
    if segment := filters.chosen("segment"):
        rows = rows.filter(segment=segment)
    if words := filters.chosen("q"):
        rows = rows.filter(pk__in=find.ids_of("customer", words))
    return rows


def says(many: dict[str, Any]) -> str:
    """Say how many accounts are heard, and how many were asked and keep silent."""
    if not many["all"]:
        return "No customer is known yet."
    heard = f"{number_word(many['heard']) if many['heard'] else 'none'} of {counted(many['all'], 'account')}"
    said = f"{heard} {'has' if many['heard'] == 1 else 'have'} answered by name in twelve months"
    if many["silent"]:
        said += f"; {number_word(many['silent'])} {'was' if many['silent'] == 1 else 'were'} asked and kept silent"
    rest = many["all"] - many["heard"] - many["silent"]
    return sentence(said + (f", {number_word(rest)} {'was' if rest == 1 else 'were'} not asked" if rest else ""))


@login_required
@require_GET
def account(request: Request, pk: UUID) -> HttpResponse:
    """One customer: each contact, what they answered last, and who is silent since when."""
    customers = Customer.objects.visible_to(request.person).select_related("segment")
    customer = get_object_or_404(customers, pk=pk)
    people: list[Any] = list(contacts_of(customer, day_of(request)).order_by("left_on", "name", "pk"))
    answers = Response.objects.visible_to(request.person).included().filter(customer=customer)
    page = {
        "customer": customer,
        "sentence": says_of(customer, people),
        "people": [{"it": one, "scores": scores(one.last_answers)} for one in people],
        "page": page_of(request, answers.select_related("contact", "wave").order_by("-answered_on", "pk")),
        "figures": satisfaction_of(customer),
        "trail": trail(("Accounts", reverse("satisfaction:accounts")), (customer.name, "")),
    }
    page["answers"] = [{"it": one, "scores": scores(one.answers)} for one in page["page"].object_list]
    return show(request, "satisfaction/account.html", page=page)


def scores(answers: Any) -> str:
    """Say which scores an answer gave."""
    return " and ".join(str(score) for _, score in answers or [])


def says_of(customer: Customer, people: list[Any]) -> str:
    """Say how many of a customer's people were asked and who keeps silent."""
    here = [one for one in people if one.left_on is None]
    asked = [one for one in here if one.asked]
    if not here:
        return sentence(f"{customer.name}: nobody is known there")
    if not asked:
        return sentence(f"{customer.name}: none of {counted(len(here), 'contact')} was asked by name yet")
    silent = [one for one in asked if one.silent_since]
    said = f"{customer.name}: {number_word(len(asked))} of {counted(len(here), 'contact')} "
    said += "was asked" if len(asked) == 1 else "were asked"
    if not silent:
        return sentence(f"{said}, and {'that one' if len(asked) == 1 else 'all of them'} answered the last time")
    return sentence(f"{said}; {number_word(len(silent))} {'has' if len(silent) == 1 else 'have'} not answered since")
