"""Addresses of the room."""

from django.urls import path

from banso.followup.views import (
    by_hand,
    days,
    detail,
    home,
    progress,
    reviews,
    sheet_papers,
    sheets,
)

app_name = "followup"
urlpatterns = [
    path("", home.home, name="home"),
    path("month/", days.month, name="month"),
    path("rounds/", days.rounds, name="rounds"),
    path("plans/<uuid:plan_id>/", detail.detail, name="detail"),
    path("plans/<uuid:plan_id>/rhythm/", by_hand.rhythm, name="rhythm"),
    path("plans/<uuid:plan_id>/calls/", by_hand.call, name="call"),
    path("rhythms/<uuid:change_id>/undo/", by_hand.rhythm_undo, name="rhythm-undo"),
    path("calls/<uuid:call_id>/drop/", by_hand.call_drop, name="call-drop"),
    path("calls/<uuid:call_id>/put-back/", by_hand.call_put_back, name="call-put-back"),
    path("plans/<uuid:plan_id>/progress/", progress.progress, name="progress"),
    path("plans/<uuid:plan_id>/progress/chart/", progress.chart, name="progress-chart"),
    path("plans/<uuid:plan_id>/progress/pdf/", progress.paper, name="progress-pdf"),
    path("plans/<uuid:plan_id>/reviews/", reviews.reviews, name="reviews"),
    path("plans/<uuid:plan_id>/review/", reviews.review, name="review"),
    path("reviews/<uuid:review_id>/", reviews.shown, name="review-shown"),
    path("reviews/<uuid:review_id>/paper.<slug:suffix>", reviews.paper, name="review-paper"),
    path("reviews/<uuid:review_id>/revise/", reviews.revise, name="review-revise"),
    path("reviews/<uuid:review_id>/withdraw/", reviews.withdraw, name="review-withdraw"),
    path("reviews/<uuid:review_id>/put-back/", reviews.put_back, name="review-put-back"),
    path("plans/<uuid:plan_id>/sheet/", sheets.open_sheet, name="sheet-open"),
    path("plans/<uuid:plan_id>/sheets/<uuid:gone_id>/back/", sheets.bring_back, name="sheet-back"),
    path("sheets/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:closed_id>/done/", sheets.done, name="sheet-done"),
    path("sheets/<uuid:sheet_id>/paper/", sheet_papers.pdf, name="sheet-pdf"),
    path("sheets/take-along/", sheet_papers.take_along, name="take-along"),
    path("sheets/<uuid:sheet_id>/discard/", sheets.discard, name="sheet-discard"),
]
