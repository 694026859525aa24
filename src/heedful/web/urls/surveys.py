"""Addresses of surveys."""

from django.urls import path

from heedful.web.views.surveys import answers, call_backs, designing, lists, questions, responses, steps, waves

app_name = "surveys"
urlpatterns = [
    path("surveys/", lists.surveys, name="list"),
    path("surveys/new", designing.new, name="new"),
    path("surveys/call-backs", call_backs.listed, name="call_backs"),
    path("surveys/call-backs/<uuid:pk>", call_backs.one, name="call_back"),
    path("surveys/call-backs/<uuid:pk>/give-up", call_backs.give_up, name="give_up"),
    path("surveys/answers/<uuid:pk>", responses.one, name="response"),
    path("surveys/<uuid:pk>", lists.one, name="one"),
    path("surveys/<uuid:pk>/draft", designing.draft, name="draft"),
    path("surveys/versions/<uuid:pk>", questions.designer, name="change"),
    path("surveys/versions/<uuid:pk>/words", designing.words, name="words"),
    path("surveys/versions/<uuid:pk>/ask/<str:name>", questions.new, name="ask"),
    path("surveys/questions/<uuid:pk>", questions.one, name="question"),
    path("surveys/questions/<uuid:pk>/move", questions.move, name="move"),
    path("surveys/questions/<uuid:pk>/drop", questions.drop, name="drop"),
    path("surveys/versions/<uuid:pk>/preview", designing.preview, name="preview"),
    path("surveys/versions/<uuid:pk>/publish", designing.publish, name="publish"),
    path("surveys/versions/<uuid:pk>/retire", designing.retire, name="retire"),
    path("surveys/versions/<uuid:pk>/wave", waves.plan, name="plan"),
    path("surveys/waves/<uuid:pk>", waves.one, name="wave"),
    path("surveys/waves/<uuid:pk>/answers", answers.listed, name="answers"),
    path("surveys/waves/<uuid:pk>/paper", answers.paper, name="paper"),
    path("surveys/waves/<uuid:pk>/limit", answers.limit, name="limit"),
    path("surveys/waves/<uuid:pk>/frame", steps.frame, name="frame"),
    path("surveys/waves/<uuid:pk>/invite", steps.invite, name="invite"),
    path("surveys/waves/<uuid:pk>/remind", steps.remind, name="remind"),
    path("surveys/waves/<uuid:pk>/open", steps.begin, name="begin"),
    path("surveys/waves/<uuid:pk>/close", steps.close, name="close"),
    path("surveys/waves/<uuid:pk>/note", steps.note, name="note"),
    path("surveys/waves/<uuid:pk>/last-day", steps.last_day, name="last_day"),
    path("surveys/waves/<uuid:pk>/places", steps.places, name="places"),
    path("surveys/waves/<uuid:pk>/qr", waves.qr, name="qr"),
    path("surveys/invitations/<uuid:pk>", steps.disposition, name="disposition"),
    path("surveys/invitations/<uuid:pk>/anyway", steps.anyway, name="anyway"),
]
