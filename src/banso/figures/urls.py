"""Addresses of the room."""

from django.urls import path

from banso.figures.views import statements

app_name = "figures"
urlpatterns = [
    path("<uuid:business_id>/", statements.periods, name="periods"),
    path("<uuid:business_id>/enter/", statements.enter, name="enter"),
    path(
        "<uuid:business_id>/restore/<uuid:statement_id>/",
        statements.restore,
        name="restore",
    ),
    path("periods/<uuid:statement_id>/history/", statements.history, name="history"),
    path("periods/<uuid:statement_id>/withdraw/", statements.withdraw, name="withdraw"),
]
