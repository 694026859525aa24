"""Addresses of what customers say: the inbox, themes, channels, the programme, analyses."""

from django.urls import path

from heedful.web.views import channels, programme
from heedful.web.views.feedback import analyses, inbox, log, one, sorting, themes

app_name = "feedback"

urlpatterns = [
    path("feedback/", inbox.inbox, name="inbox"),
    path("feedback/sort-chosen", inbox.sort_chosen, name="sort_chosen"),
    path("feedback/sort", sorting.first, name="sort"),
    path("feedback/sort/<uuid:pk>", sorting.sort, name="sort_one"),
    path("feedback/log", log.log, name="log"),
    path("feedback/customers", log.customers, name="customers"),
    path("feedback/<uuid:pk>", one.one, name="one"),
    path("feedback/<uuid:pk>/place", one.place, name="place"),
    path("feedback/themes", themes.themes, name="themes"),
    path("feedback/themes/<uuid:pk>/rename", themes.rename, name="rename_theme"),
    path("feedback/themes/<uuid:pk>/retire", themes.retire, name="retire_theme"),
    path("feedback/channels", channels.channels, name="channels"),
    path("feedback/channels/new", channels.new, name="open_channel"),
    path("feedback/channels/<uuid:pk>", channels.channel, name="channel"),
    path("feedback/channels/<uuid:pk>/change", channels.change, name="change_channel"),
    path("feedback/channels/<uuid:pk>/close", channels.close, name="close_channel"),
    path("feedback/channels/<uuid:pk>/try", channels.try_out, name="try_channel"),
    path("feedback/programme", programme.programme, name="programme"),
    path("feedback/programme/draft", programme.draft, name="draft_programme"),
    path("feedback/programme/<uuid:pk>", programme.programme, name="programme"),
    path("feedback/programme/<uuid:pk>/change", programme.change, name="change_programme"),
    path("feedback/programme/<uuid:pk>/approve", programme.approve, name="approve_programme"),
    path("feedback/programme/<uuid:pk>/review", programme.review, name="review_programme"),
    path("feedback/programme/<uuid:pk>/plan", programme.plan, name="plan_method"),
    path("feedback/methods/<uuid:pk>/change", programme.method, name="change_method"),
    path("feedback/methods/<uuid:pk>/drop", programme.drop, name="drop_method"),
    path("feedback/methods/<uuid:pk>/use", programme.use, name="use_method"),
    path("feedback/analyses", analyses.analyses, name="analyses"),
    path("feedback/analyses/new", analyses.write, name="write_analysis"),
    path("feedback/analyses/<uuid:pk>", analyses.analysis, name="analysis"),
    path("feedback/analyses/<uuid:pk>/decide", analyses.decide, name="decide_analysis"),
]
