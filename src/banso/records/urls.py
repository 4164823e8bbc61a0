"""Addresses of the room."""

from django.urls import path

from banso.records.views import (
    after,
    confidences,
    contacts,
    dispatches,
    drafts,
    handover,
    lists,
    promises,
    record,
    templates,
)

app_name = "records"
urlpatterns = [
    path("", lists.records, name="list"),
    path("new/", contacts.new, name="new"),
    path("excel/", lists.excel, name="excel"),
    path("after/", after.after, name="after"),
    path("offline/", contacts.offline, name="offline"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("recall/", contacts.recall, name="recall"),
    path("looks/", confidences.looks, name="looks"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<uuid:promise_id>/fulfil/", promises.fulfil, name="fulfil"),
    path("promises/<uuid:promise_id>/reopen/", promises.reopen, name="reopen"),
    path("promises/<uuid:promise_id>/drop/", promises.drop, name="drop"),
    path("promises/<uuid:promise_id>/move/", promises.move, name="move"),
    path("promises/<uuid:promise_id>/move-back/", promises.move_back, name="move-back"),
    path("promises.pdf", promises.promises_pdf, name="promises-pdf"),
    path("handover/<uuid:staff_id>/", handover.handover, name="handover"),
    path("handover/<uuid:staff_id>/left/", handover.left, name="left"),
    path("dispatches/", dispatches.dispatches, name="dispatches"),
    path("dispatches/new/", dispatches.new, name="dispatch-new"),
    path("dispatches/<uuid:dispatch_id>/", dispatches.dispatch, name="dispatch"),
    path("dispatches/<uuid:dispatch_id>/edit/", dispatches.edit, name="dispatch-edit"),
    path("dispatches/<uuid:dispatch_id>/report/", dispatches.report, name="dispatch-report"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new, name="template-new"),
    path("templates/<uuid:template_id>/", templates.edit, name="template-edit"),
    path("templates/<uuid:template_id>/retire/", templates.retire, name="template-retire"),
    path("templates/<uuid:template_id>/offer/", templates.offer, name="template-offer"),
    path("<uuid:record_id>/", record.detail, name="detail"),
    path("<uuid:record_id>/saved/", record.saved, name="saved"),
    path("<uuid:record_id>/edit/", contacts.edit, name="edit"),
    path("<uuid:record_id>/confide/", confidences.mark, name="confide"),
    path("<uuid:record_id>/lift-confidence/", confidences.lift, name="lift-confidence"),
    path("<uuid:record_id>/withdraw/", record.withdraw, name="withdraw"),
    path("<uuid:record_id>/restore/", record.restore, name="restore"),
]
