"""What the names of a condition mean（条件の名前）, and what must not be compared with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from banso.diagnosis.rules.findings.conditions import (
    MOVEMENT,
    NOW,
    Claim,
    Condition,
    Literal,
    Named,
)
from banso.diagnosis.rules.ratios import BETTER, STEADY, WORSE, ratios
from banso.diagnosis.rules.reading import Unit
from banso.diagnosis.rules.terms import EMPLOYEES, FIGURES

# What else an analysis knows of each period, beside ratios and figures.
DERIVED: Mapping[str, tuple[str, Unit]] = {
    "safety_margin": ("安全余裕率", Unit.RATE),
    "margin_rate": ("限界利益率", Unit.RATE),
    "break_even_ratio": ("損益分岐点比率", Unit.RATE),
    "benchmark_total": ("ローカルベンチマークの合計点", Unit.POINTS),
    "months_short": ("資金繰りの予定で足りない月の数", Unit.MONTHS),
}
OF_NO_PERIOD = frozenset({"months_short"})  # of a plan, not of accounts
MOVEMENTS = (BETTER, WORSE, STEADY, "上昇", "低下")
Choices = Mapping[str, tuple[str, ...]]  # of each answer; empty for a number


def unit_of(name: str) -> Unit | None:
    """The unit of a figure, ratio or other value by its name; ``None`` for other names."""
    if name in ratios():
        return ratios()[name].unit
    if name in DERIVED:
        return DERIVED[name][1]
    if name in FIGURES:
        return Unit.PEOPLE if name == EMPLOYEES else Unit.YEN
    return None


def name_in_words(name: str) -> str:
    """The Japanese name of what a condition may ask for."""
    if name in ratios():
        return ratios()[name].ja
    return DERIVED[name][0] if name in DERIVED else FIGURES[name]


def misuses(condition: Condition, choices: Choices) -> list[str]:
    """Every name that does not exist, and every comparison that means nothing, in Japanese."""
    return [fault for one in condition.claims() for fault in _faults(one, choices)]


def _faults(claim: Claim, choices: Choices) -> Iterator[str]:
    named = list(claim.named())
    unknown = [one.name for one in named if unit_of(one.name) is None and one.name not in choices]
    if unknown:
        yield from (f"「{name}」という数字・指標・質問はありません。" for name in unknown)
        return
    for one in named:
        yield from _faults_of_moment(one)
    if isinstance(claim.right, Named):
        if _measure(claim.left, choices) != _measure(claim.right, choices):
            yield f"「{claim.left.name}」と「{claim.right.name}」は単位が違います。"
        return
    yield from _faults_of_literal(claim, claim.right, choices)


def _faults_of_moment(one: Named) -> Iterator[str]:
    if unit_of(one.name) is None and one.moment != NOW:
        yield f"「{one.name}」は質問なので .{one.moment} は使えません。"
    elif one.moment == MOVEMENT and one.name not in ratios():
        yield f"「{one.name}」は指標ではないので .movement は使えません。"


def _faults_of_literal(claim: Claim, literal: Literal, choices: Choices) -> Iterator[str]:
    left, measure = claim.left, _measure(claim.left, choices)
    if isinstance(measure, tuple):
        if claim.sign not in {"=", "!="} or literal.value not in measure:
            yield f"「{left.name}」は = か != で、{'・'.join(measure)}のどれかと比べてください。"
    elif not isinstance(literal.value, Decimal):
        yield f"「{left.name}」は数と比べてください。"
    elif literal.value and (measure is Unit.RATE) != literal.is_percent:
        advice = "%を付けて" if measure is Unit.RATE else "%を付けずに"
        yield f"「{left.name}」と比べる数は{advice}書いてください。"


def _measure(one: Named, choices: Choices) -> Unit | tuple[str, ...] | None:
    """What a name is measured in: a unit, the words it may be, or a bare number."""
    if one.moment == MOVEMENT:
        return MOVEMENTS
    return unit_of(one.name) or choices.get(one.name) or None
