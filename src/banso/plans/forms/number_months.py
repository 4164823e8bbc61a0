"""Sales month by month in the form: how they add up, and the press that makes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField
from django.http import QueryDict

from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.plans.forms.numbers import NumbersForm
from banso.plans.rules.numbers.assumptions import EVEN, MONTHS
from banso.plans.rules.numbers.settling import TypedMonths, is_even, settled

Weights = tuple[int, ...]
WAYS = {"season": "去年の月次の割合で", "weights": "下の割合で", "even": "均等に"}


@dataclass(frozen=True, slots=True)
class Press:
    """One way to make the months add up: what is sent, and its words."""

    asked: str
    ja: str


@dataclass(frozen=True, slots=True)
class MonthsSaid:
    """How the months of a year（1 the first）add up, and the presses offered to make them."""

    number: int
    typed: TypedMonths
    shares: tuple[str, ...]
    presses: tuple[Press, ...]

    @property
    def is_off(self) -> bool:
        """Whether months were typed that do not make the year."""
        return self.typed.blanks != MONTHS and bool(self.typed.gap or self.typed.blanks)

    @property
    def what(self) -> str:
        """What a press puts where: 「差額を」."""
        if self.typed.blanks == MONTHS:
            return "年の売上を"
        return "残りを空欄の月に" if self.typed.blanks else "差額を"


@dataclass(frozen=True, slots=True)
class MonthCell:
    """The box of one month in one year, and its part of the year in words."""

    field: BoundField
    part: str
    part_id: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its share, and its box year by year."""

    ja: str
    weight: BoundField
    cells: tuple[MonthCell, ...]


def months_said(form: NumbersForm, season: Sequence[int]) -> list[MonthsSaid]:
    """Every year's months as they stand in the form; ``season`` is last year's, even if unknown."""
    weights = weights_of(form)
    return [
        MonthsSaid(
            year + 1,
            typed,
            _shares(typed, weights),
            tuple(Press(f"{year}-{way}", WAYS[way]) for way in _ways(typed, weights, season)),
        )
        for year, typed in enumerate(typed_months(form))
    ]


def typed_months(form: NumbersForm) -> list[TypedMonths]:
    """The months of every year; what cannot be read makes the year's sales unknown."""
    if not form.is_bound:
        return [
            TypedMonths(plan.months or (None,) * MONTHS, plan.sales_total)
            for plan in form.given.years
        ]
    is_read = not set(form.errors) - {NON_FIELD_ERRORS}
    return [
        TypedMonths(
            tuple(form.cleaned_data.get(f"month-{year}-{at}") for at in range(MONTHS)),
            form.year_plan(year).sales_total if is_read else None,
        )
        for year in range(form.years)
    ]


def weights_of(form: NumbersForm) -> Weights:
    """The shares of the months as typed; even ones where they cannot be used."""
    found = form.given.weights
    if form.is_bound:
        typed = form.cleaned_data if form.errors is not None else {}
        found = tuple(typed.get(f"weight-{at}") or 0 for at in range(MONTHS))
    return found if sum(found) else EVEN


def _shares(typed: TypedMonths, weights: Weights) -> tuple[str, ...]:
    return tuple("—" if one is None else f"{one}%" for one in typed.shares(weights))


def _ways(typed: TypedMonths, weights: Weights, season: Sequence[int]) -> tuple[str, ...]:
    """The ways that differ from one another."""
    if not typed.may_settle:
        return ()
    offered = {
        "season": not is_even(season),
        "weights": not is_even(weights) and tuple(weights) != tuple(season),
        "even": True,
    }
    return tuple(way for way, is_offered in offered.items() if is_offered)


def month_rows(form: NumbersForm, said: Sequence[MonthsSaid]) -> list[MonthRow]:
    """The twelve rows of the table."""
    return [
        MonthRow(
            f"{month.month}月",
            form[f"weight-{at}"],
            tuple(
                MonthCell(form[f"month-{year}-{at}"], one.shares[at], f"share-{year}-{at}")
                for year, one in enumerate(said)
            ),
        )
        for at, month in enumerate(form.given.months_of(0))
    ]


@dataclass(frozen=True, slots=True)
class Settled:
    """What one press made of the posted form, in words, and what takes it back."""

    posted: QueryDict
    said: str
    undo: str


def settle(form: NumbersForm, posted: QueryDict, asked: str, season: Sequence[int]) -> Settled:
    """Put the difference of a year as asked（「0-season」）. Nothing is kept.

    Refuses what is not offered, and what cannot be brought to the year.
    """
    year, way = _asked(form, asked)
    typed = typed_months(form)[year]
    weights = {"season": tuple(season), "weights": weights_of(form), "even": EVEN}[way]
    months = settled(typed, weights)
    names = [f"month-{year}-{at}" for at in range(MONTHS)]
    before = {name: posted.get(name, "") for name in names}
    changed = posted.copy()
    for name, amount in zip(names, months, strict=True):
        changed[name] = f"{amount:,}"
    undo = json.dumps({**before, "settle": f"{year}-undo"}, ensure_ascii=False)
    put = yen(abs(typed.gap or 0))
    said = f"{year + 1}年目の{put}を{WAYS[way]}振り分けました。まだ保存していません。"
    return Settled(changed, said, undo)


def _asked(form: NumbersForm, asked: str) -> tuple[int, str]:
    year, _, way = asked.partition("-")
    if way not in WAYS or not year.isdecimal() or len(year) > 1 or int(year) >= form.years:
        raise RuleViolation("no-way", "振り分け方を選んでください。", field="months")
    return int(year), way
