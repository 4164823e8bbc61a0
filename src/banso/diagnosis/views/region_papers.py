"""The paper of the region（地域の課題の資料）, for those outside the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.blocks import pdf_of
from banso.core.documents.downloads import download
from banso.core.documents.word import word_of
from banso.diagnosis.documents.region import TITLE, RegionMaking, region_paper_of
from banso.diagnosis.documents.region_book import region_book_of
from banso.diagnosis.forms.region import RecipientForm
from banso.diagnosis.queries.region import region_of
from banso.diagnosis.queries.region_page import choices_of
from banso.diagnosis.views.asked import asked_year

WRITERS: Mapping[str, Callable[[RegionMaking], bytes]] = {
    "pdf": lambda making: pdf_of(region_paper_of(making)),
    "docx": lambda making: word_of(region_paper_of(making)),
    "xlsx": region_book_of,
}


@require_GET
@staff_may("see-region")
def paper(request: StaffRequest, suffix: str) -> HttpResponse:
    """Hand the paper of a year to the browser."""
    year, form = asked_year(request), RecipientForm(request.GET)
    if suffix not in WRITERS or not form.is_valid():
        raise Http404
    organisation = request.staff.organisation
    making = RegionMaking(
        region_of(organisation, year),
        organisation.name,
        form.cleaned_data["recipient"],
        choices_of(organisation, [year.next]).get(year.next),
    )
    return download(WRITERS[suffix](making), f"{TITLE}_{year.label}", suffix)
