"""Pages for customers without an account: the public form, its receipt, and the page of a complaint.

They set no cookie and ask for none. What stands against forged forms elsewhere, a token in the session, is therefore
not there: the form carries a seal of ours, and on the page of a complaint the address itself is the key, which no
other site knows.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from heedful.core.actors import Public
from heedful.feedback.models import Feedback
from heedful.feedback.speaking import MAY_BE_SAID, said_by, speak, telephone
from heedful.web import form_seal
from heedful.web.fields import offer
from heedful.web.http import Request
from heedful.web.intake import address_of
from heedful.web.show import show
from heedful.web.speak_words import NAMES, chosen, day_in, offered, words_in

SEAL, TRAP, LANGUAGE = "seal", "nickname", "lang"


class SpeakForm(forms.Form):
    """What a customer says, in a language of theirs."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    remedy_asked = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    sender = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, words: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = {"kind": "kind", "words": "words", "remedy_asked": "remedy", "sender": "sender"}
        for name, label in labels.items():
            said = {"required": words[f"{name}_missing"]} if f"{name}_missing" in words else {}
            self.fields[name].label = words[label]
            self.fields[name].error_messages |= {
                **said, "max_length": words["too_long"], "invalid_choice": words["kind_missing"],
                "null_characters_not_allowed": words["unkept"],
            }  # fmt: skip
            for check in self.fields[name].validators:
                check.message = words["too_long" if hasattr(check, "limit_value") else "unkept"]  # type: ignore[attr-defined]
        self.fields["sender"].help_text = words["sender_hint"]
        offer(self, "kind", [(kind.value, words[kind.value]) for kind in MAY_BE_SAID])


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Request) -> HttpResponse:
    """The public form; a POST takes what was said."""
    language = language_of(request)
    words = words_in(language)
    if request.method != "POST":
        return _shown(request, SpeakForm(words=words, initial={"kind": request.GET.get("kind", "")}), language)
    seal = form_seal.read(request.POST.get(SEAL, ""))
    if seal is not None and (heard := said_by(seal.form)):
        return _to_receipt(heard, language)
    return _taken(request, SpeakForm(request.POST, words=words), language, seal)


def _taken(request: Request, sent: SpeakForm, language: str, seal: form_seal.Seal | None) -> HttpResponse:
    """Take what was said, or show the form with what was written and why it is not taken."""
    words = words_in(language)
    if form_seal.too_many(address_of(request.META)):
        return _shown(request, sent, language, note=words["many"], status=429)
    note = _doubtful(request, seal, words)
    if note or not sent.is_valid():
        return _shown(request, sent, language, note=note, status=422, seal=seal)
    form = seal.form if seal else None
    try:
        heard = speak(by=Public(), language=language, form=form, **sent.cleaned_data)
    except ValidationError:
        # Of two presses at once, the second finds what the first was taken as.
        if not form or (before := said_by(form)) is None:
            return _shown(request, sent, language, note=words["refused"], status=422)
        heard = before
    return _to_receipt(heard, language)


def _doubtful(request: Request, seal: form_seal.Seal | None, words: dict[str, str]) -> str:
    """Say why a form is not taken at once: a machine filled it in, or it was open too short or too long."""
    if request.POST.get(TRAP):
        return words["refused"]
    if seal is None or seal.old:
        return words["old"]
    return words["quick"] if seal.quick else ""


def _shown(
    request: Request, asked: SpeakForm, language: str, *, note: str = "", status: int = 200,
    seal: form_seal.Seal | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form with what was written; a quick form keeps its seal, so that the second press is slow enough."""
    keeps = seal is not None and not seal.old
    page = public_page(request, language) | {
        "form": asked,
        "note": note,
        "seal": request.POST.get(SEAL, "") if keeps else form_seal.fresh(),
        "names": {"seal": SEAL, "trap": TRAP, "language": LANGUAGE},
    }
    return show(request, "speak/form.html", page=page, status=status)


def _to_receipt(heard: Feedback, language: str) -> HttpResponse:
    receipt = form_seal.receipt_of(heard.pk)
    return redirect(f"{reverse('speak:received', args=[receipt])}?{LANGUAGE}={language}")


@never_cache
@require_safe
def received(request: Request, receipt: str) -> HttpResponse:
    """Say that it has arrived: the reference, and for a complaint the address of its page."""
    pk = form_seal.receipt_for(receipt)
    if not pk:
        raise Http404
    heard = get_object_or_404(Feedback.objects.select_related("complaint"), pk=UUID(pk))
    language = language_of(request)
    words = words_in(language)
    complaint = getattr(heard, "complaint", None)
    page = public_page(request, language) | {
        "reference": words["reference"].format(key=complaint.key if complaint else heard.key),
        "then": words["receipt_other"],
    }
    if complaint:
        page["then"] = words["receipt_complaint"].format(day=day_in(language, complaint.acknowledge_by))
        page["status"] = request.build_absolute_uri(reverse("speak:status", args=[complaint.token]))
    return private(show(request, "speak/received.html", page=page))


def language_of(request: Request) -> str:
    """Choose the language of a page for customers."""
    wanted = request.POST.get(LANGUAGE) or request.GET.get(LANGUAGE) or ""
    house = request.organisation.languages if request.organisation else "en"
    return chosen(house, wanted, request.headers.get("Accept-Language", ""))


def public_page(request: Request, language: str) -> dict[str, Any]:
    """What every page for customers shows: its words, the other languages, how to call."""
    words, house = words_in(language), request.organisation
    phone = telephone()
    others = [code for code in offered(house.languages if house else "en") if code != language]
    return {
        "words": words,
        "language": language,
        "languages": [(code, NAMES[code]) for code in others],
        "phone": words["by_phone"].format(address=phone.address) if phone else "",
    }


def private(response: HttpResponse) -> HttpResponse:
    """Keep an address that is a key out of other places: no referrer, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
