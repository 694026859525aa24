"""What is set up: the organisation, its calendar, promises and targets; and the very first page of a new folder."""

import hmac
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings as house
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from heedful.core import clock
from heedful.core.actors import System
from heedful.core.beginning import begin
from heedful.core.models import Organisation
from heedful.core.organisation import LONGEST, change_organisation
from heedful.core.permissions import Permission
from heedful.web.asking import may, must
from heedful.web.fields import LineField, WordsField
from heedful.web.forms import VersionForm, bound, carry_out, put_on_fields
from heedful.web.http import Request
from heedful.web.show import show

PROMISES = {
    "acknowledge_days": "Acknowledge a complaint within",
    "first_update_days": "Tell the complainant how it stands within",
    "update_days": "Then tell them again at least every",
    "answer_days": "Answer within",
    "call_back_days": "Call an unhappy customer back within",
}
DAYS = {"1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday", "6": "Saturday", "7": "Sunday"}


def _promise(name: str) -> forms.IntegerField:
    """Ask for a promise in working days, with the longest that is allowed beside it."""
    longest = LONGEST.get(name)
    words = f"Working days; {longest} at most." if longest else "Working days."
    return forms.IntegerField(label=PROMISES[name], min_value=1, max_value=longest or 250, help_text=words)


class OrganisationForm(VersionForm):
    """All that is set up of an organisation."""

    name = LineField("Name", max_length=160)
    scope = WordsField("What it does: the scope of its quality management", required=False)
    sector = LineField("Sector", max_length=120, required=False)
    size = forms.IntegerField(label="People employed", min_value=0, max_value=10_000_000)
    languages = LineField("Languages spoken with customers", max_length=60, help_text="Codes: en nb.")
    country = forms.RegexField(
        "^[A-Za-z]{2}$", label="Country", max_length=2, help_text="Two letters; decides public holidays."
    )
    region = LineField("Region", max_length=10, required=False, help_text="Where holidays differ, such as BY or SCT.")
    zone = LineField("Time zone", max_length=64, help_text="Such as Europe/Oslo: days begin and end by it.")
    workdays = forms.MultipleChoiceField(
        label="Working days", choices=list(DAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    acknowledge_days = _promise("acknowledge_days")
    first_update_days = _promise("first_update_days")
    update_days = _promise("update_days")
    answer_days = _promise("answer_days")
    call_back_days = _promise("call_back_days")
    call_back_tries = forms.IntegerField(
        label="Calls before one may be given up", min_value=1, max_value=20, required=False,
        help_text="An unhappy customer who was not reached so many times need not be called again.",
    )  # fmt: skip
    contact_rest_days = forms.IntegerField(
        label="Days between two surveys", min_value=0, max_value=3650, required=False,
        help_text="Nobody is asked again sooner, whatever the survey. A wave may rest less only with a reason.",
    )  # fmt: skip
    mail_from_hour = forms.IntegerField(
        label="Mail to customers from this hour", min_value=0, max_value=23, required=False,
        help_text="On working days, by the organisation's clock.",
    )  # fmt: skip
    mail_until_hour = forms.IntegerField(label="Until this hour", min_value=1, max_value=24, required=False)
    machine_acknowledges = forms.BooleanField(
        label="An automatic receipt counts as acknowledged", required=False, help_text="Then it reads: by machine."
    )
    recommend_target = forms.IntegerField(
        label="Target of the recommend score", required=False, min_value=-100, max_value=100
    )
    satisfaction_target = forms.IntegerField(
        label="Target of satisfied customers, per cent", required=False, min_value=0, max_value=100
    )
    reason = LineField("Why it is changed", max_length=300, required=False)

    GROUPS = (
        ("The organisation", ("name", "scope", "sector", "size", "languages")),
        ("When it works", ("country", "region", "zone", "workdays")),
        ("What it promises", (*PROMISES, "call_back_tries", "machine_acknowledges")),
        ("How often and when customers are asked", ("contact_rest_days", "mail_from_hour", "mail_until_hour")),
        ("What it aims at", ("recommend_target", "satisfaction_target")),
    )

    def grouped(self) -> list[tuple[str, list[Any]]]:
        """Give the fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """Leave as it stands what was left empty."""
        taken = super().clean() or self.cleaned_data
        for name in ("call_back_tries", "contact_rest_days", "mail_from_hour", "mail_until_hour"):
            if taken.get(name) is None:
                taken.pop(name, None)
        return taken

    def clean_workdays(self) -> str:
        """Write the days as the organisation keeps them: 12345."""
        return "".join(sorted(self.cleaned_data["workdays"]))

    def clean_country(self) -> str:
        """Write the country in capitals."""
        return str(self.cleaned_data["country"]).upper()


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """The organisation, its working calendar, its promises and its targets."""
    if request.method == "POST" or not request.person.reads:
        must(request, Permission.SET_UP)
    organisation = request.organisation
    initial = {
        name: getattr(organisation, name) for name in OrganisationForm.base_fields if hasattr(organisation, name)
    }
    form = bound(
        OrganisationForm, request, on=organisation, initial=initial | {"workdays": list(organisation.workdays)}
    )
    if carry_out(form, change_organisation, organisation, by=request.person):
        return redirect("settings")
    promises = [(words, getattr(organisation, name), LONGEST.get(name)) for name, words in PROMISES.items()]
    page = {
        "form": form,
        "house": organisation,
        "promises": promises,
        "workdays": [DAYS[day] for day in organisation.workdays],
        "may_set_up": may(request, Permission.SET_UP),
        "history": reverse("history:of", args=["organisation", organisation.pk]) if request.person.reads else "",
    }
    return show(request, "settings/settings.html", page=page, form=form)


class SetupForm(forms.Form):
    """The first questions of a new folder."""

    organisation = LineField("Name of the organisation", max_length=160)
    country = forms.RegexField("^[A-Za-z]{2}$", label="Country, two letters", max_length=2, initial="GB")
    zone = LineField("Time zone", max_length=64, initial="Europe/London")
    person = LineField("Your name", max_length=120)
    email = forms.EmailField(label="Your e-mail, to sign in with")
    password = forms.CharField(
        label="A password", max_length=128, strip=False, help_text="Ten characters or more.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    folder = forms.CharField(
        label="Beginning of the folder's id", max_length=32, min_length=8,
        help_text="Eight letters or more of the id in folder.json, in the data folder: they show that it is yours.",
    )  # fmt: skip

    def clean_zone(self) -> str:
        """Refuse a zone that nobody knows."""
        zone = str(self.cleaned_data["zone"])
        if zone not in available_timezones():
            raise ValidationError("This time zone is not known; an example is Europe/Oslo.")
        return zone

    def clean_folder(self) -> str:
        """Let only somebody who can read the folder begin in it."""
        given = str(self.cleaned_data.pop("folder"))
        if not hmac.compare_digest(given.encode(), house.FOLDER.id[: len(given)].encode()):
            raise ValidationError("This is not how the id of this folder begins.")
        return given


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """The first page of a folder in which nothing has begun; later it leads to today."""
    if Organisation.objects.exists():
        return redirect("today")
    form = SetupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        taken = {name: value for name, value in form.cleaned_data.items() if name != "folder"}
        taken["country"] = taken["country"].upper()
        try:
            person = begin(by=System("setup"), on=clock.today(ZoneInfo(taken["zone"])), **taken)
        except ValidationError as refusal:
            put_on_fields(form, refusal)
        else:
            login(request, person.account, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("today")
    return render(request, "settings/setup.html", {"form": form}, status=422 if form.errors else 200)
