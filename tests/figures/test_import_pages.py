"""Accounts by file: what would change is shown first, and kept all at once or not at all."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.figures.cast import YEAR, a_kept_period, a_period
from tests.figures.files import A_YEAR, freee, local_benchmark, upload, yayoi
from tests.figures.test_papers import SHOP
from tests.records.cast import a_firm, told

from banso.core import clock
from banso.core.money import EXAMPLES
from banso.figures.actions import forget_old_imports
from banso.figures.documents.template import TemplateSheet, template_workbook
from banso.figures.models import AccountName, FinancialStatement, StatementImport
from banso.figures.rules.accounts import Form
from banso.figures.rules.sheet import sheet_for, value_of
from banso.figures.rules.template_sheet import MARK
from banso.registry.models import Business, LegalForm

FOLLOWS = {**YEAR, "opening_inventory": 1_500_000}


def bring(
    client: Client, content: bytes, name: str = "kessan.xlsx", *, of: Business | None = None
) -> HttpResponse:
    where = reverse("figures:bring-for", args=[of.public_id]) if of else reverse("figures:bring")
    return client.post(where, {"file": upload(content, name)}, follow=True)


def agree(client: Client, preview: HttpResponse, **more: object) -> HttpResponse:
    page = preview.context["page"]
    brought = preview.context["brought"]
    sent = {
        "seen": [one.mark for one in page.accepted],
        "confirmed": [remark.in_words for remark in page.asked],
        **more,
    }
    return client.post(reverse("figures:import-apply", args=[brought.public_id]), sent, follow=True)


def states(preview: HttpResponse) -> list[tuple[str, str]]:
    return [(one.draft.business_name, one.state) for one in preview.context["page"].planned]


def why(preview: HttpResponse) -> list[tuple[str, str]]:
    return [
        (each.place, each.words) for one in preview.context["page"].planned for each in one.problems
    ]


def by_hand(business: Business, cells: dict[str, object]) -> bytes:
    """Our template as a person filled it, with one period in column C."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("1")
    sheet.write(0, 0, MARK)
    sheet.write_row(2, 0, ["business", business.name, str(business.public_id)])
    for at, (code, cell) in enumerate(cells.items(), start=4):
        sheet.write_row(at, 0, [code, "", cell])
    book.close()
    return target.getvalue()


DAYS = {"starts_on": "2025/4/1", "ends_on": "R8.3.31", "form": "法人の決算書", "typed_in": "千円"}


def test_what_a_template_was_filled_with_comes_back_unchanged(
    as_sato: Client, sakura: Business
) -> None:
    for year, amounts in ((2025, YEAR), (2026, FOLLOWS)):
        a_kept_period(sakura, year, amounts, typed_in="thousand-yen")
    answer = as_sato.get(reverse("figures:template", args=[sakura.public_id]))
    preview = bring(as_sato, answer.content)
    assert states(preview) == [(sakura.name, "変わらない"), (sakura.name, "変わらない")]
    assert "取り込める期がありません" in preview.content.decode()


def test_many_businesses_are_brought_in_at_once_after_a_yes(
    as_sato: Client, sakura: Business
) -> None:
    twin = a_firm("もみじ食堂", sakura)
    kept = a_kept_period(sakura, 2025)
    changed = {**YEAR, "wages": 9_100_000, "other_selling_and_admin": 10_600_000}
    content = template_workbook(
        [
            TemplateSheet(
                sakura, [a_period(sakura, 2025, changed), a_period(sakura, 2026, FOLLOWS)]
            ),
            TemplateSheet(twin, [a_period(twin, 2026, {"sales": 500}, form="proprietor")]),
        ]
    )
    preview = bring(as_sato, content)
    assert states(preview) == [(sakura.name, "変更"), (sakura.name, "登録"), ("もみじ食堂", "登録")]
    page = told(preview.content.decode())
    assert "給料賃金　<del>9,000,000円</del> → <ins>9,100,000円</ins>" in page
    assert FinancialStatement.objects.count() == 1
    answer = agree(as_sato, preview)
    page = answer.content.decode()
    assert "3期の決算を取り込みました" in page
    for firm in (sakura, twin):
        assert f'href="{reverse("figures:periods", args=[firm.public_id])}"' in page
    kept.refresh_from_db()
    assert (kept.amounts, kept.version, kept.source) == (changed, 2, "kessan.xlsx")
    assert FinancialStatement.objects.count() == 3
    assert not StatementImport.objects.exists()


