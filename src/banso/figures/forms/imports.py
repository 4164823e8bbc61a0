"""Forms of accounts by file: the file, what names mean, over which period."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from banso.core.forms import DayField
from banso.figures.queries import ImportPage
from banso.figures.rules.account_names import Named
from banso.figures.rules.accounts import FORM_NAMES, PARTS, accounts

LEFT_OUT = "-"


class AccountsFileForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,  # refused in our own words
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.txt"}),
        error_messages={"required": "ファイルを選んでください。"},
    )


@dataclass(frozen=True, slots=True)
class Mapped:
    """A name in the file and the line it goes to; ``amount`` is debit less credit in yen.

    ``said_by`` is who of the office settled it and when, "" for a name that is known to all.
    """

    name: str
    field: forms.BoundField
    amount: int
    said_by: str

    @property
    def side(self) -> str:
        """On which side of the books it stands（借方・貸方）."""
        return "貸方" if self.amount < 0 else "借方"

    @property
    def size(self) -> int:
        """How much, without the side."""
        return abs(self.amount)


class JournalForm(forms.Form):
    """Over which period a journal is summed, and what its names mean."""

    starts_on = DayField(label="期首", error_messages={"required": "期首を入力してください。"})
    ends_on = DayField(label="期末", error_messages={"required": "期末を入力してください。"})
    form = forms.ChoiceField(
        label="様式", choices=[(form.value, name) for form, name in FORM_NAMES.items()]
    )

    def __init__(self, typed: QueryDict | None, *, page: ImportPage) -> None:
        assert page.period is not None and page.totals is not None  # noqa: S101, PT018 - of a journal
        first, last = page.period
        super().__init__(
            typed, initial={"starts_on": first, "ends_on": last, "form": page.form.value}
        )
        self.page = page
        self.names = page.unsettled
        self.known = [one for one in page.names if one.is_settled]
        self.sums = page.totals.during(first, last)
        for at, one in enumerate(self.names):
            self.fields[f"name_{at}"] = _line_field(one, one.code)
        for at, one in enumerate(self.known):
            self.fields[f"known_{at}"] = _line_field(one, one.code or LEFT_OUT)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the names that are asked."""
        return [self[f"name_{at}"] for at in range(len(self.names))]

    @property
    def mapping(self) -> list[Mapped]:
        """Every name that means something already, those with the largest sums first."""
        return [
            Mapped(
                one.name,
                self[f"known_{at}"],
                self.sums.get(one.name, 0),
                self.page.said_by.get(one.name, "") if one.is_the_offices else "",
            )
            for at, one in enumerate(self.known)
        ]

    @property
    def codes(self) -> dict[str, str]:
        """What was settled by name; names left open, and left as they were, are not in it."""
        found = {
            one.name: str(self.cleaned_data[f"name_{at}"]) for at, one in enumerate(self.names)
        }
        for at, one in enumerate(self.known):
            chosen = str(self.cleaned_data[f"known_{at}"])
            if chosen != (one.code or LEFT_OUT):
                found[one.name] = chosen
        return {name: "" if code == LEFT_OUT else code for name, code in found.items() if code}


def _line_field(one: Named, code: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=one.name,
        choices=[("", "選んでください"), (LEFT_OUT, "使わない"), *_lines()],
        initial=code,
        required=False,
    )


def _lines() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every line under the sum that it goes into."""
    return [
        (ja, [(one.code, one.ja) for one in accounts().values() if one.part == part])
        for part, ja in PARTS.items()
    ]
