"""The pages of one line: what it means, who agreed, its numbers, and the rows behind them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.programme.cast import a_pdf, a_result
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import FiscalYear
from banso.programme.actions import agree_definition, withdraw_result
from banso.programme.line_page import line_page
from banso.programme.models import AgreedDefinition
from banso.programme.queries import Plan
from banso.records.actions import withdraw_record
from banso.registry.models import Business

R8 = FiscalYear(2026)
FOLLOW_UP = ("plan-followup",)


def line_url(key: str) -> str:
    return reverse("programme:line", args=[key])


def rows_url(key: str, year: str = "R8", part: str = "year") -> str:
    return reverse("programme:evidence", args=[key, year, part])


def page_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_counted_line_says_what_counts_and_opens_every_number(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_visit(sakura, sato, date(2026, 5, 10), topics=FOLLOW_UP)
    page = page_of(as_sato, line_url("followed-up-businesses"))
    assert "支援テーマ「計画フォローアップ」をつけた支援記録から数えます。" in page
    assert "同じ事業者は期間に1回だけ数えます。" in page
    assert "事業計画を策定した地区内の小規模事業者" in page
    assert "各年度の20者をどう選ぶかが書かれていません。" in page
    assert "令和8年度の月ごとの実績" in page
    assert "実績を入力する" not in page
    for part in ("first", "year", "m5"):
        assert rows_url("followed-up-businesses", part=part) in page
    assert rows_url("followed-up-businesses", "all", "all") in page


def test_the_numbers_of_a_line_stand_by_half_year_and_month(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, date(2026, 5, 10), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 5, 20), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 10, 1), topics=FOLLOW_UP)
    line = plan.line("follow-up-visits")
    assert line is not None
    found = line_page(plan, line, R8)
    first = found.years[0]
    assert (first.target, first.first_half.value, first.second_half.value) == (80, 2, 1)
    assert (first.whole.value, first.achieved.percent) == (3, "3.7%")
    assert [year.is_begun for year in found.years] == [True, False, False, False, False]
    assert [month.tally.value for month in found.months] == [0, 2, 0, 0, 0, 0, 1, 0, *[None] * 4]
    assert [bar.shown for bar in found.chart.bars if bar.is_known] == list("02000010")
    assert found.total.value == 3


def test_a_goal_has_one_target_for_the_whole_period(
    plan: Plan, sato: Staff, as_sato: Client
) -> None:
    a_result(plan, "succession-completed", "2", sato)
    page = page_of(as_sato, line_url("succession-completed"))
    assert "承継完了 10 件" in page
    assert "20.0%" in page
    assert "何をもって完了とするか" in page


def test_leads_agree_a_definition_and_the_mark_goes(
    plan: Plan, as_suzuki: Client, suzuki: Staff
) -> None:
    url = reverse("programme:agree", args=["listed-businesses"])
    assert "曖昧" in page_of(as_suzuki, line_url("listed-businesses"))
    sent = {"text": "補助金の申請書だけの計画は含めない。", "on": "令和8年11月1日"}
    for _ in range(2):
        assert as_suzuki.post(url, sent).url == line_url("listed-businesses")
    kept = AgreedDefinition.objects.get()
    assert (kept.text, kept.agreed_on, kept.agreed_by) == (sent["text"], date(2026, 11, 1), suzuki)
    page = page_of(as_suzuki, line_url("listed-businesses"))
    assert "補助金の申請書だけの計画は含めない。" in page
    assert "令和8年11月1日（日）に取り決め（鈴木 一郎）" in page
    assert "計画に書かれていなかったこと（取り決め済み）" in page


def test_earlier_definitions_stay_readable(plan: Plan, suzuki: Staff, as_sato: Client) -> None:
    programme = plan.programme
    for text, day in (("新しい定義", date(2026, 10, 1)), ("古い定義", date(2026, 5, 1))):
        agree_definition(programme, line="listed-businesses", text=text, on=day, by=suzuki)
    page = page_of(as_sato, line_url("listed-businesses"))
    assert page.index("新しい定義") < page.index("以前の取り決め（1件）") < page.index("古い定義")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"text": ""}, "取り決めた定義を入力してください。"),
        ({"on": "令和8年11月21日"}, "未来の日付は入れられません。"),
        ({"on": "令和8年2月30日"}, "令和8年2月"),
    ],
)
def test_a_bad_agreement_is_refused_and_its_text_stays(
    plan: Plan, as_suzuki: Client, facts: dict[str, str], words: str
) -> None:
    sent = {"text": "消えない文", "on": "令和8年11月1日", **facts}
    answer = as_suzuki.post(reverse("programme:agree", args=["listed-businesses"]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert sent["text"] in page
    assert not AgreedDefinition.objects.exists()


def test_an_adviser_may_not_agree_definitions(plan: Plan, as_sato: Client) -> None:
    url = reverse("programme:agree", args=["listed-businesses"])
    assert as_sato.get(url).status_code == 403
    assert url not in page_of(as_sato, line_url("listed-businesses"))


def test_an_observer_sees_numbers_and_no_business(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_result(plan, "listed-businesses", "1", sato, business=sakura)
    observer = signed_in(
        staff_of(plan.programme.organisation, "市 太郎", "city@example.jp", Role.OBSERVER)
    )
    page = page_of(observer, line_url("listed-businesses"))
    assert "8.3%" in page
    assert sakura.name not in page
    assert rows_url("listed-businesses") not in page
    assert observer.get(rows_url("listed-businesses")).status_code == 403


def test_the_rows_say_which_record_made_the_business_count(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    first = a_visit(sakura, sato, date(2026, 5, 1), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 6, 1), topics=FOLLOW_UP, kind="counter")
    mistaken = a_visit(sakura, sato, date(2026, 6, 2), topics=FOLLOW_UP)
    withdraw_record(mistaken, reason="二重でした", by=sato)
    page = page_of(as_sato, rows_url("followed-up-businesses"))
    assert "1者（延べ2件）" in page
    assert page.count("1者と数えた") == 1
    assert len(re.findall(r"同じ事業者\s*</td>", page)) == 1
    assert reverse("records:detail", args=[first.public_id]) in page
    assert "取り消したもの（1件。数に入れていません）" in page
    assert "1者は判定できず" in page


def test_the_rows_of_a_month_are_that_months(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_visit(sakura, sato, date(2026, 5, 31), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 6, 1), topics=FOLLOW_UP)
    page = page_of(as_sato, rows_url("follow-up-visits", part="m5"))
    assert "1回（実1者）" in page
    assert "令和8年5月31日（日）" in page
    assert "令和8年6月1日" not in page


def test_the_rows_entered_by_hand_show_unknown_withdrawn_and_attached(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_result(plan, "listed-businesses", "1", sato, business=sakura, upload=a_pdf())
    a_result(plan, "listed-businesses", None, sato)
    withdraw_result(a_result(plan, "listed-businesses", "7", sato), reason="誤りでした", by=sato)
    page = page_of(as_sato, rows_url("listed-businesses"))
    assert "事業者を選んだ入力 1者：1者。ほかに不明1件（数に入れていません）" in page
    assert "集計表.pdf" in page
    assert "誤りでした" in page
    assert "7<small>" not in page


def test_no_rows_say_what_to_do_next(plan: Plan, as_sato: Client) -> None:
    assert "指標の支援テーマをつけて支援を記録すると" in page_of(
        as_sato, rows_url("follow-up-visits")
    )
    page = page_of(as_sato, rows_url("listed-businesses"))
    assert "入力がないことは0ではありません。" in page
    assert "まだ入力がありません。" in page


@pytest.mark.parametrize(
    ("key", "year", "part"),
    [
        ("no-such-line", "R8", "year"),
        ("listed-businesses", "R0", "year"),
        ("listed-businesses", "令和八", "year"),
        ("listed-businesses", "R8", "m13"),
    ],
)
def test_an_address_that_names_nothing_is_not_found(
    plan: Plan, as_sato: Client, key: str, year: str, part: str
) -> None:
    assert as_sato.get(rows_url(key, year, part)).status_code == 404


def test_another_office_finds_no_line_and_no_rows(plan: Plan, as_tanaka: Client) -> None:
    assert as_tanaka.get(line_url("listed-businesses")).status_code == 404
    assert as_tanaka.get(rows_url("listed-businesses")).status_code == 404


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page_of(client, url)
    return len(queries)


@pytest.mark.parametrize("key", ["followed-up-businesses", "listed-businesses"])
def test_thirty_rows_cost_no_more_queries_than_one(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client, key: str
) -> None:
    def add(number: int) -> None:
        firm = a_firm(f"事業者{number}", sakura)
        day = date(2026, 4, 1) + timedelta(days=number)
        a_visit(firm, sato, day, topics=("plan-followup", "sns"))
        a_result(plan, "listed-businesses", "1", sato, on=day, business=firm)
        mistaken = a_result(plan, "listed-businesses", "1", sato, on=day)
        withdraw_result(mistaken, reason="誤り", by=sato)

    add(0)
    urls = (line_url(key), rows_url(key))
    for url in urls:
        page_of(as_sato, url)
    once = [queries_of(as_sato, url) for url in urls]
    for number in range(1, 30):
        add(number)
    assert [queries_of(as_sato, url) for url in urls] == once


def test_on_a_phone_every_figure_of_a_target_says_what_it_is(plan: Plan, as_sato: Client) -> None:
    page = page_of(as_sato, reverse("programme:targets") + "?year=R8")
    row = page.split('id="follow-up-visits"')[1].split("</tr>")[0]
    told = re.findall(r'<td\s+class="([^"]*)"(?:\s+data-label="([^"]*)")?', row)
    in_sight = [label for classes, label in told if "wide-only" not in classes.split()]
    assert in_sight == ["目標", "年間", "達成率", "このままいくと"]
