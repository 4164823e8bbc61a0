"""A certified plan（経営発達支援計画）as frozen values: what the file says, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.activities import (
    DiagnosisOutline,
    EvaluationScale,
    ExhibitionLine,
    FollowUp,
    Meeting,
    Seminar,
    StaffLine,
    SurveyLine,
)
from banso.programme.rules.area import Area, District, Quote

Number = int | Decimal
Target = int | Decimal | str
ValueKind = Literal["count", "rate", "text"]
Counting = Literal["実数", "延べ", "率", "文言"]
Direction = Literal["up", "down"]
ContactKindKey = Literal["visit", "counter", "phone", "online", "meeting", "dispatch"]

HAND_ENTERED = "hand-entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePeriod:
    """The period of the plan（実施期間）, both days included."""

    first_day: date = field(metadata={"key": "from"})
    last_day: date = field(metadata={"key": "to"})

    @property
    def fiscal_years(self) -> tuple[FiscalYear, ...]:
        """Every fiscal year the period touches, in order."""
        return FiscalYear.between(FiscalYear.of(self.first_day), FiscalYear.of(self.last_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where an office is reached, as the plan publishes it; no officer is named."""

    postcode: str
    address: str
    tel: str
    fax: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """The municipality（関係市町村）that carries the plan too; ``code`` has six digits."""

    name: str
    code: str
    department: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """The office whose plan this is（実施者）."""

    name: str
    corporate_number: str
    contact: Contact
    municipality: Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the plan. ``number`` is text: merged sections are 「5・6」.

    ``issue`` is what the plan calls the 課題, ``actions`` the headings of its 事業内容.
    """

    number: str
    title: str
    part: str | None = None
    summary: str | None = None
    issue: str | None = None
    actions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a support record can be about（支援内容）: a section of the plan, or a usual theme."""

    key: str
    name: str
    kind: Literal["section", "theme"]
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What is counted（定義）: 分子・分母・対象・時点・証憑, and when the office agreed to it."""

    numerator: str
    denominator: str | None = None
    population: str | None = None
    as_of: str | None = None
    proof: str | None = None
    agreed_on: date | None = None

    @property
    def sentence(self) -> str:
        """The whole definition on one line; parts nobody wrote are left out."""
        parts = {
            "分子": self.numerator,
            "分母": self.denominator,
            "対象": self.population,
            "時点": self.as_of,
            "証憑": self.proof,
        }
        return "／".join(f"{label}：{text}" for label, text in parts.items() if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOptions:
    """What a measure is told: for record measures, the topics and kinds of contact that count.

    No ``kinds``: every kind counts.
    """

    topics: tuple[str, ...] = ()
    kinds: tuple[ContactKindKey, ...] = ()


NO_OPTIONS = MeasureOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Where things stood（現状）: as printed, as a number if it is one, and its unit if it differs.

    「-」 has no value: the plan does not say whether it means nought or unknown.
    """

    printed: str
    value: Number | None = None
    unit: str | None = None

    @property
    def known(self) -> Target | None:
        """The number, else the words（「未実施」）, else ``None``（「-」）."""
        if self.value is not None:
            return self.value
        return None if self.printed in {"-", ""} else self.printed


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One row of the target tables（指標）. ``targets`` are by fiscal year, in ``unit``.

    ``heading`` is a row above that carries only a title; ``parent`` the row an 「内…」 belongs to.
    ``only_years`` names the years that have a target where not all of them do.
    """

    key: str
    section: str
    label: str = ""
    heading: str | None = None
    name: str
    parent: str | None = None
    unit: str
    unit_printed: bool = True
    kind: ValueKind
    counting: Counting
    purpose: Literal["activity", "outcome"] = "activity"
    better: Direction = "up"
    baseline: Baseline
    targets: Mapping[FiscalYear, Target]
    only_years: tuple[FiscalYear, ...] = ()
    definition: Definition | None = None
    ambiguity: str | None = None
    measure: str
    options: MeasureOptions = NO_OPTIONS

    @property
    def printed_name(self) -> str:
        """The name as it stands in the plan, number first."""
        return f"{self.label}{self.name}"

    def target_for(self, year: FiscalYear) -> Target | None:
        """The target of a fiscal year; ``None`` when the plan sets none."""
        return self.targets.get(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a goal is to be reached（達成方針）and why."""

    name: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """One of the aims the plan stands on（柱）: vision in ten years, reasons, policies."""

    key: str
    number: str
    name: str
    summary: str
    vision: str
    vision_reason: str
    goal_reason: str
    policies: tuple[Policy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """One KGI or KPI for the whole period. ``printed`` is the plan's phrase, word for word.

    ``related`` names yearly indicators that speak of the same thing.
    """

    key: str
    pillar: str
    kind: Literal["KGI", "KPI"]
    name: str
    printed: str
    unit: str
    target: Target
    counting: Counting
    better: Direction = "up"
    definition: Definition | None = None
    ambiguity: str | None = None
    measure: str = HAND_ENTERED
    options: MeasureOptions = NO_OPTIONS
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """One line of the budget（必要な資金の額）, in thousand yen（千円）by fiscal year."""

    line: str
    section: str
    amounts: Mapping[FiscalYear, int]

    def amount_for(self, year: FiscalYear) -> int | None:
        """Thousand yen for a fiscal year; ``None`` outside the plan."""
        return self.amounts.get(year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The money the plan needs（資金）: lines, the total as printed, and where it comes from."""

    unit: Literal["千円"] = "千円"
    lines: tuple[BudgetLine, ...] = ()
    printed_total: Mapping[FiscalYear, int] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def sum_for(self, year: FiscalYear) -> int:
        """Thousand yen of all lines together in a fiscal year."""
        return sum(line.amounts.get(year, 0) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the plan leaves open: 「利益率1%以上増加」 as +1 point（points）or ×1.01（ratio）."""

    margin_reading: Literal["points", "ratio"] = "points"


DEFAULT_SETTINGS = Settings()
NO_AREA = Area()
NO_BUDGET = Budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDocument:
    """A whole plan file. Everything beyond the indicators may be left out by another office."""

    json_schema: str | None = field(default=None, metadata={"key": "$schema"})
    schema_version: Literal[1]
    key: str
    title: str
    source: str | None = None
    period: ProgrammePeriod
    organisation: OrganisationLine
    settings: Settings = DEFAULT_SETTINGS
    districts: tuple[District, ...] = ()
    area: Area = NO_AREA
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    indicators: tuple[IndicatorLine, ...]
    budget: Budget = NO_BUDGET
    follow_up: FollowUp | None = None
    diagnosis: DiagnosisOutline | None = None
    meetings: tuple[Meeting, ...] = ()
    seminars: tuple[Seminar, ...] = ()
    surveys: tuple[SurveyLine, ...] = ()
    exhibitions: tuple[ExhibitionLine, ...] = ()
    staff: tuple[StaffLine, ...] = ()
    evaluation: EvaluationScale | None = None
    quotes: tuple[Quote, ...] = ()

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years of the period, in order."""
        return self.period.fiscal_years

    def indicator(self, key: str) -> IndicatorLine | None:
        """The indicator with this key."""
        return next((line for line in self.indicators if line.key == key), None)

    def full_name(self, line: IndicatorLine | GoalLine) -> str:
        """The line's name for a place where its table is not around it: 内… after its parent."""
        if isinstance(line, GoalLine) or line.parent is None:
            return line.name if isinstance(line, GoalLine) else line.printed_name
        parent = self.indicator(line.parent)
        return f"{parent.printed_name}の{line.name}" if parent else line.printed_name

    def pillar(self, key: str) -> Pillar | None:
        """The pillar with this key."""
        return next((pillar for pillar in self.pillars if pillar.key == key), None)

    def topic(self, key: str) -> Topic | None:
        """The topic with this key."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def indicators_of(self, section: Section) -> tuple[IndicatorLine, ...]:
        """The section's indicators in the order printed."""
        return tuple(line for line in self.indicators if line.section == section.number)

    def goals_of(self, pillar: Pillar) -> tuple[GoalLine, ...]:
        """The pillar's KGI and KPI in the order printed."""
        return tuple(goal for goal in self.goals if goal.pillar == pillar.key)
