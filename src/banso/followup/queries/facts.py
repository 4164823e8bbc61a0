"""The facts that decide a rhythm, of many plans at once in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count

from banso.core.era import in_era_month
from banso.core.money import thousand_yen
from banso.figures.models import FinancialStatement
from banso.followup.models import CheckSheetClosing, DriftCase, Judgement
from banso.followup.rules.facts import Circumstances, Fact
from banso.plans.models import BusinessPlan

NO_ACCOUNTS = "決算がない"
NO_BALANCE = "貸借対照表がない"
NO_PROFIT = "経常利益がわからない"
NO_CASH = "現預金か売上高がわからない"
NO_SHEET = "チェックシートがまだない"
_MONTHS = 12
_YEARS_READ = 8


def circumstances(plans: Iterable[BusinessPlan], day: date) -> dict[int, Circumstances]:
    """The facts of each plan by its key, as known on ``day``. Three queries.

    The plans come with their adoption. Money is in whole yen; accounts are those that happened,
    up to ``day``, of the last eight years.
    """
    rows = list(plans)
    accounts = _accounts({row.business_id for row in rows}, day)
    keys = [row.pk for row in rows]
    sheets, drifts = sheets_on_course(keys, day), _open_drifts(keys)
    found = {}
    for row in rows:
        facts: dict[str, Fact] = {}
        because: dict[str, str] = {}
        _of_accounts(accounts.get(row.business_id, ()), facts, because)
        months = _months_between(row.adoption.on, day)
        facts["months_since_adoption"] = Fact(Decimal(months), f"策定から{months}か月")
        if row.pk in sheets:
            times = sheets[row.pk]
            facts["sheets_on_course"] = Fact(Decimal(times), f"{times}回続けて順調")
        else:
            because["sheets_on_course"] = NO_SHEET
        count = drifts.get(row.pk, 0)
        facts["open_drifts"] = Fact(Decimal(count), f"ズレ{count}件" if count else "ズレなし")
        found[row.pk] = Circumstances(facts, because)
    return found


def _accounts(businesses: set[int], day: date) -> dict[int, list[FinancialStatement]]:
    """Each business's periods that happened, the newest first."""
    since = date(day.year - _YEARS_READ, 1, 1)
    rows = FinancialStatement.objects.realised().filter(
        business__in=businesses, ends_on__lte=day, ends_on__gte=since
    )
    found: dict[int, list[FinancialStatement]] = defaultdict(list)
    for row in rows.order_by("-ends_on", "-pk"):
        found[row.business_id].append(row)
    return found


def _of_accounts(
    periods: Sequence[FinancialStatement], facts: dict[str, Fact], because: dict[str, str]
) -> None:
    if not periods:
        because |= dict.fromkeys(("net_assets", "loss_years", "cash_months"), NO_ACCOUNTS)
        return
    newest = periods[0].as_statement()
    period = f"{in_era_month(newest.ends_on)}期"
    if newest.net_assets is None or not newest.form.has_balance_sheet:
        because["net_assets"] = NO_BALANCE
    else:
        words = f"純資産 {thousand_yen(newest.net_assets)}（{period}）"
        facts["net_assets"] = Fact(Decimal(newest.net_assets), words)
    if newest.cash is None or not newest.sales or newest.sales < 0:
        because["cash_months"] = NO_CASH
    else:
        held = newest.cash * newest.months / Decimal(newest.sales)
        told = f"手元流動性 {held.quantize(Decimal('0.1'))}か月（{period}）"
        facts["cash_months"] = Fact(held, told)
    losses = _loss_years([row for row in periods if row.is_closed])
    if losses is None:
        because["loss_years"] = NO_PROFIT
    else:
        told = f"経常赤字が{losses}期続く（{period}まで）" if losses else "経常赤字は続いていない"
        facts["loss_years"] = Fact(Decimal(losses), told)


def _loss_years(periods: Sequence[FinancialStatement]) -> int | None:
    """How many closed periods in a row, joined to one another, ended in 経常損失, newest first.

    ``None`` when the newest does not tell; an unknown or a gap further back ends the row.
    """
    count, joined = 0, None
    for row in periods:
        if joined is not None and row.ends_on != joined:
            break
        profit = row.as_statement().ordinary_profit
        if profit is None and not count:
            return None
        if profit is None or profit >= 0:
            break
        count, joined = count + 1, row.starts_on - timedelta(days=1)
    return count if periods else None


def _months_between(since: date, day: date) -> int:
    """Whole months from one day to another, in the calendar."""
    months = (day.year - since.year) * _MONTHS + day.month - since.month
    return max(months - (day.day < since.day), 0)


def sheets_on_course(plans: Iterable[int], day: date) -> dict[int, int]:
    """How many of each plan's last check sheets were 順調 in a row, where it has any. One query."""
    rows = CheckSheetClosing.objects.standing().filter(sheet__plan__in=list(plans), on__lte=day)
    found: dict[int, int] = {}
    ended: set[int] = set()
    for plan, judgement in rows.order_by("-on", "-pk").values_list("sheet__plan", "judgement"):
        found.setdefault(plan, 0)
        if judgement != Judgement.ON_COURSE:
            ended.add(plan)
        elif plan not in ended:
            found[plan] += 1
    return found


def _open_drifts(plans: Iterable[int]) -> dict[int, int]:
    rows = DriftCase.objects.open().filter(plan__in=list(plans)).order_by()
    return dict(rows.values("plan").annotate(count=Count("pk")).values_list("plan", "count"))
