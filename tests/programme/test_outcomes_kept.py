"""An outcome that was counted stays counted when the business is erased, without its amounts."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.conftest import signed_in
from tests.programme.test_measures import counted, line_of
from tests.programme.test_outcome_measures import FOLLOW_UP, MARGIN, R8, SALES, followed, year_of
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.figures.models import FinancialStatement
from banso.followup.actions import keep_outcomes
from banso.followup.models import KeptOutcome
from banso.followup.queries import outcomes_of
from banso.programme.evidence import evidence_of
from banso.programme.queries import Plan
from banso.registry.actions import Merging, ask_erasure, merge_businesses
from banso.registry.models import Business, ErasureRequest
from banso.web.actions.erasing import erase_business
from banso.web.queries.erasing import preview_of

__all__ = ["followed"]
LATER = date(2027, 2, 20)
PERIODS = (R8.whole, R8.first_half, R8.second_half)


def erased(business: Business, by: Staff, other: Staff) -> ErasureRequest:
    request = ErasureRequest(
        business=business, asked_on=LATER, asked_by="桜井", ground="own-wish", identity="免許証"
    )
    ask_erasure(request, by=by)
    erase_business(request, typed_name=business.name, by=other)
    return request


def test_the_count_of_a_year_is_after_an_erasure_what_it_was_before(
    plan: Plan, followed: list[Business], sato: Staff, suzuki: Staff
) -> None:
    with clock.fixed(LATER):
        before = {(line, period): counted(plan, line, period)
                  for line in (SALES, MARGIN) for period in PERIODS}  # fmt: skip
        asked = ErasureRequest(
            business=followed[0], asked_on=LATER, asked_by="桜井", ground="own-wish", identity="証"
        )
        ask_erasure(asked, by=sato)
        stays = dict(preview_of(asked, suzuki).stays)
        assert stays["売上増加・利益率の実績"] == (
            "年度ごとの増加・減少・横ばい・不明と期末の日だけ（金額は消えます。数は変わりません）"
        )
        erase_business(asked, typed_name=followed[0].name, by=suzuki)
        for firm in followed[1:5]:
            erased(firm, sato, suzuki)
        after = {at: counted(plan, *at) for at in before}
        assert after == before
        assert not FinancialStatement.objects.filter(business__in=followed[:5]).exists()
        found = evidence_of(plan.programme, line_of(plan, SALES), R8.whole)
        assert found.counted == "1者（増加1・減少1・横ばい1・不明2）"
        assert [(row.outcome.value, row.found.period_words) for _, row in found.rows] == [
            ("増加", "令和8年12月期（消去済み）"),
            ("減少", "令和8年12月期（消去済み）"),
            ("横ばい", "令和8年12月期（消去済み）"),
            ("不明", "令和8年12月期（消去済み）"),
            ("不明", "なし"),
        ]
        address = reverse("programme:evidence", args=[SALES, "R8", "year"])
        page = told(signed_in(sato).get(address).content.decode())
    assert "消去の前に残した成果（決算の金額は消去した）" in page
    assert "50,000,000" not in page


def test_only_years_with_support_are_kept_in_both_readings_and_once(
    plan: Plan, followed: list[Business]
) -> None:
    with clock.fixed(LATER):
        keep_outcomes(followed[1])
        keep_outcomes(followed[1])
        row = KeptOutcome.objects.get()
    assert (row.business, row.fiscal_year, row.ends_on) == (followed[1], 2026, date(2026, 12, 31))
    assert (row.sales, row.margin_points, row.margin_ratio) == ("level", "level", "up")


def test_while_the_accounts_are_there_they_count(plan: Plan, followed: list[Business]) -> None:
    with clock.fixed(LATER):
        keep_outcomes(followed[0])
        KeptOutcome.objects.update(sales="down")
        (found,) = outcomes_of({R8: [followed[0].pk]}, "points")
    assert found.sales.outcome.value == "増加"


def test_two_entries_made_one_carry_it_and_are_erased_as_one(
    plan: Plan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    with clock.fixed(LATER):
        double = a_firm("サクラ製麺（有）", sakura)
        year_of(double, 2025, 48_000, 47_040)
        year_of(double, 2026, 50_000, 48_500)
        keep_outcomes(double)
        a_visit(sakura, sato, date(2026, 10, 1), topics=FOLLOW_UP)
        keep_outcomes(sakura)
        assert not KeptOutcome.objects.exists(), "neither has both accounts and support"
        a_visit(double, sato, date(2026, 10, 2), topics=FOLLOW_UP)
        keep_outcomes(double)
        sakura.refresh_from_db()
        double.refresh_from_db()
        merge_businesses(Merging(sakura, double, (sakura.version, double.version)), by=suzuki)
        assert KeptOutcome.objects.get().business == sakura
        before = counted(plan, SALES, R8.whole)
        assert before.value == 1
        erased(Business.objects.get(pk=sakura.pk), sato, suzuki)
        assert counted(plan, SALES, R8.whole) == before
        assert counted(plan, SALES, FiscalYear(2025).whole).value is None


@pytest.mark.parametrize("name", ["sales", "margin_points", "margin_ratio"])
def test_no_amount_is_kept(name: str) -> None:
    kinds = {item.get_internal_type() for item in KeptOutcome._meta.concrete_fields}
    assert kinds == {
        "BigAutoField", "ForeignKey", "PositiveSmallIntegerField", "DateField", "CharField",
        "DateTimeField",
    }  # fmt: skip
    assert KeptOutcome._meta.get_field(name).choices
