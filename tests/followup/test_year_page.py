"""The year's page: made and to come, other rhythms tried, who could be eased, rows behind it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.followup.kept_cast import a_drift, a_visit_by_sheet, an_adopted_plan, the_rules
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import RhythmChange
from banso.followup.queries.year import visits_behind, year_firms, year_table
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business

R8 = FiscalYear(2026)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def test_the_year_says_in_one_sentence_where_it_leads(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 10))
    shown = text_of(as_sato.get(url("year")))
    assert (
        "頻度どおりに訪問すると、 令和8年度は 延べ3回、実数1者 です（いままでに1回・1者）。"
        in shown
    )
    assert "訪問を減らしても安全な事業者（0者）" in shown
    assert "さくら製麺 前のチェックシートが順調ではない。" not in shown, "its accounts are unknown"
    assert "判断できない：純資産がわからない（決算がない）" in shown


def test_sums_of_months_and_advisers_agree_with_the_head(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 10))
    nobodys = a_firm("もみじ堂", sakura)
    Business.objects.filter(pk=nobodys.pk).update(adviser=None)
    an_adopted_plan(nobodys, sato)
    firms = year_firms(sakura.organisation, R8)
    table = year_table(firms.outlook, firms)
    assert [one.adviser for one in table.sums] == ["佐藤 さくら", "担当なし"]
    assert sum(row.visits for row in table.rows) == firms.outlook.visits == 5
    assert sum(one.visits for one in table.sums) == 5
    assert (table.coming, firms.outlook.visits_made) == (4, 1)
    for row in table.rows:
        for load in row.loads:
            behind = visits_behind(sakura.organisation, firms, row.period, load.adviser)
            assert (len(behind.made), len(behind.coming)) == (load.made, load.coming)


def test_a_handover_leaves_visits_with_who_made_them_each_once(
    plan: BusinessPlan, sakura: Business, gunma: Organisation, sato: Staff, suzuki: Staff
) -> None:
    nakajima = staff_of(gunma, "中島 直人", "nakajima@example.jp", Role.ADVISER)
    a_visit_by_sheet(plan, sato, date(2026, 7, 10))
    both = a_visit(sakura, sato, date(2026, 8, 3), topics=("plan-followup",))
    both.supporters.set([sato, nakajima])
    others = a_visit(sakura, sato, date(2026, 8, 4), topics=("plan-followup",))
    others.supporters.set([suzuki, sato])
    Business.objects.filter(pk=sakura.pk).update(adviser=nakajima)
    firms = year_firms(sakura.organisation, R8)
    table = year_table(firms.outlook, firms)
    told = {one.adviser: (one.made, one.coming) for one in table.sums}
    assert told == {"中島 直人": (1, 2), "佐藤 さくら": (2, 0)}
    behind = visits_behind(sakura.organisation, firms, None, "佐藤 さくら")
    assert [(record.on.day, maker) for record, maker in behind.made] == [
        (10, "佐藤 さくら"),
        (4, "佐藤 さくら"),
    ]
    assert behind.coming == ()


def test_visits_to_a_firm_not_followed_any_more_stay_in_the_year(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 10))
    elsewhere = a_firm("こぐれ食堂", sakura)
    a_visit(elsewhere, sato, date(2026, 9, 1), topics=("plan-followup",))
    close_business(sakura, on=TODAY, reason="retirement", by=sato)
    shown = text_of(as_sato.get(url("year")))
    assert "延べ2回、実数2者 です（いままでに2回・2者）。" in shown
    rows = text_of(as_sato.get(url("year-visits"), {"year": "R8"}))
    assert "した訪問（2回）" in rows
    assert "これからの訪問（0回）" in rows


def test_another_rhythm_is_tried_in_the_address_and_nothing_is_kept(
    plan: BusinessPlan, sakura: Business, as_sato: Client
) -> None:
    token = f"{sakura.public_id}.monthly"
    sent = as_sato.get(url("year"), {"year": "R8", "try": ["", token]})
    assert sent.headers["Location"] == f"{url('year')}?year=R8&try={token}#what-if"
    answer = as_sato.get(sent.headers["Location"])
    shown = text_of(answer)
    assert "延べ 2回 5回" in shown
    assert "実数 1者 1者" in shown
    assert "毎月1回 延べ +3 この頻度にする" in shown
    change = f"{url('detail', plan.public_id)}?rhythm=monthly"
    assert f"{change}#by-hand" in answer.content.decode()
    form = as_sato.get(change).content.decode()
    assert re.search(r'id="by-hand" +open', form)
    assert re.search(r'value="monthly"[^>]* checked', form)
    assert not RhythmChange.objects.exists()


def test_of_two_rhythms_for_one_firm_the_last_counts_and_strangers_are_said(
    plan: BusinessPlan, sakura: Business, as_sato: Client
) -> None:
    tries = [f"{sakura.public_id}.monthly", f"{sakura.public_id}.twice-a-year", "さくら.monthly",
             f"{sakura.public_id}.weekly"]  # fmt: skip
    shown = text_of(as_sato.get(url("year"), {"try": tries}))
    assert "延べ 2回 1回" in shown
    assert "アドレスにある2件は、いまの事業者や頻度にないので外しました。" in shown


def test_a_firm_that_drifts_is_tried_with_a_warning_and_never_eased(
    plan: BusinessPlan, sakura: Business, as_sato: Client
) -> None:
    a_drift(plan, date(2026, 10, 1))
    shown = text_of(as_sato.get(url("year"), {"try": f"{sakura.public_id}.twice-a-year"}))
    assert "計画とのズレがあるので、減らす前に第三者の視点が要ります。" in shown
    assert "計画とのズレが開いている。先に、第三者の視点でふり返る。" in shown


def test_the_year_to_come_has_nothing_made_and_the_year_gone_nothing_to_try(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 10))
    ahead = text_of(as_sato.get(url("year"), {"year": "R9"}))
    assert (
        "頻度どおりに訪問すると、 令和9年度は 延べ4回、実数1者 です（いままでに0回・0者）。"
        in ahead
    )
    gone = text_of(as_sato.get(url("year"), {"year": "R7"}))
    assert "令和7年度は 延べ0回、実数0者 を訪問しました。" in gone
    assert "もしも" not in gone


@pytest.mark.parametrize("asked", [{"year": "x"}, {"year": "R80"}, {"month": "2026-13"}])
def test_what_is_no_year_or_month_is_not_there(
    asked: dict[str, str], plan: BusinessPlan, as_sato: Client
) -> None:
    assert as_sato.get(url("year-visits"), asked).status_code == 404


def test_another_office_and_an_expert_see_nothing_of_it(
    plan: BusinessPlan, gunma: Organisation, as_tanaka: Client
) -> None:
    assert "さくら製麺" not in text_of(as_tanaka.get(url("year")))
    expert = signed_in(staff_of(gunma, "高橋 健", "takahashi@example.jp", Role.EXPERT))
    assert expert.get(url("year")).status_code == 403
