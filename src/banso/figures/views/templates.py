"""The Excel template（決算のひな形）to take away: for one business, or for many of a list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.downloads import download
from banso.figures.documents.template import TemplateSheet, template_workbook
from banso.figures.forms import AccountsFileForm
from banso.figures.queries import MOST_BUSINESSES, template_periods
from banso.figures.queries.imports import is_public_id
from banso.figures.views.statements import asked_business
from banso.registry.models import Business, BusinessQuerySet
from banso.registry.queries.listing import asked_businesses

_OWN = {"q", "business", "page", "rows", "kept"}


@require_GET
@staff_may("enter-figures")
def choose(request: StaffRequest) -> HttpResponse:
    """Offer templates for many businesses at once, and to bring filled ones in."""
    found, words = _found(request)
    context = {
        "words": words,
        "count": found.count(),
        "businesses": list(found[:MOST_BUSINESSES]),
        "most": MOST_BUSINESSES,
        "q": request.GET.get("q", ""),
        "kept": [(name, text) for name, text in request.GET.items() if name not in _OWN],
        "form": AccountsFileForm(),
        "brought": _just_brought(request),
    }
    return render(request, "figures/templates.html", context)


def _just_brought(request: StaffRequest) -> list[Business]:
    """The businesses whose accounts an import has just kept, to go on to them."""
    ids = [text for text in request.GET.getlist("kept")[:MOST_BUSINESSES] if is_public_id(text)]
    rows = Business.objects.visible_to(request.staff).filter(public_id__in=ids)
    return list(rows) if ids else []


@require_GET
@staff_may("enter-figures")
def many(request: StaffRequest) -> HttpResponse:
    """The template for the chosen businesses, else for the first fifty of the list."""
    found, _ = _found(request)
    chosen = request.GET.getlist("business")
    rows = [row for row in found if str(row.public_id) in chosen] if chosen else found
    return _template(list(rows)[:MOST_BUSINESSES], "決算のひな形")


@require_GET
@staff_may("enter-figures")
def one(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """The template for one business, filled with what is kept."""
    business = asked_business(request, business_id)
    return _template([business], f"決算のひな形_{business.name}")


def _template(businesses: list[Business], name: str) -> HttpResponse:
    sheets = [TemplateSheet(*pair) for pair in template_periods(businesses)]
    return download(template_workbook(sheets), name, "xlsx")


def _found(request: StaffRequest) -> tuple[BusinessQuerySet, str]:
    """The businesses that the list's filters ask for, and what was asked, in words."""
    found, words = asked_businesses(request.staff, request.GET)
    return found.unerased(), words
