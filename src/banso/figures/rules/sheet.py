"""The rows of the entry page（決算を入れる）in the order of the paper: lines, sums and results."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from banso.figures.rules.accounts import (
    NOTES,
    PARTS,
    Account,
    Form,
    accounts,
    in_part,
    known_codes,
    name_of,
)
from banso.figures.rules.papers import Paper, paper_of
from banso.figures.rules.statement import Statement, added


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line to type, a sum, or a result that follows from sums.

    ``terms`` says how a result is made, for the page to keep it in step: signed names, ``!`` after
    those without which nothing can be said. ``side`` is where a blank means nothing. ``paper`` is
    the paper that has this result and no other; ``note`` is said beneath.
    """

    code: str
    ja: str
    account: Account | None = None
    terms: str = ""
    side: str = ""
    note: str = ""
    paper: Paper | None = None

    @property
    def is_line(self) -> bool:
        """Whether an amount is typed here, except in an outline, where sums are typed too."""
        return self.account is not None

    @property
    def is_result(self) -> bool:
        """Whether it follows from sums, and not from lines."""
        return bool(self.terms)

    @property
    def may_be_given(self) -> bool:
        """Whether an outline can give it as it stands on the paper."""
        return self.code in known_codes()


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the paper with its heading."""

    ja: str
    rows: tuple[Row, ...]
    is_balance_sheet: bool = False
    is_outline: bool = False


_RESULTS = {
    "gross_profit": ("売上総利益", "+sales! -cost_of_sales!"),
    "operating_profit": ("営業利益", "+sales! -cost_of_sales -selling_and_admin!"),
    "ordinary_profit": ("経常利益", "+operating_profit! +other_income -other_expenses"),
    "profit_before_tax": (
        "税引前当期純利益",
        "+ordinary_profit! +extraordinary_income -extraordinary_expenses",
    ),
    "net_profit": ("当期純利益", "+profit_before_tax! -income_taxes"),
    "total_assets": ("資産合計", "+current_assets +fixed_assets +deferred_assets"),
    "total_liabilities": ("負債合計", "+current_liabilities +fixed_liabilities"),
    "claims": ("負債・純資産合計", "+total_liabilities +net_assets"),
    "balance_gap": (
        "差額　総資産 −（負債 + 純資産）",
        "+total_assets! -total_liabilities! -net_assets!",
    ),
}
_SIDES = {
    **dict.fromkeys(("current_assets", "fixed_assets", "deferred_assets"), "assets"),
    **dict.fromkeys(("current_liabilities", "fixed_liabilities"), "claims"),
    "net_assets": "claims-known",
}
_OUTLINE_MARKS = ("personnel", "cash", "receivables", "payables", "loans")
_SUM_NAMES = {
    "cost_of_sales": "売上原価",
    "selling_and_admin": "販売費及び一般管理費",
    "other_income": "営業外収益",
    "other_expenses": "営業外費用",
}
_PAPER = (
    ("損益計算書", False, (
        "sales", "cost_of_sales", "=gross_profit", "selling_and_admin", "=operating_profit",
        "other_income", "other_expenses", "=ordinary_profit", "extraordinary_income",
        "extraordinary_expenses", "=profit_before_tax", "income_taxes", "=net_profit",
    )),
    ("貸借対照表　資産の部", True, (
        "current_assets", "fixed_assets", "deferred_assets", "=total_assets",
    )),
    ("貸借対照表　負債・純資産の部", True, (
        "current_liabilities", "fixed_liabilities", "=total_liabilities", "net_assets", "=claims",
        "=balance_gap", NOTES,
    )),
)  # fmt: skip


@cache
def whole_sheet() -> tuple[Group, ...]:
    """Every row there is, for whatever paper."""
    groups = [
        Group(
            ja, tuple(row for place in places for row in _rows_of(place)), is_balance_sheet=balance
        )
        for ja, balance, places in _PAPER
    ]
    marks = tuple(Row(code, name_of(code)) for code in _OUTLINE_MARKS)
    return (*groups, Group("概要の数字", marks, is_outline=True))


def _rows_of(place: str) -> Iterator[Row]:
    """The lines of a sum and then the sum itself; or a result."""
    if place.startswith("="):
        name, terms = _RESULTS[place[1:]]
        yield Row(place[1:], name, terms=terms)
        return
    for account in in_part(place):
        yield Row(account.code, account.ja, account, note=_note_on(account))
    if place not in {NOTES, *accounts()}:
        yield Row(place, _SUM_NAMES.get(place) or f"{PARTS[place]}合計", side=_SIDES.get(place, ""))


def _note_on(account: Account, said: str = "") -> str:
    """What must be known of a line before typing: here, that its sign is the paper's affair."""
    if not account.minus:
        return said
    return f"{said}{'。' if said else ''}引く行：9,700 でも △9,700 でも同じ"


