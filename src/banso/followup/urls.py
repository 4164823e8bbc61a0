"""Addresses of the room."""

from django.urls import path

from banso.followup.views import detail, home, sheet_papers, sheets

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
    path("plans/<uuid:plan_id>/sheet/", sheets.open_sheet, name="sheet-open"),
    path("plans/<uuid:plan_id>/sheets/<uuid:gone_id>/back/", sheets.bring_back, name="sheet-back"),
    path("sheets/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:closed_id>/done/", sheets.done, name="sheet-done"),
    path("sheets/<uuid:sheet_id>/paper/", sheet_papers.pdf, name="sheet-pdf"),
    path("sheets/take-along/", sheet_papers.take_along, name="take-along"),
    path("sheets/<uuid:sheet_id>/discard/", sheets.discard, name="sheet-discard"),
]