def cells_of(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_new_firm_gets_three_years_and_no_code_to_look_at(
    as_sato: Client, sakura: Business
) -> None:
    answer = as_sato.get(reverse("figures:template", args=[sakura.public_id]))
    rows = {str(row[0]): row for row in cells_of(answer.content)}
    assert [day.isoformat() for day in rows["ends_on"][2:5]] == [
        "2024-03-31", "2025-03-31", "2026-03-31",
    ]  # fmt: skip
    with ZipFile(BytesIO(answer.content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<col min="1" max="1"[^>]*hidden="1"', sheet)


def test_a_blank_paper_is_that_of_the_legal_form(as_sato: Client, sakura: Business) -> None:
    sakura.legal_form, sakura.corporate_number = LegalForm.SOLE_PROPRIETOR, ""
    sakura.save()
    days = {"starts_on": "2025/1/1", "ends_on": "R7.12.31"}
    preview = bring(as_sato, by_hand(sakura, {**days, "sales": 5, "family_wages": 3}))
    assert [one.draft.form for one in preview.context["page"].planned] == [Form.PROPRIETOR]


@pytest.mark.parametrize(
    ("form", "amounts"),
    [("corporation", YEAR), ("proprietor", SHOP), ("proprietor-short", {"sales": 5, "rent": 3})],
)
def test_the_formulas_of_the_template_reckon_what_the_page_does(
    sakura: Business, form: str, amounts: dict[str, int]
) -> None:
    period = a_period(sakura, 2026, amounts, form=form)
    content = template_workbook([TemplateSheet(sakura, [period])])
    with ZipFile(BytesIO(content)) as parts:
        xml = unescape(parts.read("xl/worksheets/sheet1.xml").decode())
    formulas = dict(re.findall(r'<c r="(C\d+)"[^>]*><f>(.*?)</f>', xml))
    rows = cells_of(content)
    lines = {f"C{at}": row for at, row in enumerate(rows, start=1)}
    rules = {
        row.code: row for group in sheet_for([Form(form)], outline=False) for row in group.rows
    }
    assert formulas
    for cell, formula in formulas.items():
        code = str(lines[cell][0]).removeprefix("=")
        expected = value_of(rules[code], period.as_statement())
        assert reckoned(formula, lines) == (expected or 0), code


def reckoned(formula: str, lines: dict[str, list[object]]) -> float:
    """The sum of a formula, as Excel adds it; a blank cell is nothing."""
    words = formula.partition(',"",')[2].removesuffix(")")

    def amount(cell: str) -> float:
        return float(lines[cell][2] or 0)

    words = re.sub(r"N\((C\d+)\)", lambda found: str(amount(found[1])), words)
    total = 0.0
    for sign, absolute, number in re.findall(r"([+-]?)(ABS\()?(-?[\d.]+)\)?", words):
        value = abs(float(number)) if absolute else float(number)
        total += -value if sign == "-" else value
    return total


def test_a_bad_cell_keeps_its_period_out_and_names_the_cell(
    as_sato: Client, sakura: Business
) -> None:
    preview = bring(as_sato, by_hand(sakura, {**DAYS, "sales": "たくさん", "wages": 1.2345}))
    assert why(preview) == [
        (
            "C9",
            f"「たくさん」は金額として読めません。{EXAMPLES}",
        ),
        (
            "C10",
            "「1.2345」には1円より細かい端数があります。小数は3桁まで（1円単位）にしてください。",
        ),
    ]
    assert not preview.context["page"].accepted


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"ends_on": ""}, "期末を入力してください。"),
        ({"ends_on": "R6.3.31"}, "期末が期首より前です。期首と期末を確かめてください。"),
        ({"typed_in": "百万円"}, "単位「百万円」は円か千円にしてください。"),
        ({"family_wages": 3}, "「専従者給与」は「法人の決算書」にはない行です。"),
        ({"is_closed": "たぶん"}, "「確定」か「試算」にしてください。"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    as_sato: Client, sakura: Business, cells: dict[str, object], words: str
) -> None:
    preview = bring(as_sato, by_hand(sakura, {**DAYS, "sales": 5, **cells}))
    assert words in [said for _, said in why(preview)]


def test_another_offices_business_is_refused(
    as_sato: Client, as_tanaka: Client, sakura: Business
) -> None:
    content = template_workbook([TemplateSheet(sakura, [a_period(sakura, 2026)])])
    preview = bring(as_tanaka, content)
    assert states(preview) == [(sakura.name, "受け付けない")]
    brought = preview.context["brought"]
    assert as_sato.get(reverse("figures:import", args=[brought.public_id])).status_code == 404


def test_a_period_changed_after_the_preview_is_shown_again(
    as_sato: Client, sakura: Business
) -> None:
    kept = a_kept_period(sakura, 2026)
    content = template_workbook(
        [TemplateSheet(sakura, [a_period(sakura, 2026, {"sales": 40_000_000})])]
    )
    preview = bring(as_sato, content)
    kept.save_edit(seen_version=1)
    answer = agree(as_sato, preview)
    assert answer.status_code == 422
    assert "確かめたあとに" in answer.content.decode()
    kept.refresh_from_db()
    assert kept.amounts == YEAR


def test_what_is_odd_in_a_file_needs_its_yes(as_sato: Client, sakura: Business) -> None:
    a_kept_period(sakura, 2025)
    content = template_workbook(
        [TemplateSheet(sakura, [a_period(sakura, 2026, {"sales": 48_000})])]
    )
    preview = bring(as_sato, content)
    assert "円と千円を取り違えていませんか" in preview.content.decode()
    assert agree(as_sato, preview, confirmed=[]).status_code == 422
    assert FinancialStatement.objects.count() == 1
    agree(as_sato, preview)
    assert FinancialStatement.objects.count() == 2


def test_overlapping_periods_of_a_file_are_refused_together(
    as_sato: Client, sakura: Business
) -> None:
    a_kept_period(sakura, 2025)
    late = a_period(sakura, 2026, {"sales": 5}, starts_on=date(2025, 3, 1))
    preview = bring(as_sato, template_workbook([TemplateSheet(sakura, [late])]))
    assert "が重なっています" in why(preview)[0][1]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "ファイルが空です"),
        (b"PK\x03\x04broken", "a.xlsx", "壊れて"),
        (b"%PDF-1.4 ...", "a.xlsx", "PDF は表として読めません"),
        ("品名,数\nうどん,3\n".encode(), "a.csv", "伴走の決算のひな形ではありません"),
        (b"\x00\x01\x02\x03" * 9, "a.bin", "Excel でも CSV でもない"),
    ],
)
def test_any_other_file_is_refused_in_words(
    as_sato: Client, content: bytes, name: str, words: str
) -> None:
    answer = bring(as_sato, content, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StatementImport.objects.exists()


def test_an_unknown_table_of_one_business_is_refused_with_what_can_be_read(
    as_sato: Client, sakura: Business
) -> None:
    answer = bring(as_sato, "品名,数\nうどん,3\n".encode(), "a.csv", of=sakura)
    assert "弥生の仕訳日記帳（25列）" in answer.content.decode()


def test_a_journal_asks_for_unknown_names_once_and_remembers(
    as_sato: Client, sakura: Business
) -> None:
    entries = [*A_YEAR, ("2025/07/01", "ポイント販促", "普通預金", 7_000, "")]
    preview = bring(as_sato, yayoi(entries), "shiwake.txt", of=sakura)
    assert "まだ決めていない科目があります" in why(preview)[0][1]
    assert "損益計算書だけを作ります" in preview.content.decode()
    settle = {
        "starts_on": "R7.4.1", "ends_on": "R8.3.31", "form": "corporation", "name_0": "advertising",
    }  # fmt: skip
    brought = preview.context["brought"]
    url = reverse("figures:import", args=[brought.public_id])
    settled = as_sato.post(url, settle, follow=True)
    assert states(settled) == [(sakura.name, "登録")]
    agree(as_sato, settled)
    assert FinancialStatement.objects.get().amounts == {
        "sales": 1_200_000,
        "purchases": 500_000,
        "closing_inventory": 80_000,
        "wages": 300_000,
        "advertising": 7_000,
        "depreciation": 100_000,
    }
    assert AccountName.objects.get().code == "advertising"
    again = bring(as_sato, freee(entries), "freee.csv", of=sakura)
    assert states(again) == [(sakura.name, "変わらない")]


def test_the_whole_mapping_is_shown_with_who_settled_it_and_can_be_mended(
    as_sato: Client, sakura: Business
) -> None:
    entries = [*A_YEAR, ("2025/07/01", "ポイント販促", "普通預金", 7_000, "")]
    first = bring(as_sato, freee(entries), "freee.csv", of=sakura)
    days = {"starts_on": "R7.4.1", "ends_on": "R8.3.31", "form": "corporation"}
    url = reverse("figures:import", args=[first.context["brought"].public_id])
    as_sato.post(url, {**days, "name_0": "advertising"})
    twin = a_firm("もみじ食堂", sakura)
    preview = bring(as_sato, freee(entries), "freee.csv", of=twin)
    mapping = preview.context["form"].mapping
    assert [(one.name, one.side, one.size, one.field.value()) for one in mapping[:2]] == [
        ("普通預金", "借方", 893_000, "deposits"),
        ("売上高", "貸方", 1_200_000, "sales"),
    ]
    page = told(preview.content.decode())
    assert "前に決めた：佐藤 さくらさんが令和8年11月20日に決めた" in page
    at = [one.name for one in mapping].index("ポイント販促")
    url = reverse("figures:import", args=[preview.context["brought"].public_id])
    mended = as_sato.post(url, {**days, f"known_{at}": "entertainment"}, follow=True)
    assert mended.context["page"].planned[0].draft.amounts["entertainment"] == 7_000
    assert [(one.name, one.code) for one in AccountName.objects.all()] == [
        ("ポイント販促", "entertainment")
    ]


def test_books_that_do_not_balance_are_said_before_anything_is_kept(
    as_sato: Client, sakura: Business
) -> None:
    entries = [*A_YEAR, ("2025/08/01", "旅費交通費", "", 7_000, "")]
    page = told(bring(as_sato, yayoi(entries), "shiwake.txt", of=sakura).content.decode())
    assert "借方と貸方が合わない日があります（全体の差は7,000円）" in page
    assert "令和7年8月1日：借方 − 貸方 ＝ 7,000円" in page


def test_a_journal_leaves_the_balance_sheet_that_is_kept(as_sato: Client, sakura: Business) -> None:
    a_kept_period(sakura, 2026)
    preview = bring(as_sato, freee(A_YEAR), "freee.csv", of=sakura)
    agree(as_sato, preview)
    kept = FinancialStatement.objects.get()
    assert (kept.amounts["sales"], kept.amounts["deposits"]) == (1_200_000, 6_000_000)


def test_the_ministrys_sheet_is_kept_as_outlines(
    as_sato: Client, sakura: Business, tmp_path: Path
) -> None:
    preview = bring(as_sato, local_benchmark(tmp_path), "locaben.xlsx", of=sakura)
    assert states(preview) == [(sakura.name, "登録")] * 3
    agree(as_sato, preview)
    kept = FinancialStatement.objects.latest_periods(3)
    assert [(row.ends_on.year, row.is_outline) for row in kept] == [
        (2024, True), (2025, True), (2026, True),
    ]  # fmt: skip
    page = as_sato.get(reverse("figures:enter", args=[sakura.public_id]))
    assert 'value="46,000"' in page.content.decode()


def test_leaving_a_file_keeps_nothing(as_sato: Client, sakura: Business) -> None:
    preview = bring(as_sato, freee(A_YEAR), "freee.csv", of=sakura)
    brought = preview.context["brought"]
    as_sato.post(reverse("figures:import-discard", args=[brought.public_id]))
    assert not StatementImport.objects.exists()
    assert not FinancialStatement.objects.exists()


def test_what_nobody_agreed_to_is_cleared_away_after_two_weeks(
    as_sato: Client, sakura: Business
) -> None:
    bring(as_sato, freee(A_YEAR), "freee.csv", of=sakura)
    assert forget_old_imports() == 0
    with clock.fixed(date(2026, 12, 5)):
        assert forget_old_imports() == 1


def test_the_list_of_businesses_leads_to_templates_for_those_chosen(
    as_sato: Client, sakura: Business
) -> None:
    twin = a_firm("もみじ食堂", sakura)
    page = as_sato.get(reverse("figures:templates"), {"q": "もみじ"}).content.decode()
    assert twin.name in page
    assert sakura.name not in page
    answer = as_sato.get(reverse("figures:template-many"), {"business": [str(sakura.public_id)]})
    preview = bring(as_sato, answer.content)
    assert "金額が1つも入っていません" in preview.content.decode()
