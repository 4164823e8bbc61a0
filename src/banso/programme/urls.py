"""Addresses of the room."""

from django.urls import path

from banso.programme.views import (
    documents,
    fragments,
    lines,
    outline,
    results,
    tables,
)

app_name = "programme"
urlpatterns = [
    path("", tables.targets, name="targets"),
    path("five-years/", tables.five_years, name="five-years"),
    path("goals/", outline.goals, name="goals"),
    path("area/", outline.area, name="area"),
    path("outline/", outline.outline, name="outline"),
    path("checks/", outline.checks, name="checks"),
    path("load/", outline.load, name="load"),
    path("targets.pdf", documents.targets_pdf, name="targets-pdf"),
    path("targets.xlsx", documents.targets_excel, name="targets-excel"),
    path("five-years.pdf", documents.five_years_pdf, name="five-years-pdf"),
    path("five-years.xlsx", documents.five_years_excel, name="five-years-excel"),
    path("lines/<slug:key>/", lines.line, name="line"),
    path("lines/<slug:key>/agree/", lines.agree, name="agree"),
    path("results/new/", results.new, name="result-new"),
    path("results/<uuid:result_id>/", results.detail, name="result"),
    path("results/<uuid:result_id>/edit/", results.edit, name="result-edit"),
    path("results/<uuid:result_id>/attachment/", results.attachment, name="result-attachment"),
    path("results/<uuid:result_id>/withdraw/", results.withdraw, name="result-withdraw"),
    path("results/<uuid:result_id>/restore/", results.restore, name="result-restore"),
    path("lines/<slug:key>/rows/<str:year>/<slug:part>/", lines.evidence, name="evidence"),
    path("moves/<uuid:record_id>/", lines.moves, name="moves"),
    path("follow-up/", fragments.follow_up, name="follow-up"),
    path("follow-up/<str:year>/", fragments.follow_up, name="follow-up-of"),
]
