"""What a plan says（計画の内容）, free of the database: its words, measures, KPI and figures.

A version keeps exactly this as JSON, with the edition of its shape, so that an old version is read,
examined and compared by the same rules as the plan of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from banso.core.refusals import RuleViolation
from banso.plans.rules.kinds import Kind, kinds
from banso.plans.rules.measures import Money
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.keeping import assumptions_as_json, assumptions_from_json
from banso.plans.rules.numbers.reckoning import Reckoned, reckon
from banso.plans.rules.succession_table import SuccessionTable

EDITION = 1
OWNER = "owner"
NO_MONEY = Money()
# What a version keeps of the figures beside their assumptions: these rows of every year, in yen.
RESULT_ROWS: Mapping[str, str] = {
    "sales": "売上高",
    "gross_profit": "売上総利益",
    "operating_profit": "営業利益",
    "ordinary_profit": "経常利益",
    "net_profit": "当期純利益",
    "value_added": "付加価値額",
    "pay_total": "給与支給総額",
    "repayable": "返済原資",
    "cash": "年の終わりの現預金",
    "loans": "年の終わりの借入金",
}
_OWNED = ("cash", "loans")
Results = tuple[Mapping[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    """What is written under a heading, and whose words they are: owner, adviser or expert."""

    key: str
    text: str
    said_by: str = OWNER


@dataclass(frozen=True, slots=True)
class PointText:
    """One line of SWOT or クロスSWOT; ``place`` is S, W, O, T, SO, WO, ST or WT."""

    id: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class MeasureText:
    """One measure: horizon, what, who, when, what it costs, and the KPI it moves."""

    id: str
    horizon: str
    what: str
    doer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    money: Money = NO_MONEY
    kpi: str = ""
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class KpiText:
    """One KPI; ``key`` is that of ``kpi.toml``, empty for one of the owner's own."""

    id: str
    key: str
    name: str
    unit: str
    better: str = "up"
    base: Decimal | None = None
    target: Decimal | None = None
    by_on: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole plan. ``results`` are the figures as they were reckoned when it was kept."""

    kind_key: str
    title: str
    starts_on: date
    ends_on: date
    years: int
    sections: tuple[SectionText, ...] = ()
    points: tuple[PointText, ...] = ()
    measures: tuple[MeasureText, ...] = ()
    kpis: tuple[KpiText, ...] = ()
    numbers: Assumptions | None = None
    results: Results = ()
    succession: SuccessionTable | None = None

    @property
    def kind(self) -> Kind:
        """The kind of plan, with its headings."""
        return kinds()[self.kind_key]

    def text_of(self, section: str) -> str:
        """What is written under a heading; empty where nothing is."""
        return next((one.text for one in self.sections if one.key == section), "")

    @property
    def open_measures(self) -> tuple[MeasureText, ...]:
        """The measures that were not dropped."""
        return tuple(one for one in self.measures if one.dropped_on is None)


def results_of(found: Reckoned) -> Results:
    """The rows a version keeps, year by year; ``None`` is unknown."""
    return tuple(
        {
            name: (getattr(year.balance, name, None) if year.balance else None)
            if name in _OWNED
            else getattr(year.income, name)
            for name in RESULT_ROWS
        }
        for year in found.years
    )


def reckoned(content: Content) -> Reckoned | None:
    """The figures of the plan; ``None`` where it has none."""
    return reckon(content.numbers) if content.numbers else None


def content_as_json(content: Content) -> dict[str, Any]:
    """What a version keeps."""
    numbers = content.numbers
    results = results_of(reckon(numbers)) if numbers and not content.results else content.results
    return {
        "edition": EDITION,
        "kind_key": content.kind_key,
        "title": content.title,
        "starts_on": content.starts_on.isoformat(),
        "ends_on": content.ends_on.isoformat(),
        "years": content.years,
        **{
            name: [_plain(asdict(one)) for one in getattr(content, name)]
            for name in ("sections", "points", "measures", "kpis")
        },
        "numbers": assumptions_as_json(numbers) if numbers else None,
        "results": [dict(year) for year in results],
        "succession": content.succession.as_json() if content.succession else None,
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _said(value) for name, value in row.items()}


def _said(value: Any) -> Any:  # noqa: ANN401 - any part of the JSON
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def content_from_json(kept: Mapping[str, Any]) -> Content:
    """The plan that a version kept. Refuses a shape of another edition."""
    if kept.get("edition") != EDITION:
        raise RuleViolation("unreadable-version", "この版は、いまの製品では読めません。")
    numbers, table = kept["numbers"], kept["succession"]
    return Content(
        kind_key=kept["kind_key"],
        title=kept["title"],
        starts_on=date.fromisoformat(kept["starts_on"]),
        ends_on=date.fromisoformat(kept["ends_on"]),
        years=kept["years"],
        sections=tuple(SectionText(**one) for one in kept["sections"]),
        points=tuple(PointText(**one) for one in kept["points"]),
        measures=tuple(_measure(one) for one in kept["measures"]),
        kpis=tuple(_kpi(one) for one in kept["kpis"]),
        numbers=assumptions_from_json(numbers) if numbers else None,
        results=tuple(kept["results"]),
        succession=SuccessionTable.from_json(table) if table else None,
    )


def _measure(kept: Mapping[str, Any]) -> MeasureText:
    days = {name: _day(kept[name]) for name in ("starts_on", "ends_on", "dropped_on")}
    return MeasureText(**{**kept, **days, "money": Money(**kept["money"])})


def _kpi(kept: Mapping[str, Any]) -> KpiText:
    values = {name: _number(kept[name]) for name in ("base", "target")}
    return KpiText(**{**kept, **values, "by_on": _day(kept["by_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
