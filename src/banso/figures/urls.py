"""Addresses of the room."""

from django.urls import path

from banso.figures.views import imports, links, monthly, statements, templates

app_name = "figures"
urlpatterns = [
    path("", templates.choose, name="templates"),
    path("template/", templates.many, name="template-many"),
    path("imports/", imports.bring, name="bring"),
    path("imports/<uuid:brought_id>/", imports.show, name="import"),
    path("imports/<uuid:brought_id>/apply/", imports.apply, name="import-apply"),
    path("imports/<uuid:brought_id>/discard/", imports.discard, name="import-discard"),
    path("<uuid:business_id>/monthly/", monthly.monthly, name="monthly"),
    path("<uuid:business_id>/monthly/file/", monthly.from_file, name="monthly-file"),
    path("<uuid:business_id>/link/", links.make_link, name="link"),
    path("links/<uuid:link_id>/slip/", links.slip, name="link-slip"),
    path("links/<uuid:link_id>/revoke/", links.revoke, name="link-revoke"),
    path("<uuid:business_id>/template/", templates.one, name="template"),
    path("<uuid:business_id>/imports/", imports.bring_for, name="bring-for"),
    path("<uuid:business_id>/", statements.periods, name="periods"),
    path("<uuid:business_id>/enter/", statements.enter, name="enter"),
    path(
        "<uuid:business_id>/restore/<uuid:statement_id>/",
        statements.restore,
        name="restore",
    ),
    path("periods/<uuid:statement_id>/", statements.period, name="period"),
    path("periods/<uuid:statement_id>/history/", statements.history, name="history"),
    path("periods/<uuid:statement_id>/withdraw/", statements.withdraw, name="withdraw"),
]
