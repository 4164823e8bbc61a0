"""Addresses of the room."""

from django.urls import path

from banso.followup.views import by_hand, calendar, days, detail, home

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/make/", calendar.make, name="calendar-make"),
    path("calendar/choose/", calendar.choose, name="calendar-choose"),
    path("calendar/close/", calendar.close, name="calendar-close"),
    path("month/", days.month, name="month"),
    path("rounds/", days.rounds, name="rounds"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
    path("plans/<uuid:plan_id>/rhythm/", by_hand.rhythm, name="rhythm"),
    path("plans/<uuid:plan_id>/calls/", by_hand.call, name="call"),
    path("rhythms/<uuid:change_id>/undo/", by_hand.rhythm_undo, name="rhythm-undo"),
    path("calls/<uuid:call_id>/drop/", by_hand.call_drop, name="call-drop"),
    path("calls/<uuid:call_id>/put-back/", by_hand.call_put_back, name="call-put-back"),
]
