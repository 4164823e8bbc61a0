"""Addresses of the room."""

from django.urls import path

from banso.registry.views import card, duplicates, fragments, listing, merging, page

app_name = "registry"
urlpatterns = [
    path("", listing.show_list, name="list"),
    path("new/", card.new, name="new"),
    path("pick/", fragments.pick, name="pick"),
    path("postcode/", fragments.postcode, name="postcode"),
    path("corporate-number/", fragments.corporate_number, name="corporate-number"),
    path("size/", fragments.size, name="size"),
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
    path("<uuid:business_id>/consents/", page.give_consent, name="consent-give"),
    path(
        "<uuid:business_id>/consents/<int:consent_id>/withdraw/",
        page.withdraw_consent,
        name="consent-withdraw",
    ),
    path("<uuid:business_id>/close/", page.close, name="close"),
    path("<uuid:business_id>/reopen/", page.reopen, name="reopen"),
]
