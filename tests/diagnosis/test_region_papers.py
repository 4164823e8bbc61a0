"""The paper of the region: what it says, and what can never be read in it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.diagnosis.paper_cast import pages, word_text
from tests.diagnosis.region_cast import (
    BEFORE,
    INSOLVENT,
    SOUND,
    a_district_of_firms,
    a_firm,
    finished,
)

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.diagnosis.actions import choose_priorities
from banso.diagnosis.documents.region import (
    NOBODY_NAMED,
    NOT_COMPARED,
    NOTHING_YET,
    RegionMaking,
    region_paper_of,
)
from banso.diagnosis.documents.region_charts import groups_chart, shares_chart
from banso.diagnosis.queries.region import region_of
from banso.diagnosis.rules.priorities import PriorityField
from banso.registry.models import Business

URL = "/diagnoses/region/paper"


def book(content: bytes) -> dict[str, list[list[object]]]:
    """The rows below the head of every sheet."""
    read = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}
    return {name: rows[_head(rows) + 1 :] for name, rows in sheets.items()}


def _head(rows: list[list[object]]) -> int:
    return next(at for at, row in enumerate(rows) if row[0] in {"課題", "順", "課題など"})


def whole_text(client: Client, **asked: str) -> str:
    """Every word of the three files, with what the workbook holds beside its cells."""
    files = {
        suffix: client.get(f"{URL}.{suffix}", asked).content for suffix in ("pdf", "docx", "xlsx")
    }
    with ZipFile(BytesIO(files["xlsx"])) as parts:
        kept = "\n".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
        )
    return "\n".join(["".join(pages(files["pdf"])), word_text(files["docx"]), kept])


def making(sakura: Business, year: int = 2026) -> RegionMaking:
    office = sakura.organisation
    return RegionMaking(region_of(office, FiscalYear(year)), office.name, "高崎市", None)


def test_the_paper_says_whose_of_which_year_for_whom_and_that_nobody_is_named(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    a_district_of_firms(sakura)
    choose_priorities(FiscalYear(2027), [PriorityField("insolvent", "半分を超えた。")], by=sato)
    answer = as_sato.get(f"{URL}.pdf", {"year": "R8", "recipient": "群馬県よろず支援拠点"})
    assert "地域の課題_令和8年度_令和8年11月20日.pdf" in unquote(
        answer.headers["Content-Disposition"]
    )
    assert b"pdfuaid" in answer.content
    said = pages(answer.content)
    for words in (
        *("高崎市群馬商工会", "地域の課題", "令和8年度", "渡す先群馬県よろず支援拠点"),
        *("作成日令和8年11月20日（金）", "令和8年度に分析を終えた15者（実数）", NOBODY_NAMED),
    ):
        assert words in said[0]
    for number, page in enumerate(said, start=1):
        assert f"{number}/{len(said)}" in page
    whole = "".join(said)
    for words in (
        *("債務超過は53.3%で、前の年の50.0%から3.3ポイント増えました。", "令和9年度の重点分野"),
        *("半分を超えた。", "純資産が0円を下回っています。", "「秘匿」としています", "出典："),
        *("指導員が理由を書いて見送った課題は、当てはまらないと数えています。",),
    ):
        assert words in whole


def test_word_holds_the_same_tables(as_sato: Client, sakura: Business) -> None:
    a_district_of_firms(sakura)
    text = word_text(as_sato.get(f"{URL}.docx").content)
    for words in (NOBODY_NAMED, "53.3%", "製造業", "秘匿", "債務超過53.3%"):
        assert words in text


def test_the_workbook_has_the_numbers_of_the_page_and_leaves_hidden_cells_empty(
    as_sato: Client, sakura: Business
) -> None:
    a_district_of_firms(sakura)
    sheets = book(as_sato.get(f"{URL}.xlsx").content)
    assert [*sheets] == ["課題ごと", "業種別", "地区別", "重点分野", "数え方"]
    whole = {row[0]: row[1:] for row in sheets["課題ごと"]}
    assert whole["債務超過"] == [15, 8, 0.533, 0.5, "＋3.3ポイント", "", 0]
    groups = {row[1]: row[2:] for row in sheets["業種別"] if row[0] == "債務超過"}
    assert groups == {
        "建設業": ["", "", "", "", "—", "秘匿　前の年度：—"],
        "製造業": [8, 4, 0.5, 0.5, "変わらない", ""],
        "小売業": ["", "", "", "", "—", "秘匿　前の年度：—"],
        "合計": [15, 8, 0.533, 0.5, "＋3.3ポイント", ""],
    }


def test_no_file_names_a_business(as_sato: Client, sakura: Business) -> None:
    a_district_of_firms(sakura)
    text = whole_text(as_sato, recipient="高崎市")
    assert "高崎市" in text
    for word in ("ひみつ", "さくら製麺", "桜井", sakura.corporate_number, "佐藤"):
        assert word not in text


def test_what_is_hidden_stands_in_no_file_and_no_chart(sakura: Business, as_sato: Client) -> None:
    """建設業 has 1 of 1, 小売業 3 of 6: neither, nor what they are together, may be told."""
    a_district_of_firms(sakura)
    rows = making(sakura).region.rows("insolvent", "industry")
    hidden = [row for row in rows if row.line.is_hidden]
    assert [row.line.name for row in hidden] == ["建設業", "小売業"]
    assert all((row.line.known, row.line.having) == (None, None) for row in hidden)
    drawn = groups_chart([(row.line.name, row.move.now) for row in rows])["data"]["values"]
    assert {row["name"]: (row["share"], row["at"], row["said"]) for row in drawn} == {
        "建設業": (None, 0, "秘匿"),
        "製造業": (50.0, 50.0, "50.0%"),
        "小売業": (None, 0, "秘匿"),
        "合計": (53.3, 53.3, "53.3%"),
    }
    sheet = book(as_sato.get(f"{URL}.xlsx").content)["業種別"]
    insolvent = [row for row in sheet if row[0] == "債務超過"]
    numbers = [row[2:5] for row in insolvent if row[1] in {"建設業", "小売業"}]
    assert {cell for row in numbers for cell in row} == {""}


def test_a_total_that_is_small_is_hidden_everywhere(as_sato: Client, sakura: Business) -> None:
    for at in range(6):
        finished(a_firm(sakura, f"店{at}"), amounts=INSOLVENT if at < 2 else SOUND)
    spreads = making(sakura).region.spreads
    drawn = shares_chart(spreads, "令和8年度")["data"]["values"]
    assert next(row for row in drawn if row["name"] == "債務超過")["said"] == "秘匿"
    sheets = book(as_sato.get(f"{URL}.xlsx").content)
    assert next(row for row in sheets["課題ごと"] if row[0] == "債務超過")[1:4] == ["", "", ""]
    pdf = "".join(pages(as_sato.get(f"{URL}.pdf").content))
    assert re.search("純資産が0円を下回っています。合計を含めて、すべての区分が秘匿です。", pdf)
    assert "33.3%" not in whole_text(as_sato)


def test_where_one_or_two_joined_the_year_before_is_kept_back(
    as_sato: Client, sakura: Business
) -> None:
    for at in range(9):
        firm = a_firm(sakura, f"店{at}")
        finished(firm, amounts=INSOLVENT if at % 2 else SOUND)
        if at:
            finished(firm, BEFORE, amounts=INSOLVENT if at % 2 else SOUND)
    text = whole_text(as_sato)
    assert NOT_COMPARED in text
    for words in ("前の年の", "前の年度の割合", "令和7年度", "50.0%"):
        assert words not in text
    assert "44.4%" in text
    offered = as_sato.get("/diagnoses/region/priorities/").context["form"].initial
    assert offered["reason_1"] == "分かっている9者のうち4者（44.4%）です。"


def test_without_a_year_before_nothing_is_compared_nor_excused(
    as_sato: Client, sakura: Business
) -> None:
    for at in range(9):
        finished(a_firm(sakura, f"店{at}"), amounts=INSOLVENT if at % 2 else SOUND)
    text = whole_text(as_sato)
    assert "44.4%" in text
    assert "前の年" not in text


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_a_year_without_analyses_is_said_to_have_none(
    as_sato: Client, sakura: Business, suffix: str
) -> None:
    answer = as_sato.get(f"{URL}.{suffix}")
    assert answer.status_code == 200
    if suffix == "pdf":
        assert NOTHING_YET in "".join(pages(answer.content))


def test_the_paper_is_as_good_on_any_day(sakura: Business) -> None:
    a_district_of_firms(sakura)
    with clock.fixed(date(2027, 4, 2)):
        paper = region_paper_of(making(sakura))
    assert (paper.printed_on, paper.period) == (
        "令和9年4月2日（金）",
        "令和8年度に分析を終えた15者（実数）",
    )
