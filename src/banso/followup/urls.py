"""Addresses of the room."""

from django.urls import path

from banso.followup.views import calendar, detail, home

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/make/", calendar.make, name="calendar-make"),
    path("calendar/choose/", calendar.choose, name="calendar-choose"),
    path("calendar/close/", calendar.close, name="calendar-close"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
]
