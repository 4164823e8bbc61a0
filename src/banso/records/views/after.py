"""Recording right after a visit（訪問後3分）: a page, or a part of the page one is on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.core import clock
from banso.core.forms import posted
from banso.records.forms.after import AfterForm
from banso.records.forms.choices import topic_groups
from banso.records.forms.contact import ContactForm
from banso.records.models import ContactKind, SupportRecord
from banso.records.queries import likely_reasons, likely_topics
from banso.records.views.contacts import chips, defaults, recalled, recorded
from banso.registry.models import Business
from banso.registry.queries import pick


@require_http_methods(["GET", "POST"])
@staff_may("record-support")
def after(request: StaffRequest) -> HttpResponse:
    """Record a contact in a few taps and one sentence."""
    kept = kept_input(request) if request.method == "GET" else None
    typed = posted(request, kept)
    form = AfterForm(typed, staff=request.staff, initial=_defaults(request))
    if request.method == "GET":
        return _show(request, form.without_judging() if form.is_bound else form)
    return recorded(request, form, _show)


def _defaults(request: StaffRequest) -> dict[str, Any]:
    """Today, by oneself, a visit unless the address names another kind."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in ContactKind.values else ContactKind.VISIT
    return {**defaults(request), "kind": kind}


def _show(
    request: StaffRequest, form: ContactForm, *, before: dict[str, SupportRecord] | None = None
) -> HttpResponse:
    search = form.data.get("business_search", "") if form.is_bound else ""
    picker = pick(request.staff, search=search, business=form["business"].value())
    business = _business(request, picker.chosen.public_id if picker.chosen else None)
    refused = request.method == "POST" and bool(form.errors or before)
    context = {
        "form": form,
        "picker": picker,
        "is_settled": bool(picker.chosen) and not form["business"].errors,
        "recall": recalled(request.staff, business.public_id if business else None, None),
        "ticked": form.ticked,
        "topics": _topics(request, form, business),
        "opens_promise": "promise" in request.GET or (form.promises.is_bound and _promises(form)),
        "reason_chips": [(each, each) for each in likely_reasons(request.staff, business)],
        **chips(clock.today()),
        **(before or {}),
    }
    is_part = request.method == "GET" and request.GET.get("part") == "form"
    template = "records/_after_part.html" if is_part else "records/after.html"
    return render(request, template, context, status=422 if refused else 200)


def _business(request: StaffRequest, public_id: UUID | None) -> Business | None:
    if public_id is None:
        return None
    return Business.objects.visible_to(request.staff).filter(public_id=public_id).first()


def _promises(form: ContactForm) -> bool:
    """Whether something was typed about a new promise, or refused."""
    rows = form.promises.forms
    return any(row["what"].value() or row["due_on"].value() or row.errors for row in rows)


def _topics(
    request: StaffRequest, form: ContactForm, business: Business | None
) -> dict[str, list[Any]]:
    """The topic chips in two parts: the likely ones in sight, the others behind a fold."""
    likely = likely_topics(request.staff, business)
    chosen = {str(key) for key in form["topics"].value() or ()}
    every = {
        chip.data["value"].instance.key: chip
        for _, row in topic_groups(form["topics"])
        for chip in row
    }
    first = [*(key for key in likely if key in every), *(key for key in every if key in chosen)]
    shown = list(dict.fromkeys(first))
    return {
        "likely": [every[key] for key in shown],
        "others": [chip for key, chip in every.items() if key not in shown],
    }
