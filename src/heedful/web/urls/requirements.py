"""Addresses of requirements."""

from django.urls import path

from heedful.web.views.requirements import checks, coverage, lists, markets, one, steps

app_name = "requirements"
urlpatterns = [
    path("requirements/", lists.requirements, name="list"),
    path("requirements/new", steps.new, name="new"),
    path("requirements/coverage", coverage.coverage, name="coverage"),
    path("requirements/none-applies", coverage.none_applies, name="none_applies"),
    path("requirements/none-applies/<uuid:pk>/take-back", coverage.take_back, name="take_back"),
    path("requirements/legal", lists.legal, name="legal"),
    path("requirements/markets", markets.markets, name="markets"),
    path("requirements/markets/new", markets.add, name="add_market"),
    path("requirements/markets/<uuid:pk>/change", markets.change, name="change_market"),
    path("requirements/markets/<uuid:pk>/retire", markets.retire, name="retire_market"),
    path("requirements/markets/<uuid:pk>/offer", markets.offer, name="offer"),
    path("requirements/offerings/<uuid:pk>/end", markets.end, name="end_offering"),
    path("requirements/checks/<uuid:pk>/remove", checks.remove_check, name="remove_check"),
    path("requirements/<uuid:pk>", one.requirement, name="one"),
    path("requirements/<uuid:pk>/change", steps.change, name="change"),
    path("requirements/<uuid:pk>/law", steps.law, name="law"),
    path("requirements/<uuid:pk>/review", steps.review, name="review"),
    path("requirements/<uuid:pk>/agree", steps.agree, name="agree"),
    path("requirements/<uuid:pk>/force", steps.force, name="force"),
    path("requirements/<uuid:pk>/withdraw", steps.withdraw, name="withdraw"),
    path("requirements/<uuid:pk>/refuse", steps.refuse, name="refuse"),
    path("requirements/<uuid:pk>/replace", steps.replace, name="replace"),
    path("requirements/<uuid:pk>/check", checks.check, name="check"),
    path("requirements/<uuid:pk>/evaluate", checks.evaluate, name="evaluate"),
]
