"""Every finding that comes with the product: what makes it hold, and a business that has none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from banso.diagnosis.rules.findings.conditions import Fact
from banso.diagnosis.rules.findings.proposing import propose
from banso.diagnosis.rules.findings.rulebook import Rule, Rulebook, read_rulebook, shipped_rulebook

HEALTHY: dict[str, str | float] = {
    "benchmark_total": 20,
    "bookkeeping": "毎月",
    "business_plan": "使っている",
    "cash_earnings": 1,
    "cash_months": 3,
    "cash_months.movement": "横ばい",
    "cash_table": "している",
    "cashless": "使える",
    "continuity_plan": "決めてある",
    "current_ratio": 1.5,
    "current_ratio.movement": "横ばい",
    "debt_repayment_years": 3,
    "depreciation": 1,
    "equity_ratio": 0.3,
    "fixed_assets": 1,
    "fixed_long_term_ratio": 0.5,
    "gross_margin.change": 0,
    "gross_margin.movement": "横ばい",
    "hiring": "足りている",
    "interest": 1,
    "inventories": 1,
    "inventories.previous": 1,
    "inventory_days.change": 0,
    "labour_cost_ratio.change": 0,
    "labour_distribution": 0.5,
    "labour_productivity.movement": "改善",
    "largest_client": 20,
    "loans": 1,
    "loans_to_monthly_sales": 2,
    "months_short": 0,
    "net_assets": 1,
    "online_sales": "している",
    "operating_profit": 10,
    "operating_profit.previous": 5,
    "ordinary_profit": 1,
    "ordinary_profit.previous": 1,
    "owner_age": 50,
    "payables_days.change": 0,
    "price_rise": "できた",
    "receivables_days.change": 0,
    "safety_margin": 0.2,
    "sales_growth": 0.01,
    "sales_growth.previous": 0.01,
    "successor": "決まっている",
    "web_presence": "更新している",
}
ILL: list[tuple[str, dict[str, str | float]]] = [
    ("insolvent", {"net_assets": -1}),
    ("thin-equity", {"equity_ratio": 0.09}),
    ("cash-plan-short", {"months_short": 1}),
    ("short-of-cash", {"cash_months": 0.9}),
    ("current-worse", {"current_ratio": 0.9, "current_ratio.movement": "悪化"}),
    ("current-low", {"current_ratio": 0.9}),
    ("losses-two-years", {"ordinary_profit": -1, "ordinary_profit.previous": -1}),
    ("operating-loss", {"operating_profit": -1, "operating_profit.previous": -2}),
    ("thin-safety", {"safety_margin": 0.05}),
    ("gross-margin-down", {"gross_margin.change": -0.01}),
    ("price-not-passed-on", {"price_rise": "できていない", "gross_margin.movement": "悪化"}),
    ("sales-down-two-years", {"sales_growth": -0.01, "sales_growth.previous": -0.01}),
    ("sales-down", {"sales_growth": -0.05}),
    ("more-sales-less-profit", {"operating_profit.previous": 11}),
    ("growth-eats-cash", {"sales_growth": 0.1, "cash_months.movement": "悪化"}),
    ("slow-receivables", {"receivables_days.change": 5}),
    ("stock-up", {"inventory_days.change": 5, "inventories": 2}),
    ("slow-payables", {"payables_days.change": 10}),
    ("too-much-debt", {"debt_repayment_years": 10.1}),
    ("too-much-debt", {"cash_earnings": 0}),
    ("loans-heavy", {"loans_to_monthly_sales": 6.1}),
    ("interest-not-covered", {"interest": 11}),
    ("long-assets-short-money", {"fixed_long_term_ratio": 1.01}),
    ("no-depreciation", {"depreciation": 0}),
    ("labour-share-high", {"labour_distribution": 0.8}),
    ("productivity-down", {"labour_productivity.movement": "悪化"}),
    ("labour-cost-up", {"labour_cost_ratio.change": 0.02}),
    ("benchmark-low", {"benchmark_total": 11}),
    ("no-online-channel", {"online_sales": "していない"}),
    ("no-web", {"web_presence": "止まっている"}),
    ("no-web", {"web_presence": "ない"}),
    ("no-cashless", {"cashless": "使えない"}),
    ("one-client", {"largest_client": 50}),
    ("no-successor-old", {"successor": "未定", "owner_age": 60}),
    ("no-successor", {"successor": "未定"}),
    ("no-plan", {"business_plan": "作っただけ"}),
    ("rare-bookkeeping", {"bookkeeping": "年1回"}),
    ("no-cash-table", {"cash_table": "していない", "cash_months": 1.9}),
    ("short-of-hands", {"hiring": "足りない"}),
    ("no-continuity-plan", {"continuity_plan": "決めていない"}),
]


class Known:
    """Facts under plain names; numbers are written as they are."""

    def __init__(self, facts: dict[str, str | float]) -> None:
        self.facts = facts

    def fact(self, name: str, moment: str) -> Fact:
        found = self.facts.get(f"{name}.{moment}" if moment else name)
        value = Decimal(str(found)) if isinstance(found, int | float) else found
        return Fact(name, "", value, str(found), "" if found is not None else "わからない")


def proposed(facts: dict[str, str | float], rulebook: Rulebook | None = None) -> list[str]:
    found = propose(rulebook or shipped_rulebook(), Known(facts)).findings
    return [finding.rule.key for finding in found]


def names(rule: Rule) -> set[str]:
    return {
        f"{one.name}.{one.moment}" if one.moment else one.name
        for claim in rule.when.claims()
        for one in claim.named()
    }


def test_a_healthy_business_has_no_finding_and_nothing_unknown() -> None:
    proposal = propose(shipped_rulebook(), Known(HEALTHY))
    assert (proposal.findings, proposal.unknown, proposal.untold) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("key", "change"), ILL, ids=lambda one: one if isinstance(one, str) else ""
)
def test_each_finding_holds_where_its_limit_is_reached(
    key: str, change: dict[str, str | float]
) -> None:
    assert proposed(HEALTHY | change) == [key]


def test_every_shipped_finding_is_tried() -> None:
    assert {key for key, _ in ILL} == {rule.key for rule in shipped_rulebook().rules}


@pytest.mark.parametrize("rule", shipped_rulebook().rules, ids=lambda rule: rule.key)
def test_a_finding_never_holds_on_what_is_not_known(rule: Rule) -> None:
    for key, change in ILL:
        if key == rule.key:
            known = {
                name: one for name, one in (HEALTHY | change).items() if name not in names(rule)
            }
            assert rule.when.judge(Known(known)).holds is None


def test_everything_unknown_proposes_nothing_and_names_every_finding() -> None:
    proposal = propose(shipped_rulebook(), Known({}))
    assert proposal.findings == ()
    assert proposal.untold == {rule.key for rule in shipped_rulebook().rules}
    titles = {title for one in proposal.unknown for title in one.titles}
    assert titles == {rule.title for rule in shipped_rulebook().rules}


def written(key: str, when: str, weight: int) -> str:
    return f"""
        [[finding]]
        key = "{key}"
        title = "{key}"
        kind = "安全性"
        when = "{when}"
        weight = {weight}
        horizon = "短期"
        wall = "見えない"
        basis = "試し"
        ask = ["なぜですか。"]
        measures = ["作る"]
        """


def test_the_order_is_weight_then_deviation_then_the_file() -> None:
    text = "".join(
        [
            written("near", "loans > 9", 50),
            written("far", "loans > 1", 50),
            written("also-far", "cash > 1", 50),
            written("heavy", "loans > 9", 60),
        ]
    )
    rulebook, problems = read_rulebook(text)
    assert problems == ()
    assert proposed({"loans": 10, "cash": 10}, rulebook) == ["heavy", "far", "also-far", "near"]
