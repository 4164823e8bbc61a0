"""The forms of carrying records over（転記）: which period, and the columns of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.forms import DayField, LineField, WholeNumberField
from banso.records.models import ContactKind
from banso.records.queries import TransferChoice
from banso.records.queries.transfers import sources_known
from banso.records.rules.transfer import (
    BREAKS,
    DAY_FORMATS,
    ENCODINGS,
    SOURCES,
    Column,
)
from banso.records.rules.transfer.columns import SIGNS

MOST_COLUMNS = 60
STATES = {"waiting": "転記を待つもの", "done": "転記済", "all": "すべて"}
CONSENTS = {"": "すべて", "given": "同意のある事業者", "without": "同意の記録がない事業者"}
WHOSE = {"mine": "自分の記録", "all": "全員の記録"}


class TransferFilter(forms.Form):
    """Which records: without days this fiscal year's, without a choice those that wait."""

    first = DayField(label="期間の初め", required=False)
    last = DayField(label="期間の終わり", required=False)
    whose = forms.ChoiceField(label="だれの", choices=[*WHOSE.items()], required=False)
    kind = forms.ChoiceField(
        label="方法", choices=[("", "すべて"), *ContactKind.choices], required=False
    )
    state = forms.ChoiceField(label="状態", choices=[*STATES.items()], required=False)
    consent = forms.ChoiceField(label="連合会への同意", choices=[*CONSENTS.items()], required=False)
    encoding = forms.ChoiceField(label="文字コード", choices=[*ENCODINGS.items()], required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff, whose: str = "all") -> None:
        held = asked.copy()
        year = FiscalYear.of(clock.today()).whole
        held["first"] = asked.get("first") or in_era_day(year.first)
        held["last"] = asked.get("last") or in_era_day(year.last)
        held["whose"] = asked.get("whose") or whose
        held["state"] = asked.get("state") or "waiting"
        held["encoding"] = asked.get("encoding") or "utf-8-sig"
        super().__init__(held)
        self.staff = staff
        self.year = year
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        """The period ends after it starts."""
        typed = self.cleaned_data
        first, last = typed.get("first"), typed.get("last")
        if first and last and last < first:
            words = f"期間の終わりが、初め（{in_era_day(first)}）より前です。"
            self.add_error("last", ValidationError(words, code="before"))
        return typed

    def choice(self) -> TransferChoice:
        """The records asked for; days that cannot be read fall back on the fiscal year."""
        asked = self.cleaned_data
        first, last = asked.get("first"), asked.get("last")
        period = self.year
        if first and last and not self.errors:
            period = Period(first, last)
        return TransferChoice(
            period=period,
            mine=asked.get("whose") == "mine",
            kind=asked.get("kind", ""),
            state=asked.get("state") or "waiting",
            consent=asked.get("consent", ""),
        )

    @property
    def encoding_asked(self) -> str:
        """The encoding of the file; UTF-8 when what was asked is none of ours."""
        return str(self.cleaned_data.get("encoding") or "utf-8-sig")

    def in_words(self, choice: TransferChoice) -> list[str]:
        """The filters as a person says them."""
        return [f"{label}：{value}" for label, value in _said(choice) if value]


def _said(choice: TransferChoice) -> Iterator[tuple[str, str]]:
    yield "期間", f"{in_era_day(choice.period.first)}〜{in_era_day(choice.period.last)}"
    yield "だれの", WHOSE["mine" if choice.mine else "all"]
    yield "方法", ContactKind(choice.kind).label if choice.kind else ""
    yield "状態", STATES[choice.state]
    yield "同意", CONSENTS[choice.consent] if choice.consent else ""


