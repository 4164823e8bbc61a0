"""Boxes of the check sheet, and the rows of promises in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from banso.core.era import in_era_day
from banso.core.forms import DayField, LineField, ProseField
from banso.followup.rules.answers import LONGEST_PROMISE, MOST_PROMISES, NextPromise
from banso.followup.rules.told import SIDES

TICKED = "印あり"
Row = dict[str, object]
_EMPTY_ROWS: tuple[Row, ...] = ({"side": "ours"}, {"side": "theirs"})


class TickBox(forms.CheckboxInput):
    """A box to tick that is sent with the same value whether it came ticked or not."""

    def format_value(self, value: object) -> str:
        """Always the same, so that a draft finds its box again."""
        return "on"


class TickField(forms.BooleanField):
    """A tick; compared with another's in words."""

    widget = TickBox

    def prepare_value(self, value: object) -> object:
        """「印あり」, or nothing."""
        return TICKED if value else ""


class ProseBox(ProseField):
    """Several lines; the characters left are counted beside them where that matters."""

    def __init__(self, label: str, *, rows: int, most: int, is_counted: bool = True) -> None:
        counted = {"data-limit": most} if is_counted else {}
        said = f"{most:,}字までにしてください（いま%(show_value)d字）。"
        super().__init__(
            label=label,
            required=False,
            max_length=most,
            widget=forms.Textarea(attrs={"rows": rows, **counted}),
            error_messages={"max_length": said},
        )


class ShortLine(LineField):
    """One line that may be left blank."""

    def __init__(self, label: str, *, most: int) -> None:
        said = f"{most:,}字までにしてください（いま%(show_value)d字）。"
        super().__init__(
            label=label, required=False, max_length=most, error_messages={"max_length": said}
        )


class PromiseRow(forms.Form):
    """One row: who promises what by when. An empty row is no promise."""

    side = forms.ChoiceField(
        label="だれが", choices=[*SIDES.items()], widget=forms.RadioSelect, required=False
    )
    what = ShortLine("何を", most=LONGEST_PROMISE)
    due_on = DayField(label="いつまで", required=False)

    def has_changed(self) -> bool:
        """Always: a row that says what it said before is a promise all the same."""
        return True

    def clean(self) -> dict[str, Any]:
        """A day alone promises nothing."""
        typed = self.cleaned_data
        if typed.get("due_on") and not typed.get("what") and "what" not in self.errors:
            self.add_error("what", "約束の内容を入力してください。期日だけでは残せません。")
        return typed


PromiseRows = forms.formset_factory(
    PromiseRow, extra=0, max_num=MOST_PROMISES, absolute_max=MOST_PROMISES + 5, validate_max=True
)


def promise_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows of promises as one text to compare: 「商工会：原価表（令和8年12月1日）」."""
    return "、".join(_words(row) for row in rows if row.get("what"))


def _words(row: Mapping[str, Any]) -> str:
    due = f"（{in_era_day(row['due_on'])}）" if row.get("due_on") else ""
    return f"{SIDES[row.get('side') or 'ours']}：{row['what']}{due}"


def promise_rows(typed: QueryDict | None, rows: Sequence[Row]) -> BaseFormSet[PromiseRow]:
    """The rows of promises: those of before, then empty ones."""
    words = {"too_many_forms": f"約束は{MOST_PROMISES}件までです。"}
    shown = [*rows, *_EMPTY_ROWS]
    return PromiseRows(typed, initial=shown, prefix="promises", error_messages=words)


def row_of(one: NextPromise) -> Row:
    """A promise as a row of the form."""
    return {"side": one.side, "what": one.what, "due_on": one.due_on}
