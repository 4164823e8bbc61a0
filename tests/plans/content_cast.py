"""さくら製麺's plan as it is written, with nothing odd in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.plans.numbers_cast import APRIL, sakura_plan

from banso.plans.rules.content import (
    Content,
    KpiText,
    MeasureText,
    PointText,
    SectionText,
    reckoned,
    results_of,
)
from banso.plans.rules.kinds import kinds
from banso.plans.rules.measures import Money

MACHINE = MeasureText(
    id="m1",
    horizon="長期",
    what="製麺機を入れ替える",
    doer="桜井 花子",
    starts_on=APRIL,
    ends_on=date(2026, 9, 30),
    money=Money(3_000_000, loan=2_000_000, subsidy=1_000_000),
    kpi="k1",
)
ONLINE = MeasureText(
    id="m2",
    horizon="中期",
    what="通販の品を月に1つ増やす",
    doer="桜井 実",
    starts_on=date(2026, 10, 1),
    ends_on=date(2028, 3, 31),
    money=Money(0),
)
MARGIN = KpiText(
    "k1", "gross_margin", "粗利率", "%", "up", Decimal("55.5"), Decimal(57), date(2029, 3, 31)
)


def sakura_content(**facts: object) -> Content:
    """A management plan of three years: every section in the owner's words, figures that fit."""
    numbers = sakura_plan()
    told: dict[str, object] = {
        "kind_key": "management",
        "title": "生めんを隣町まで",
        "starts_on": APRIL,
        "ends_on": date(2029, 3, 31),
        "years": 3,
        "sections": tuple(
            SectionText(one.key, f"{one.ja}：3年で客を2,000人増やす。")
            for one in kinds()["management"].sections
        ),
        "points": (PointText("p1", "S", "手打ちの麺"),),
        "measures": (MACHINE, ONLINE),
        "kpis": (MARGIN,),
        "numbers": numbers,
        **facts,
    }
    content = Content(**told)
    found = reckoned(content)
    return replace(content, results=results_of(found) if found else ())
