"""Addresses of the room."""

from django.urls import path

from banso.followup.views import choosing, detail, home, year

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
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
]
