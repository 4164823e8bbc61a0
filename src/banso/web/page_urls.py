"""Addresses of the room."""

from django.urls import path

from banso.web import views
from banso.web.first_run.views import first_run

app_name = "web"
urlpatterns = [
    path("", views.door, name="home"),
    path("start/", first_run, name="first-run"),
    path("karte/<uuid:business_id>/", views.business, name="business"),
]