def _sheet_of(paper: Paper, typed: Collection[str]) -> tuple[Group, ...]:
    """The paper's rows; what stands in a line that it hasn't comes last, under its own heading."""
    groups = [
        Group(one.ja, tuple(_row_on(paper, place) for place in one.rows), one.is_balance_sheet)
        for one in paper.groups
    ]
    known = {row.code for group in groups for row in group.rows}
    others = (row for group in whole_sheet() for row in group.rows)
    strange = tuple(row for row in others if row.code in typed and row.code not in known)
    return (*groups, Group("この様式にはない行", strange))


def _row_on(paper: Paper, place: str) -> Row:
    if place.startswith("="):
        made = paper.sums[place[1:]]
        mine = paper if made.terms else None
        side = _SIDES.get(made.code, "")
        return Row(made.code, made.ja, terms=made.terms, side=side, paper=mine)
    account = accounts()[place]
    note = _note_on(account, paper.notes.get(place, ""))
    return Row(place, paper.names.get(place, account.ja), account, note=note)


def sheet_for(
    forms: Collection[Form], *, outline: bool, typed: Collection[str] = ()
) -> tuple[Group, ...]:
    """The rows that these papers have, and those in which something stands already.

    They follow the paper that all ``forms`` share; where they differ, and in an outline, that of a
    corporation, which has every line.
    """
    paper = None if outline else paper_of(forms)
    wanted = (
        Group(
            group.ja,
            tuple(row for row in group.rows if _is_wanted(row, group, forms, typed)),
            group.is_balance_sheet,
            group.is_outline,
        )
        for group in (_sheet_of(paper, typed) if paper else whole_sheet())
        if outline or not group.is_outline
    )
    return tuple(group for group in wanted if group.rows and _has_place(group))


def _has_place(group: Group) -> bool:
    """Whether the part is on the page: a balance sheet without lines is not."""
    return not group.is_balance_sheet or any(row.is_line for row in group.rows)


def _is_wanted(row: Row, group: Group, forms: Collection[Form], typed: Collection[str]) -> bool:
    if row.code in typed:
        return True
    if row.account is None:
        return not group.is_balance_sheet or any(form.has_balance_sheet for form in forms)
    return any(row.account.stands_on(form) for form in forms)


def value_of(row: Row, statement: Statement) -> int | None:
    """What a row says of a period, in yen; ``None`` where it is not known."""
    if row.paper:
        return _followed(row.terms, row.paper, statement)
    if row.is_line and not row.is_result:
        return statement.amounts.get(row.code)
    if row.code == "claims":
        return added(statement.liabilities, statement.net_assets)
    named = {"total_liabilities": "liabilities"}.get(row.code, row.code)
    if hasattr(Statement, named):
        found: int | None = getattr(statement, named)
        return found
    return statement.part(row.code)


_TERM = re.compile(r"([+-])(\w+)(!?)")


def _followed(terms: str, paper: Paper, statement: Statement) -> int | None:
    """A sum that only the paper has, as its terms say; the page's script reckons it alike."""
    known: list[int] = []
    for sign, name, must in _TERM.findall(terms):
        amount = _named(name, paper, statement)
        if amount is None and must:
            return None
        if amount is not None:
            known.append(-amount if sign == "-" else amount)
    return sum(known) if known else None


def _named(name: str, paper: Paper, statement: Statement) -> int | None:
    made = paper.sums.get(name)
    if made and made.terms:
        return _followed(made.terms, paper, statement)
    return statement.part(name) if name in PARTS else statement.amounts.get(name)
