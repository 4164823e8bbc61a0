"""Forms of the workbook（ワークブック）: joining, and its steps, for phone, desk and paper."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from banso.core.era import in_era_month, in_era_year
from banso.core.forms import LineField, ProseField
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import Wishes, mark_of
from banso.diagnosis.models import AnalysisRequest, SeminarSession, Workbook
from banso.diagnosis.rules.seminar.pages import (
    AIMS,
    CROSS_KEYS,
    FIGURES,
    LONGEST_LINE,
    LONGEST_TEXT,
    NINETY_DAYS,
    PARTS,
    SWOT,
    THIRDS,
    ninety_days_names,
    quadrants,
    swot_names,
)
from banso.diagnosis.rules.seminar.sheet import (
    UNITS,
    YEARS,
    SheetLine,
    line_groups,
    sheet_lines,
    year_ends,
)
from banso.diagnosis.rules.swot import Quarter, SwotCell
from banso.figures.rules.cells import MoneyUnit, read_amount, read_employees, shown_amount
from banso.registry.models import LegalForm
from banso.registry.rules.industries import BUCKETS
from banso.registry.rules.phone import parse_phone


class TelephoneField(LineField):
    """A telephone number in any form people type, kept with hyphens."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value: object) -> object:
        """Read the number; letters and impossible lengths are refused in words."""
        typed = str(super().clean(value) or "")
        if not typed:
            return typed
        try:
            return parse_phone(typed).readable
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal


class JoinForm(forms.Form):
    """Who joins; ``on_paper`` when a member of staff types a booklet in."""

    business_name = LineField(
        label="事業所名（屋号・会社名）",
        error_messages={"required": "事業所名を入力してください。"},
    )
    owner_name = LineField(
        label="お名前", error_messages={"required": "お名前を入力してください。"}
    )
    phone = TelephoneField(label="電話番号", required=False, help_text="なくてもかまいません。")
    legal_form = forms.ChoiceField(
        label="法人・個人",
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "法人か個人かを選んでください。"},
    )
    bucket = forms.ChoiceField(
        label="業種",
        choices=[(one, one) for one in BUCKETS],
        widget=forms.RadioSelect,
        error_messages={"required": "いちばん近い業種を選んでください。"},
    )
    consent = forms.BooleanField(
        label="上の使いみちに同意します",
        error_messages={"required": "同意していただけるときは、印を付けてください。"},
    )
    entry_key = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, posted: QueryDict | None = None, *, session: SeminarSession, on_paper: bool = False
    ) -> None:
        super().__init__(posted, initial={"entry_key": uuid.uuid4()})
        self.session = session
        if on_paper:
            self.fields["consent"].label = "冊子の同意欄に印がある"
            said = "同意の印がない冊子は入力できません。本人に確かめてください。"
            self.fields["consent"].error_messages["required"] = said

    def workbook(self) -> Workbook:
        """The workbook of who joins, not yet kept."""
        typed = self.cleaned_data
        names = ("business_name", "owner_name", "phone", "legal_form", "bucket")
        return Workbook(session=self.session, **{name: typed[name] for name in names})

    @property
    def key(self) -> uuid.UUID:
        """What tells this entry from the next."""
        key: uuid.UUID | None = self.cleaned_data.get("entry_key")
        return key or uuid.uuid4()


