"""What the plan wants of follow-up in a year, told beside what a page of follow-up foresees."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.programme.measures import BUSINESSES_SUPPORTED, is_recorded, tallies
from banso.programme.queries import Plan, plan_of
from banso.programme.rules.document import IndicatorLine, Target
from banso.programme.rules.tallies import Tally

TOPIC = "plan-followup"


@dataclass(frozen=True, slots=True)
class Aim:
    """A line of the plan on follow-up: its target, its tally so far, and what a page foresees."""

    line: IndicatorLine
    target: Target | None
    tally: Tally
    foreseen: int | None

    @property
    def words(self) -> str:
        """「目標に4回足りない」「目標どおり」, or nothing where either is unknown."""
        if self.foreseen is None or not isinstance(self.target, int):
            return ""
        over = self.foreseen - self.target
        if not over:
            return "目標どおり"
        unit = self.line.unit
        return f"目標を{over}{unit}上回る" if over > 0 else f"目標に{-over}{unit}足りない"

    @property
    def is_short(self) -> bool:
        """Whether the target would be missed."""
        return (
            self.foreseen is not None
            and isinstance(self.target, int)
            and (self.foreseen < self.target)
        )


@require_GET
@staff_may("see-programme")
def aims(request: StaffRequest, year: str) -> HttpResponse:
    """A fragment: the targets of follow-up in a year beside what was foreseen or chosen."""
    plan, asked = plan_of(request.staff.organisation), _year(year)
    is_in_plan = plan is not None and asked is not None and asked in plan.document.years
    context = {
        "aims": _aims(request, plan, asked) if plan and asked and is_in_plan else (),
        "year": asked,
        "has_plan": plan is not None,
        "chosen": _number(request, "chosen"),
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "programme/_aims.html", context)


def _aims(request: StaffRequest, plan: Plan, year: FiscalYear) -> tuple[Aim, ...]:
    lines = [
        line
        for line in plan.document.indicators
        if is_recorded(line) and TOPIC in line.options.topics
    ]
    read = tallies(plan.programme, lines, [year.whole])
    return tuple(
        Aim(line, line.target_for(year), read[line.key, year.whole], _foreseen(request, line))
        for line in lines
    )


def _foreseen(request: StaffRequest, line: IndicatorLine) -> int | None:
    """What the page foresees of the line: visits for 延べ, businesses for 実数."""
    if line.measure == BUSINESSES_SUPPORTED:
        return _number(request, "businesses", "chosen")
    return _number(request, "visits")


def _number(request: StaffRequest, *names: str) -> int | None:
    told = (request.GET.get(name, "") for name in names)
    return next((int(text) for text in told if text.isascii() and text.isdigit()), None)


def _year(key: str) -> FiscalYear | None:
    try:
        return FiscalYear.from_key(key)
    except RuleViolation:
        return None
