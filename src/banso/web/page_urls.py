"""Addresses of the room."""

from django.urls import path

from banso.web.first_run.views import first_run
from banso.web.views import home, karte

app_name = "web"
urlpatterns = [
    path("", home.door, name="home"),
    path("start/", first_run, name="first-run"),
    path("karte/<uuid:business_id>/", karte.business, name="business"),
]