class StepForm(forms.Form):
    """One step of a workbook: what is written, and the mark of what the page was opened with."""

    step = ""
    opened = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(
        self,
        posted: QueryDict | None,
        *,
        workbook: Workbook,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(posted, initial={**initial, "opened": mark_of(workbook, self.step)})
        self.workbook = workbook

    @property
    def entry_key(self) -> uuid.UUID:
        """The step's own name on the device: a draft of it is found again wherever it is opened."""
        return uuid.uuid5(self.workbook.public_id, self.step)

    def see_again(self, stands: Workbook) -> None:
        """After another wrote the step: saving again is done knowingly."""
        posted = cast("QueryDict", self.data).copy()
        posted["opened"] = mark_of(stands, self.step)
        self.data = posted

    def content(self) -> dict[str, Any]:
        """What is to be kept."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """One line of the sheet with its two cells."""

    line: SheetLine
    where: str
    cells: tuple[BoundField, ...]


class FiguresForm(StepForm):
    """The short sheet（数字）: two years, each cell optional, in the unit chosen."""

    step = FIGURES
    ends_on = forms.ChoiceField(
        label="今期（いちばん新しい決算）は、いつまでの1年ですか", required=False
    )
    unit = forms.ChoiceField(
        label="金額の単位",
        choices=[(unit.value, ja) for unit, ja in UNITS.items()],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, posted: QueryDict | None, *, workbook: Workbook) -> None:
        kept = workbook.figures
        initial: dict[str, Any] = {
            "unit": workbook.unit.value,
            "ends_on": kept.get("ends_on", _likely_end(workbook)),
        }
        for line, which in _cells():
            said = kept.get(which, {}).get(line.key)
            initial[f"{line.key}_{which}"] = (
                shown_amount(said, workbook.unit) if isinstance(said, int) else said
            )
        super().__init__(posted, workbook=workbook, initial=initial)
        self.fields["ends_on"].choices = list(_ends(workbook))  # type: ignore[attr-defined]
        for line, which in _cells():
            field = LineField(label=f"{line.ja}（{YEARS[which]}）", required=False)
            mode = "decimal" if line.is_money else "numeric"
            field.widget.attrs |= {"inputmode": mode, "autocomplete": "off", "class": "sheet-cell"}
            self.fields[f"{line.key}_{which}"] = field

    def clean(self) -> dict[str, Any]:
        """Read the cells in their unit, each refused at its own cell."""
        typed = self.cleaned_data
        unit = MoneyUnit(typed.get("unit") or MoneyUnit.TEN_THOUSAND_YEN)
        for line, which in _cells():
            name = f"{line.key}_{which}"
            said = str(typed.get(name) or "")
            try:
                typed[name] = read_amount(said, unit) if line.is_money else read_employees(said)
            except RuleViolation as refusal:
                self.add_error(name, ValidationError(refusal.message, code=refusal.code))
        return typed

    def content(self) -> dict[str, Any]:
        """Yen by line for each year, people as text; nothing where every cell is blank."""
        typed = self.cleaned_data
        years: dict[str, dict[str, object]] = {which: {} for which in YEARS}
        for line, which in _cells():
            said = typed[f"{line.key}_{which}"]
            if said is not None:
                years[which][line.key] = said if line.is_money else f"{said.normalize():f}"
        if not any(years.values()):
            return {}
        unit = typed.get("unit") or MoneyUnit.TEN_THOUSAND_YEN.value
        return {"unit": unit, "ends_on": typed.get("ends_on") or "", **years}

    @property
    def groups(self) -> Iterable[tuple[str, list[FiguresRow]]]:
        """The lines under their headings, each with its cells."""
        for ja, lines in line_groups():
            yield ja, [self._row(line) for line in lines]

    def _row(self, line: SheetLine) -> FiguresRow:
        where = line.where(is_corporation=self.workbook.is_corporation)
        return FiguresRow(line, where, tuple(self[f"{line.key}_{which}"] for which in YEARS))


def _cells() -> list[tuple[SheetLine, str]]:
    return [(line, which) for line in sheet_lines() for which in YEARS]


def _likely_end(workbook: Workbook) -> str:
    """A proprietor's year is known; a corporation's is asked for."""
    if workbook.is_corporation:
        return ""
    return year_ends(workbook.session.held_on, is_corporation=False)[0].isoformat()


def _ends(workbook: Workbook) -> Iterable[tuple[str, str]]:
    yield "", "わからない"
    is_corporation = workbook.is_corporation
    days = year_ends(workbook.session.held_on, is_corporation=is_corporation)
    kept = workbook.ends_on
    for day in [*days, *([kept] if kept and kept not in days else [])]:
        yield day.isoformat(), _end_in_words(day, is_corporation=is_corporation)


def _end_in_words(day: date, *, is_corporation: bool) -> str:
    if is_corporation:
        return f"{in_era_month(day)}に終わった1年"
    return f"{in_era_year(day.year)}（1月〜12月）"


class WordsForm(StepForm):
    """A step made of words: every cell optional, none too long."""

    names: tuple[str, ...] = ()
    longest = LONGEST_TEXT
    kept_as = ""

    def __init__(self, posted: QueryDict | None, *, workbook: Workbook) -> None:
        kept = getattr(workbook, self.kept_as)
        super().__init__(
            posted, workbook=workbook, initial={name: kept.get(name, "") for name in self.names}
        )
        for name in self.names:
            self.fields[name] = self.field_of(name)

    def field_of(self, name: str) -> forms.Field:
        """The field of one cell."""
        raise NotImplementedError

    def most_of(self, name: str) -> int:
        """How many signs may stand in the cell."""
        return (
            LONGEST_LINE if isinstance(self.fields[name].widget, forms.TextInput) else self.longest
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what is too long, at its own cell."""
        typed = self.cleaned_data
        for name in self.names:
            most, signs = self.most_of(name), len(str(typed.get(name) or ""))
            if signs > most:
                words = f"{most}字までにしてください（いま{signs:,}字）。"
                self.add_error(name, ValidationError(words, code="too-long"))
        return typed

    def content(self) -> dict[str, Any]:
        """What was written, by the name of the cell; blank cells are left out."""
        said = {name: str(self.cleaned_data.get(name) or "").strip() for name in self.names}
        return {name: words for name, words in said.items() if words}


def _lines(label: str, rows: int, **attributes: str) -> ProseField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "short", **attributes})
    return ProseField(label=label, required=False, widget=widget)


