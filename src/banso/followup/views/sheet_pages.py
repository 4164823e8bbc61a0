"""The pages of one check sheet: to be filled in, and as it was recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from banso.accounts.access import StaffRequest
from banso.accounts.history import changes_of
from banso.core import clock
from banso.core.era import in_era, in_era_day
from banso.core.workdays import next_working_day
from banso.followup.forms.sheet import SheetForm
from banso.followup.models import CheckSheet, CheckSheetClosing
from banso.followup.queries.sheet_page import SheetPage, sheet_page
from banso.followup.rules.answers import Answers
from banso.followup.rules.next_visit import months_after
from banso.followup.rules.told import told_on
from banso.followup.views.asked import frame
from banso.records.models import ContactKind
from banso.registry.queries.describing import dial, readable

_FEW = 8  # so many rows stay unfolded
_DAYS_AHEAD = (("1週間後", 7), ("2週間後", 14))


def page_of(sheet: CheckSheet) -> SheetPage:
    """The sheet with what stands around it today."""
    return sheet_page(sheet, sheet.plan, clock.today())


def form_of(
    page: SheetPage,
    typed: QueryDict | None = None,
    *,
    is_partly: bool = False,
    is_late: bool = False,
) -> SheetForm:
    """The form of a sheet: today, and the next visit as the rhythm has it."""
    initial = {
        "on": clock.today(),
        "contact": ContactKind.VISIT.value,
        "next_on": page.next.on if page.next else None,
        "entry_key": uuid4(),
        "seen_version": page.sheet.version,
    }
    return SheetForm(
        typed,
        items=page.items,
        answers=page.answers,
        initial=initial,
        is_partly=is_partly,
        is_late=is_late,
    )


def opened_page(
    request: StaffRequest, page: SheetPage, form: SheetForm, **other: object
) -> HttpResponse:
    """The sheet to be filled in; ``other`` is a conflict, a refusal, or what may be saved apart."""
    is_copy = "copy" in request.GET
    if is_copy:
        form.initial["entry_key"] = None  # the device gives each entry its own
    context = {
        **around(request, page),
        "form": form,
        "open": _unfolded(form),
        "rendered_on": clock.today(),
        "day_chips": _day_chips(clock.today()),
        "next_chips": _next_chips(page, clock.today()),
        "due_chips": _due_chips(clock.today()),
        "minute_chips": (30, 60, 90, 120),
        **({"messages": ()} if is_copy else {}),
        **other,
    }
    is_refused = bool(form.is_bound and request.method == "POST")
    return render(request, "followup/sheet.html", context, status=422 if is_refused else 200)


def around(request: StaffRequest, page: SheetPage) -> dict[str, Any]:
    """What each page of a sheet shows."""
    plan = page.sheet.plan
    return {
        **frame(request, plan, "sheet"),
        "sheet": page.sheet,
        "sheet_key": str(page.sheet.public_id),
        "page": page,
        "phone": readable(plan.business.phone),
        "phone_url": dial(plan.business.phone),
    }


def closed_page(
    request: StaffRequest, page: SheetPage, closing: CheckSheetClosing, *, is_new: bool = False
) -> HttpResponse:
    """What a visit asked, what was answered, and what comes next."""
    context = {
        **around(request, page),
        "told": page.told,
        "closing": closing,
        "record": closing.record,
        "is_withdrawn": hasattr(closing.record, "withdrawal"),
        "is_new": is_new,
    }
    return render(request, "followup/sheet_closed.html", context)


def met(page: SheetPage, form: SheetForm) -> dict[str, object] | None:
    """What a colleague filled in meanwhile, for ``core/_conflict.html``; ``None``: nothing else."""
    found = form.meet(page.sheet.version)
    if not (found.differences or found.taken):
        return None
    last = changes_of(page.sheet, most=1)
    return {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "theirs_url": reverse("followup:sheet", args=[page.sheet.public_id]),
    }


def supplement(page: SheetPage, answers: Answers, on: date) -> dict[str, Any]:
    """What was typed on a sheet recorded by another, as the form of a support record takes it."""
    told = told_on(page.items, answers)
    return {
        "text": told.as_text,
        "on": in_era_day(on),
        "advice": answers.advice,
        "promises": [
            {"side": one.side, "what": one.what, "due_on": due}
            for one, (_, _, due) in zip(answers.promises, told.promises, strict=True)
        ],
    }


def _unfolded(form: SheetForm) -> dict[str, bool]:
    """Which parts stand open: short ones, and those in which something was refused."""
    refused = {name.partition("-")[0] for name in form.errors} if form.is_bound else set()
    return {
        "kept": len(form.items.promises) <= _FEW or "kept" in refused,
        "measures": len(form.items.measures) <= _FEW or bool(refused & {"done", "done_on", "note"}),
        "kpis": len(form.items.kpis) <= _FEW or bool(refused & {"kpi", "unknown"}),
        "questions": len(form.items.questions) <= _FEW or "q" in refused,
    }


def _day_chips(today: date) -> list[tuple[str, str]]:
    yesterday = today - timedelta(days=1)
    return [("今日", in_era_day(today)), ("昨日", in_era_day(yesterday))]


def _next_chips(page: SheetPage, today: date) -> list[tuple[str, str, str]]:
    named = {"1か月後": next_working_day(months_after(today, 1))}
    if page.next and page.follow:
        named = {page.follow.decision.rhythm.name: page.next.on, **named}
    return [(name, in_era_day(day), in_era(day)) for name, day in named.items()]


def _due_chips(today: date) -> list[tuple[str, str]]:
    days = [(name, next_working_day(today + timedelta(days=ahead))) for name, ahead in _DAYS_AHEAD]
    days.append(("1か月後", next_working_day(months_after(today, 1))))
    return [(name, in_era_day(day)) for name, day in days]
