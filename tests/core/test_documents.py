"""What leaves as PDF or Excel says what was asked, in our fonts, and text stays text."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from banso.core.clock import fixed
from banso.core.documents import Column, new_workbook, typeset
from banso.core.documents.typesetting import PACKAGE

VALUES = {
    "organisation": "高崎市群馬商工会",
    "printed_on": "令和8年11月20日（金）",
    "period": "令和8年度",
    "filters": "地区：群馬",
    "rows": [[f"{number}", "髙﨑 𠮷田 さくら製麺", "1,234"] for number in range(80)],
}
TEMPLATE = """
#import "/core/documents/base.typ": *
#show: sheet
== 一覧
#ruled(
  columns: (auto, 1fr, auto),
  head: ("番号", "事業者", "件数"),
  rows: given.rows,
  figures: (2,),
)
"""


@pytest.fixture
def template() -> Iterator[str]:
    """Yield a document template inside the package for one test."""
    path = PACKAGE / "core" / "documents" / f"for_one_test_{os.getpid()}.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    yield path.relative_to(PACKAGE).as_posix()
    path.unlink()


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_bounded()


def test_a_pdf_repeats_head_foot_and_table_head_on_every_page(template: str) -> None:
    pdf = pypdfium2.PdfDocument(typeset(template, VALUES, title="事業者の一覧"))
    pages = [text_of(page) for page in pdf]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "高崎市群馬商工会" in page
        assert "令和8年11月20日（金）" in page
        assert "地区：群馬" in page
        assert f"{number} / {len(pages)}" in page
        assert "事業者" in page
        assert "件数" in page


def test_a_pdf_names_itself_and_is_tagged_for_screen_readers(template: str) -> None:
    content = typeset(template, VALUES, title="事業者の一覧")
    pdf = pypdfium2.PdfDocument(content)
    assert pdf.get_metadata_dict()["Title"] == "事業者の一覧"
    assert pdf.is_tagged()
    assert b"pdfuaid" in content
    assert b"pdfaid" in content


def test_rare_characters_of_names_are_drawn(template: str) -> None:
    pdf = pypdfium2.PdfDocument(typeset(template, VALUES, title="名前"))
    assert "髙﨑 𠮷田" in text_of(pdf[0])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("順調です🙂", "順調です〓"),
        ("👩‍🍳と👍🏽", "〓と〓"),
        ("ラーメン🍜〜♪①㈱", "ラーメン〓〜♪①㈱"),
        ("葛󠄀城", "葛城"),
        ("ﻞﻏ", "〓〓"),
    ],
)
def test_signs_that_no_font_holds_are_set_as_geta(template: str, typed: str, printed: str) -> None:
    values = VALUES | {"rows": [["1", typed, "2"]], "filters": typed}
    pdf = pypdfium2.PdfDocument(typeset(template, values, title=f"題{typed}"))
    assert printed in text_of(pdf[0])
    assert pdf.get_metadata_dict()["Title"] == f"題{printed}"


def test_the_same_values_on_the_same_day_give_the_same_pdf(template: str) -> None:
    with fixed(date(2026, 11, 20)):
        first = typeset(template, VALUES, title="同じもの")
        assert typeset(template, VALUES, title="同じもの") == first


def test_a_template_outside_the_package_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the package"):
        typeset("../../elsewhere.typ", {}, title="外")


def written(rows: list[list[object]], columns: list[Column]) -> list[list[object]]:
    book = new_workbook("目標と実績", ["高崎市群馬商工会", "令和8年度", ""])
    book.add_sheet("目標/実績", columns, rows)
    read = CalamineWorkbook.from_filelike(BytesIO(book.content()))
    assert read.sheet_names == ["目標・実績"]
    return read.get_sheet_by_index(0).to_python()


def test_a_workbook_carries_title_context_and_head_above_its_rows() -> None:
    columns = [Column("指標", 30), Column("目標", 10, "number")]
    assert written([["専門家派遣", 10]], columns) == [
        ["目標と実績", ""],
        ["高崎市群馬商工会", ""],
        ["令和8年度", ""],
        ["", ""],
        ["指標", "目標"],
        ["専門家派遣", 10.0],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+81-27", "-5", "@SUM(A1)", "https://example.jp", "007"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    assert written([[text]], [Column("備考")])[-1] == [text]


def test_values_keep_their_kind_and_unknown_stays_empty() -> None:
    columns = [
        Column("日", kind="day"),
        Column("率", kind="percent"),
        Column("件数", kind="number"),
    ]
    rows: list[list[object]] = [[date(2026, 11, 20), Decimal("0.8"), None], [None, None, 0]]
    assert written(rows, columns)[-2:] == [[date(2026, 11, 20), 0.8, ""], ["", "", 0.0]]


def test_a_sheet_without_rows_still_has_its_head() -> None:
    assert written([], [Column("指標")])[-1] == ["指標"]


def test_every_font_travels_with_its_licence() -> None:
    fonts = Path(PACKAGE / "core" / "fonts")
    families = {font.stem.split("-")[0] for font in fonts.glob("*.ttf")}
    assert families == {"BIZUDGothic", "NotoSansJP"}
    assert {licence.stem.split("-")[0] for licence in fonts.glob("*-OFL.txt")} == families
