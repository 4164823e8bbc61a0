"""The form of the 事業承継計画表: years across, the rows of the paper down."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, WholeNumberField
from banso.plans.models import BusinessPlan
from banso.plans.queries.reading import succession_of
from banso.plans.rules.succession_table import Route, SuccessionTable, TableRow, table_rows

_ROUTES = [(route.value, route.ja) for route in Route]
_UNITS = {"yen": "円", "age": "歳", "percent": "%", "text": ""}


class SuccessionForm(forms.Form):
    """Who succeeds, by which route, and the cells of each row year by year."""

    successor = LineField(
        label="後継者", required=False, help_text="名前。まだいなければ空けます。"
    )
    route = forms.ChoiceField(label="承継の道", choices=_ROUTES)
    seen_version = WholeNumberField(lowest=1, highest=10**9, widget=forms.HiddenInput())

    def __init__(self, posted: QueryDict | None, *, plan: BusinessPlan) -> None:
        table = succession_of(plan) or SuccessionTable()
        first: dict[str, object] = {
            "successor": table.successor,
            "route": table.route.value,
            "seen_version": plan.version,
        }
        super().__init__(posted, initial=first)
        self.years = plan.years
        for key, row in table_rows().items():
            for year in range(self.years):
                field = LineField(label=f"{row.name}（{year + 1}年目）", required=False)
                field.initial = table.cell(key, year)
                if row.holds == "text":
                    field.widget = forms.Textarea(attrs={"rows": 2, "class": "short"})
                else:
                    field.widget.attrs["inputmode"] = "numeric"
                self.fields[f"{key}-{year}"] = field

    @property
    def rows(self) -> Iterator[tuple[TableRow, str, bool, list[forms.BoundField]]]:
        """Each row with its unit, whether its group begins there, and its cells."""
        before = ""
        for key, row in table_rows().items():
            cells = [self[f"{key}-{year}"] for year in range(self.years)]
            yield row, _UNITS[row.holds], row.group != before, cells
            before = row.group

    @property
    def year_numbers(self) -> range:
        """1 and on."""
        return range(1, self.years + 1)

    def table(self) -> SuccessionTable:
        """The table as typed."""
        typed = self.cleaned_data
        return SuccessionTable(
            typed["successor"],
            Route(typed["route"]),
            {
                key: tuple(typed[f"{key}-{year}"] for year in range(self.years))
                for key in table_rows()
            },
        )

    def cell_of(self, row: str, message: str) -> str | None:
        """The field a refusal of a row belongs to: the year it names, else the first."""
        known = table_rows().get(row)
        if known is None:
            return row if row in self.fields else None
        named = (y for y in range(self.years) if f"（{y + 1}年目）" in message)
        return f"{row}-{next(named, self._unreadable(row))}"

    def _unreadable(self, row: str) -> int:
        """The first year whose cell the message quotes; refusals of amounts name no year."""
        typed = (self.cleaned_data.get(f"{row}-{year}", "") for year in range(self.years))
        return next((year for year, text in enumerate(typed) if not _is_number(text)), 0)


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").removesuffix("円").isdecimal()
