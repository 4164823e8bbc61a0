"""Pieces of a page, answered while someone types."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.registry import queries
from banso.registry.forms import BusinessForm, SizeForm


@require_GET
@staff_may("see-businesses")
def pick(request: StaffRequest) -> HttpResponse:
    """Offer businesses to choose from while someone types（事業者を選ぶ欄の候補）."""
    picker = queries.pick(request.staff, search=request.GET.get("business_search", ""))
    return render(request, "registry/_choices.html", {"picker": picker})


@require_GET
@staff_may("edit-businesses")
def postcode(request: StaffRequest) -> HttpResponse:
    """Fill the address in from a postcode（郵便番号から住所）."""
    asked = request.GET
    typed = queries.Address(
        prefecture=asked.get("prefecture", ""),
        city=asked.get("city", ""),
        street=asked.get("street", ""),
        filled=asked.get("filled", ""),
    )
    choice = asked.get("choice", "")
    address = queries.fill_address(
        asked.get("postcode", ""), typed, choice=int(choice) if choice.isdecimal() else 0
    )
    start = {"prefecture": address.prefecture, "city": address.city, "street": address.street}
    form = BusinessForm(staff=request.staff, start=start)
    context = {"form": form, "address": address, "postcode": asked.get("postcode", "")}
    return render(request, "registry/_address_fields.html", context)


@require_GET
@staff_may("edit-businesses")
def corporate_number(request: StaffRequest) -> HttpResponse:
    """Check a corporate number as soon as its field is left（法人番号の確認）."""
    try:
        entry_id = UUID(request.GET.get("public_id", ""))
    except ValueError:
        entry_id = None
    check = queries.check_number(
        request.staff.organisation, request.GET.get("corporate_number", ""), entry_id=entry_id
    )
    return render(request, "registry/_number_check.html", {"check": check})


@require_GET
@staff_may("edit-businesses")
def size(request: StaffRequest) -> HttpResponse:
    """Judge the size in law of what was typed so far（小規模事業者かどうか）."""
    form = SizeForm(request.GET)
    form.full_clean()
    verdicts = queries.verdicts(queries.size_of(form.as_business()))
    mistakes = [(form[name].label, errors) for name, errors in form.errors.items()]
    is_started = any(request.GET.get(name) for name in form.fields if name != "legal_form")
    context = {"size": verdicts, "mistakes": mistakes if is_started else []}
    return render(request, "registry/_size.html", context)
