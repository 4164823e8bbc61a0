"""The papers of a plan: what they say, of which version, and that nothing is cut in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import unquote

import pypdfium2
import pytest
from tests.conftest import TODAY, signed_in
from tests.diagnosis.paper_cast import pages, word, word_text
from tests.figures.cast import a_kept_period
from tests.plans.cast import APRIL, a_measure, a_plan
from tests.plans.paper_cast import ADVERT, MACHINE, a_full_plan, made, making, numbers_of_april

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.documents.blocks import pdf_of
from banso.plans.actions import (
    Confirmed,
    PlanFacts,
    adopt_plan,
    discard_plan,
    drop_measure,
    keep_kpi,
    keep_measure,
    keep_numbers,
    keep_point,
    keep_section,
    revise_plan,
)
from banso.plans.documents.forms import length_words
from banso.plans.documents.made import DOCUMENTS
from banso.plans.documents.wall import HOW
from banso.plans.documents.whole import owners_whole_of
from banso.plans.models import BusinessPlan, PlanKpi, PlanPoint, PlanVersion
from banso.plans.rules.kinds import Section, kinds
from banso.plans.rules.versions import PLACES
from banso.registry.models import Business

A3 = (1191, 842)  # points, landscape
HEADINGS = [
    *("1. 計画の本文", "2. SWOT・クロスSWOT", "3. 施策と予定", "4. 必要なお金と調達"),
    *("5. KPI（数字の目標）", "6. 数値計画", "7. 1年目の月別", "8. 数値計画の前提"),
    "9. 策定と版",
]


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    a_kept_period(sakura, 2026)
    return a_full_plan(sakura, sato)


@pytest.fixture
def adopted(plan: BusinessPlan, sato: Staff) -> BusinessPlan:
    adopt_plan(plan, on=TODAY, by=sato, confirmed=Confirmed("in-person", "桜井 花子"))
    return plan


def url(plan: BusinessPlan, file: str = "") -> str:
    return f"/plans/{plan.public_id}/papers/{file}"


def text_of(plan: BusinessPlan, name: str, number: int | None = None) -> str:
    return "".join(pages(made(making(plan, number), name, "pdf")))


# ── 完全版 ──


def test_the_whole_is_a_booklet_with_whose_which_version_and_when_on_every_page(
    adopted: BusinessPlan,
) -> None:
    told = pages(made(making(adopted, 1), "whole", "pdf"))
    assert 8 <= len(told) <= 15
    for words in (
        *("社外秘", "高崎市群馬商工会", "事業計画書", "株式会社さくら製麺", "生めんを隣町まで"),
        *("経営計画", "第1版（令和8年11月20日策定）・策定済み", "佐藤さくら"),
        "令和9年4月1日〜令和12年3月31日（3年）",
    ):
        assert words in told[0]
    for number, page in enumerate(told, start=1):
        foot = "計画期間：令和9年4月1日〜令和12年3月31日（3年）第1版・策定済み社外秘"
        assert foot in page
        assert f"令和8年11月20日（金）作成{number}/{len(told)}" in page
    assert "見出しの出典：高崎市群馬商工会経営発達支援計画6." in told[-1]


def test_a_yes_given_on_a_past_day_of_adoption_is_printed_with_that_day(
    sakura: Business, sato: Staff
) -> None:
    plan = a_plan(sakura, sato)
    BusinessPlan.objects.filter(pk=plan.pk).update(opened_on=date(2026, 8, 1))
    yes = Confirmed("in-person", "桜井 花子")
    adopt_plan(plan, on=date(2026, 8, 20), by=sato, confirmed=yes)
    told = text_of(BusinessPlan.objects.get(pk=plan.pk), "whole", 1)
    assert "桜井花子さん対面で確認（令和8年8月20日）" in told


def test_the_whole_has_every_part_in_order_with_what_the_owner_was_asked(
    adopted: BusinessPlan,
) -> None:
    document = word(made(making(adopted, 1), "whole", "docx"))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert heads == HEADINGS
    told = text_of(adopted, "whole", 1)
    for section in kinds()["management"].sections:
        assert f"問い：{section.ask}" in told
        assert f"{section.ja}：3年で客を2,000人増やす。" in told
    for words in (
        *(MACHINE, ADVERT, "桜井花子さん対面で確認（令和8年11月20日）", "強み×機会の二つ目の話"),
        "費用3,050,000円に対して調達が20,000円足りません。費用の書かれていない施策が1件あります。",
        "粗利率58.3%60%令和12年3月31日大きいほどよい",
        "設備「製麺機」：3,000,000円、令和9年7月に買う。10年の定額法。",
        "借入「設備資金」：2,000,000円、年1.5%。令和9年7月に借りる。",
        "年の売上の月への分け方：4月8.0%、5月7.0%",
        "図にありません。",
    ):
        assert words in told


def test_the_figures_are_those_of_the_rules_in_thousands(adopted: BusinessPlan) -> None:
    tables = word(made(making(adopted, 1), "whole", "docx")).tables
    income = next(one for one in tables if one.cell(1, 0).text == "売上高")
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in income.rows}
    assert rows["売上高"] == ["48,000", "48,000", "52,380", "56,400"]
    assert rows["経常利益"] == ["△980", "△1,254", "1,090", "3,311"]
    assert rows["粗利率"] == ["—", "57.7%", "57.4%", "57.1%"]
    assert rows["従業員数"] == ["6.0人"] * 4
    months = next(
        one for one in tables if one.cell(0, 1).text == "売上高" and "月" in one.cell(0, 0).text
    )
    assert [cell.text for cell in months.rows[13].cells][:3] == ["合計", "48,000", "20,320"]
    assert months.cell(1, 0).text == "令和9年4月"


def test_a_blank_in_the_figures_reads_why_and_never_nought(plan: BusinessPlan) -> None:
    given = numbers_of_april()
    second = replace(given.years[1], margin=None)
    keep_numbers(
        plan,
        replace(given, years=(given.years[0], second, given.years[2])),
        seen_version=plan.version,
    )
    told = text_of(plan, "whole")
    assert "2年目の損益は算出不可です（「店頭」の粗利率が未入力）。" in told
    assert "貸借・資金は算出不可です（2年目：「店頭」の粗利率が未入力）。" in told
    assert "売上総利益28,00027,680算出不可32,232" in told


def test_a_succession_plan_has_its_table_and_an_innovation_plan_its_goals(
    sakura: Business, sato: Staff
) -> None:
    a_kept_period(sakura, 2026)
    table = text_of(a_full_plan(sakura, sato, PlanFacts("succession", "承継", APRIL)), "whole")
    assert "後継者桜井花子承継の道親族内" in table
    assert "年齢68歳69歳70歳" in table
    assert "持株100%60%0%" in table
    goals = text_of(a_full_plan(sakura, sato, PlanFacts("innovation", "革新", APRIL, 5)), "whole")
    assert "付加価値額（または1人当たり）は達成：15.0%以上に対して" in goals
    assert "経営革新の伸び率：中小企業等経営強化法に基づく経営革新計画の指針" in goals


def test_what_was_dropped_is_out_of_the_sums_and_named(plan: BusinessPlan, sato: Staff) -> None:
    gone = keep_measure(a_measure(plan, "看板を替える", cost_yen=900_000))
    drop_measure(gone, on=TODAY, reason="高い", by=sato)
    told = text_of(plan, "whole")
    assert "取りやめた施策：看板を替える（令和8年11月20日）" in told
    assert "費用3,050,000円に対して" in told


# ── 版 ──


def test_an_old_version_prints_as_it_was_and_says_which_is_in_force(
    adopted: BusinessPlan, sato: Staff
) -> None:
    old = {name: text_of(adopted, name, 1) for name in ("wall", "whole")}
    assert "第1版の案" not in old["whole"]
    keep_section(adopted, "philosophy", "新しい理念", seen_version=1)
    adopted.refresh_from_db()
    keep_numbers(
        adopted,
        replace(numbers_of_april(), own_money=5_000_000),
        seen_version=adopted.version,
    )
    draft = text_of(adopted, "whole")
    assert "第2版の案・改訂の作成中" in draft
    assert "第1版のあとに変わったこと（まだ版になっていません）" in draft
    later = date(2027, 2, 1)
    with clock.fixed(later):
        revise_plan(adopted, on=later, reason="道の工事", by=sato)
    for name, before in old.items():
        now = text_of(adopted, name, 1)
        assert "新しい理念" not in now
        assert "前の版（いまは第2版）" in now
        assert now.replace("前の版（いまは第2版）", "策定済み") == before
    newest = text_of(adopted, "whole", 2)
    assert "新しい理念" in newest
    assert "第2版（令和9年2月1日改訂）・策定済み" in newest
    assert "第2版で変わったこと" in newest
    assert "道の工事" in newest


def test_an_old_version_whose_figures_would_be_others_today_keeps_its_own(
    adopted: BusinessPlan,
) -> None:
    version = PlanVersion.objects.get(plan=adopted)
    version.snapshot["results"][0]["sales"] = 47_999_000
    PlanVersion.objects.filter(pk=version.pk).update(snapshot=version.snapshot)
    told = text_of(adopted, "whole", 1)
    assert "この版が作られたときと、いまの計算のきまりが違うため" in told
    assert "売上高47,99952,38056,400" in told
    assert "47,999" in text_of(adopted, "wall", 1)


def test_a_discarded_plan_says_so(plan: BusinessPlan, sato: Staff) -> None:
    discard_plan(plan, by=sato)
    assert "案・破棄した計画" in text_of(plan, "wall")


# ── 1枚版 ──


def sizes(content: bytes) -> list[tuple[int, int]]:
    return [tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(content)]


def test_the_wall_is_one_sheet_of_a3_with_everything_on_it(adopted: BusinessPlan) -> None:
    content = made(making(adopted, 1), "wall", "pdf")
    assert sizes(content) == [A3]
    (page,) = pages(content)
    for words in (
        *("生めんを隣町まで", "株式会社さくら製麺", "第1版（令和8年11月20日策定）・策定済み"),
        *(
            "経営理念・大切にしていること",
            "事業の方向性・将来の姿",
            *(f"{ja}の話" for ja in PLACES.values()),
        ),
        *("売上高48,00052,38056,400", "年末の現預金1,2076522,104", "58.3%→60%", "0件→3件"),
        *("桜井実", "R9.10.1〜R11.3.31", "わたしの約束", "署名", "計画期間：令和9年4月1日"),
    ):
        assert words in page
    assert HOW not in page
    document = word(made(making(adopted, 1), "wall", "docx"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    deeds = next(one for one in document.tables if one.cell(0, 0).text == "施策")
    assert [cell.text for cell in deeds.rows[2].cells][3:] == ["", "■", "■", "■", "", ""]


def test_the_wall_of_a_succession_begins_with_its_table_beside_what_is_written(
    sakura: Business, sato: Staff
) -> None:
    plan = a_full_plan(sakura, sato, PlanFacts("succession", "花子に継ぐ", APRIL, 5))
    content = made(making(plan), "wall", "pdf")
    assert sizes(content) == [A3]
    (page,) = pages(content)
    assert "事業承継計画表後継者：桜井花子承継の道：親族内" in page
    for words in ("現経営者の年齢68歳69歳70歳71歳72歳", "5年目の方針：取引先に紹介する"):
        assert words in page
    assert page.index("事業承継計画表") < page.index("経営者の思い")
    assert "会社の定款" not in page  # a row in which nothing stands
    assert "強みの話" in page
    assert "強み×機会の話" not in page  # the crossings stand in the booklet
    document = word(made(making(plan), "wall", "docx"))
    assert [cell.text for cell in document.tables[0].rows[0].cells][:2] == ["項目", "1年目"]


def test_a_succession_of_which_nothing_is_written_has_its_rows_for_the_pen(
    sakura: Business, sato: Staff
) -> None:
    plan = a_plan(sakura, sato, PlanFacts("succession", "継ぐ人を決める", APRIL))
    page = text_of(plan, "wall")
    for words in ("後継者：未定", "後継者の教育（社外）", "会社の定款"):
        assert words in page
    assert "強み" not in page


@pytest.mark.parametrize("kind", ["succession", "founding", "equipment"])
def test_what_is_not_written_gets_no_page_of_its_own(
    sakura: Business, sato: Staff, kind: str
) -> None:
    plan = a_plan(sakura, sato, PlanFacts(kind, "計画", APRIL))
    found = pages(made(making(plan), "whole", "pdf"))
    assert len(found) == 2, "the cover, and all else"
    blank = found[1].partition("まだ書かれていないところ")[2]
    assert "施策は、まだ書かれていません。" in blank
    assert blank.count("数値計画は、まだ書かれていません。") == 1


def test_what_is_not_checked_stands_on_the_offices_copy_and_on_no_paper_of_the_owner(
    adopted: BusinessPlan,
) -> None:
    of = making(adopted, 1)
    wall, whole = ("".join(pages(made(of, name, "pdf"))) for name in ("wall", "whole"))
    own = "".join(pages(pdf_of(owners_whole_of(of))))
    assert "公式の様式はない（未確認）" in whole
    for paper in (wall, own):
        assert "未確認" not in paper
        assert "見出しの出典：高崎市群馬商工会経営発達支援計画" in paper


@pytest.mark.parametrize("kind", ["founding", "sustainability", "equipment"])
def test_kinds_without_swot_show_their_other_headings_on_the_wall(
    sakura: Business, sato: Staff, kind: str
) -> None:
    content = made(making(a_full_plan(sakura, sato, PlanFacts(kind, "計画", APRIL))), "wall", "pdf")
    assert sizes(content) == [A3]
    (page,) = pages(content)
    for section in kinds()[kind].sections:
        assert re.sub(r"\s+", "", f"{section.ja}：3年で客を2,000人増やす。") in page


def swollen(plan: BusinessPlan) -> None:
    """As much of everything as is taken."""
    for section in plan.kind_of.sections:
        keep_section(plan, section.key, ("味処👩‍🍳で\n𠮷日を祝う。" * 400)[:4000])
    for place in PLACES:
        for at in range(12):
            keep_point(PlanPoint(plan=plan, place=place, text=f"{at}番の話。" + "長" * 280))
    for at in range(40):
        span = {"starts_on": APRIL, "ends_on": APRIL + timedelta(days=40 * at)}
        keep_measure(
            a_measure(plan, f"{at}番の策。" + "策" * 280, doer="名" * 60, cost_yen=10**14, **span)
        )
    for at in range(18):
        much = {"base": Decimal(10) ** 14, "target": -(Decimal(10) ** 14)}
        keep_kpi(PlanKpi(plan=plan, name=f"{at}番" + "数" * 50, unit="円", by_on=APRIL, **much))


def test_as_much_as_is_taken_still_hangs_on_one_sheet_and_what_is_left_out_is_said(
    sakura: Business, sato: Staff
) -> None:
    plan = a_plan(sakura, sato, PlanFacts("management", "味処👩‍🍳" * 20, APRIL, 5))
    swollen(plan)
    content = made(making(plan), "wall", "pdf")
    assert sizes(content) == [A3]
    (page,) = pages(content)
    assert re.sub(r"\s+", "", HOW) in page
    assert len(re.findall(r"ほか\d+件は完全版にあります。", page)) == 2
    whole = text_of(plan, "whole")
    assert whole.count("𠮷日を祝う。") >= 8 * 300
    for at in range(40):
        assert f"{at + 1}.{at}番の策。" in whole
    assert whole.count("策") >= 2 * 40 * 280, "in the table of measures and in that of money"
    assert "数値計画は、まだ書かれていません。" in whole


def test_a_plan_just_begun_makes_every_paper(sakura: Business, sato: Staff) -> None:
    plan = a_plan(sakura, sato)
    wall, whole = text_of(plan, "wall"), text_of(plan, "whole")
    for words in ("（まだ書かれていません）", "施策は、まだ書かれていません。", "KPIは、まだ"):
        assert words in wall
        assert words in whole
    assert "まだ策定していません。この書類は案です。" in whole


@pytest.mark.parametrize("name", ["𠮷" * 40, "味処👩‍🍳さくら🍜", "&<b>\x0bさくら\\/:*?"])
def test_names_of_every_kind_are_set(sakura: Business, sato: Staff, name: str) -> None:
    plan = a_plan(sakura, sato)
    Business.objects.filter(pk=sakura.pk).update(name=name)
    of = making(plan)
    assert all(made(of, "wall", suffix) for suffix in ("pdf", "docx"))
    answer = signed_in(sato).get(url(plan, "wall.pdf"))
    sent = unquote(answer["Content-Disposition"].split("''")[1])
    assert re.fullmatch(r'事業計画_1枚版_[^\\/:*?"<>|]{1,60}_案_令和8年11月20日\.pdf', sent)


# ── 様式用テキスト ──


def test_the_text_for_a_form_counts_what_is_written_against_what_may_be(
    sakura: Business, sato: Staff
) -> None:
    plan = a_full_plan(sakura, sato, PlanFacts("sustainability", "補助金", APRIL))
    keep_section(plan, "project", "あ" * 20 + "\n" + "い" * 15, seen_version=1)
    content = made(making(plan), "form", "txt")
    told = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "\n" not in told.replace("\r\n", "")
    assert "■ 補助事業計画1 補助事業の名前　[35字／30字まで。5字超えています]" in told
    assert f"{'あ' * 20}\r\n{'い' * 15}" in told
    assert "申請する回の公募要領と最新の様式を必ず確かめてから" in told
    paper = word_text(made(making(plan), "form", "docx"))
    assert "35字／30字まで。5字超えています" in paper
    assert "最新の様式を必ず確かめてから" in paper
    assert "1/1" in text_of(plan, "form")


def test_the_length_is_told_with_and_without_a_limit() -> None:
    section = Section("a", "甲", "問い")
    assert length_words(section, "あい\nう") == "3字"
    assert (
        length_words(replace(section, limit=1000, is_needed=False), "")
        == "0字／1,000字まで（任意）"
    )


# ── the page ──


def links(page: str, plan: BusinessPlan) -> list[str]:
    found = re.findall(r'href="([^"]+)"', page)
    own = (link.removeprefix(url(plan)) for link in found if link.startswith(url(plan)))
    return [link for link in own if link]


def test_the_page_offers_every_file_of_the_version_in_force(
    adopted: BusinessPlan, sato: Staff
) -> None:
    page = signed_in(sato).get(url(adopted)).content.decode()
    assert links(page, adopted) == [
        *("wall.pdf?version=1", "wall.docx?version=1", "whole.pdf?version=1"),
        *("whole.docx?version=1", "figures.xlsx?version=1"),
    ]
    assert re.findall(r'href="\?version=(\w+)"', page) == ["1"]
    assert "/disclosures/new/" in page
    keep_section(adopted, "philosophy", "新しい理念", seen_version=1)
    page = signed_in(sato).get(url(adopted), {"version": "draft"}).content.decode()
    assert re.findall(r'href="\?version=(\w+)"', page) == ["draft", "1"]
    assert "wall.pdf?version=draft" in links(page, adopted)


def test_only_a_plan_for_the_form_offers_its_text(sakura: Business, sato: Staff) -> None:
    plan = a_plan(sakura, sato, PlanFacts("sustainability", "補助金", APRIL))
    page = signed_in(sato).get(url(plan)).content.decode()
    assert [link for link in links(page, plan) if link.startswith("form")] == [
        *("form.docx?version=draft", "form.txt?version=draft", "form.pdf?version=draft"),
    ]


def test_a_file_has_a_japanese_name_and_is_kept_by_no_cache(
    adopted: BusinessPlan, sato: Staff
) -> None:
    answer = signed_in(sato).get(url(adopted, "figures.xlsx"))
    assert unquote(answer["Content-Disposition"].split("''")[1]) == (
        "事業計画_数値計画_株式会社さくら製麺_第1版_令和8年11月20日.xlsx"
    )
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "asked", ["whole.xlsx", "other.pdf", "form.txt", "whole.pdf?version=2", "whole.pdf?version=x"]
)
def test_what_does_not_exist_is_not_found_and_never_another_version(
    adopted: BusinessPlan, sato: Staff, asked: str
) -> None:
    assert signed_in(sato).get(url(adopted, asked)).status_code == 404


def test_an_erased_version_is_offered_no_more(adopted: BusinessPlan, sato: Staff) -> None:
    PlanVersion.objects.update(snapshot={})
    client = signed_in(sato)
    assert client.get(url(adopted, "wall.pdf"), {"version": "1"}).status_code == 404
    assert client.get(url(adopted)).status_code == 200


def test_another_office_finds_no_paper(adopted: BusinessPlan, tanaka: Staff) -> None:
    client = signed_in(tanaka)
    files = ["", *(f"{one.key}.{end}" for one in DOCUMENTS.values() for end in one.writers)]
    assert {client.get(url(adopted, file)).status_code for file in files} == {404}
