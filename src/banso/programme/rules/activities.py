"""What the office promised to do（事業内容）: visits, meetings, seminars, surveys, exhibitions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often（頻度）: as printed, and how many times a year; ``None``: as needed."""

    printed: str
    per_year: int | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCondition:
    """A fact of a firm below a number, or at least it; the facts are those of ``followup``."""

    fact: str
    below: Decimal | None = None
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRhythm:
    """How often a firm with a plan is visited（訪問頻度）and under which condition.

    ``condition`` is as printed; ``when`` says it in facts: each entry is a set of conditions that
    hold together, and one such set is enough. Rhythms are tried in the order of the file.
    """

    key: str
    name: str
    condition: str
    visits_per_year: int | None
    is_default: bool = False
    when: tuple[tuple[FollowUpCondition, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftLine:
    """What counts as drift（ズレ）between plan and reality; the plan itself gives no figure."""

    sales_part: Decimal
    sales_months: int
    kpi_times: int
    late_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyLine:
    """A time of the year with little room（確定申告など）, from one day「02-16」to another."""

    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLine:
    """How many visits an adviser can make on a working day, and the times with half of that."""

    a_day: Decimal
    busy: tuple[BusyLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """When somebody else must look（第三者の視点）, who, and what follows."""

    condition: str
    who: tuple[str, ...]
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The follow-up promised once a plan exists（フォローアップ）."""

    section: str
    approach: str
    rhythms: tuple[FollowUpRhythm, ...]
    when_poor: tuple[str, ...] = ()
    third_party: ThirdParty | None = None
    check_sheet: str | None = None
    drift: DriftLine | None = None
    capacity: CapacityLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A kind of meeting（会議）with its rhythm, its members and its purpose."""

    key: str
    name: str
    section: str
    frequency: Frequency
    members: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumDay:
    """One day of a seminar and what is taught on it."""

    day: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seminar:
    """A seminar（セミナー）as the plan describes it; ``None`` where the plan is silent."""

    key: str
    name: str
    section: str
    indicator: str | None = None
    frequency: Frequency
    capacity: int | None = None
    schedule: str | None = None
    days: int | None = None
    hours_a_day: Decimal | None = None
    purpose: str | None = None
    lecturer: str | None = None
    participants: str | None = None
    recruitment: str
    curriculum: tuple[CurriculumDay, ...] = ()
    afterwards: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize:
    """How many answers（サンプル数）, as printed and as a range of people."""

    printed: str
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyLine:
    """A survey or study（調査）: whom it asks, how, what, and what the answers are for."""

    key: str
    name: str
    section: str
    indicator: str | None = None
    respondents: str
    sample: SampleSize | None = None
    method: str
    analysis: str | None = None
    items: tuple[str, ...]
    purpose: str
    publication: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitionFigure:
    """A figure the plan gives about an exhibition, with the time it is of."""

    name: str
    value: int
    unit: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitionLine:
    """An exhibition or trade meeting（展示会・商談会）the plan has in mind."""

    key: str
    name: str
    scope: Literal["県内", "県外", "海外"]
    trade: Literal["B to B", "B to C"] | None = None
    organiser: str | None = None
    venue: str | None = None
    description: str
    figures: tuple[ExhibitionFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """A side of a business to look at（分析の観点）and its categories."""

    key: str
    name: str
    sides: tuple[str, ...] = ()
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisOutline:
    """How a business is analysed（経営状況の分析）: viewpoints, tools and what comes out."""

    section: str
    viewpoints: tuple[Viewpoint, ...]
    tools: tuple[str, ...]
    deliverables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """How many people hold a post（職）."""

    post: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One level of the scale. ``at_least``: the rate it starts at; ``None``: judged by a person."""

    grade: str
    label: str
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationScale:
    """The levels（段階）on which results are judged, best first."""

    name: str
    source: str
    bands: tuple[Band, ...]
    published_in: tuple[str, ...] = ()
