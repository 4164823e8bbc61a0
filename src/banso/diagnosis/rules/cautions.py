"""What must be known before the figures of an analysis are read（読むときの注意）.

None of it is a finding: it says what the figures are, not what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banso.core.money import thousand_yen
from banso.diagnosis.rules.terms import Term
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement

OWNERS_PAY = (
    "個人事業の利益には、事業主本人の給料にあたる分が入っています。"
    "法人の多い業種の平均より良く見えるので、割り引いて読んでください。"
)
NO_COST = (
    "売上原価が入っていないので、0として計算しています。"
    "仕入や材料のある事業なら、決算に入れてください。"
)
CHANGED = "完了したあとで、もとの決算が直されています。この分析は、完了したときの数字のままです。"


def insolvency_of(terms: Sequence[Term]) -> str:
    """「債務超過（純資産 △1,240千円、令和7年12月期）」 of the newest period, or nothing."""
    if not terms:
        return ""
    last = terms[-1]
    net_assets = last.amounts["net_assets"]
    if net_assets is None or net_assets >= 0:
        return ""
    return f"債務超過（純資産 {thousand_yen(int(net_assets))}、{last.label}）"


def cautions_of(terms: Sequence[Term], today: Sequence[Statement] | None = None) -> tuple[str, ...]:
    """The cautions of the periods; ``today`` are the accounts as they are now, once frozen."""
    return tuple(_cautions(terms, today))


def _cautions(terms: Sequence[Term], today: Sequence[Statement] | None) -> Iterator[str]:
    statements = [term.statement for term in terms]
    if statements and statements[-1].form is not Form.CORPORATION:
        yield OWNERS_PAY
    without = [
        term.label
        for term in terms
        if term.amounts["sales"] and term.statement.cost_of_sales is None
    ]
    if without:
        yield f"{'・'.join(without)}：{NO_COST}"
    if today is not None and not _same(statements, today):
        yield CHANGED


def _same(frozen: Sequence[Statement], today: Sequence[Statement]) -> bool:
    """Whether the accounts still say what they said, in whatever order."""
    return sorted(map(repr, map(_told, frozen))) == sorted(map(repr, map(_told, today)))


def _told(one: Statement) -> tuple[object, ...]:
    amounts = tuple(sorted(one.amounts.items()))
    people = None if one.employees is None else float(one.employees)
    return (one.starts_on, one.ends_on, one.form.value, amounts, people, one.is_closed)
