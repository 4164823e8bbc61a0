"""The rhythms of a plan file, and firms followed up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from banso.followup.rules.facts import Circumstances, Condition, Fact
from banso.followup.rules.next_visit import Standing
from banso.followup.rules.rhythm import Rhythm, Rhythms

MONTHLY = Rhythm(
    "monthly",
    "毎月1回",
    12,
    (
        (Condition("net_assets", below=Decimal(0)),),
        (Condition("loss_years", at_least=Decimal(2)),),
    ),
)
TWICE = Rhythm(
    "twice-a-year",
    "年2回",
    2,
    (
        (
            Condition("months_since_adoption", at_least=Decimal(24)),
            Condition("sheets_on_course", at_least=Decimal(4)),
            Condition("open_drifts", below=Decimal(1)),
        ),
    ),
)
QUARTERLY = Rhythm("quarterly", "四半期に一度", 4, is_default=True)
RHYTHMS = Rhythms((MONTHLY, TWICE, QUARTERLY))
ADOPTED, LAST = date(2024, 10, 1), date(2026, 9, 30)
STANDING = Standing(ADOPTED, date(2029, 9, 30), LAST)


def around(**values: int) -> Circumstances:
    """Facts with their numbers as words."""
    return Circumstances({key: Fact(Decimal(n), f"{key} {n}") for key, n in values.items()})
