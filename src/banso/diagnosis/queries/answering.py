"""What answering a request would do: which business it may be, and which figures go along."""

from __future__ import annotations

from dataclasses import dataclass

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era, in_era_day, in_era_month
from banso.diagnosis.models import AnalysisRequest, Diagnosis, Workbook
from banso.diagnosis.rules.seminar.sheet import BEFORE, EMPLOYEES, NOW
from banso.figures.models import FinancialStatement
from banso.figures.rules.cells import MoneyUnit
from banso.figures.rules.statement import Statement
from banso.registry.models import Business
from banso.registry.queries import similar_to

NOTE = "経営分析セミナーのワークブックから（本人の申告）。営業外費用は支払利息だけです。"
_NO_DAY = "いつの1年の数字かが空いているので、移せません。"


@dataclass(frozen=True, slots=True)
class CarriedYear:
    """One year of the sheet beside the business's own accounts; ``reason``: why it stays here."""

    label: str
    statement: Statement
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would become of a request with this business."""

    business: Business
    years: tuple[CarriedYear, ...]
    under_way: Diagnosis | None
    has_accounts: bool

    @property
    def carried(self) -> tuple[CarriedYear, ...]:
        """The years that can go along."""
        return tuple(year for year in self.years if not year.reason)

    def opens(self, *, carry: bool) -> bool:
        """Whether there is an analysis to write in: one under way, or accounts to begin with."""
        return bool(self.under_way or self.has_accounts or (carry and self.carried))


def suggested_for(request: AnalysisRequest, staff: Staff) -> tuple[Business, ...]:
    """Businesses of the register that the participant may be, the likest first.

    By the same rule as the queue of suspected duplicates（docs/rules/likeness.md）.
    """
    book = request.workbook
    typed = Business(
        name=book.business_name,
        owner_name=book.owner_name,
        phone=book.phone or request.phone,
        legal_form=book.legal_form,
    )
    found = similar_to(typed, staff.organisation)
    return tuple(row for row in found if not hasattr(row, "erasure"))


def prospect_of(workbook: Workbook, business: Business) -> Prospect:
    """What answering with this business would do. Two queries."""
    kept = list(FinancialStatement.objects.of_business(business).realised())
    return Prospect(
        business=business,
        years=tuple(_year(workbook, which, kept) for which in _years_known(workbook)),
        under_way=Diagnosis.objects.filter(business=business).under_way().first(),
        has_accounts=bool(kept),
    )


def _years_known(workbook: Workbook) -> list[str]:
    sheet = workbook.sheet()
    return [which for which in (BEFORE, NOW) if sheet.year(which) or sheet.knows(EMPLOYEES, which)]


def _year(workbook: Workbook, which: str, kept: list[FinancialStatement]) -> CarriedYear:
    statement = workbook.sheet().statement(which)
    if workbook.ends_on is None:
        name = "今期" if which == NOW else "前期"
        return CarriedYear(name, statement, _NO_DAY)
    label = f"{in_era_month(statement.ends_on)}期"
    rivals = [
        row for row in kept
        if row.starts_on <= statement.ends_on and row.ends_on >= statement.starts_on
    ]  # fmt: skip
    if rivals:
        own = f"{in_era_day(rivals[0].ends_on)}期の決算がすでにあります。上書きしません。"
        return CarriedYear(label, statement, own)
    return CarriedYear(label, statement)


def statement_row(workbook: Workbook, year: CarriedYear) -> FinancialStatement:
    """A year as it would be kept among the business's accounts; nothing is saved."""
    one = year.statement
    in_yen = workbook.unit is MoneyUnit.YEN
    return FinancialStatement(
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        form=one.form.value,
        amounts=dict(one.amounts),
        employees=one.employees,
        is_outline=True,
        typed_in=(MoneyUnit.YEN if in_yen else MoneyUnit.THOUSAND_YEN).value,
        source=f"申告（{source_of(workbook)}）",
        note=NOTE,
    )


def source_of(workbook: Workbook) -> str:
    """Where it was said: 「経営分析セミナー（令和8年11月10日）」."""
    return f"経営分析セミナー（{in_era_day(workbook.session.held_on)}）"


def heard_of(request: AnalysisRequest) -> str:
    """What the record says was heard: where it came from, the wish, the aim of the ninety days."""
    book = request.workbook
    on_paper = "、紙の冊子" if book.is_paper else ""
    day = in_era(request.asked_at.astimezone(clock.TOKYO).date())
    came = f"{source_of(book)}のワークブックで、個別の経営分析の申込みがあった"
    lines = [
        f"{came}（{day}{on_paper}）。",
        f"相談したいこと：{request.wish or '書かれていない'}",
    ]
    if request.best_time:
        lines.append(f"連絡のつきやすい時間：{request.best_time}")
    lines.append(f"連絡先：{request.phone}")
    if book.ninety_days.get("aim"):
        lines.append(f"90日の目的：{book.ninety_days['aim']}")
    return "\n".join(lines)
