"""Addresses of people, roles and units."""

from django.urls import path

from heedful.web.views.people import lists, one, roles

app_name = "people"

urlpatterns = [
    path("people/", lists.people, name="list"),
    path("people/new", one.add, name="add"),
    path("people/rights", one.rights, name="rights"),
    path("people/<uuid:pk>", one.one, name="one"),
    path("people/<uuid:pk>/change", one.change, name="change"),
    path("people/<uuid:pk>/leave", one.leave, name="leave"),
    path("people/<uuid:pk>/grant", one.grant, name="grant"),
    path("people/<uuid:pk>/let-in", one.let_in, name="let_in"),
    path("people/<uuid:pk>/link", one.link, name="link"),
    path("people/<uuid:pk>/train", one.train, name="train"),
    path("people/grants/<uuid:pk>/end", one.end_grant, name="end_grant"),
    path("people/roles/new", roles.add, name="add_role"),
    path("people/roles/<uuid:pk>/change", roles.change, name="change_role"),
    path("people/roles/<uuid:pk>/retire", roles.retire, name="retire_role"),
    path("people/roles/<uuid:pk>/assign", roles.assign, name="assign"),
    path("people/roles/<uuid:pk>/limit", roles.limit, name="limit"),
    path("people/assignments/<uuid:pk>/end", roles.end_assignment, name="end_assignment"),
    path("people/limits/<uuid:pk>/end", roles.end_limit, name="end_limit"),
    path("people/units/new", roles.add_unit, name="add_unit"),
    path("people/units/<uuid:pk>/close", roles.close_unit, name="close_unit"),
]
