"""What the next check sheet of a plan asks, made from what is known on the day it is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banso.core import clock
from banso.core.era import in_era_day, in_era_month, in_era_short
from banso.core.money import yen
from banso.figures.models import MonthlyFigure
from banso.figures.rules.monthly import monthly_items
from banso.followup.models import CheckSheetClosing, DriftCase
from banso.followup.queries.following import Follow
from banso.followup.queries.from_owner import open_reports
from banso.followup.queries.progress import KpiLine, PlanProgress
from banso.followup.queries.visits import waiting_calls
from banso.followup.rules.drift import JUDGED, KPI, MEASURE, NOT_KNOWN, SALES
from banso.followup.rules.facts import FACTS
from banso.followup.rules.sheet import KpiItem, MeasureItem, PromiseItem, Question, SheetItems
from banso.plans.models import BusinessPlan
from banso.plans.rules.kpi import aim_in_words, in_words
from banso.plans.rules.measures import Phase
from banso.records.models import Promise

ASK = {
    SALES: "売上が計画を下回っているのは、なぜだと思いますか。",
    KPI: "KPIに届かないのは、どこでつまずいているからですか。",
    MEASURE: "この施策は、何があれば進みますか。",
    JUDGED: "前の訪問で気になったことは、その後どうなりましたか。",
}
# By the fact that is not known: what the owner can show. A fact without a line is our own to find.
_ASK_FOR = {
    "net_assets": "決算書を見せてもらえますか。",
    "loss_years": "決算書を見せてもらえますか。",
    "cash_months": "決算書を見せてもらえますか。",
}
WHY_SALES_ASKED = "売上がわからないままでは、計画とのズレを判断できない"
NOT_TOLD = "まだ聞いていない"
_CLOSED = (Phase.DONE, Phase.DROPPED)
_MOST_LATE_FIGURES = 24
_USUALLY = 4  # visits a year: more are made where there is a worry


def items_of(follow: Follow, progress: PlanProgress) -> SheetItems:
    """The sheet of one visit. Eight queries."""
    plan = follow.plan
    return SheetItems(
        measures=tuple(
            MeasureItem(
                str(one.public_id),
                one.what,
                in_era_day(one.ends_on) if one.ends_on else "",
                standing.words,
            )
            for one, standing in progress.measures
            if standing.phase not in _CLOSED
        ),
        kpis=tuple(map(_kpi_item, progress.kpis)),
        questions=tuple(_questions(follow, progress)),
        promises=tuple(_promises(plan)),
        late_figures=tuple(late_figures(plan)),
        why=_why(follow),
    )


def _why(follow: Follow) -> str:
    """「前の訪問（令和8年8月20日）から3か月。純資産 △1,240千円（…） → 毎月1回」."""
    due = f"{follow.due.because}。" if follow.due else ""
    return f"{due}{follow.decision.words}"


def _kpi_item(line: KpiLine) -> KpiItem:
    kpi, last = line.kpi, line.last
    told, figures = NOT_TOLD, ""
    if last is not None:
        figures = "" if last.value is None else str(last.value)
        value = "不明" if last.value is None else in_words(last.value, kpi.unit)
        told = f"{value}（{in_era_short(last.on)}）"
    aim = aim_in_words(line.expected, kpi.unit, kpi.better)
    return KpiItem(str(kpi.public_id), kpi.whole_name, kpi.unit, aim, told, figures)


def _questions(follow: Follow, progress: PlanProgress) -> Iterator[Question]:
    """From drift, from what decides the rhythm, from calls, and from what is not known."""
    for case in DriftCase.objects.open().filter(plan=follow.plan):
        yield Question(f"drift-{case.pk}", ASK[case.kind], case.words)
    for call in waiting_calls([follow.plan.pk], clock.today()):
        told = f"{in_era_day(call.on)}に声がかかった"
        yield Question(f"call-{call.pk}", f"「{call.told}」について、くわしく聞く。", told)
    for report in open_reports([follow.plan]):
        told = f"{in_era_day(report.on)}に、事業者が自分のページで「できた」と知らせた"
        yield Question(f"report-{report.pk}", f"「{report.of}」は、どうなりましたか。", told)
    if follow.decision.rhythm.visits_per_year > _USUALLY and follow.decision.by_hand is None:
        because = "、".join(follow.decision.because)
        yield Question("worry", "いちばん気がかりなことから、次に何をしますか。", because)
    asked = _of_what_is_unknown(follow.decision.untold, progress.drifts.untold)
    for number, (ask, because) in enumerate(asked, start=1):
        yield Question(f"untold-{number}", ask, because)


def _of_what_is_unknown(facts: Sequence[str], months: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What to ask the owner and why: once for all that the same paper tells."""
    lacking: dict[str, list[str]] = {}
    for key, ask in _ASK_FOR.items():
        name = FACTS[key].partition("（")[0]
        words = [one for one in facts if one.startswith(f"{name}{NOT_KNOWN}")]
        lacking.setdefault(ask, []).extend(words)
    for ask, words in lacking.items():
        if words:
            yield ask, f"{'、'.join(words)}ため、訪問の頻度を判断できない"
    for month in months:
        if month.endswith(NOT_KNOWN):  # what the plan lacks is our own to find
            yield f"{month.removesuffix(NOT_KNOWN)}は、いくらでしたか。", WHY_SALES_ASKED


def _promises(plan: BusinessPlan) -> Iterator[PromiseItem]:
    """Promises of both sides not kept yet; those told in confidence stay on their record."""
    rows = Promise.objects.unkept().filter(
        record__business=plan.business_id, record__confidence__isnull=True
    )
    for row in rows:
        due_on = in_era_day(row.due_on) if row.due_on else ""
        yield PromiseItem(str(row.public_id), row.side, row.what, due_on)


def last_closing(plan: BusinessPlan) -> CheckSheetClosing | None:
    """The last visit by check sheet that stands. One query."""
    rows = CheckSheetClosing.objects.standing().filter(sheet__plan=plan)
    return rows.order_by("-on", "-pk").first()


def late_figures(plan: BusinessPlan) -> Iterator[str]:
    """Figures of months up to the last visit that came in after it was closed, in words."""
    last = last_closing(plan)
    if last is None:
        return
    rows = MonthlyFigure.objects.of_business(plan.business).filter(
        month__gte=plan.starts_on, month__lte=last.on, at__gt=last.at
    )
    for row in rows.order_by("month", "item")[:_MOST_LATE_FIGURES]:
        yield f"{in_era_month(row.month)}の{row.get_item_display()}　{_value(row)}"


def _value(row: MonthlyFigure) -> str:
    if row.value is None:
        return "不明"
    if monthly_items()[row.item].unit == "円":
        return yen(int(row.value))
    return f"{row.value.normalize():f}{monthly_items()[row.item].unit}"