class ColumnForm(forms.Form):
    """One column of the template; a row without a heading and a source is none."""

    position = WholeNumberField(label="順", required=False, lowest=0, highest=999)
    heading = LineField(label="見出し", required=False, max_length=40)
    source = forms.ChoiceField(label="入れるもの", required=False)
    day_format = forms.ChoiceField(
        label="日付の形", required=False, choices=[(one, one) for one in DAY_FORMATS]
    )
    longest = WholeNumberField(label="字数の上限", required=False, lowest=1, highest=4000)
    breaks = forms.ChoiceField(label="改行", required=False, choices=[(one, one) for one in BREAKS])
    fixed = LineField(label="固定の文字", required=False, max_length=100)
    codes = forms.CharField(
        label="コード表",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="1行に1つ、「巡回=1」のように書きます。",
    )
    remove = forms.BooleanField(label="この項目をやめる", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as a formset calls it
        super().__init__(*args, **kwargs)
        kept = str(self.initial.get("source", "") or "")
        usable = [one for one in SOURCES if one not in sources_known()]
        gone = [(kept, f"{kept}（今はない項目）")] if kept and kept not in SOURCES else []
        self.fields["source"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", "（選ぶ）"), *((one, one) for one in usable), *gone,
        ]  # fmt: skip

    def clean_heading(self) -> str:
        """No sign by which the template is parted."""
        return _unparted(self.cleaned_data["heading"])

    def clean_fixed(self) -> str:
        """No sign by which the template is parted."""
        return _unparted(self.cleaned_data["fixed"])

    def clean_codes(self) -> tuple[tuple[str, str], ...]:
        """Pairs of word and code, a line each."""
        lines = [line.strip() for line in str(self.cleaned_data["codes"]).splitlines()]
        pairs = [_pair(line) for line in lines if line]
        if len(dict(pairs)) != len(pairs):
            raise ValidationError("コード表に同じ言葉が2度あります。", code="twice")
        return tuple(pairs)

    def clean(self) -> dict[str, Any]:
        """A column needs both its heading and what goes in."""
        typed = self.cleaned_data
        if typed.get("remove"):
            return typed
        if typed.get("heading") and not typed.get("source") and "source" not in self.errors:
            self.add_error("source", "入れるものを選んでください。")
        if typed.get("source") and not typed.get("heading") and "heading" not in self.errors:
            self.add_error("heading", "見出しを入力してください。")
        return typed

    def column(self) -> Column | None:
        """The column as typed; none for an empty row and for one taken out."""
        typed = self.cleaned_data
        if typed.get("remove") or not typed.get("heading"):
            return None
        return Column(
            heading=typed["heading"],
            source=typed["source"],
            day_format=typed["day_format"] or DAY_FORMATS[0],
            longest=typed["longest"],
            breaks=typed["breaks"] or BREAKS[0],
            fixed=typed["fixed"],
            codes=typed["codes"],
        )


def _unparted(text: str) -> str:
    found = [sign for sign in SIGNS if sign in text]
    if found:
        raise ValidationError(
            f"「{found[0]}」は使えません。ほかの記号にしてください。", code="sign"
        )
    return text


def _pair(line: str) -> tuple[str, str]:
    word, sign, code = line.replace("＝", "=").partition("=")
    if not sign or not word.strip() or not code.strip():
        words = f"「{line[:20]}」は読めません。「巡回=1」のように書いてください。"
        raise ValidationError(words, code="unreadable")
    return _unparted(word.strip()), _unparted(code.strip())


ColumnRows = forms.formset_factory(
    ColumnForm, extra=2, max_num=MOST_COLUMNS, absolute_max=MOST_COLUMNS + 5
)


def rows_of(columns: tuple[Column, ...]) -> list[dict[str, Any]]:
    """The columns as the rows of the form show them."""
    return [
        {
            "position": place,
            "heading": column.heading,
            "source": column.source,
            "day_format": column.day_format,
            "longest": column.longest,
            "breaks": column.breaks,
            "fixed": column.fixed,
            "codes": "\n".join(f"{word}={code}" for word, code in column.codes),
        }
        for place, column in enumerate(columns, start=1)
    ]


def columns_in(rows: Any) -> list[Column]:  # noqa: ANN401 - Django makes the class of a formset
    """The columns of a valid formset in the order of their numbers; unnumbered ones come last."""
    numbered = [(row.cleaned_data.get("position"), row.column()) for row in rows.forms]
    kept = [(position, column) for position, column in numbered if column]
    return [column for _, column in sorted(kept, key=lambda pair: (pair[0] is None, pair[0] or 0))]
