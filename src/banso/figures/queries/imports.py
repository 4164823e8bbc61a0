"""What accounts by file would do（取込の確認）: business by business, period by period."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.figures.models import AccountName, FinancialStatement, StatementImport
from banso.figures.rules.account_names import Named, meanings
from banso.figures.rules.accounts import FORM_NAMES, INCOME_PARTS, Form, accounts, name_of
from banso.figures.rules.cells import shown_amount
from banso.figures.rules.checking import Remark, remarks_on
from banso.figures.rules.drafts import Draft, Problem, draft_from
from banso.figures.rules.journals import Totals, draft_of, totals_from
from banso.figures.rules.periods import refuse_kind, refuse_overlaps, refuse_period
from banso.registry.models import Business

_FACTS = {"starts_on": "期首", "form": "様式", "employees": "従業員数", "is_closed": "確定"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would change: its name, what is kept, what the file has."""

    label: str
    before: str
    after: str


@dataclass(slots=True)
class Planned:
    """One period of the file against what is kept; problems keep it out."""

    draft: Draft
    business: Business | None
    kept: FinancialStatement | None = None
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def business_pk(self) -> int:
        """Whose period it is; 0 where nobody knows."""
        return self.business.pk if self.business else 0

    @property
    def version(self) -> int:
        """The version of what is kept; 0 for a new period."""
        return self.kept.version if self.kept else 0

    @property
    def mark(self) -> str:
        """By which the page and the saving agree that they mean the same."""
        return f"{self.business_pk}:{self.draft.ends_on}:{self.version}"

    @property
    def is_accepted(self) -> bool:
        """Whether agreeing would keep it."""
        return not self.problems and self.state in {"登録", "変更"}

    @property
    def state(self) -> str:
        """登録・変更・変わらない・受け付けない."""
        if self.problems:
            return "受け付けない"
        if self.kept is None:
            return "登録"
        return "変更" if self.differences else "変わらない"

    @property
    def amounts(self) -> dict[str, int]:
        """The amounts as they would be; a journal without openings leaves the balance sheet."""
        if self.kept is None or not self.draft.is_income_only:
            return dict(self.draft.amounts)
        lines = accounts()
        stays = {
            code: amount
            for code, amount in self.kept.amounts.items()
            if code not in lines or lines[code].part not in INCOME_PARTS
        }
        return {**self.draft.amounts, **stays}

    @property
    def differences(self) -> list[Difference]:
        """What would change of a period that is kept."""
        if self.kept is None:
            return []
        found = [
            Difference(label, _fact(name, getattr(self.kept, name)), _fact(name, self._new(name)))
            for name, label in _FACTS.items()
            if getattr(self.kept, name) != self._new(name)
        ]
        before, after = self.kept.amounts, self.amounts
        return found + [
            Difference(name_of(code), _yen(before.get(code)), _yen(after.get(code)))
            for code in {**before, **after}
            if before.get(code) != after.get(code)
        ]

    def _new(self, name: str) -> object:
        value = getattr(self.draft, name)
        return value.value if isinstance(value, Form) else value

    def filled(self, source: str = "") -> FinancialStatement:
        """The statement as it would be kept; nothing is saved."""
        row = self.kept or FinancialStatement(business=self.business)
        for name in ("starts_on", "ends_on", "employees", "is_outline", "is_closed", "typed_in"):
            setattr(row, name, getattr(self.draft, name))
        row.form, row.amounts = self.draft.form.value, self.amounts
        row.source = source or row.source
        return row


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The preview of one file. ``names`` and ``totals`` are there for a journal only."""

    planned: tuple[Planned, ...]
    totals: Totals | None = None
    names: tuple[Named, ...] = ()
    period: tuple[date, date] | None = None
    form: Form = Form.CORPORATION
    said_by: Mapping[str, str] = field(default_factory=dict)  # who settled a name, and when

    @property
    def accepted(self) -> list[Planned]:
        """The periods that agreeing would keep."""
        return [one for one in self.planned if one.is_accepted]

    @property
    def unsettled(self) -> list[Named]:
        """Names that nobody has settled yet: they are asked."""
        return [one for one in self.names if not one.is_settled]

    @property
    def asked(self) -> list[Remark]:
        """What agreeing also says yes to."""
        return [remark for one in self.accepted for remark in one.remarks if remark.needs_yes]


def import_page(brought: StatementImport, staff: Staff) -> ImportPage:
    """What agreeing to the file would do now."""
    planned = tuple(planned_of(brought, staff))
    if "totals" not in brought.contents:
        return ImportPage(planned)
    totals = totals_from(brought.contents["totals"])
    settled = AccountName.objects.filter(organisation=brought.organisation)
    said = {one.name: one for one in settled.select_related("settled_by__person")}
    return ImportPage(
        planned,
        totals,
        tuple(meanings(totals.names, {name: one.code for name, one in said.items()})),
        period_of(brought, totals),
        Form(brought.contents["form"]),
        {
            name: f"{one.settled_by}さんが{in_era_day(localdate(one.settled_at))}に決めた"
            for name, one in said.items()
        },
    )


def settled_names(organisation: Organisation) -> dict[str, str]:
    """What the office has settled about names of accounts."""
    rows = AccountName.objects.filter(organisation=organisation)
    return dict(rows.values_list("name", "code"))


def period_of(brought: StatementImport, totals: Totals) -> tuple[date, date]:
    """Over which days a journal is summed: as settled, else from its first month to its last."""
    settled = brought.contents.get("period")
    if settled:
        return date.fromisoformat(settled[0]), date.fromisoformat(settled[1])
    first, last = totals.span
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def planned_of(brought: StatementImport, staff: Staff) -> list[Planned]:
    """Every period of the file against what is kept, in a number of queries that doesn't grow."""
    drafts = _drafts(brought)
    ids = {draft.business for draft in drafts if is_public_id(draft.business)}
    rows = Business.objects.visible_to(staff).unerased().filter(public_id__in=ids)
    businesses = {str(row.public_id): row for row in rows}
    planned = [Planned(draft, businesses.get(draft.business)) for draft in drafts]
    kept: dict[int, list[FinancialStatement]] = defaultdict(list)
    for row in FinancialStatement.objects.filter(business__in=rows):
        kept[row.business_id].append(row)
    for one in planned:
        _judge_alone(one, kept[one.business_pk])
    for business in businesses.values():
        mine = [one for one in planned if one.business_pk == business.pk and not one.problems]
        _judge_together(mine, kept[business.pk])
    return planned


