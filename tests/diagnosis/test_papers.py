"""The five documents of an analysis: what they hold, in which files, and what they never show."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from docx.oxml.ns import qn
from tests.conftest import signed_in
from tests.diagnosis.cast import THIRD, statement
from tests.diagnosis.paper_cast import (
    AIM,
    NOT_DOING,
    PURPOSE,
    a_full_analysis,
    made,
    making,
    pages,
    rows,
    whole_text,
    word,
    word_text,
)
from tests.figures.cast import a_kept_period
from tests.records.cast import a_dispatch

from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.actions import choose_statements, open_diagnosis, plan_cash
from banso.diagnosis.models import Diagnosis, SheetEntry
from banso.diagnosis.queries import examined
from banso.diagnosis.rules.cash_flow.sheet import CashSheet
from banso.diagnosis.rules.editions import HIDDEN, Part
from banso.figures.models import FinancialStatement
from banso.figures.rules.accounts import Form
from banso.records.actions import confide, report_dispatch
from banso.records.models import DispatchReport, ExpertDispatch
from banso.registry.models import Business

SECTIONS = [
    *("ひと目でわかるまとめ", "同じ業種と比べて（ローカルベンチマーク）", "経営指標"),
    *("売上を100としたときの内訳", "期ごとの売上高と営業利益", "損益分岐点", "SWOT分析"),
    *("クロスSWOT（考えるための問い）", "課題と対応策", "90日アクション"),
    "付録：計算式・出典・注",
]


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    return a_full_analysis(sakura, sato)


def one_period(sakura: Business, sato: Staff, **facts: object) -> Diagnosis:
    """An analysis of a single year."""
    a_kept_period(sakura, 2026, **facts)
    return open_diagnosis(sakura, by=sato)


def url(diagnosis: Diagnosis, file: str = "") -> str:
    return f"/diagnoses/{diagnosis.public_id}/papers/{file}"


# ── 分析レポート ──


def test_the_report_is_a_booklet_with_whose_when_and_of_what_on_every_page(
    analysis: Diagnosis, sato: Staff
) -> None:
    told = pages(made(making(analysis, sato), "report", "pdf"))
    assert 8 <= len(told) <= 12
    for words in (
        *("社外秘", "高崎市群馬商工会", "経営分析レポート", "株式会社さくら製麺"),
        *("令和8年11月20日（金）", "令和6年3月期〜令和8年3月期（3期）", "佐藤さくら"),
    ):
        assert words in told[0]
    for number, page in enumerate(told, start=1):
        assert "高崎市群馬商工会" in page
        assert "決算：令和6年3月期〜令和8年3月期（3期）社外秘" in page
        assert f"令和8年11月20日（金）作成{number}/{len(told)}" in page
    places = [next(at for at, page in enumerate(told) if name in page) for name in SECTIONS]
    assert places == sorted(places)


def test_the_summary_gives_the_points_and_the_first_findings_in_order(
    analysis: Diagnosis, sato: Staff
) -> None:
    of = making(analysis, sato)
    summary = pages(made(of, "report", "pdf"))[1]
    first = [f"{at}.{one.title}" for at, one in enumerate(of.of.accepted[:3], start=1)]
    assert len(first) == 3
    places = [summary.index(words) for words in ("30点満点中", *first)]
    assert places == sorted(places)


def test_words_inside_the_charts_are_drawn_in_the_pdf(analysis: Diagnosis, sato: Staff) -> None:
    told = "".join(pages(made(making(analysis, sato), "report", "pdf")))
    for words in ("営業運転資本回転期間", "損益分岐点49,680", "固定費", "金額（千円）"):
        assert words in told


def test_the_pdf_is_tagged_and_every_chart_has_its_words(analysis: Diagnosis, sato: Staff) -> None:
    content = made(making(analysis, sato), "report", "pdf")
    assert b"pdfuaid" in content
    text = word_text(made(making(analysis, sato), "report", "docx"))
    assert re.findall(r'<wp:docPr[^>]* descr="([^"。]+)', text) == [
        *("6つの指標の評点のレーダーチャート", "6つの指標の評点のレーダーチャート"),
        *("期ごとの売上高と営業利益の棒", "損益分岐点の図（令和8年3月期）"),
    ]
    assert "営業利益率は3点" in text


def test_the_word_report_has_real_headings_our_font_and_page_numbers(
    analysis: Diagnosis, sato: Staff
) -> None:
    content = made(making(analysis, sato), "report", "docx")
    document = word(content)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == SECTIONS
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == ("BIZ UDGothic",) * 2
    foot = document.sections[0].footer._element.xml
    assert ('w:instr="PAGE"' in foot, 'w:instr="NUMPAGES"' in foot) == (True, True)
    told = document.core_properties
    assert (told.title, told.author) == ("経営分析レポート", "高崎市群馬商工会")
    income = next(one for one in document.tables if one.cell(1, 0).text == "売上高")
    assert [cell.text for cell in income.rows[1].cells] == [
        *("売上高", "48,000,000円", "100.0%", "98.0%"),
    ]


# ── 課題抽出シート・90日・素案 ──


def test_the_sheet_of_findings_shows_what_was_taken_up_and_what_not(
    analysis: Diagnosis, sato: Staff
) -> None:
    kept = rows(made(making(analysis, sato), "findings", "xlsx"))
    assert [row[0] for row in kept[:6]] == [
        *("課題抽出シート", "高崎市群馬商工会", "株式会社さくら製麺"),
        "令和8年11月20日（金） 作成",
        "決算：令和6年3月期〜令和8年3月期（3期）",
        "社外秘",
    ]
    own = next(row for row in kept if row[2] == "原価を知らない")
    assert own == [
        *("取り上げた課題", 3.0, "原価を知らない", "収益性", "短期", "—"),
        *("（短期）品目ごとに原価を出す", "取り上げる"),
    ]
    assert [row[7] for row in kept if row[0] == "見送り"] == ["見送る（いまは急がない）"]
    paper = "".join(pages(made(making(analysis, sato), "findings", "pdf")))
    assert all(
        words in paper for words in ("取り上げた課題（3件）", "見送り（1件）", "（いまは急がない）")
    )


def test_the_ninety_days_fit_one_page_with_room_for_the_pen(
    analysis: Diagnosis, sato: Staff
) -> None:
    (page,) = pages(made(making(analysis, sato), "ninety-days", "pdf"))
    order = [
        "0〜30日",
        "原価表を作る",
        "31〜60日",
        "値上げを申し入れる",
        "61〜90日",
        "道の駅に置く",
    ]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert all(words in page for words in (f"目的{AIM}", f"やらないこと{NOT_DOING}"))
    table = word(made(making(analysis, sato), "ninety-days", "docx")).tables[1]
    assert [row.cells[0].text for row in table.rows] == [
        *("施策", "0〜30日", "原価表を作る", "", ""),
        *("31〜60日", "値上げを申し入れる", "", "", "61〜90日", "道の駅に置く", "", ""),
    ]


def test_the_draft_of_a_plan_has_its_last_period_and_three_years_to_agree_on(
    analysis: Diagnosis, sato: Staff
) -> None:
    document = word(made(making(analysis, sato), "plan-draft", "docx"))
    assert f"{PURPOSE}（事業者の言葉）" in [one.text for one in document.paragraphs]
    frame = next(one for one in document.tables if one.cell(1, 0).text == "売上高")
    assert [[cell.text for cell in row.cells] for row in frame.rows][:2] == [
        [
            "項目",
            *("実績\n令和8年3月期", "計画\n令和9年3月期"),
            "計画\n令和10年3月期",
            "計画\n令和11年3月期",
        ],
        ["売上高", "48,000,000円", "", "", ""],
    ]
    assert [row.cells[1].text for row in frame.rows][-3:] == [
        "10,500,000円",
        "4,900,000円",
        "6.0人",
    ]


# ── what is unknown, and businesses of every kind ──


def test_a_sole_proprietor_without_balance_sheet_reads_why_and_never_nought(
    sakura: Business, sato: Staff
) -> None:
    amounts = {"sales": 8_000_000, "purchases": 3_000_000, "other_selling_and_admin": 2_500_000}
    FinancialStatement.objects.create(
        business=sakura, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31),
        form=Form.PROPRIETOR_SHORT.value, amounts=amounts,
    )  # fmt: skip
    of = making(open_diagnosis(sakura, by=sato), sato)
    told = "".join(pages(made(of, "report", "pdf")))
    assert "自己資本比率は算出不可（貸借対照表がない）です。" in told
    assert "自己資本比率、流動比率、当座比率、固定比率" in told
    frame = next(
        one
        for one in word(made(of, "plan-draft", "docx")).tables
        if one.cell(1, 0).text == "売上高"
    )
    last = {row.cells[0].text: row.cells[1].text for row in frame.rows}
    assert last["借入金"] == last["純資産"] == "算出不可（貸借対照表がない）"
    assert last["従業員数"] == "算出不可（従業員数がわからない）"


def test_one_period_without_an_industry_still_makes_every_document(
    sakura: Business, sato: Staff
) -> None:
    analysis = one_period(sakura, sato)
    Diagnosis.objects.filter(pk=analysis.pk).update(industry_code="")
    told = whole_text(making(analysis, sato))
    for words in (
        "業種と比べられません",
        "損益分岐点は算出不可です",
        "課題は、まだ挙がっていません。",
    ):
        assert words in told


def test_ten_periods_show_the_last_three_and_say_where_the_others_are(
    sakura: Business, sato: Staff
) -> None:
    kept = [a_kept_period(sakura, year) for year in range(2017, 2027)]
    analysis = open_diagnosis(sakura, by=sato)
    choose_statements(analysis, kept)
    told = pages(made(making(analysis, sato), "report", "pdf"))
    assert len(told) <= 12
    assert "直近3期を示します。これより前の7期は、画面の経営指標にあります。" in "".join(told)
    assert "（10期）" in told[0]


def test_a_short_period_says_so_among_the_notes(sakura: Business, sato: Staff) -> None:
    half = statement(THIRD, months=6)
    FinancialStatement.objects.create(
        business=sakura, starts_on=half.starts_on, ends_on=half.ends_on,
        form=half.form.value, amounts=THIRD, employees=Decimal(6),
    )  # fmt: skip
    told = "".join(pages(made(making(open_diagnosis(sakura, by=sato), sato), "report", "pdf")))
    assert "令和8年3月期（6か月）：12か月でない期は年換算（×12÷6）" in told


@pytest.mark.parametrize(
    "name", ["𠮷" * 40, "味処👩‍🍳さくら🍜", "&<b>\x0bさくら\\/:*?", "さくら" * 33]
)
def test_names_of_every_kind_are_set(sakura: Business, sato: Staff, name: str) -> None:
    analysis = one_period(sakura, sato)
    Business.objects.filter(pk=sakura.pk).update(name=name)
    assert whole_text(making(analysis, sato))
    answer = signed_in(sato).get(url(analysis, "ninety-days.pdf"))
    sent = unquote(answer["Content-Disposition"].split("''")[1])
    assert re.fullmatch(r'90日アクションプラン_[^\\/:*?"<>|]{1,60}_令和8年11月20日\.pdf', sent)


# ── the edition for handing out ──


@pytest.mark.parametrize(
    ("part", "telling"),
    [
        (Part.MONEY, r"48,000|49,680|700,000円|2,683,333|28,700|116,667"),
        (Part.DEBT, r"27\.2%|11\.0倍|10,500,000|4,900,000|70\.0年|借入が、稼ぐ力"),
        (Part.LABOUR, r"32\.5%|96\.9%|15,600,000|2,683,333|9,600,000"),
        (Part.WEAKNESS, r"Wの話|Tの話"),
    ],
)
def test_no_file_tells_what_was_left_out(
    analysis: Diagnosis, sato: Staff, part: Part, telling: str
) -> None:
    assert re.search(telling, whole_text(making(analysis, sato)))
    told = whole_text(making(analysis, sato, part))
    assert re.findall(telling, told) == []
    assert HIDDEN in told
    assert "お渡し用" in told
    assert "社外秘" not in told


def test_the_total_of_points_is_without_what_was_left_out(analysis: Diagnosis, sato: Staff) -> None:
    summary = pages(made(making(analysis, sato, Part.DEBT), "report", "pdf"))[1]
    assert "20点満点中" in summary
    assert f"自己資本比率は{HIDDEN}のため合計に入れていません。" in summary


# ── the page ──


def test_the_page_offers_every_file_in_the_edition_chosen(analysis: Diagnosis, sato: Staff) -> None:
    page = signed_in(sato).get(url(analysis), {"hide": ["debt", "labour"]}).content.decode()
    query = "?edition=handout&amp;hide=debt&amp;hide=labour"
    found = [
        link.removeprefix(url(analysis)).removesuffix(query)
        for link in re.findall(r'href="([^"]+)"', page)
        if link.endswith(query)
    ]
    assert found == [
        *("report.pdf", "report.docx", "findings.pdf", "findings.xlsx", "ninety-days.pdf"),
        *("ninety-days.docx", "break-even.xlsx", "plan-draft.pdf", "plan-draft.docx"),
    ]
    assert "お渡し用　伏せたもの：借入・純資産、人件費" in page
    assert "/disclosures/new/" in page


def test_a_file_has_a_japanese_name_and_is_kept_by_no_cache(
    analysis: Diagnosis, sato: Staff
) -> None:
    answer = signed_in(sato).get(url(analysis, "findings.xlsx"), {"edition": "handout"})
    assert unquote(answer["Content-Disposition"].split("''")[1]) == (
        "課題抽出シート_株式会社さくら製麺_お渡し用_令和8年11月20日.xlsx"
    )
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "asked", ["report.xlsx", "other.pdf", "report.pdf?hide=nothing", "report.pdf?edition=x"]
)
def test_what_does_not_exist_is_not_found_and_never_the_whole(
    analysis: Diagnosis, sato: Staff, asked: str
) -> None:
    assert signed_in(sato).get(url(analysis, asked)).status_code == 404
    assert signed_in(sato).get(url(analysis, "?hide=nothing")).status_code == 422


def test_another_office_finds_no_paper(analysis: Diagnosis, tanaka: Staff) -> None:
    client = signed_in(tanaka)
    assert {client.get(url(analysis, file)).status_code for file in ("", "report.pdf")} == {404}


def test_what_was_decided_across_swot_stands_in_place_of_the_questions(
    analysis: Diagnosis, sato: Staff
) -> None:
    def crossed() -> str:
        return "".join(pages(made(making(analysis, sato), "plan-draft", "pdf")))

    assert "強み「Sの話」×機会「Oの話」" in crossed()
    at = analysis.entries.latest("pk").written_at
    told = {"cell": "SO", "text": "道の駅で生麺を売る", "written_by": sato, "written_at": at}
    SheetEntry.objects.create(diagnosis=analysis, sheet="cross", **told)
    assert "道の駅で生麺を売る" in crossed()
    assert "強み「Sの話」×機会「Oの話」" not in crossed()


# ── what experts saw ──


def a_report(diagnosis: Diagnosis, by: Staff, on: date, findings: str) -> ExpertDispatch:
    """An expert asked for and come on one day."""
    sent = a_dispatch(diagnosis.business, by, asked_on=on, planned_on=on)
    seen = DispatchReport(on=on, findings=findings)
    report_dispatch(seen, dispatch=sent, topics=[], by=by)
    return sent


def test_the_report_tells_what_experts_saw_while_this_analysis_was_the_newest(
    analysis: Diagnosis, sato: Staff
) -> None:
    a_report(analysis, sato, date(2026, 11, 1), "前の分析のころの話。")
    a_report(analysis, sato, clock.today(), "品目ごとの原価に差がある。")
    told = "".join(pages(made(making(analysis, sato), "report", "pdf")))
    assert "専門家の見立て" in told
    assert "原価の見直し高橋健（中小企業診断士）（令和8年11月20日）" in told
    assert "品目ごとの原価に差がある。" in told
    assert "前の分析のころの話" not in told
    assert "品目ごとの原価に差がある。" in word_text(made(making(analysis, sato), "report", "docx"))


def test_the_paper_keeps_silent_of_an_expert_told_in_confidence_and_the_page_says_why(
    analysis: Diagnosis, sato: Staff
) -> None:
    sent = a_report(analysis, sato, clock.today(), "離婚の話が出ている。")
    confide(sent.report.record, by=sato)
    assert "専門家の見立て" not in "".join(pages(made(making(analysis, sato), "report", "pdf")))
    page = signed_in(sato).get(f"/diagnoses/{analysis.public_id}/").content.decode()
    assert "専門家の見立て（1件）" in page
    assert "内密の記録です。見立ては、開いた頁で読めます。レポートには載せません。" in page
    assert "離婚の話" not in page


def test_the_handed_out_report_leaves_out_what_an_expert_says_of_debts(
    analysis: Diagnosis, sato: Staff
) -> None:
    a_report(analysis, sato, clock.today(), "借入の返済を1年延ばせば回る。")
    told = "".join(pages(made(making(analysis, sato, Part.DEBT, handout=True), "report", "pdf")))
    assert "専門家の見立て" in told
    assert "返済を1年延ばせば" not in told


# ── 資金繰り ──


def planned(diagnosis: Diagnosis, opening: int) -> None:
    """Twelve months of a million in and a million out, begun with so much."""
    million = (1_000_000,) * 12
    sheet = CashSheet(
        date(2026, 12, 1), opening, million, million, (100_000,) * 12, (0,) * 12, (0,) * 12,
        earlier_sales=1_000_000, earlier_purchases=1_000_000,
    )  # fmt: skip
    plan_cash(diagnosis, sheet, seen_version=diagnosis.version)


def test_the_report_has_the_months_of_money_once_they_are_written_down(
    analysis: Diagnosis, sato: Staff
) -> None:
    planned(analysis, 1_000_000)
    paper = making(analysis, sato)
    told = "".join(pages(made(paper, "report", "pdf")))
    assert "令和9年10月に100,000円足りません。" in told
    assert "令和9年10月01,0001,100△10000▲△100" in told
    assert "令和9年10月" in word_text(made(paper, "report", "docx"))
    for part in (Part.MONEY, Part.DEBT):
        hidden = "".join(pages(made(making(analysis, sato, part, handout=True), "report", "pdf")))
        assert "足りません" not in hidden
        assert "▲" not in hidden


def test_months_that_run_short_become_a_finding(analysis: Diagnosis) -> None:
    keys = {one.rule.key for one in examined(analysis).analysis.proposal.findings}
    assert "cash-plan-short" not in keys
    planned(analysis, 1_000_000)
    (found,) = [
        one
        for one in examined(Diagnosis.objects.get(pk=analysis.pk)).analysis.proposal.findings
        if one.rule.key == "cash-plan-short"
    ]
    assert found.because == "資金繰りの予定で足りない月の数2.0か月：1か月以上"
