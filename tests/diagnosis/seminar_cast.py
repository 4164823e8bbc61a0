"""An analysis seminar on the cast's day, and 桜井's workbook in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY

from banso.accounts.models import Staff
from banso.diagnosis.actions import (
    Wishes,
    ask_for_analysis,
    hold_seminar,
    join_seminar,
    join_token,
    keep_step_of_workbook,
    mark_of,
)
from banso.diagnosis.models import AnalysisRequest, SeminarSession, Workbook

HELD_ON = TODAY - timedelta(days=10)
KEY = UUID("6f6c2a9e-0000-4000-8000-000000000001")
# 計算例の数字。円。
NOW = {
    "sales": 30_000_000,
    "cost_of_sales": 18_000_000,
    "personnel": 7_000_000,
    "depreciation": 600_000,
    "other_costs": 3_500_000,
    "interest": 200_000,
    "cash": 2_500_000,
    "receivables": 1_000_000,
    "inventories": 2_000_000,
    "payables": 1_500_000,
    "loans": 9_000_000,
}
BEFORE = {"sales": 32_000_000}
FIGURES: dict[str, Any] = {
    "unit": "ten-thousand-yen",
    "ends_on": "2026-03-31",
    "now": NOW | {"employees": "3.5"},
    "before": BEFORE,
}
SWOT = {
    "S-products": "手打ち麺\n県外からも来る",
    "O-needs": "持ち帰りを聞かれる",
    "cross_strength": "手打ち麺",
    "cross_opportunity": "持ち帰り",
    "cross_how": "生麺を週末だけ売る",
}
DAYS = {
    "aim": "昼だけに頼らない",
    "not_doing": "新しい設備",
    "what30": "値段を決める",
    "who30": "店主",
}
JOINING = {
    "business_name": "さくら製麺",
    "owner_name": "桜井 花子",
    "phone": "",
    "legal_form": "corporation",
    "bucket": "小売業",
    "consent": "on",
    "entry_key": str(KEY),
}


def a_seminar(by: Staff, held_on: date = HELD_ON) -> SeminarSession:
    """A seminar that closes fourteen days after it was held."""
    return hold_seminar(SeminarSession(title="経営分析セミナー", held_on=held_on), by=by)


def a_workbook(session: SeminarSession, key: UUID = KEY, **other: str) -> tuple[Workbook, str]:
    """桜井's workbook, blank, and the token of its link."""
    names = {
        name: JOINING[name] for name in ("business_name", "owner_name", "legal_form", "bucket")
    }
    return join_seminar(Workbook(session=session, **{**names, **other}), entry_key=key)


def written(book: Workbook, **steps: dict[str, Any]) -> Workbook:
    """The workbook with its three steps, or with those given."""
    wanted = steps or {"figures": FIGURES, "swot": SWOT, "ninety_days": DAYS}
    for name, content in wanted.items():
        step = name.replace("_", "-")
        book = keep_step_of_workbook(book, step, content, opened=mark_of(book, step))
    return book


def a_request(book: Workbook) -> AnalysisRequest:
    """The wish for an individual analysis."""
    return ask_for_analysis(book, Wishes("値段の決め方", "午後2時から", "027-373-0000"))


def join_url(session: SeminarSession) -> str:
    """The address by which people join."""
    return reverse("web:seminar-join", args=[join_token(session)])


def step_url(token: str, step: str) -> str:
    """The address of a step, for its owner."""
    return reverse("web:workbook-step", args=[token, step])


def mark_on(client: Client, url: str) -> str:
    """The mark that the page of a step carries."""
    return str(client.get(url).context["form"]["opened"].value())
