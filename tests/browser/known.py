"""What the pages of indicators, accounts, drivers, themes and tellings show in the browser."""

from heedful.satisfaction.models import Indicator
from tests import make
from tests.satisfaction.test_accounts import asked_two
from tests.satisfaction.test_overview import brought
from tests.satisfaction.test_theming import spoken


def _indicator():
    question = make.scored_question()
    brought(make.wave(of=question.survey_version), [10] * 30 + [3] * 9)
    found = make.indicator(
        "Would recommend us, over all customers and all ways of asking", question=question, target=20
    )
    make.benchmark(found)
    make.indicator("Complaints", basis="complaints", target=3)
    return found


def indicators():
    _indicator()
    return "/satisfaction/indicators"


def indicator():
    found = _indicator()
    return f"/satisfaction/indicators/{Indicator.objects.get(pk=found.pk).pk}"


def account():
    customer, wave, invited = asked_two()
    make.answer(wave, 3, invitation=invited["User"], comment="Too late again.")
    return f"/satisfaction/accounts/{customer.pk}"


def themes():
    wave = make.wave()
    spoken(wave, make.theme("Late"), [2] * 7)
    spoken(wave, make.theme("Kind staff on the dock and on the telephone"), [10] * 7)
    return "/satisfaction/themes"


def you_said():
    make.published_you_said(
        words="They never call", consent="By e-mail.", words_of=make.feedback(words="They never call")
    )
    return "/you-said"
