"""What the templates draw of the assumptions: rows across the years, and lines of their own."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField


@dataclass(frozen=True, slots=True)
class AcrossYears:
    """A row of the form: its name, what the base year has, and a field for every year."""

    ja: str
    base: str
    cells: list[BoundField]


@dataclass(frozen=True, slots=True)
class SalesRows:
    """One line of sales: its own fields, and the rows that its way of reckoning needs."""

    key: BoundField
    ja: BoundField
    how: BoundField
    counted: tuple[AcrossYears, ...]
    amount: AcrossYears
    margin: AcrossYears

    @property
    def is_blank(self) -> bool:
        """Whether it is the empty line at the end."""
        return not (self.key.value() or self.ja.value())


@dataclass(frozen=True, slots=True)
class CostRow:
    """One line of fixed costs."""

    key: BoundField
    ja: BoundField
    nature: BoundField
    across: AcrossYears

    @property
    def is_blank(self) -> bool:
        """Whether it is the empty line at the end."""
        return not (self.key.value() or self.ja.value())


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on a line of its own: its boxes, each under its head."""

    cells: list[tuple[str, BoundField]]

    @property
    def is_blank(self) -> bool:
        """Whether it is the empty line at the end."""
        return not any(field.value() for _, field in self.cells)
