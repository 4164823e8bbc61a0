"""Addresses of the room."""

from django.urls import path

from banso.followup.views import choosing, detail, handing_over, home, reminders, year

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("year/", year.year, name="year"),
    path("year/visits/", year.visits, name="year-visits"),
    path("choice/", choosing.choice, name="choice"),
    path("choice/choose/", choosing.choose, name="choose"),
    path("choice/carry-over/", choosing.carry_over, name="carry-over"),
    path("choice/<uuid:selection_id>/drop/", choosing.drop, name="choice-drop"),
    path("choice/<uuid:selection_id>/put-back/", choosing.put_back, name="choice-put-back"),
    path("choice.pdf", choosing.pdf, name="choice-pdf"),
    path("choice.xlsx", choosing.excel, name="choice-excel"),
    path("handovers/", handing_over.handovers, name="handovers"),
    path("handovers/arrived/", handing_over.arrived, name="arrived"),
    path("handovers/new/", handing_over.new, name="handover-new"),
    path("handovers/<uuid:handover_id>/", handing_over.handover, name="handover"),
    path("handovers/<uuid:handover_id>/read/", handing_over.read, name="handover-read"),
    path("handovers/<uuid:handover_id>/withdraw/", handing_over.withdraw, name="handover-withdraw"),
    path("handovers/<uuid:handover_id>/back/", handing_over.bring_back, name="handover-back"),
    path("handovers/<uuid:handover_id>.pdf", handing_over.pdf, name="handover-pdf"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
]