class SwotForm(WordsForm):
    """簡易SWOT: what was said under each heading, and the combination that promises most."""

    step, kept_as = SWOT, "swot"
    names = swot_names()

    def field_of(self, name: str) -> forms.Field:
        """A few lines under each heading; one line for each part of the combination."""
        if name in CROSS_KEYS:
            return LineField(label=_CROSS[name], required=False)
        cell = next(cell for box in quadrants() for cell in box.cells if cell.place == name)
        return _lines(f"{cell.quarter.ja}：{cell.ja}", 2)

    @property
    def boxes(self) -> Iterable[tuple[Quarter, list[tuple[SwotCell, BoundField]]]]:
        """The four boxes with the field of each heading."""
        for box in quadrants():
            yield box.quarter, [(cell, self[cell.place]) for cell in box.cells]

    @property
    def crossing(self) -> list[BoundField]:
        """The fields of the combination."""
        return [self[name] for name in CROSS_KEYS]


_CROSS = {
    "cross_strength": "どの強みを",
    "cross_opportunity": "どの機会に",
    "cross_how": "こう使う",
}


class NinetyDaysForm(WordsForm):
    """90日アクション: the aim, what is left alone, and three rows."""

    step, kept_as = NINETY_DAYS, "ninety_days"
    names = ninety_days_names()

    def field_of(self, name: str) -> forms.Field:
        """Two lines for the aim and what is left alone, one line for the rest."""
        if name in AIMS:
            return _lines(_AIMS[name], 2)
        part, third = name[:-2], name[-2:]
        return LineField(label=f"{PARTS[part]}（{THIRDS[third]}）", required=False)

    @property
    def aims(self) -> list[BoundField]:
        """The aim, and what is left alone."""
        return [self[name] for name in AIMS]

    @property
    def thirds(self) -> Iterable[tuple[str, list[tuple[str, BoundField]]]]:
        """The three rows with the fields of each."""
        for key, ja in THIRDS.items():
            yield ja, [(label, self[f"{part}{key}"]) for part, label in PARTS.items()]


_AIMS = {"aim": "90日でどうなりたいですか（目的）", "not_doing": "やらないこと"}
STEP_FORMS: dict[str, type[FiguresForm | SwotForm | NinetyDaysForm]] = {
    FIGURES: FiguresForm,
    SWOT: SwotForm,
    NINETY_DAYS: NinetyDaysForm,
}


class RequestForm(forms.Form):
    """What a participant asks for, and how to reach them."""

    wish = _lines("何を相談したいですか", 3)
    best_time = LineField(
        label="連絡のつきやすい時間", required=False, help_text="例：平日の午後2時から4時"
    )
    phone = TelephoneField(label="電話番号", required=False)

    def __init__(
        self, posted: QueryDict | None, *, workbook: Workbook, asked: AnalysisRequest | None
    ) -> None:
        initial: dict[str, Any] = {"phone": workbook.phone}
        if asked is not None:
            initial = {name: getattr(asked, name) for name in ("wish", "best_time", "phone")}
        super().__init__(posted, initial=initial)

    def wishes(self) -> Wishes:
        """What was asked for."""
        return Wishes(**{name: self.cleaned_data[name] for name in ("wish", "best_time", "phone")})
