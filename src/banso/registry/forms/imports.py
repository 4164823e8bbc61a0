"""Forms of an import: the file, what its columns mean, what suspected rows are."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from banso.registry.models import LedgerImport, RowDecision
from banso.registry.queries.import_rows import decisions_for
from banso.registry.rules.columns import ledger_columns
from banso.registry.rules.ledger_plan import Planned
from banso.registry.rules.preview_file import Layout

_NOT_USED = ("", "使わない")


class LedgerFileForm(forms.Form):
    """The ledger to bring in（台帳のファイル）."""

    file = forms.FileField(
        label="台帳のファイル",
        allow_empty_file=True,  # refused in our own words
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.tsv,.txt"}),
        help_text="Excel（.xlsx、.xls）か CSV。30MBまで。ここに落としても選べます。",
        error_messages={"required": "台帳のファイルを選んでください。"},
    )


class ColumnsForm(forms.Form):
    """What each column of the file means（列の意味）."""

    sheet = forms.ChoiceField(label="シート", required=False)
    empties_blank = forms.BooleanField(
        label="空欄で上書きする",
        required=False,
        help_text="ふつうは付けません。付けると、ファイルで空いている欄は、台帳でも空になります。",
    )

    def __init__(
        self, typed: QueryDict | None, *, layout: Layout, ledger_import: LedgerImport
    ) -> None:
        super().__init__(
            typed, initial={"sheet": layout.sheet, "empties_blank": ledger_import.empties_blank}
        )
        self.layout = layout
        sheets = self.fields["sheet"]
        assert isinstance(sheets, forms.ChoiceField)  # noqa: S101 - declared above
        sheets.choices = [(name, name) for name in layout.sheets]
        meanings = [_NOT_USED, *((column.key, column.label) for column in ledger_columns())]
        for at, heading in enumerate(layout.headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading or f"{at + 1}列目",
                choices=meanings,
                required=False,
                initial=layout.columns.get(at, ""),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, tuple[str, ...]]]:
        """Each column's field with samples of its values."""
        return [(self[f"column_{at}"], samples) for at, samples in enumerate(self.layout.samples)]

    @property
    def columns(self) -> dict[int, str]:
        """What was chosen, by place. Another sheet has other columns: they are guessed anew."""
        if self.cleaned_data["sheet"] != self.layout.sheet:
            return {}
        return {at: self.cleaned_data[f"column_{at}"] for at in range(len(self.layout.headings))}


class DecisionsForm(forms.Form):
    """What the suspected rows of one page are（重複の判断）."""

    def __init__(self, typed: QueryDict, *, rows: Sequence[Planned]) -> None:
        super().__init__(typed)
        for row in rows:
            offered = decisions_for(row)
            if offered:
                self.fields[f"row_{row.number}"] = forms.ChoiceField(
                    label=f"{row.number}行目", choices=list(offered.items()), required=False
                )

    @property
    def decisions(self) -> dict[int, RowDecision]:
        """What was chosen, by row; rows left open are not in it."""
        return {
            int(name.removeprefix("row_")): RowDecision(value)
            for name, value in self.cleaned_data.items()
            if value
        }