def _drafts(brought: StatementImport) -> list[Draft]:
    if "totals" not in brought.contents:
        return [draft_from(one) for one in brought.contents.get("drafts", [])]
    if brought.business is None:
        return []
    totals = totals_from(brought.contents["totals"])
    named = meanings(totals.names, settled_names(brought.organisation))
    codes = {one.name: one.code for one in named if one.is_settled}
    form = Form(brought.contents["form"])
    draft = draft_of(totals, codes, period_of(brought, totals), form)
    problems = list(draft.problems)
    if any(not one.is_settled for one in named):
        problems.append(Problem("科目", "まだ決めていない科目があります。上で決めてください。"))
    if not draft.amounts:
        problems.append(Problem("期間", "この期間の仕訳から、金額が1つもできません。"))
    mine = {"business": str(brought.business.public_id), "business_name": brought.business.name}
    kept = draft.as_json()
    kept["problems"] = [[one.place, one.words] for one in problems]
    return [draft_from({**kept, **mine})]


def is_public_id(text: str) -> bool:
    """Whether a file's words can be a business's number at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _judge_alone(one: Planned, kept: list[FinancialStatement]) -> None:
    """What speaks against a period by itself."""
    one.problems += one.draft.problems
    if one.business is None:
        words = (
            "ひな形の事業者の番号が、この商工会の事業者と合いません。"
            "伴走から出したひな形をそのまま使ってください。"
        )
        one.problems.append(Problem(one.draft.place, words))
    if one.draft.starts_on is None or one.draft.ends_on is None:
        return
    try:
        refuse_period(one.draft.starts_on, one.draft.ends_on)
        refuse_kind(
            one.draft.ends_on, clock.today(), is_closed=one.draft.is_closed, is_forecast=False
        )
    except RuleViolation as refusal:
        one.problems.append(Problem(one.draft.place, refusal.message))
    same = (row for row in kept if row.ends_on == one.draft.ends_on and not row.is_forecast)
    one.kept = next(same, None)


def _judge_together(mine: list[Planned], kept: list[FinancialStatement]) -> None:
    """What speaks against a business's periods together: two alike, or some that overlap."""
    ends = [one.draft.ends_on for one in mine]
    replaced = {one.kept.pk for one in mine if one.kept}
    others = [row.as_statement() for row in kept if row.pk not in replaced]
    together = [*others, *(replace(one.draft, amounts=one.amounts).as_statement() for one in mine)]
    words = "同じ期末の期が、ファイルに2つあります。" if len(set(ends)) < len(ends) else ""
    try:
        refuse_overlaps(together)
    except RuleViolation as refusal:
        words = words or refusal.message
    if words:
        for one in mine:
            one.problems.append(Problem(one.draft.place, words))
        return
    remarks = remarks_on(together)
    for one in mine:
        one.remarks = [remark for remark in remarks if remark.ends_on == one.draft.ends_on]


def _yen(amount: int | None) -> str:
    return "（空欄）" if amount is None else f"{shown_amount(amount)}円"


def _fact(name: str, value: object) -> str:
    if name == "form":
        return FORM_NAMES[Form(str(value))]
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return "（空欄）" if value is None else str(value)
