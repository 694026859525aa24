"""The gallery: every part of a page in every state, with figures made up for it."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.web.views.gallery_samples import (
    DAY,
    LOOP,
    MOMENT,
    sample_charts,
    sample_figures,
    sample_lists,
    sample_themes,
)

LEVELS = [(str(number), str(number)) for number in range(11)]
GRADES = [
    ("conforms", "Conforms"),
    ("opportunity", "Opportunity"),
    ("minor", "Minor"),
    ("major", "Major"),
    ("unknown", "Could not be judged"),
]


class SampleForm(forms.Form):
    """One field of each kind, filled wrongly."""

    title = forms.CharField(label="What happened", help_text="In the customer's own words, if you can.")
    email = forms.EmailField(label="Where we can reach them", required=False)
    amount = forms.DecimalField(label="What it cost them", required=False)
    received_on = forms.DateField(
        label="Received on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    site = forms.ChoiceField(label="Site", choices=[("", "Choose a site"), ("n", "North depot"), ("s", "South")])
    told = forms.CharField(label="More about it", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    proof = forms.FileField(label="A photograph or a document", required=False, help_text="Up to 20 MB.")
    urgent = forms.BooleanField(label="Somebody could be hurt", required=False)
    channel = forms.ChoiceField(
        label="How it reached us", choices=[("p", "Telephone"), ("m", "E-mail"), ("v", "Visit")]
    )
    reasons = forms.MultipleChoiceField(
        label="What it is about",
        choices=[("late", "Late"), ("warm", "Arrived warm"), ("rude", "How we spoke to them")],
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(label="Answer by", choices=[("l", "Letter"), ("c", "Call")], widget=forms.RadioSelect)
    grade = forms.ChoiceField(label="Your judgement", choices=GRADES, widget=forms.RadioSelect)
    likely = forms.ChoiceField(label="How likely are you to recommend us?", choices=LEVELS, widget=forms.RadioSelect)


class SampleFilters(forms.Form):
    """Filters above a list."""

    asks_nothing = True
    q = forms.CharField(label="Words", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "All"), ("open", "Open")], required=False)
    since = forms.DateField(
        label="Since", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


@login_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part of a page in every state."""
    wrong = SampleForm(
        {"email": "halden", "grade": "minor", "likely": "8", "channel": "x", "told": "Two stores threw it away."}
    )
    pages = Paginator(range(431), 25)
    page = {
        "form": SampleForm(prefix="fresh", initial={"received_on": DAY}),
        "wrong": wrong,
        "filters": SampleFilters(request.GET),
        "today": DAY,
        "moment": MOMENT,
        "loop": LOOP,
        "results": ["met", "not_met", "not_enough", "not_applicable"],
        "marks": [value for value, _ in GRADES],
        "pages": pages.get_page(request.GET.get("page", 7)),
        "themes": sample_themes(),
        **sample_figures(),
        **sample_lists(),
        "drawn": sample_charts(),
    }
    return render(request, "gallery.html", page)
