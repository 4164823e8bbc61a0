"""The target table on paper: what PDF and workbook say, and that their numbers are numbers."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.conftest import signed_in, staff_of
from tests.programme.cast import a_result
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.programme.actions import agree_definition
from banso.programme.queries import Plan
from banso.registry.models import Business

PAPERS = ("targets-pdf", "targets-excel", "five-years-pdf", "five-years-excel")


@pytest.fixture
def worked(plan: Plan, sakura: Business, sato: Staff, suzuki: Staff) -> Plan:
    """The certified plan with a little of everything in it."""
    a_visit(sakura, sato, date(2026, 5, 1), topics=("plan-followup",))
    a_visit(sakura, sato, date(2026, 10, 1), topics=("plan-followup",))
    a_visit(a_firm("みどり青果", sakura), sato, topics=("plan-followup",))
    a_result(plan, "listed-businesses", "1", sato, business=sakura)
    a_result(plan, "listed-businesses", None, sato)
    a_result(plan, "sns-sales-growth", "3.5", sato, business=sakura)
    a_result(plan, "sns-sales-growth", "-1.25", sato)
    agree_definition(
        plan.programme,
        line="listed-businesses",
        text="冊子になったもの",
        on=date(2026, 6, 1),
        by=suzuki,
    )
    return plan


def pages_of(client: Client, name: str) -> list[str]:
    content = client.get(f"{reverse(f'programme:{name}')}?year=R8").content
    with pypdfium2.PdfDocument(content) as pdf:
        found = []
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
    return found


def sheets_of(client: Client, name: str) -> dict[str, list[list[object]]]:
    content = client.get(f"{reverse(f'programme:{name}')}?year=R8").content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}


def table_of(rows: list[list[object]]) -> list[dict[object, object]]:
    """The rows under the head row, by heading; empty cells are ``""``."""
    at = next(number for number, row in enumerate(rows) if row[0] == "指標" or row[1] == "指標")
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


@pytest.mark.parametrize("name", ["targets-pdf", "five-years-pdf"])
def test_every_page_says_whose_when_which_and_how_many(
    worked: Plan, as_sato: Client, name: str
) -> None:
    pages = pages_of(as_sato, name)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        for words in (
            "高崎市群馬商工会",
            "目標と実績",
            "令和8年11月20日（金）作成",
            "絞り込みなし（すべての指標）",
            f"{number}/{len(pages)}",
        ):
            assert words in page.replace(" ", "").replace("\u3000", "")


def test_the_year_on_paper_has_sections_both_counts_unknown_reasons_and_definitions(
    worked: Plan, as_sato: Client
) -> None:
    paper = "".join(pages_of(as_sato, "targets-pdf"))
    for words in (
        "7．事業計画策定後の実施支援に関すること",
        "フォローアップ対象事業者数",
        "延べ3",
        "実2者",
        "「−」の理由",
        "まだ入力がありません",
        "定義と注",
        "冊子になったもの",
        "令和8年6月1日 取り決め",
        "各年度の20者をどう選ぶか",
    ):
        assert words in paper.replace("\r\n", ""), words


def test_the_workbook_of_a_year_holds_numbers_and_leaves_the_unknown_empty(
    worked: Plan, as_sato: Client
) -> None:
    sheets = sheets_of(as_sato, "targets-excel")
    assert list(sheets) == ["目標と実績", "定義と注"]
    rows = {(row["項"], row["指標"]): row for row in table_of(sheets["目標と実績"])}
    assert len(rows) == 28  # every name is its own, wherever the rows are sorted to
    section = "7．事業計画策定後の実施支援に関すること"
    visits = rows[section, "頻度（延べ回数）"]
    assert [visits[name] for name in ("現状", "目標", "上期", "下期", "年間")] == [30, 80, 1, 2, 3]
    assert (visits["年間の実数（者）"], visits["年間の延べ（件）"]) == (2, 3)
    assert visits["達成率"] == 0.037
    sales = rows[section, "売上増加事業者数"]
    assert (sales["年間"], sales["不明（件）"], sales["達成率"]) == ("", 2, "")
    assert "年間：比べられる決算がまだありません" in str(sales["空欄の理由"])
    (listed,) = (row for (_, name), row in rows.items() if name.endswith("掲載事業者数"))
    assert (listed["年間"], listed["不明（件）"], listed["達成率"]) == (1, 1, 0.083)


def test_the_second_sheet_tells_definitions_and_how_to_read(worked: Plan, as_sato: Client) -> None:
    notes = table_of(sheets_of(as_sato, "targets-excel")["定義と注"])
    by_name = {note["指標"]: note for note in notes}
    made = next(note for name, note in by_name.items() if "掲載事業者数" in name)
    assert made["定義（分子・分母・対象・時点・証憑）"] == "冊子になったもの"
    assert made["取り決めた日"] == date(2026, 6, 1)
    assert made["曖昧（計画に書かれていないこと）"] == ""
    assert "この表の読み方" in by_name


def test_the_workbook_of_five_years_has_each_years_target_and_no_result_to_come(
    worked: Plan, as_sato: Client
) -> None:
    rows = table_of(sheets_of(as_sato, "five-years-excel")["目標と実績"])
    visits = next(row for row in rows if row["指標"] == "頻度（延べ回数）")
    assert [visits[f"R{year} 目標"] for year in range(8, 13)] == [80] * 5
    assert [visits[f"R{year} 実績"] for year in range(8, 13)] == [3, "", "", "", ""]
    growth = next(row for row in rows if row["R8 実績"] == 1.125)
    assert (growth["指標"], growth["R8 達成率"]) == ("②SNS活用支援事業者の売上増加率/者", 0.375)


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_has_a_japanese_name_with_the_day(
    worked: Plan, as_sato: Client, name: str
) -> None:
    answer = as_sato.get(reverse(f"programme:{name}"))
    kind, _, filename = answer["Content-Disposition"].partition("; filename*=utf-8''")
    assert kind == "attachment"
    what = "目標と実績_令和8年度" if name.startswith("targets") else "目標と実績_5年間"
    suffix = "pdf" if name.endswith("pdf") else "xlsx"
    assert unquote(filename) == f"{what}_令和8年11月20日.{suffix}"


@pytest.mark.parametrize("name", PAPERS)
def test_the_city_gets_the_paper_and_another_office_none(
    worked: Plan, as_tanaka: Client, name: str
) -> None:
    url = reverse(f"programme:{name}")
    city = staff_of(worked.programme.organisation, "市 太郎", "city@example.jp", Role.OBSERVER)
    assert signed_in(city).get(url).status_code == 200
    assert as_tanaka.get(url).status_code == 404


def test_a_plan_with_words_for_targets_prints_too(small_plan: Plan, as_sato: Client) -> None:
    assert "四半期毎1回" in "".join(pages_of(as_sato, "targets-pdf")).replace("\r\n", "")
    assert "毎月1回" in "".join(pages_of(as_sato, "five-years-pdf")).replace("\r\n", "")
    rows = table_of(sheets_of(as_sato, "targets-excel")["目標と実績"])
    assert rows[3]["目標"] == "四半期毎1回"
