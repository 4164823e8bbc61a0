"""Addresses of the room."""

from django.urls import path

from banso.followup.views import detail, home

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
]
