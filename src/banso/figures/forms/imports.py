"""Forms of accounts by file: the file, what names mean, over which period."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from banso.core.forms import DayField
from banso.figures.rules.account_names import Named
from banso.figures.rules.accounts import FORM_NAMES, PARTS, Form, accounts

LEFT_OUT = "-"


class AccountsFileForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,  # refused in our own words
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.txt"}),
        error_messages={"required": "ファイルを選んでください。"},
    )


class JournalForm(forms.Form):
    """Over which period a journal is summed, and what its unknown names mean."""

    starts_on = DayField(label="期首", error_messages={"required": "期首を入力してください。"})
    ends_on = DayField(label="期末", error_messages={"required": "期末を入力してください。"})
    form = forms.ChoiceField(
        label="様式", choices=[(form.value, name) for form, name in FORM_NAMES.items()]
    )

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        period: tuple[object, object],
        form: Form,
        names: Sequence[Named],
    ) -> None:
        first, last = period
        super().__init__(typed, initial={"starts_on": first, "ends_on": last, "form": form.value})
        self.names = [one for one in names if not one.is_settled]
        for at, one in enumerate(self.names):
            self.fields[f"name_{at}"] = forms.ChoiceField(
                label=one.name,
                choices=[("", "選んでください"), (LEFT_OUT, "使わない"), *_lines()],
                initial=one.code,
                required=False,
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the names that are asked."""
        return [self[f"name_{at}"] for at in range(len(self.names))]

    @property
    def codes(self) -> dict[str, str]:
        """What was settled by name; names left open are not in it."""
        found = {
            one.name: str(self.cleaned_data[f"name_{at}"]) for at, one in enumerate(self.names)
        }
        return {name: "" if code == LEFT_OUT else code for name, code in found.items() if code}


def _lines() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every line under the sum that it goes into."""
    return [
        (ja, [(one.code, one.ja) for one in accounts().values() if one.part == part])
        for part, ja in PARTS.items()
    ]
