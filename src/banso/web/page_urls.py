"""Addresses of the room."""

from django.urls import path

from banso.diagnosis.views import participant
from banso.figures.views import owner
from banso.followup.views import calendar
from banso.followup.views import owner as own_plan
from banso.plans.views import owner as plan_owner
from banso.web.first_run.views import first_run
from banso.web.search.views import search
from banso.web.views import before, erasing, home, karte, own_copy, worker

app_name = "web"
urlpatterns = [
    path("f/<str:owner_token>/", owner.figures, name="owner"),
    path("s/<str:join_token>/", participant.join, name="seminar-join"),
    path("w/<str:workbook_token>/", participant.start, name="workbook"),
    path("w/<str:workbook_token>/who/", participant.who, name="workbook-who"),
    path("w/<str:workbook_token>/page.pdf", participant.one_page, name="workbook-page"),
    path("w/<str:workbook_token>/radar.svg", participant.radar, name="workbook-radar"),
    path("w/<str:workbook_token>/take-back/", participant.take_back, name="workbook-take-back"),
    path("w/<str:workbook_token>/<slug:step>/", participant.step, name="workbook-step"),
    path("f/<str:owner_token>/plan/", plan_owner.plan, name="owner-plan"),
    path("f/<str:owner_token>/home/", own_plan.home, name="owner-home"),
    path("f/<str:owner_token>/done/", own_plan.done, name="owner-done"),
    path("c/<str:calendar_token>.ics", calendar.ics, name="calendar-feed"),
    path("f/<str:owner_token>/plan.pdf", own_plan.whole, name="owner-whole"),
    path("", home.door, name="home"),
    path("worker.js", worker.worker, name="worker"),
    path("start/", first_run, name="first-run"),
    path("search/", search, name="search"),
    path("karte/<uuid:business_id>/", karte.business, name="business"),
    path("karte/<uuid:business_id>/before/", before.before_visit, name="before-visit"),
    path("karte/<uuid:business_id>/before.pdf", before.before_visit_pdf, name="before-visit-pdf"),
    path("round/", before.round_, name="round"),
    path("round.pdf", before.round_pdf, name="round-pdf"),
    path("karte/<uuid:business_id>/own-copy/", own_copy.own_copy, name="own-copy"),
    path("erasures/", erasing.erasures, name="erasures"),
    path("erasures/ask/<uuid:business_id>/", erasing.ask, name="erasure-ask"),
    path("erasures/<uuid:request_id>/", erasing.erase, name="erase"),
    path("erasures/<uuid:request_id>/drop/", erasing.drop, name="erasure-drop"),
]
