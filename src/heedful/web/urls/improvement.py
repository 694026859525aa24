"""Addresses of actions, risks and improvements."""

from django.urls import path

from heedful.web.views.improvement import actions, deeds, improvements, rating, risks

app_name = "improvement"
urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/open", deeds.open_action, name="open_action"),
    path("actions/<uuid:pk>", actions.action, name="action"),
    path("actions/<uuid:pk>/done", deeds.done, name="done"),
    path("actions/<uuid:pk>/extend", deeds.extend, name="extend"),
    path("actions/<uuid:pk>/owner", deeds.owner, name="owner"),
    path("actions/<uuid:pk>/drop", deeds.drop, name="drop"),
    path("actions/<uuid:pk>/escalate", deeds.escalate, name="escalate"),
    path("actions/handed-up/<uuid:pk>", deeds.answer_escalation, name="answer_escalation"),
    path("actions/<uuid:pk>/verify", deeds.verify, name="verify"),
    path("risks/", risks.risks, name="risks"),
    path("risks/new", rating.add_risk, name="add_risk"),
    path("risks/<uuid:pk>", risks.risk, name="risk"),
    path("risks/<uuid:pk>/change", rating.change, name="change_risk"),
    path("risks/<uuid:pk>/rate", rating.rate, name="rate"),
    path("risks/<uuid:pk>/treat", rating.treat, name="treat"),
    path("risks/<uuid:pk>/review", rating.review, name="review"),
    path("risks/<uuid:pk>/close", rating.close, name="close"),
    path("improvements/", improvements.improvements, name="improvements"),
    path("improvements/new", improvements.start, name="start"),
    path("improvements/<uuid:pk>", improvements.improvement, name="improvement"),
    path("improvements/<uuid:pk>/change", improvements.change, name="change_improvement"),
    path("improvements/<uuid:pk>/evaluate", improvements.evaluate, name="evaluate"),
]
