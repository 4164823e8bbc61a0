"""The firms chosen for a year（対象者一覧）: a workbook, and a list to print."""

from __future__ import annotations

from collections.abc import Iterable

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.documents import Column, new_workbook, typeset
from banso.core.documents.workbooks import Cell
from banso.core.era import in_era, in_era_short
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import Selection
from banso.followup.queries.choice_and_visits import choice_and_visits
from banso.followup.queries.whose import adviser_of

_COLUMNS = (
    Column("番号", 6, "number"),
    Column("事業者", 28),
    Column("地区", 12),
    Column("担当", 14),
    Column("事業計画", 30),
    Column("策定日", 12, "day"),
    Column("計画の終わり", 12, "day"),
    Column("選んだ理由", 40),
    Column("選んだ職員", 14),
    Column("廃業日", 12, "day"),
)


def chosen_excel_of(
    organisation: Organisation, year: FiscalYear, rows: Iterable[Selection]
) -> bytes:
    """The firms in the order given, numbered."""
    every = list(rows)
    beside = choice_and_visits(organisation, year, every).words
    lines = (organisation.name, in_era(clock.today()), f"{year.label}　{beside}")
    book = new_workbook("フォローアップ対象者一覧", lines)
    book.add_sheet("対象者一覧", _COLUMNS, (_row(at, one) for at, one in enumerate(every, start=1)))
    return book.content()


def _row(at: int, selection: Selection) -> list[Cell]:
    plan, business = selection.plan, selection.plan.business
    closure = getattr(business, "closure", None)
    return [
        at,
        business.name,
        business.district.name if business.district else "",
        adviser_of(business),
        plan.title,
        plan.adoption.on,
        plan.ends_on,
        selection.reason,
        selection.chosen_by.person.name,
        closure.on if closure else None,
    ]


def chosen_pdf_of(organisation: Organisation, year: FiscalYear, rows: Iterable[Selection]) -> bytes:
    """The firms as an A4 list."""
    every = list(rows)
    values = {
        "organisation": organisation.name,
        "printed_on": in_era(clock.today()),
        "period": year.label,
        "filters": choice_and_visits(organisation, year, every).words,
        "rows": [_printed(at, one) for at, one in enumerate(every, start=1)],
    }
    title = f"フォローアップ対象者一覧　{year.label}"
    return typeset("followup/documents/choice.typ", values, title=title)


def _printed(at: int, selection: Selection) -> dict[str, str]:
    plan, business = selection.plan, selection.plan.business
    closure = getattr(business, "closure", None)
    return {
        "number": f"{at}",
        "business": business.name,
        "closed": f"{in_era_short(closure.on)} 廃業" if closure else "",
        "district": business.district.name if business.district else "",
        "adviser": adviser_of(business),
        "plan": plan.title,
        "adopted": in_era_short(plan.adoption.on),
        "reason": selection.reason,
    }
