"""The entry page as one form（決算を入れる）: periods side by side, rows in the paper's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from banso.core.era import in_era_day
from banso.core.reconciling import Reconciliation
from banso.figures.actions import Entry
from banso.figures.forms.period import PeriodForm
from banso.figures.models import FinancialStatement
from banso.figures.queries import draft_kind
from banso.figures.rules.cells import UNIT_NAMES, shown_amount
from banso.figures.rules.sheet import Group, Row, sheet_for, value_of

NEW = "new"
_MOST_COLUMNS = 6
_LONGEST_KEY = 36


@dataclass(frozen=True, slots=True)
class Cell:
    """One period's cell in one row: something to type, a sum that is shown, or nothing."""

    row: Row
    key: str
    label: str
    name: str = ""
    text: str = ""
    errors: Sequence[str] = ()
    terms: str = ""
    is_bad: bool = False

    @property
    def part(self) -> str:
        """The sum that what is typed here goes into."""
        return self.row.account.part if self.row.account else ""

    @property
    def is_minus(self) -> bool:
        """Whether it is taken off its sum."""
        return bool(self.row.account and self.row.account.minus)

    @property
    def is_sum(self) -> bool:
        """Whether a sum of lines or a result is shown here."""
        return not self.name and not self.row.is_line


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with its cells, one for each period."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Column:
    """One period on the page."""

    form: PeriodForm
    heading: str
    conflict: Reconciliation | None = None
    others: list[str] = field(default_factory=list)  # refusals at no field of its own

    @property
    def key(self) -> str:
        """What the names of its fields begin with."""
        return self.form.key

    @property
    def unit_words(self) -> str:
        """The unit of its figures as the head names it（円・千円）."""
        return UNIT_NAMES[self.form.unit]

    @property
    def ends_words(self) -> str:
        """Its last day as it stands in its field."""
        shown = self.form["ends_on"].value()
        return in_era_day(shown) if isinstance(shown, date) else str(shown or "")

    def cell(self, row: Row) -> Cell:
        """Its cell in that row, with the sum as the server reckons it."""
        label = f"{row.ja}　{self.heading}"
        typable = row.code in self.form.fields and not (row.is_result and not row.may_be_given)
        if typable and (self.form.has_cell(row.code) or self._stands_in(row.code)):
            bound = self.form[row.code]
            return Cell(
                row,
                self.key,
                label,
                name=f"{self.key}-{row.code}",
                text=str(bound.value() or ""),
                errors=tuple(str(error) for error in bound.errors),
            )
        if row.is_line:
            return Cell(row, self.key, label)
        amount = value_of(row, self.form.as_statement())
        is_bad = bool(amount) and row.code == "balance_gap"
        text = "—" if amount is None else shown_amount(amount, self.form.unit)
        return Cell(row, self.key, label, text=text, terms=row.terms, is_bad=is_bad)

    def _stands_in(self, code: str) -> bool:
        """Whether something was typed there, on whatever paper."""
        return bool(str(self.form[code].value() or "").strip())

    @property
    def filled(self) -> set[str]:
        """The codes of cells in which something stands."""
        bound = {name.removeprefix(f"{self.key}-") for name, text in self._typed() if text.strip()}
        return bound if self.form.is_bound else set(self.form.statement.amounts)

    def _typed(self) -> list[tuple[str, str]]:
        found = cast("QueryDict", self.form.data)
        return [(name, str(found[name])) for name in found if name.startswith(f"{self.key}-")]


class EntrySheet:
    """All columns of the page; valid only when each of them is."""

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        rows: Sequence[FinancialStatement],
        blank: FinancialStatement,
    ) -> None:
        self.typed = typed
        known = [(str(row.public_id), row, False) for row in rows]
        gone = [(key, blank_like(blank), True) for key in self._gone(rows)]
        every = [*known, *gone, (NEW, blank, True)]
        self.columns = [
            Column(
                PeriodForm(typed, statement=row, key=key, is_new=is_new),
                row.period_name if not is_new else "新しい期",
            )
            for key, row, is_new in every
        ]
        self.draft_kind = draft_kind(blank.business)
        self.entry_key = typed.get("entry_key", "")[:_LONGEST_KEY] if typed else ""
        self.confirmed = frozenset(typed.getlist("confirmed")) if typed else frozenset()

    def _gone(self, rows: Sequence[FinancialStatement]) -> list[str]:
        """Columns that were typed in and whose period a colleague took back meanwhile."""
        known = {row.public_id for row in rows}
        return [str(key) for key in columns_in(self.typed) or () if key not in known]

    def is_valid(self) -> bool:
        """Whether every column could be read; a new one left blank is no column."""
        return all([column.form.is_valid() for column in self.columns])  # noqa: C419 - all of them

    def entries(self) -> list[Entry]:
        """What is to be saved, in the order of the columns."""
        return [
            Entry(column.form.fill(), column.form.cleaned_data.get("seen_version") or 0)
            if not column.form.is_new
            else Entry(column.form.fill())
            for column in self.used
        ]

    @property
    def used(self) -> list[Column]:
        """The columns without the new one that was left blank."""
        return [one for one in self.columns if not one.form.is_new or one.form.has_changed()]

    @property
    def groups(self) -> list[tuple[Group, list[SheetRow]]]:
        """The rows that these papers need, each with its cells."""
        forms_chosen = {column.form.chosen for column in self.columns}
        outline = any(column.form.outline for column in self.columns)
        typed = {code for column in self.columns for code in column.filled}
        sheet = sheet_for(forms_chosen, outline=outline, typed=typed)
        return [
            (
                group,
                [
                    SheetRow(row, tuple(column.cell(row) for column in self.columns))
                    for row in group.rows
                ],
            )
            for group in sheet
        ]

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Everything refused: the field's id, where it is, and what to do."""
        found = []
        for column in self.columns:
            found += [("", column.heading, words) for words in column.others]
            if not column.form.is_bound:
                continue
            for name, errors in column.form.errors.items():
                label = str(column.form.fields[name].label) if name in column.form.fields else ""
                place = f"{column.heading}　{label}"
                found += [(f"id_{column.key}-{name}", place, str(error)) for error in errors]
        return found

    def refuse(self, place: int, *, field: str | None, words: str) -> None:
        """Show a refusal of one of the used columns, at its field where it has one."""
        column = self.used[place]
        if field in column.form.fields:
            column.form.add_error(field, forms.ValidationError(words))
        else:
            column.others.append(words)


def columns_in(typed: QueryDict | None) -> list[UUID] | None:
    """The periods that the page was sent with, at most as many as it ever has."""
    if typed is None:
        return None
    found = [_as_id(key) for key in dict.fromkeys(typed.getlist("column"))]
    return [key for key in found if key is not None][:_MOST_COLUMNS]


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def blank_like(blank: FinancialStatement) -> FinancialStatement:
    """An empty period of the same business and paper."""
    return FinancialStatement(
        business=blank.business,
        starts_on=blank.starts_on,
        ends_on=blank.ends_on,
        form=blank.form,
        typed_in=blank.typed_in,
    )
