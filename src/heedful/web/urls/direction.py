"""Addresses of strategy, policies and objectives; a policy that holds is open to everybody."""

from django.urls import path

from heedful.web.views.leading import direction, objectives, policy

app_name = "direction"
urlpatterns = [
    path("direction/", direction.overview, name="overview"),
    path("direction/strategy/new", direction.new_strategy, name="new_strategy"),
    path("direction/strategy/<uuid:pk>/<slug:name>", direction.strategy, name="strategy"),
    path("direction/policies/new", policy.new, name="new_policy"),
    path("direction/policies/<uuid:pk>", policy.policy, name="policy"),
    path("direction/policies/<uuid:pk>/<slug:name>", policy.policy_step, name="policy_step"),
    path("direction/versions/<uuid:pk>/<slug:name>", policy.version, name="version"),
    path("direction/commitments/<uuid:pk>/<slug:name>", policy.commitment, name="commitment"),
    path("direction/objectives/", objectives.objectives, name="objectives"),
    path("direction/objectives/new", objectives.new, name="new_objective"),
    path("direction/objectives/<uuid:pk>", objectives.objective, name="objective"),
    path("direction/objectives/<uuid:pk>/<slug:name>", objectives.step, name="objective_step"),
    path("policy/<str:named>", policy.public, name="public"),
]
