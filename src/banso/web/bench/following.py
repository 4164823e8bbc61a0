"""Follow-up（フォローアップ）by the clock: the rules alone, and an adviser's visits due."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.followup.queries import due_visits, rules_of
from banso.followup.rules.facts import Circumstances, Fact
from banso.followup.rules.next_visit import Standing, next_visit
from banso.followup.rules.rhythm import rhythm_for
from banso.plans.models import Adoption, BusinessPlan, PlanVersion
from banso.registry.models import Business
from banso.web.bench.timing import in_turn

FIRMS_OF_ONE = 300
_YEARS = 3
# The least the same list could be made of: each plan with its last visit, in one statement.
_RAW = """
SELECT p.id, p.business_id, a.{on}, p.ends_on, b.name, b.name_kana, MAX(r.{on})
FROM plans_businessplan p
JOIN plans_adoption a ON a.plan_id = p.id
JOIN registry_business b ON b.id = p.business_id
LEFT JOIN records_supportrecord r ON r.business_id = b.id AND r.kind <> 'phone'
WHERE b.adviser_id = %s AND a.{on} <= %s AND p.ends_on >= %s
GROUP BY p.id, p.business_id, a.{on}, p.ends_on, b.name, b.name_kana
"""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The facts of one made-up firm."""

    around: Circumstances
    standing: Standing


def rules_alone(organisation: Organisation, count: int) -> Iterator[str]:
    """The rhythm and the next visit of so many firms, their facts in memory."""
    rhythms, day = rules_of(organisation).rhythms, clock.today()
    firms = list(_made_up(count, day))
    gc.collect()
    begun, often = time.perf_counter(), 0
    for firm in firms:
        decision = rhythm_for(rhythms, firm.around, day)
        due = next_visit(decision, firm.standing)
        often += due is not None and due.on <= day
    took = time.perf_counter() - begun
    yield (
        f"規則だけ　{count:,}者の頻度と次の訪問　{took:.2f}秒＝{count / took:,.0f}者/秒"
        f"（いま訪問する {often:,}者）"
    )


def _made_up(count: int, day: date) -> Iterator[MadeUp]:
    rng = Random(7)  # noqa: S311 - nothing secret
    for _ in range(count):
        months, sheets = rng.randrange(60), rng.randrange(8)
        assets, losses = rng.randrange(-5, 30) * 1_000_000, rng.randrange(5)
        facts = {
            "net_assets": Fact(Decimal(assets), f"純資産 {assets}"),
            "loss_years": Fact(Decimal(losses), f"{losses}期"),
            "months_since_adoption": Fact(Decimal(months), f"{months}か月"),
            "sheets_on_course": Fact(Decimal(sheets), f"{sheets}回"),
            "open_drifts": Fact(Decimal(rng.randrange(2)), "ズレ"),
        }
        adopted = day - timedelta(days=months * 30)
        last = day - timedelta(days=rng.randrange(200))
        yield MadeUp(
            Circumstances(facts),
            Standing(adopted, adopted + timedelta(days=1_825), max(adopted, last)),
        )


def visits_due(adviser: Staff, client: Client, runs: int) -> Iterator[str]:
    """The visits due of an adviser with 300 firms, against one statement of plain SQL.

    Then the whole page, against its own statements said again without anything else.
    """
    _grow(adviser)
    pair = in_turn(
        lambda: due_visits(adviser, clock.today(), adviser), lambda: _raw(adviser), runs=runs
    )
    found = due_visits(adviser, clock.today(), adviser)
    yield (
        f"訪問の予定（担当{FIRMS_OF_ONE}者、{len(found)}件）　{pair.ours:.0f} ms　"
        f"素のSQL 1文 {pair.yardstick:.1f} ms　＝ {pair.ratio:.0f}倍"
    )
    yield _page(client, runs)


def _page(client: Client, runs: int) -> str:
    """The page an adviser begins the day with, every visit unfolded."""
    url = reverse("followup:home")
    said: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001 - as Django calls it
        if sql.startswith("SELECT"):
            said.append((sql, params))
        return execute(sql, params, many, context)

    client.get(url)
    with connection.execute_wrapper(note):
        answer = client.get(url)
    pair = in_turn(lambda: client.get(url), lambda: _say_again(said), runs=runs)
    return (
        f"フォローアップの画面（HTML {len(answer.content):,} B、SQL {len(said)}回）　"
        f"{pair.ours:.0f} ms　同じSQLだけ {pair.yardstick:.1f} ms　＝ {pair.ratio:.1f}倍"
    )


def _say_again(said: Sequence[tuple[str, Any]]) -> None:
    with connection.cursor() as cursor:
        for sql, params in said:
            cursor.execute(sql, params)
            cursor.fetchall()


def _raw(adviser: Staff) -> list[tuple[object, ...]]:
    day = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_RAW.format(on=connection.ops.quote_name("on")), [adviser.pk, day, day])
        return list(cursor.fetchall())


def _grow(adviser: Staff) -> None:
    """An adopted plan for each of the adviser's first 300 firms that has none."""
    day = clock.today()
    planned = BusinessPlan.objects.adopted().values("business")
    firms = Business.objects.of(adviser.organisation).open().exclude(pk__in=planned)
    chosen = list(firms.order_by("pk")[:FIRMS_OF_ONE])
    Business.objects.filter(adviser=adviser).exclude(pk__in=[one.pk for one in chosen]).update(
        adviser=None
    )
    Business.objects.filter(pk__in=[one.pk for one in chosen]).update(adviser=adviser)
    for place, firm in enumerate(chosen):
        on = day - timedelta(days=30 + place * 3)
        first = on.replace(day=1)
        plan = BusinessPlan.objects.create(
            business=firm, kind="management", title="計測の計画", starts_on=first,
            ends_on=first.replace(year=first.year + _YEARS) - timedelta(days=1), years=_YEARS,
            opened_by=adviser, opened_on=on,
        )  # fmt: skip
        version = PlanVersion.objects.create(
            plan=plan, number=1, made_by=adviser, made_at=clock.now()
        )
        Adoption.objects.create(plan=plan, version=version, on=on, witnessed_by=adviser)
