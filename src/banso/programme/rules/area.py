"""The district in figures（地区の統計）and the passages of the plan quoted word for word."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Amount = int | Decimal
RowRole = Literal["total", "of-which", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One of the districts（地区）the office divides its area into."""

    key: str
    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsColumn:
    """A column of a table: counts（件数）in a unit, or each row's share（割合）of the total in %.

    ``as_of`` is the year the column's own heading gives, where it gives one.
    """

    name: str
    unit: str
    kind: Literal["count", "share"] = "count"
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRow:
    """A row: the total, a part of it, or an 内数（``of-which``）that overlaps the parts.

    ``None`` among the values: the plan prints nothing there.
    """

    name: str
    role: RowRole
    values: tuple[Amount | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsTable:
    """A table of the plan as printed; ``as_of`` is the year in the table's heading, if any."""

    key: str
    title: str
    place: str
    as_of: str | None = None
    columns: tuple[StatisticsColumn, ...]
    rows: tuple[StatisticsRow, ...]

    def year_of(self, column: StatisticsColumn) -> str | None:
        """The year a column speaks of: its own heading's, else the table's."""
        return column.as_of or self.as_of

    def count_of(self, row_name: str, year: str) -> Amount | None:
        """The count printed for a row in a year; ``None`` when the table does not say."""
        for row in self.rows:
            for column, value in zip(self.columns, row.values, strict=True):
                if (row.name, column.kind, self.year_of(column)) == (row_name, "count", year):
                    return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryIssue:
    """What one industry（業種）struggles with, in short, and the issues the plan names."""

    industry: str
    situation: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperPlan:
    """A plan of the city or prefecture（上位計画）that this plan quotes."""

    name: str
    first_day: date = field(metadata={"key": "from"})
    last_day: date = field(metadata={"key": "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage of the plan, word for word, with its place.

    ``subject`` is the row of the statistics the passage counts; ``about`` names the indicators,
    goals or meetings it speaks of. Neither says anything about what is right.
    """

    key: str
    section: str
    heading: str
    text: str
    subject: str | None = None
    about: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where a reader finds the passage."""
        chapter = f"{self.section}." if self.section.isdigit() else self.section
        return f"{chapter} {self.heading}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The office's area（地区）: figures, surroundings and each industry's issues."""

    tables: tuple[StatisticsTable, ...] = ()
    industries: tuple[IndustryIssue, ...] = ()
    upper_plans: tuple[UpperPlan, ...] = ()
    features: tuple[str, ...] = ()
