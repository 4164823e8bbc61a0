"""Addresses of the room."""

from django.urls import path

from banso.registry.views import (
    card,
    disclosures,
    duplicates,
    fragments,
    imports,
    ledger_files,
    listing,
    merging,
    page,
)

app_name = "registry"
urlpatterns = [
    path("", listing.show_list, name="list"),
    path("new/", card.new, name="new"),
    path("pick/", fragments.pick, name="pick"),
    path("postcode/", fragments.postcode, name="postcode"),
    path("corporate-number/", fragments.corporate_number, name="corporate-number"),
    path("size/", fragments.size, name="size"),
    path("disclosures/", disclosures.log, name="disclosures"),
    path("disclosures/excel/", disclosures.log_excel, name="disclosures-excel"),
    path("basis/", disclosures.basis, name="basis"),
    path("<uuid:business_id>/disclosures/", disclosures.of_business, name="handed-out"),
    path("<uuid:business_id>/disclosures/new/", disclosures.new, name="disclose"),
    path("export/", ledger_files.export, name="export"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:import_id>/", imports.show, name="import"),
    path("imports/<uuid:import_id>/progress/", imports.progress, name="import-progress"),
    path("imports/<uuid:import_id>/call-off/", imports.call_off, name="import-call-off"),
    path("imports/<uuid:import_id>/columns/", imports.columns, name="import-columns"),
    path("imports/<uuid:import_id>/decide/", imports.decide, name="import-decide"),
    path("imports/<uuid:import_id>/apply/", imports.apply, name="import-apply"),
    path("imports/<uuid:import_id>/read-again/", imports.read_again, name="import-read-again"),
    path("imports/<uuid:import_id>/discard/", imports.discard, name="import-discard"),
    path("imports/<uuid:import_id>/returned/", ledger_files.returned, name="import-returned"),
    path("duplicates/", duplicates.queue, name="duplicates"),
    path("duplicates/compare/", duplicates.compare, name="compare"),
    path(
        "duplicates/<uuid:business_id>/<uuid:other_id>/apart/", duplicates.apart, name="tell-apart"
    ),
    path(
        "duplicates/<uuid:business_id>/<uuid:other_id>/suspect/",
        duplicates.suspect,
        name="suspect-again",
    ),
    path("merges/<uuid:merge_id>/", merging.merged, name="merged"),
    path("merges/<uuid:merge_id>/undo/", merging.undo, name="merge-undo"),
    path("<uuid:business_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:business_id>/", page.detail, name="detail"),
    path("<uuid:business_id>/edit/", card.edit, name="edit"),
    path("<uuid:business_id>/history/", page.history, name="history"),
    path("<uuid:business_id>/contacts/", page.add_contact, name="contact-add"),
    path("<uuid:business_id>/contacts/<int:contact_id>/", page.edit_contact, name="contact-edit"),
    path(
        "<uuid:business_id>/contacts/<int:contact_id>/remove/",
        page.remove_contact,
        name="contact-remove",
    ),
    path(
        "<uuid:business_id>/contacts/<int:contact_id>/restore/",
        page.restore_contact,
        name="contact-restore",
    ),
    path("<uuid:business_id>/consents/", page.give_consent, name="consent-give"),
    path(
        "<uuid:business_id>/consents/<int:consent_id>/withdraw/",
        page.withdraw_consent,
        name="consent-withdraw",
    ),
    path(
        "<uuid:business_id>/consents/<int:consent_id>/restore/",
        page.restore_consent,
        name="consent-restore",
    ),
    path("<uuid:business_id>/close/", page.close, name="close"),
    path("<uuid:business_id>/reopen/", page.reopen, name="reopen"),
]
