"""Addresses of the room."""

from django.urls import path

from banso.plans.views import papers

app_name = "plans"
urlpatterns = [
    path("<uuid:plan_id>/papers/", papers.papers, name="papers"),
    path("<uuid:plan_id>/papers/<slug:name>.<slug:suffix>", papers.paper, name="paper"),
]
