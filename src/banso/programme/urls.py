"""Addresses of the room."""

from django.urls import path

from banso.programme.views import lines, tables

app_name = "programme"
urlpatterns = [
    path("", tables.targets, name="targets"),
    path("five-years/", tables.five_years, name="five-years"),
    path("lines/<slug:key>/rows/<str:year>/<slug:part>/", lines.evidence, name="evidence"),
    path("moves/<uuid:record_id>/", lines.moves, name="moves"),
]
