"""A plan with everything in it, and its papers read back as a person would read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.conftest import TODAY
from tests.plans.cast import APRIL, MANAGEMENT, a_measure, a_plan
from tests.plans.numbers_cast import a_year, sakura_plan

from banso.accounts.models import Staff
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.plans.actions import (
    PlanFacts,
    keep_kpi,
    keep_measure,
    keep_numbers,
    keep_point,
    keep_section,
    keep_succession,
)
from banso.plans.documents.around import Making
from banso.plans.documents.made import DOCUMENTS
from banso.plans.models import BusinessPlan, PlanKpi, PlanPoint
from banso.plans.queries import plan_sheet
from banso.plans.rules.numbers.assumptions import Assumptions, Equipment, PlannedLoan, Subsidy
from banso.plans.rules.succession_table import Route, SuccessionTable
from banso.plans.rules.versions import PLACES
from banso.registry.models import Business

ADVERT = "店の前にのぼりを立て、道の駅にちらしを置く"
MACHINE = "製麺機を入れ替えて、生めんを1日300食作れるようにする"


def numbers_of_april(years: int = 3) -> Assumptions:
    """さくら製麺's figures from April of the plan on."""
    given = sakura_plan()
    loans = (
        PlannedLoan("old", "いまの借入", Loan(10_500_000, Decimal("2.0"), APRIL, 60)),
        PlannedLoan(
            "new",
            "設備資金",
            Loan(2_000_000, Decimal("1.5"), date(2027, 8, 1), 50, date(2027, 7, 1)),
        ),
    )
    return Assumptions(
        starts_on=APRIL,
        years=(*given.years, *(a_year(43_000, 1_200, 7_000_000),) * (years - 3)),
        base=given.base,
        equipment=(Equipment("machine", "製麺機", 3_000_000, date(2027, 7, 1), 10),),
        loans=loans,
        subsidies=(Subsidy("grant", "持続化補助金", 1_000_000, date(2028, 3, 1)),),
        weights=given.weights,
    )


def a_full_plan(business: Business, by: Staff, facts: PlanFacts = MANAGEMENT) -> BusinessPlan:
    """A plan with every heading, SWOT, measures with money, KPI and figures."""
    plan = a_plan(business, by, facts)
    for section in plan.kind_of.sections:
        keep_section(plan, section.key, f"{section.ja}：3年で客を2,000人増やす。")
    if plan.kind_of.has("swot"):
        for place, ja in PLACES.items():
            keep_point(PlanPoint(plan=plan, place=place, text=f"{ja}の話"))
            keep_point(PlanPoint(plan=plan, place=place, text=f"{ja}の二つ目の話。手打ちの麺。"))
    fill_measures(plan)
    plan.refresh_from_db()
    keep_numbers(plan, numbers_of_april(facts.years), seen_version=plan.version)
    if plan.kind_of.has("succession"):
        plan.refresh_from_db()
        keep_succession(plan, a_table(facts.years), seen_version=plan.version)
    return BusinessPlan.objects.get(pk=plan.pk)


def fill_measures(plan: BusinessPlan) -> None:
    """Two measures in the plan and one without days, and two KPI."""
    margin = keep_kpi(
        PlanKpi(plan=plan, key="gross_margin", name="粗利率", unit="%", base=Decimal("58.3"),
                target=Decimal(60), by_on=date(2030, 3, 31))
    )  # fmt: skip
    keep_kpi(PlanKpi(plan=plan, name="道の駅の取引", unit="件", base=Decimal(0), target=Decimal(3)))
    keep_measure(
        a_measure(plan, MACHINE, horizon="長期", doer="桜井 花子", kpi=margin, starts_on=APRIL,
                  ends_on=date(2027, 9, 30), cost_yen=3_000_000, loan_yen=2_000_000,
                  subsidy_yen=1_000_000)
    )  # fmt: skip
    keep_measure(
        a_measure(plan, ADVERT, doer="桜井 実", starts_on=date(2027, 10, 1),
                  ends_on=date(2029, 3, 31), cost_yen=50_000, own_yen=30_000)
    )  # fmt: skip
    keep_measure(a_measure(plan, "通販の品を増やす", horizon="中期"))


def a_table(years: int) -> SuccessionTable:
    """花子 takes over from 実."""
    every = range(years)
    cells = {
        "policy": tuple(f"{at + 1}年目の方針：取引先に紹介する" for at in every),
        "sales": ("50,000,000",) * years,
        "owner_age": tuple(str(68 + at) for at in every),
        "successor_age": tuple(str(39 + at) for at in every),
        "owner_shares": ("100", "60", "0", "0", "0")[:years],
        "successor_shares": ("0", "40", "100", "100", "100")[:years],
    }
    return SuccessionTable("桜井 花子", Route.FAMILY, cells)


def making(plan: BusinessPlan, number: int | None = None) -> Making:
    """A paper of a version, or of the plan as it is now."""
    sheet = plan_sheet(BusinessPlan.objects.get(pk=plan.pk), TODAY)
    version = next((one for one in sheet.versions if one.number == number), None)
    return Making.of(sheet, version)


def made(of: Making, name: str, suffix: str) -> bytes:
    """One paper as a file."""
    return DOCUMENTS[name].writers[suffix](of)
