"""Addresses of the room."""

from django.urls import path

from banso.followup.views import detail, home, year

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("year/", year.year, name="year"),
    path("year/visits/", year.visits, name="year-visits"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
]
