"""The same analysis as a workbook of live formulas, for a spreadsheet program to reckon.

A row for each period: its accounts, the figures made of them, every ratio, the six indicators with
points and total, and the break-even point. Findings（課題）are left out: the workbook does less.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from banso.diagnosis.rules.analysis import Analysis
from banso.diagnosis.rules.cost_natures import kind_for
from banso.diagnosis.rules.formula import Formula, Growth
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.local_benchmark.standards import SMALL, shipped_standards
from banso.diagnosis.rules.local_benchmark.trades import trade_for
from banso.diagnosis.rules.ratios import ratios
from banso.web.bench.made_up_accounts import CODES, MadeUp

_NOT = '"算出不可"'
_TYPED = (*CODES, "employees")
# What the accounts add up to, of the columns before it.
_SUMS: Mapping[str, str] = {
    "cost_of_sales": "opening_inventory+purchases-closing_inventory",
    "gross_profit": "sales-cost_of_sales",
    "selling_and_admin": "officers_pay+wages+utilities+rent+depreciation+other_selling_and_admin",
    "operating_profit": "gross_profit-selling_and_admin",
    "ordinary_profit": "operating_profit-interest_paid",
    "net_profit": "ordinary_profit-income_taxes",
    "labour_cost": "officers_pay+wages",
    "value_added": "operating_profit+labour_cost+depreciation",
    "ebitda": "operating_profit+depreciation",
    "cash_earnings": "net_profit+depreciation",
    "cash": "cash_on_hand+deposits",
    "quick_assets": "cash+accounts_receivable",
    "current_assets": "quick_assets+inventories",
    "total_assets": "current_assets+machinery",
    "current_liabilities": "accounts_payable+short_term_loans",
    "loans": "short_term_loans+long_term_loans",
    "net_assets": "capital+retained_earnings",
    "net_loans": "loans-cash",
    "operating_capital": "accounts_receivable+inventories-accounts_payable",
    "long_term_capital": "net_assets+long_term_loans",
}
_ALSO = {
    "receivables": "accounts_receivable",
    "payables": "accounts_payable",
    "fixed_assets": "machinery",
    "fixed_liabilities": "long_term_loans",
}
_MARGIN = ("variable", "margin_rate", "sales_needed", "break_even_ratio", "safety_margin")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


@dataclass(frozen=True, slots=True)
class Recalculated:
    """What the spreadsheet program took, in seconds, and how its answers compare with ours.

    ``plain`` is the time for the same sheet with values in place of formulas: reading and writing.
    """

    formulas: int
    whole: float
    plain: float
    compared: int
    different: int


def columns() -> Mapping[str, str]:
    """The letter of each column by the name of what stands in it."""
    from xlsxwriter.utility import xl_col_to_name  # heavy

    points = (f"points:{one.key}" for one in scheme().indicators)
    six = (f"six:{one.key}" for one in scheme().indicators)
    names = (*_TYPED, *_SUMS, *(f"ratio:{key}" for key in ratios()), *six, *points, "total")
    letters = {name: xl_col_to_name(at) for at, name in enumerate((*names, *_MARGIN))}
    return {**letters, **{name: letters[meant] for name, meant in _ALSO.items()}}


def recalculated(
    firms: Sequence[MadeUp], analyses: Sequence[Analysis], program: str, folder: Path
) -> Recalculated:
    """Let ``program``（soffice）reckon the workbook of the firms, and compare every ratio."""
    from python_calamine import CalamineWorkbook  # heavy

    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    live, plain = folder / "live.xlsx", folder / "plain.xlsx"
    formulas = _write(firms, live, is_live=True)
    _write(firms, plain, is_live=False)
    bare = _converted(program, plain, folder)
    whole = _converted(program, live, folder)
    rows = CalamineWorkbook.from_path(folder / "out" / "live.xlsx").get_sheet_by_index(0)
    pairs = list(_compared(analyses, rows.to_python()))
    return Recalculated(formulas, whole, bare, len(pairs), sum(not _same(*pair) for pair in pairs))


def _converted(program: str, book: Path, folder: Path) -> float:
    begun = time.perf_counter()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = [program, "--headless", profile, "--convert-to", "xlsx", "--outdir"]
    subprocess.run(  # noqa: S603 - the program is named on the command line
        [*order, folder / "out", book], check=True, capture_output=True, timeout=1800
    )
    return time.perf_counter() - begun


def _write(firms: Sequence[MadeUp], target: Path, *, is_live: bool) -> int:
    from xlsxwriter import Workbook  # heavy

    letters, formulas = columns(), 0
    with Workbook(str(target)) as book:
        sheet = book.add_worksheet()
        row = count()
        for firm in firms:
            for place, statement in enumerate(firm.statements):
                at = next(row)
                amounts = [statement.amounts[code] for code in CODES]
                sheet.write_row(at, 0, [*amounts, float(statement.employees or 0)])
                cells = list(_formulas(firm, letters, at + 1, is_first=place == 0))
                for column, formula in enumerate(cells, start=len(_TYPED)):
                    if is_live:
                        sheet.write_formula(at, column, formula)
                    else:
                        sheet.write_number(at, column, 1.25 * column)
                formulas += len(cells)
    return formulas


def _formulas(
    firm: MadeUp, letters: Mapping[str, str], row: int, *, is_first: bool
) -> Iterator[str]:
    """The formulas of one period, in the order of the columns."""
    for made_of in _SUMS.values():
        parts = made_of.replace("-", "+-").split("+")
        yield "=" + "+".join(
            f"-{letters[part[1:]]}{row}" if part.startswith("-") else f"{letters[part]}{row}"
            for part in parts
        ).replace("+-", "-")
    for ratio in ratios().values():
        yield _formula(ratio.formula, letters, row, is_first=is_first)
    for one in scheme().indicators:
        yield _formula(one.formula, letters, row, is_first=is_first)
    cuts = shipped_standards()[trade_for(firm.trade) or "", SMALL].cuts
    for one in scheme().indicators:
        yield _points(f"{letters[f'six:{one.key}']}{row}", cuts[one.key], one.higher_is_better)
    first, last = letters["points:sales_growth"], letters["points:equity_ratio"]
    yield f"=SUM({first}{row}:{last}{row})"
    yield from _break_even(firm, letters, row)


def _formula(formula: Formula, letters: Mapping[str, str], row: int, *, is_first: bool) -> str:
    if isinstance(formula, Growth):
        now, before = (f"{letters[formula.of]}{at}" for at in (row, row - 1))
        return f"={_NOT}" if is_first else f"=IF({before}>0,({now}-{before})/{before},{_NOT})"
    over, under = (f"{letters[name]}{row}" for name in (formula.over, formula.under))
    return f"=IF({under}>0,{over}*{formula.times}/{under},{_NOT})"


def _points(cell: str, cuts: Sequence[object], higher: bool) -> str:  # noqa: FBT001 - of the row
    sign = ">=" if higher else "<="
    steps = "".join(
        f"IF({cell}{sign}{cut},{points}," for cut, points in zip(cuts, (5, 4, 3, 2), strict=True)
    )
    return f'=IF(ISNUMBER({cell}),{steps}1))))," ")'


def _break_even(firm: MadeUp, letters: Mapping[str, str], row: int) -> Iterator[str]:
    percents = kind_for(firm.trade).percents
    varying = "+".join(
        f"{'-' if code == 'closing_inventory' else ''}{letters[code]}{row}*{percents[code]}/100"
        for code in CODES
        if percents.get(code)
    ).replace("+-", "-")
    at = {name: f"{letters[name]}{row}" for name in letters}
    costs = f"{at['cost_of_sales']}+{at['selling_and_admin']}+{at['interest_paid']}"
    rate, needed, part = (at[name] for name in _MARGIN[1:4])
    yield f"={varying or 0}"
    yield f"=IF({at['sales']}>0,1-{at['variable']}/{at['sales']},{_NOT})"
    yield f"=IF({rate}>0,({costs}-{at['variable']})/{rate},{_NOT})"
    yield f"=IF(ISNUMBER({needed}),{needed}/{at['sales']},{_NOT})"
    yield f"=IF(ISNUMBER({part}),1-{part},{_NOT})"


def _compared(
    analyses: Sequence[Analysis], rows: Sequence[Sequence[object]]
) -> Iterator[tuple[object, object]]:
    """Ours and theirs, for every ratio, the total of points and 安全余裕率 of every period."""
    names = list(columns())
    for number, analysis in enumerate(analyses):
        for place, points in enumerate(analysis.benchmarks):
            row = dict(zip(names, rows[3 * number + place], strict=False))
            for line in analysis.table.lines:
                yield line.readings[place].value, row[f"ratio:{line.ratio.key}"]
            yield points.total, row["total"]
            yield analysis.break_evens[place].safety_margin.value, row["safety_margin"]


def _same(ours: object, theirs: object) -> bool:
    if ours is None or isinstance(theirs, str):
        return ours is None and isinstance(theirs, str)
    one, other = float(str(ours)), float(str(theirs))
    return abs(one - other) <= 1e-9 * max(1, abs(one))
