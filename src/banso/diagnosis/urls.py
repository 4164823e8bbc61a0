"""Addresses of the room."""

from django.urls import path

from banso.diagnosis.views import cash, diagnoses, figures, findings, papers

app_name = "diagnosis"
urlpatterns = [
    path("", diagnoses.listing, name="list"),
    path("of/<uuid:business_id>/", diagnoses.of_business, name="of-business"),
    path("of/<uuid:business_id>/open/", diagnoses.begin, name="open"),
    path("<uuid:diagnosis_id>/", diagnoses.overview, name="detail"),
    path("<uuid:diagnosis_id>/statements/", diagnoses.statements, name="statements"),
    path("<uuid:diagnosis_id>/complete/", diagnoses.complete, name="complete"),
    path("<uuid:diagnosis_id>/reopen/", diagnoses.reopen, name="reopen"),
    path("<uuid:diagnosis_id>/discard/", diagnoses.discard, name="discard"),
    path("<uuid:diagnosis_id>/ratios/", figures.ratios, name="ratios"),
    path("<uuid:diagnosis_id>/charts/<str:name>.svg", figures.chart, name="chart"),
    path("<uuid:diagnosis_id>/break-even/", figures.break_even, name="break-even"),
    path("<uuid:diagnosis_id>/break-even/shares/", figures.shares, name="shares"),
    path("<uuid:diagnosis_id>/cash/", cash.cash, name="cash"),
    path("<uuid:diagnosis_id>/papers/", papers.papers, name="papers"),
    path("<uuid:diagnosis_id>/papers/<slug:name>.<slug:suffix>", papers.paper, name="paper"),
    path("<uuid:diagnosis_id>/findings/", findings.findings, name="findings"),
    path("<uuid:diagnosis_id>/findings/propose/", findings.propose, name="propose"),
    path("<uuid:diagnosis_id>/findings/answers/", findings.answers, name="answers"),
    path("<uuid:diagnosis_id>/findings/order/", findings.order, name="order"),
    path("<uuid:diagnosis_id>/findings/write/", findings.write, name="write"),
    path("findings/<uuid:finding_id>/decide/", findings.decide, name="decide"),
    path("findings/<uuid:finding_id>/reword/", findings.reword, name="reword"),
]
