"""Questions to take to a visit（聞くこと）: what was left open, and what the register lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banso.core.era import in_era_day
from banso.records.queries import SHUT, DuePromise
from banso.registry.models import Business, ConsentScope, SuccessorStatus
from banso.registry.queries.describing import size_of
from banso.web.queries.chart import Chart
from banso.web.queries.three_numbers import KeyNumber


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, and why it is asked."""

    text: str
    why: str


def questions_for(
    chart: Chart, numbers: tuple[KeyNumber, ...], *, is_office: bool
) -> tuple[Question, ...]:
    """What to ask, the most pressing first: the plan for this visit, promises, numbers, register.

    The consent is the office's own matter: an outside expert is not told that it is missing.
    """
    return (
        *_left_open(chart),
        *(Question(number.ask, f"{number.label}が不明") for number in numbers if number.ask),
        *_missing(chart.business),
        *(_consent(chart) if is_office else ()),
    )


def _left_open(chart: Chart) -> Iterator[Question]:
    """What was to be talked about this time, and what the owner promised."""
    planned = chart.planned
    if planned and planned.purpose:
        told = planned.purpose != SHUT
        text = planned.purpose if told else "内密の用件（前回の記録を開いて読みます）"
        yield Question(text, f"前回（{in_era_day(planned.last_on)}）決めた用件")
    for promise in chart.promises:
        if not promise.is_ours:
            yield Question(f"「{promise.what}」は、どうなりましたか。", _due(promise))


def _due(promise: DuePromise) -> str:
    if promise.due_on is None:
        return "事業者の約束・期日なし"
    late = f"（{promise.days_late}日超過）" if promise.is_late else ""
    return f"事業者の約束・{in_era_day(promise.due_on)}まで{late}"


def _missing(business: Business) -> Iterator[Question]:
    """What the register lacks and only the owner can tell."""
    why = "台帳に未記入"
    if business.successor == SuccessorStatus.UNKNOWN:
        yield Question("後継者は決まっていますか（候補の方と、本人の了承）。", why)
    if business.owner_birth_year is None:
        yield Question("代表者の生まれた年を教えてもらう。", why)
    if size_of(business).regular_employees is None:
        yield Question("従業員は何人ですか（常用・短時間・親族の別）。", why)
    if not business.industry_code:
        yield Question("主な業種は何ですか。", why)
    if not business.phone:
        yield Question("つながる電話番号を教えてもらう。", why)


def _consent(chart: Chart) -> Iterator[Question]:
    given = (each for each in chart.particulars.consents if each.withdrawn_on is None)
    if ConsentScope.SUPPORT not in {each.scope for each in given}:
        yield Question("支援の記録をつけることに同意をもらう。", "同意の記録なし")
