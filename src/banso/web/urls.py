"""Every address of the product, room by room."""

from django.urls import include, path

from banso.web.api import api

urlpatterns = [
    path("", include("banso.web.page_urls")),
    path("businesses/", include("banso.registry.urls")),
    path("figures/", include("banso.figures.urls")),
    path("diagnoses/", include("banso.diagnosis.urls")),
    path("records/", include("banso.records.urls")),
    path("plans/", include("banso.plans.urls")),
    path("follow-up/", include("banso.followup.urls")),
    path("programme/", include("banso.programme.urls")),
    path("office/", include("banso.accounts.urls")),
    path("api/v1/", api.urls),
    path("account/", include("banso.accounts.sign_in_urls")),
]

handler400 = "banso.web.views.errors.unreadable"
handler403 = "banso.web.views.errors.forbidden"
handler404 = "banso.web.views.errors.not_found"
