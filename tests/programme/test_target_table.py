"""The target table as a whole: every cell of a small plan, unknown apart, at a constant cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.programme.cast import a_result
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.programme.actions import agree_definition
from banso.programme.queries import Plan, YearRow, furthest_behind, period_table, year_table
from banso.registry.models import Business

R7, R8 = FiscalYear(2025), FiscalYear(2026)


def cells(row: YearRow) -> tuple[object, ...]:
    """A row as the page shows it."""
    return (
        row.line.printed_name,
        row.target,
        row.first_half.shown,
        row.second_half.shown,
        row.year.shown,
        row.year.unknown,
        row.achieved.percent,
        row.outlook.value,
    )


@pytest.fixture
def worked(small_plan: Plan, sakura: Business, sato: Staff) -> Plan:
    """The small plan with some of its year done."""
    other = a_firm("みどり青果", sakura)
    a_visit(sakura, sato, date(2026, 5, 1), topics=("plan-making",))
    a_visit(sakura, sato, date(2026, 10, 5), topics=("plan-making",))
    a_visit(other, sato, date(2026, 10, 6), topics=("plan-making",))
    a_result(small_plan, "report", None, sato, on=date(2026, 10, 1))
    a_result(small_plan, "visit-rhythm", None, sato, on=date(2026, 6, 1), text="四半期毎1回")
    a_result(small_plan, "complaints", "2", sato, on=date(2026, 4, 1))
    a_result(small_plan, "complaints", None, sato, on=date(2026, 4, 2))
    return small_plan


def test_one_year_of_a_small_plan_cell_by_cell(worked: Plan) -> None:
    table = year_table(worked, R8)
    assert [(each.section.number, len(each.rows)) for each in table.sections] == [
        ("3・4", 1),
        ("5・6", 2),
        ("7", 2),
    ]
    assert [cells(row) for row in table.rows] == [
        ("調査結果の公表", 1, "−", "−", "−", 1, "−", None),
        ("①事業計画策定者数", 5, "1", "2", "2", 0, "40.0%", 3),
        ("②記念相談会", 1, "−", "−", "−", 0, "−", None),
        ("頻度", "四半期毎1回", "四半期毎1回", "−", "四半期毎1回", 0, "−", None),
        ("苦情の件数", 3, "2", "−", "2", 1, "150.0%", None),
    ]
    reasons = [row.achieved.reason for row in table.rows]
    assert reasons[0] == "入力はすべて「不明」です"
    assert [row.standing for row in table.rows] == ["−", "遅れ", "未入力", "−", "達成"]
    assert reasons[3] == "目標が文言なので、率では表せません"
    assert table.rows[0].year.reason == "入力はすべて「不明」です"
    assert table.rows[2].year.reason == "まだ入力がありません"


def test_a_year_without_a_target_says_so(worked: Plan) -> None:
    fair = year_table(worked, R7).rows[2]
    assert (fair.target, fair.achieved.reason) == (None, "この年度の目標がありません")


def test_the_whole_period_of_a_small_plan_cell_by_cell(worked: Plan) -> None:
    table = period_table(worked)
    rows = {row.line.key: row for section in table.sections for row in section.rows}
    found = {
        key: [(cell.target, cell.tally.shown, cell.is_begun) for cell in row.cells]
        for key, row in rows.items()
    }
    assert found["plans-made"] == [
        (5, "0", True),
        (5, "2", True),
        (8, "−", False),
        (8, "−", False),
    ]
    assert found["anniversary-fair"] == [
        (None, "−", True),
        (1, "−", True),
        (None, "−", False),
        (None, "−", False),
    ]
    assert found["visit-rhythm"][3] == ("毎月1回", "−", False)


def test_only_lines_that_can_be_rated_are_called_behind(worked: Plan) -> None:
    assert [row.line.key for row in furthest_behind(year_table(worked, R8))] == ["plans-made"]


def test_the_vague_mark_goes_once_the_office_has_agreed(plan: Plan, suzuki: Staff) -> None:
    def row() -> YearRow:
        return next(row for row in year_table(plan, R8).rows if row.line.key == "listed-businesses")

    assert row().is_vague
    text = "補助金の申請書だけの計画は含めない。"
    agree_definition(
        plan.programme, line="listed-businesses", text=text, on=date(2026, 6, 1), by=suzuki
    )
    assert (row().is_vague, row().definition) == (False, text)


def test_the_page_links_its_paper(worked: Plan, as_sato: Client) -> None:
    page = as_sato.get("/programme/?year=R8").content.decode()
    for name in ("targets-pdf", "targets-excel"):
        assert f"{reverse(f'programme:{name}')}?year=R8" in page
    five = as_sato.get(reverse("programme:five-years")).content.decode()
    for name in ("five-years-pdf", "five-years-excel"):
        assert reverse(f"programme:{name}") in five
    assert "不明1" in page


def test_the_table_costs_the_same_for_one_row_and_for_thirty(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    def add(number: int) -> None:
        day = date(2026, 4, 1) + timedelta(days=number)
        firm = a_firm(f"事業者{number}", sakura)
        a_visit(firm, sato, day, topics=("plan-followup", "sns", "ec"))
        a_result(plan, "listed-businesses", "1", sato, on=day, business=firm)

    def queries() -> list[int]:
        counts = []
        for url in ("/programme/?year=R8", reverse("programme:five-years")):
            with CaptureQueriesContext(connection) as asked:
                assert as_sato.get(url).status_code == 200
            counts.append(len(asked))
        return counts

    add(0)
    queries()
    once = queries()
    for number in range(1, 30):
        add(number)
    assert queries() == once
