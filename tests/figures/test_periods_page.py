"""The periods of a business（決算）on their page and the カルテ, taken back, in the history."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.conftest import staff_of
from tests.figures.cast import YEAR, a_kept_period, a_period
from tests.records.cast import a_firm, told

from banso.accounts.history import changes_of
from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation
from banso.figures.actions import Entry, save_statements
from banso.figures.models import FinancialStatement
from banso.registry.actions import Merging, merge_businesses
from banso.registry.models import Business


def page_of(client: Client, business: Business) -> str:
    return told(client.get(reverse("figures:periods", args=[business.public_id])).content.decode())


def test_without_accounts_the_page_says_what_to_do(as_sato: Client, sakura: Business) -> None:
    assert "まだ決算がありません" in page_of(as_sato, sakura)
    assert reverse("figures:enter", args=[sakura.public_id]) in page_of(as_sato, sakura)


def test_the_page_shows_each_period_with_what_is_odd_and_what_is_unknown(
    as_sato: Client, sakura: Business
) -> None:
    a_kept_period(sakura, 2025)
    short = a_period(
        sakura,
        2026,
        {"sales": 20_000_000, "wages": 3_000_000, "officers_pay": 20_000_000},
        form="proprietor-short",
        starts_on=date(2025, 4, 1),
        ends_on=date(2025, 12, 31),
        employees=None,
    )
    save_statements(sakura, [Entry(short)])
    page = page_of(as_sato, sakura)
    assert '<td class="number" data-label="営業利益">△3,000,000</td>' in page
    assert '<td class="number" data-label="純資産">—</td>' in page
    assert '<td class="number" data-label="従業員">—</td>' in page
    assert "貸借対照表なし" in page
    assert "令和7年12月31日期：決算月が3月から12月に変わっています。" in page


def test_each_period_opens_to_its_lines_and_leads_to_mending(
    as_sato: Client, sakura: Business
) -> None:
    for year in (2022, 2023, 2024, 2025):
        kept = a_kept_period(sakura, year, {"sales": 9_000, "wages": 10_000})
    page = page_of(as_sato, sakura)
    enter = reverse("figures:enter", args=[sakura.public_id])
    assert f'href="{enter}#id_{kept.public_id}-starts_on"' in page
    assert f'href="{enter}?before=2022-04-01#id_' in page
    one = reverse("figures:period", args=[kept.public_id])
    assert one in page
    answer = as_sato.get(one)
    assert [
        (heading, [(row.ja, amount) for row, amount in rows])
        for heading, rows in answer.context["page"].groups
    ] == [
        (
            "損益計算書",
            [
                ("売上高", 9_000),
                ("給料賃金", 10_000),
                ("販売費及び一般管理費", 10_000),
                ("営業利益", -1_000),
                ("経常利益", -1_000),
                ("税引前当期純利益", -1_000),
                ("当期純利益", -1_000),
            ],
        )
    ]
    assert "△1,000" in told(answer.content.decode())


def test_another_office_opens_no_period_of_ours(as_tanaka: Client, sakura: Business) -> None:
    kept = a_kept_period(sakura, 2026)
    assert as_tanaka.get(reverse("figures:period", args=[kept.public_id])).status_code == 404


def test_the_karte_shows_the_last_three_periods(as_sato: Client, sakura: Business) -> None:
    for year, opening in ((2023, 1_200_000), *((year, 1_500_000) for year in (2024, 2025, 2026))):
        a_kept_period(sakura, year, {**YEAR, "opening_inventory": opening})
    card = told(as_sato.get(reverse("web:business", args=[sakura.public_id])).content.decode())
    assert card.count("1,700,000") == 3
    assert "令和5年3月31日期" not in card
    assert "決算を入れる" in card


def test_insolvency_is_said_in_words(as_sato: Client, sakura: Business) -> None:
    a_kept_period(
        sakura, 2026, {"sales": 1, "deposits": 1, "accounts_payable": 3, "retained_earnings": -2}
    )
    assert '<span class="tag tag-bad">債務超過</span>' in page_of(as_sato, sakura)


def test_a_period_taken_back_can_be_brought_back_as_it_was(
    as_sato: Client, sakura: Business
) -> None:
    kept = a_kept_period(sakura, 2026, note="税理士から")
    answer = as_sato.post(reverse("figures:withdraw", args=[kept.public_id]), follow=True)
    assert "決算を取り消しました" in answer.content.decode()
    assert not FinancialStatement.objects.exists()
    undo = reverse("figures:restore", args=[sakura.public_id, kept.public_id])
    assert undo in answer.content.decode()
    as_sato.post(undo)
    again = FinancialStatement.objects.get()
    assert (again.public_id, again.amounts, again.note) == (kept.public_id, YEAR, "税理士から")


def test_a_period_is_not_brought_back_where_another_has_taken_its_place(
    as_sato: Client, sakura: Business
) -> None:
    kept = a_kept_period(sakura, 2026)
    as_sato.post(reverse("figures:withdraw", args=[kept.public_id]))
    a_kept_period(sakura, 2026, {"sales": 1})
    undo = reverse("figures:restore", args=[sakura.public_id, kept.public_id])
    answer = as_sato.post(undo, follow=True)
    assert "「令和8年3月31日期」が2つあります" in answer.content.decode()
    assert FinancialStatement.objects.get().amounts == {"sales": 1}


def test_the_history_names_each_line_that_changed(sakura: Business) -> None:
    kept = a_kept_period(sakura, 2026)
    kept.amounts = {**YEAR, "wages": 9_500_000}
    kept.is_closed = False
    save_statements(sakura, [Entry(kept, 1)])
    latest, first = changes_of(kept)
    assert [(one.label, one.before, one.after) for one in latest.fields] == [
        ("給料賃金", "9,000,000円", "9,500,000円"),
        ("確定", "はい", "いいえ"),
    ]
    assert ("売上高", "", "48,000,000円") in [
        (one.label, one.before, one.after) for one in first.fields
    ]


def test_an_expert_sees_only_businesses_sent_to_and_enters_nothing(
    sato: Staff, sakura: Business, client: Client
) -> None:
    expert = staff_of(sato.organisation, "高橋 健", "expert@example.jp", Role.EXPERT)
    kept = a_kept_period(sakura, 2026)
    assert not FinancialStatement.objects.visible_to(expert).exists()
    assert list(FinancialStatement.objects.visible_to(sato)) == [kept]


def test_another_office_sees_no_accounts_of_ours(tanaka: Staff, sakura: Business) -> None:
    a_kept_period(sakura, 2026)
    assert not FinancialStatement.objects.visible_to(tanaka).exists()
    assert not FinancialStatement.objects.of(tanaka.organisation).exists()


def test_accounts_move_with_a_business_that_is_merged(sakura: Business, suzuki: Staff) -> None:
    twin = a_firm("さくら製麺 本店", sakura)
    a_kept_period(sakura, 2026)
    moved = a_kept_period(twin, 2025)
    same = a_kept_period(twin, 2026, {"sales": 40_000_000})
    merge_businesses(Merging(sakura, twin, (sakura.version, twin.version)), by=suzuki)
    rows = FinancialStatement.objects.of_business(sakura).order_by("ends_on")
    assert [row.ends_on.year for row in rows] == [2025, 2026]
    assert rows[0].public_id == moved.public_id
    assert not FinancialStatement.objects.filter(public_id=same.public_id).exists()


def test_the_database_keeps_one_statement_for_each_last_day(sakura: Business) -> None:
    a_kept_period(sakura, 2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_period(sakura, 2026, starts_on=date(2025, 6, 1)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_period(sakura, 2027, starts_on=date(2028, 1, 1)).save()


@pytest.mark.parametrize(
    ("amounts", "code"), [({"sales": 10**15}, "amount-too-large"), ({"profit": 1}, "unknown-line")]
)
def test_amounts_nobody_could_mean_are_refused(
    sakura: Business, amounts: dict[str, int], code: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        a_kept_period(sakura, 2026, amounts)
    assert refusal.value.code == code


def test_the_latest_closed_periods_can_be_asked_for(sakura: Business) -> None:
    rows = [a_kept_period(sakura, year) for year in (2023, 2024)]
    a_kept_period(sakura, 2025, is_closed=False)
    a_kept_period(sakura, 2026, is_forecast=True, is_closed=False)
    found = FinancialStatement.objects.of_business(sakura).realised()
    assert found.closed().latest_periods(3) == rows
    assert [row.ends_on.year for row in found.latest_periods(2)] == [2024, 2025]
