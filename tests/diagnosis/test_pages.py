"""The pages of an analysis: begun, looked at, decided, finished, with every bad input said."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from tests.conftest import TODAY, signed_in, staff_of
from tests.diagnosis.cast import an_analysis, said_everything
from tests.figures.cast import a_kept_period
from tests.records.cast import told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.clock import TOKYO
from banso.diagnosis.actions import decide_finding, propose_findings
from banso.diagnosis.models import Diagnosis, Finding
from banso.diagnosis.rules.cash_flow.sheet import ROWS
from banso.figures.actions import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.registry.actions import grant_access
from banso.registry.models import Business

LIST = "/diagnoses/"


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    begun = an_analysis(sakura, sato)
    Diagnosis.objects.update(is_small=True)  # the register does not say who works there
    begun.refresh_from_db()
    return begun


def url(diagnosis: Diagnosis, page: str = "") -> str:
    return f"{LIST}{diagnosis.public_id}/{page}"


def fresh(diagnosis: Diagnosis) -> Diagnosis:
    return Diagnosis.objects.get(pk=diagnosis.pk)


def test_a_business_with_accounts_is_offered_and_its_analysis_begun(
    as_sato: Client, sakura: Business
) -> None:
    a_kept_period(sakura, 2026)
    page = as_sato.get(LIST)
    assert [row.name for row in page.context["ready"]] == ["株式会社さくら製麺"]
    begun = as_sato.post(f"{LIST}of/{sakura.public_id}/open/")
    diagnosis = Diagnosis.objects.get()
    assert begun.headers["Location"] == url(diagnosis)
    page = as_sato.get(LIST)
    assert (list(page.context["ready"]), list(page.context["page"])) == ([], [diagnosis])
    again = as_sato.post(f"{LIST}of/{sakura.public_id}/open/", follow=True)
    assert "すでに始まっています" in again.content.decode()


def test_without_accounts_it_says_what_to_do_first(as_sato: Client, sakura: Business) -> None:
    answer = as_sato.post(f"{LIST}of/{sakura.public_id}/open/", follow=True)
    assert "決算がありません。先に決算を入れてください。" in answer.content.decode()


def test_the_summary_shows_points_beside_the_industry_and_what_is_lacking(
    as_sato: Client, analysis: Diagnosis
) -> None:
    html = told(as_sato.get(url(analysis)).content.decode())
    assert "出典：経済産業省" in html
    assert "SWOTの強み・弱み・機会・脅威に、まだ何も書かれていません。" in html
    assert "取り上げた課題がありません。" in html


def test_the_overview_says_first_what_is_lacking_and_where_it_is_mended(
    as_sato: Client, analysis: Diagnosis
) -> None:
    html = told(as_sato.get(url(analysis)).content.decode())
    assert "完了までに、あと3つ" in html
    assert html.index("完了までに") < html.index("同じ業種と比べて")
    for page, words in (("sheets/swot/", "SWOTを書く"), ("findings/", "課題を決める")):
        assert f'<a href="{url(analysis, page)}">{words}</a>' in html


def test_the_figures_behind_a_value_stand_beside_it(as_sato: Client, analysis: Diagnosis) -> None:
    assert "営業利益 △700,000円、売上高 48,000,000円" in told(
        as_sato.get(url(analysis)).content.decode()
    )
    assert "流動資産 10,000,000円、流動負債 5,600,000円" in told(
        as_sato.get(url(analysis, "ratios/")).content.decode()
    )


def test_trade_and_size_are_taken_from_the_register_again(
    as_sato: Client, analysis: Diagnosis, sakura: Business
) -> None:
    Business.objects.filter(pk=sakura.pk).update(industry_code="76")
    again = as_sato.post(url(analysis, "trade/"), follow=True)
    assert "業種と規模を、いまの事業者台帳に合わせました。" in again.content.decode()
    assert fresh(analysis).industry_code == "76"


def test_an_expert_is_asked_about_the_first_finding(
    as_sato: Client, sato: Staff, analysis: Diagnosis
) -> None:
    first = propose_findings(analysis)[0]
    decide_finding(first, is_accepted=True, by=sato)
    page = as_sato.get(url(analysis)).content.decode()
    (link,) = re.findall(r'href="(/records/dispatches/new/[^"]+)"', page)
    form = as_sato.get(unescape(link)).content.decode()
    assert f'value="{first.title}"' in form


def test_every_ratio_stands_in_every_period_with_its_formula(
    as_sato: Client, analysis: Diagnosis
) -> None:
    page = as_sato.get(url(analysis, "ratios/"))
    html = told(page.content.decode())
    assert [group for group, _ in page.context["groups"]] == [
        "収益性", "生産性", "安全性", "成長性", "効率性",
    ]  # fmt: skip
    assert all(len(row.cells) == 3 for _, rows in page.context["groups"] for row in rows)
    assert "流動資産÷流動負債" in html
    assert "算出不可（前期の決算がない）" in html


def test_a_slider_changes_the_figures_and_the_chart_only_on_the_page(
    as_sato: Client, analysis: Diagnosis
) -> None:
    still = as_sato.get(url(analysis, "break-even/")).context["picture"]
    answer = as_sato.get(
        url(analysis, "break-even/"), {"price": "10"}, headers={"HX-Target": "what-if"}
    )
    moved = answer.context["picture"]
    assert (still.is_moved, moved.is_moved) == (False, True)
    assert moved.now == still.now
    assert moved.then.sales == still.now.sales * 11 / 10
    html = answer.content.decode()
    assert "<html" not in html
    assert "price=10" in html
    unread = as_sato.get(url(analysis, "break-even/"), {"price": "999", "volume": "たくさん"})
    assert unread.context["picture"].then == still.now


def test_charts_are_drawn_and_none_where_there_is_nothing_to_draw(
    as_sato: Client, analysis: Diagnosis
) -> None:
    for name in ("radar", "periods", "break-even"):
        chart = as_sato.get(url(analysis, f"charts/{name}.svg"))
        assert chart.headers["Content-Type"] == "image/svg+xml"
        assert chart.content.startswith(b"<svg")
    assert as_sato.get(url(analysis, "charts/fortune.svg")).status_code == 404
    Diagnosis.objects.update(industry_code="")
    assert as_sato.get(url(analysis, "charts/radar.svg")).status_code == 404
    assert "業種が分からない" in as_sato.get(url(analysis, "break-even/")).content.decode()


def test_shares_are_saved_or_refused_at_their_account(as_sato: Client, analysis: Diagnosis) -> None:
    page = as_sato.get(url(analysis, "break-even/"))
    fields = {field.name: str(field.value()) for field in page.context["shares"].rows()}
    wrong = as_sato.post(
        url(analysis, "break-even/shares/"), {**fields, "purchases": "120", "seen_version": "1"}
    )
    assert wrong.status_code == 422
    assert "0以上100以下の数を入力してください。" in wrong.content.decode()
    assert 'value="120"' in wrong.content.decode()
    saved = as_sato.post(
        url(analysis, "break-even/shares/"), {**fields, "wages": "２０", "seen_version": "1"}
    )
    assert saved.status_code == 302
    assert fresh(analysis).shares["wages"] == 20
    late = as_sato.post(url(analysis, "break-even/shares/"), {**fields, "seen_version": "1"})
    assert late.status_code == 422
    assert "ほかの職員がこの内容を変更しました" in late.content.decode()


def test_findings_are_proposed_decided_and_put_in_order(
    as_sato: Client, analysis: Diagnosis
) -> None:
    as_sato.post(url(analysis, "findings/propose/"))
    first, second, *_ = Finding.objects.order_by("position")
    for row in (first, second):
        as_sato.post(f"{LIST}findings/{row.public_id}/decide/", {"verdict": "accept"})
    page = as_sato.get(url(analysis, "findings/"))
    assert list(page.context["accepted"]) == [first, second]
    as_sato.post(url(analysis, "findings/order/"), {"finding": str(second.public_id), "way": "up"})
    assert list(fresh(analysis).findings.accepted()) == [second, first]
    as_sato.post(
        f"{LIST}findings/{first.public_id}/decide/", {"verdict": "reject", "reason": "季節のため"}
    )
    html = told(as_sato.get(url(analysis, "findings/")).content.decode())
    assert "（季節のため）" in html
    as_sato.post(f"{LIST}findings/{first.public_id}/decide/", {"verdict": "undo"})
    assert analysis.findings.undecided().filter(pk=first.pk).exists()


def test_a_finding_is_reworded_and_keeps_what_was_typed_when_refused(
    as_sato: Client, analysis: Diagnosis
) -> None:
    finding = propose_findings(analysis)[0]
    address = f"{LIST}findings/{finding.public_id}/reword/"
    typed = {"kind": finding.kind, "horizon": "中期", "remedies": "あ\n\nい", "seen_version": "1"}
    refused = as_sato.post(address, {**typed, "title": ""})
    assert refused.status_code == 422
    assert "あ\n\nい" in refused.content.decode()
    assert as_sato.post(address, {**typed, "title": "現金が少ない"}).status_code == 302
    row = Finding.objects.get(pk=finding.pk)
    assert (row.title, row.horizon, [one.what for one in row.remedies.all()]) == (
        "現金が少ない", "中期", ["あ", "い"],
    )  # fmt: skip
    late = as_sato.post(address, {**typed, "title": "別の言葉"})
    assert late.status_code == 422
    assert "別の言葉" in late.content.decode()


def test_answers_are_kept_and_wrong_ones_said_at_their_question(
    as_sato: Client, analysis: Diagnosis
) -> None:
    wrong = as_sato.post(
        url(analysis, "findings/answers/"),
        {"seen_version": "1", "owner_age": "六十", "successor": "未定"},
    )
    assert wrong.status_code == 422
    assert "0以上の数で入力してください（歳）。" in wrong.content.decode()
    as_sato.post(
        url(analysis, "findings/answers/"),
        {"seen_version": "1", "owner_age": "72", "successor": "未定"},
    )
    assert fresh(analysis).answers == {"owner_age": "72", "successor": "未定"}
    assert analysis.findings.filter(kind="承継").exists()


def test_it_is_finished_on_the_page_and_taken_back(
    as_sato: Client, analysis: Diagnosis, sato: Staff
) -> None:
    early = as_sato.post(url(analysis, "complete/"), {"on": "R8.11.20"})
    assert early.status_code == 422
    assert "まだ何も書かれていません" in early.content.decode()
    said_everything(analysis, sato)
    as_sato.post(
        url(analysis, "findings/write/"),
        {"title": "原価を知らない", "kind": "収益性", "horizon": "短期", "remedies": "原価を出す"},
    )
    future = as_sato.post(url(analysis, "complete/"), {"on": "R8.12.1"})
    assert "完了日に未来の日付は入れられません。" in future.content.decode()
    done = as_sato.post(url(analysis, "complete/"), {"on": "R8.11.20"}, follow=True)
    assert "分析を完了にしました。" in done.content.decode()
    assert fresh(analysis).completion.on == TODAY
    assert "数字から課題を挙げる" not in as_sato.get(url(analysis, "findings/")).content.decode()
    as_sato.post(url(analysis, "reopen/"))
    assert not fresh(analysis).is_completed


def cash_typed(page: object, **changed: str) -> dict[str, str]:
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in shown.items()} | changed


def test_the_loan_is_proposed_at_the_rate_and_pace_of_the_accounts(
    as_sato: Client, analysis: Diagnosis
) -> None:
    last = analysis.statements.latest("ends_on")
    last.amounts |= {"officers_loans": 2_000_000, "current_portion_of_loans": 1_500_000}
    last.save()
    sheet = as_sato.get(url(analysis, "cash/")).context["form"].sheet
    assert (sheet.loan_left, sheet.loan_rate, sheet.loan_times) == (
        12_000_000, Decimal("2.3"), 96,
    )  # fmt: skip
    words = "いまの現預金は令和8年3月期の決算の数字なので、通帳の残高に直してください。"
    assert words in told(as_sato.get(url(analysis, "cash/")).content.decode())


def test_money_is_planned_from_the_accounts_and_kept_as_written(
    as_sato: Client, analysis: Diagnosis
) -> None:
    page = as_sato.get(url(analysis, "cash/"))
    assert "決算を12で割った数字を仮に入れています。" in told(page.content.decode())
    first = page.context["now"].table.months[0]
    assert first.month == date(2026, 12, 1)
    assert first.column.opening is not None
    short = {f"sales_{at}": "0" for at in range(12)}
    saved = as_sato.post(url(analysis, "cash/"), cash_typed(page, **short), follow=True)
    html = told(saved.content.decode())
    assert "資金繰りの予定を保存しました。" in html
    assert "円足りません。" in html
    assert set(fresh(analysis).cash["sales"]) == {0}


def test_a_month_left_blank_is_unknown_from_then_on(as_sato: Client, analysis: Diagnosis) -> None:
    page = as_sato.get(url(analysis, "cash/"))
    blank = cash_typed(page, expenses_3="")
    saved = as_sato.post(url(analysis, "cash/"), blank, follow=True)
    table = saved.context["now"].table
    assert [month.closing is None for month in table.months] == [False] * 3 + [True] * 9
    assert "令和9年3月から先は算出不可です（営業費がわからない）。" in saved.content.decode()


def test_wrong_cells_are_said_and_kept_and_nothing_is_saved(
    as_sato: Client, analysis: Diagnosis
) -> None:
    page = as_sato.get(url(analysis, "cash/"))
    wrong = cash_typed(page, sales_2="百万", collection_days="400", loan_times="0")
    refused = as_sato.post(url(analysis, "cash/"), wrong)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"sales_2", "collection_days", "loan_times"}
    assert 'value="百万"' in refused.content.decode()
    assert fresh(analysis).cash == {}


def test_a_month_that_is_over_stands_beside_its_plan_and_the_plan_can_be_made_anew(
    as_sato: Client, sato: Staff, analysis: Diagnosis
) -> None:
    with clock.fixed(datetime(2026, 9, 10, 10, tzinfo=TOKYO)):
        page = as_sato.get(url(analysis, "cash/"))
        as_sato.post(url(analysis, "cash/"), cash_typed(page))
    empty = as_sato.get(url(analysis, "cash/"))
    assert "を入れると、ここに実績が並びます。" in told(empty.content.decode())
    october = date(2026, 10, 1)
    figures = {"sales_store": 3_000_000, "sales_online": 500_000}
    cells = {(october, item): Change(Answer(Decimal(n))) for item, n in figures.items()}
    enter_monthly_figures(analysis.business, cells, by=sato)
    page = as_sato.get(url(analysis, "cash/"))
    first, second = page.context["now"].table.months[:2]
    assert (first.month, first.recorded is None, second.recorded) == (october, False, None)
    html = told(page.content.decode())
    assert "令和8年10月：粗利益がわからないので、仕入と営業費は予定のまま。" in html
    assert html.count('<span class="tag">実績</span>') == 1
    what_if = as_sato.get(url(analysis, "cash/"), {"loan": "1000"})
    assert what_if.context["beside"].months[0].base.month == date(2026, 11, 1)
    unknown = {(october, "sales_other"): Change(Answer(is_unknown=True))}
    enter_monthly_figures(analysis.business, unknown, by=sato)
    assert not as_sato.get(url(analysis, "cash/")).context["now"].has_recorded
    anew = as_sato.get(url(analysis, "cash/"), {"anew": "1"})
    assert anew.context["now"].table.months[0].month == date(2026, 12, 1)
    assert fresh(analysis).cash["first_month"] == "2026-10-01"
    as_sato.post(url(analysis, "cash/"), cash_typed(anew, anew="1"))
    assert fresh(analysis).cash["first_month"] == "2026-12-01"


def test_what_moves_is_told_month_by_month(as_sato: Client, analysis: Diagnosis) -> None:
    later = as_sato.get(url(analysis, "cash/"), {"collection": "90"})
    assert later.context["beside"].freed < 0
    loan = as_sato.get(url(analysis, "cash/"), {"loan": "1000", "rate": "2", "times": "60"})
    assert loan.context["beside"].months[0].difference == 1_000_000
    unread = as_sato.get(url(analysis, "cash/"), {"collection": "しばらく"})
    assert unread.context["beside"] is None
    assert "数" in str(unread.context["asked"].errors["collection"])


def test_rows_of_the_cash_form_are_those_of_the_sheet(as_sato: Client, analysis: Diagnosis) -> None:
    page = as_sato.get(url(analysis, "cash/"))
    assert page.context["columns"] == list(ROWS.values())


def test_another_office_sees_nothing_and_an_expert_reads_only(
    as_tanaka: Client, analysis: Diagnosis, gunma: Organisation, sakura: Business, suzuki: Staff
) -> None:
    for page in ("", "ratios/", "break-even/", "cash/", "findings/", "charts/periods.svg"):
        assert as_tanaka.get(url(analysis, page)).status_code == 404
    expert = staff_of(gunma, "外山 専門", "toyama@example.jp", Role.EXPERT)
    client = signed_in(expert)
    assert client.get(url(analysis)).status_code == 404
    grant_access(sakura, expert, by=suzuki)
    assert client.get(url(analysis)).status_code == 200
    assert "課題を書き足す" not in client.get(url(analysis, "findings/")).content.decode()
    assert client.post(url(analysis, "findings/propose/")).status_code == 403
    assert client.post(url(analysis, "cash/"), {}).status_code in {403, 422}
    assert fresh(analysis).cash == {}


def test_the_list_counts_periods_and_findings_each_for_itself(
    as_sato: Client, sato: Staff, analysis: Diagnosis
) -> None:
    for finding in propose_findings(analysis)[:2]:
        decide_finding(finding, is_accepted=True, by=sato)
    (row,) = as_sato.get(LIST).context["page"].object_list
    assert (row.periods, row.accepted_count) == (3, 2)
