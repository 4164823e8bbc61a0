"""The pages of the conversation, each drawn from its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.accounts.access import StaffRequest
from banso.diagnosis.forms.talking import MIDDLE, WEIGHTS
from banso.diagnosis.models import Diagnosis, SaidBy
from banso.diagnosis.queries.crossing import MOST_A_SIDE, crossings_of
from banso.diagnosis.queries.talking import (
    NINETY_DAYS,
    Part,
    owners_words_in,
    parts_of,
    sessions_of,
)
from banso.diagnosis.rules.sheets import sheets
from banso.diagnosis.rules.swot import CROSS, SWOT
from banso.diagnosis.views.asked import frame

MOST_SESSIONS = 10
# What is asked of in conversation; the ninety days have a page of their own.
CONVERSATION = {key: one.ja for key, one in sheets().items() if key != NINETY_DAYS}
PAGES = {SWOT: "SWOT分析", CROSS: "クロスSWOT", **CONVERSATION}


def url_of(diagnosis: Diagnosis, sheet: str) -> str:
    """The page on which a sheet is written."""
    if sheet == NINETY_DAYS:
        return reverse("diagnosis:steps", args=[diagnosis.public_id])
    key = sheet if sheet in PAGES else SWOT
    return reverse("diagnosis:sheet", args=[diagnosis.public_id, key])


def writing(request: StaffRequest, diagnosis: Diagnosis, here: str) -> dict[str, Any]:
    """What every page with cells needs to draw the line under each."""
    return {
        **frame(request, diagnosis, here),
        "said_by_choices": SaidBy.choices,
        "weights": WEIGHTS,
        "middle": str(MIDDLE),
    }


def standing(parts: tuple[Part, ...]) -> dict[str, Any]:
    """How much is in each part, and on which days it was written."""
    return {
        "parts": parts,
        "sessions": sessions_of(parts)[:MOST_SESSIONS],
        "owners_words": owners_words_in(parts),
    }


def sheet_page(
    request: StaffRequest,
    diagnosis: Diagnosis,
    sheet: str,
    *,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One sheet; with what was typed and refused, where it was. An unknown one is SWOT."""
    sheet = sheet if sheet in PAGES else SWOT
    is_swot = sheet in {SWOT, CROSS}
    context = {
        **writing(request, diagnosis, "swot" if is_swot else "sheets"),
        "sheet": sheet,
        "sheet_ja": PAGES[sheet],
        "typed": typed,
    }
    if sheet == CROSS:
        context |= {"crossings": crossings_of(diagnosis), "most": MOST_A_SIDE}
    else:
        context |= standing(parts_of(diagnosis, sheet, quoted_to=request.staff))
    if not is_swot:
        context |= {"conversation": CONVERSATION, "source": sheets()[sheet].source}
    template = f"diagnosis/{sheet if is_swot else 'sheet'}.html"
    return render(request, template, context, status=422 if typed else 200)
