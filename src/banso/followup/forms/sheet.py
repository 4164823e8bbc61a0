"""The form of a check sheet: what its items ask, in the order in which one talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from banso.core import clock
from banso.core.era import in_era_day
from banso.core.forms import DayField, WholeNumberField
from banso.core.minutes import MinutesField
from banso.core.reconciling import Reconciliation, marks_in, marks_of, opened_as, words_of
from banso.followup.forms.sheet_boxes import (
    HALF,
    KpiBoxes,
    MeasureBoxes,
    asked_boxes,
    typed_of,
)
from banso.followup.forms.sheet_rows import ProseBox, promise_rows, promise_words, row_of
from banso.followup.models import Judgement
from banso.followup.queries.visits import BY_SHEET
from banso.followup.rules.answers import (
    LONGEST_TEXT,
    MOST_PROMISES,
    Answers,
    Done,
    NextPromise,
)
from banso.followup.rules.kpi_jump import asked_of_jump
from banso.followup.rules.sheet import (
    PromiseItem,
    Question,
    SheetItems,
    going_key,
)


class SheetForm(forms.Form):
    """Everything a visit goes through; recorded, it needs a day, a judgement and something told.

    Where ``is_partly``, nothing need be filled in. ``is_late``: it waited on the device, and
    nobody is there to be asked about a number that jumped.
    """

    heard = ProseBox("聞いたこと（困っていること・気がかり）", rows=4, most=LONGEST_TEXT)
    advice = ProseBox("助言したこと", rows=3, most=LONGEST_TEXT)
    judgement = forms.ChoiceField(
        label="判断",
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "順調・注意・ズレのどれかを選んでください。"},
    )
    on = DayField(label="訪問日", required=False)
    contact = forms.ChoiceField(
        label="方法",
        choices=[(kind.value, kind.label) for kind in BY_SHEET],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "訪問の方法を選んでください。"},
    )
    minutes = MinutesField()
    next_on = DayField(label="次の訪問日", required=False)
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen_version = WholeNumberField(
        required=False, lowest=1, highest=10**9, widget=forms.HiddenInput()
    )

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        items: SheetItems,
        answers: Answers,
        initial: dict[str, Any] | None = None,
        is_partly: bool = False,
        is_late: bool = False,
    ) -> None:
        self.items, self.is_partly, self.is_late = items, is_partly, is_late
        self.proposed = initial or {}
        self.jumped: dict[str, str] = {}
        self.stored = typed_of(items, answers)
        super().__init__(typed, initial={**self.proposed, **self.stored})
        asked = dict(asked_boxes(items))
        self.fields.update(asked)
        self.order_fields([*asked])
        rows = [row_of(one) for one in answers.promises]
        self.promises = promise_rows(typed, rows)
        self.stored_rows, self.stored_promises = rows, promise_words(rows)

    # ── what the page shows ──

    @property
    def measures(self) -> list[MeasureBoxes]:
        """The measures in their order."""
        return [
            MeasureBoxes(
                one, self[f"done-{one.id}"], self[f"done_on-{one.id}"], self[f"note-{one.id}"]
            )
            for one in self.items.measures
        ]

    @property
    def kpis(self) -> list[KpiBoxes]:
        """The KPI in their order."""
        return [
            KpiBoxes(
                one,
                self[f"kpi-{one.id}"],
                self[f"unknown-{one.id}"],
                self.jumped.get(one.id, ""),
            )
            for one in self.items.kpis
        ]

    @property
    def questions(self) -> list[tuple[Question, BoundField]]:
        """The questions, each with the box for its answer."""
        return [(one, self[f"q-{one.key}"]) for one in self.items.questions]

    @property
    def kept(self) -> list[tuple[PromiseItem, BoundField]]:
        """The promises of before, each with its tick."""
        return [(one, self[f"kept-{one.id}"]) for one in self.items.promises]

    # ── what is refused ──

    def clean(self) -> dict[str, Any]:
        """Refuse what no single box can see."""
        typed = self.cleaned_data
        on: date | None = typed.get("on")
        if not self.is_partly:
            self._need("on", "訪問日を入力してください。")
            self._need("judgement", "順調・注意・ズレのどれかを選んでください。")
        if on and typed.get("next_on") and typed["next_on"] <= on:
            words = f"次の訪問日は、訪問日（{in_era_day(on)}）より後にしてください。"
            self.add_error("next_on", ValidationError(words, code="not-after"))
        self._check_measures(on or clock.today())
        self._check_kpis()
        for words in list(self._promise_refusals(on)):
            self.add_error(None, ValidationError(words, code="promise"))
        if not self.is_partly:
            self._ask_about_jumps()
            self._need_something_told()
        return typed

    def _need(self, name: str, words: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(words, code="required"))

    def _check_measures(self, on: date) -> None:
        for one in self.items.measures:
            day = self.cleaned_data.get(f"done_on-{one.id}")
            if self.cleaned_data.get(f"done-{one.id}") and day and day > on:
                words = f"済んだ日は、訪問日（{in_era_day(on)}）以前にしてください。"
                self.add_error(f"done_on-{one.id}", ValidationError(words, code="future"))

    def _check_kpis(self) -> None:
        for one in self.items.kpis:
            value = self.cleaned_data.get(f"kpi-{one.id}")
            if value is not None and self.cleaned_data.get(f"unknown-{one.id}"):
                words = "数を入れたときは、「わからない」の印を外してください。"
                self.add_error(f"kpi-{one.id}", ValidationError(words, code="both"))

    def _ask_about_jumps(self) -> None:
        """Ask once about each number that jumped: sent again as it is, it is meant."""
        for one in self.items.kpis:
            value = self.cleaned_data.get(f"kpi-{one.id}")
            last = Decimal(one.last_told) if one.last_told else None
            words = asked_of_jump(last, value, one.unit) if value is not None else ""
            if not words:
                continue
            self.jumped[one.id] = str(value)
            if not self.is_late and self.data.get(f"sure-{one.id}") != str(value):
                self.add_error(f"kpi-{one.id}", ValidationError(words, code="jump"))

    def _need_something_told(self) -> None:
        """A visit of which nothing was written is none; what was refused was written too."""
        refused = [name for name in self.errors if name not in {*HALF, NON_FIELD_ERRORS}]
        if refused or any(row.errors for row in self.promises.forms) or self.answers() != Answers():
            return
        words = "何を聞いたかを、ひとことでも書いてください。"
        self.add_error("heard", ValidationError(words, code="nothing-told"))

    def _promise_refusals(self, on: date | None) -> Iterator[str]:
        """What is wrong with the rows of promises, said above the form as well."""
        self.promises.is_valid()
        for number, row in enumerate(self.promises.forms, start=1):
            due_on = row.cleaned_data.get("due_on")
            if on and due_on and due_on < on:
                row.add_error("due_on", f"期日が、訪問日（{in_era_day(on)}）より前です。")
            for refusals in row.errors.values():
                yield from (f"約束の{number}行目：{words}" for words in refusals)
        yield from map(str, self.promises.non_form_errors())

    # ── what was told ──

    @property
    def told(self) -> dict[str, Any]:
        """What was typed; in a box that was refused, what was stored before."""
        return {name: self.stored.get(name) for name in self.fields} | self.cleaned_data

    def answers(self, *, in_part: bool = False) -> Answers:
        """The answers as typed, as far as they can be read; in part, with day and judgement."""
        typed = self.told
        told = Answers(
            measures=dict(self._measures_done()),
            kpis=dict(self._kpis_told()),
            questions=dict(self._said()),
            kept=tuple(one.id for one in self.items.promises if typed.get(f"kept-{one.id}")),
            promises=tuple(self._promised()),
            heard=typed["heard"],
            advice=typed["advice"],
        )
        return replace(told, **self._half()) if in_part else told

    def _half(self) -> dict[str, Any]:
        """What was typed of it so far; a day that was only proposed may be another tomorrow."""
        typed = self.told
        told = {name: typed[name] for name in HALF if typed[name] != self.proposed.get(name)}
        return {name: value or HALF[name] for name, value in told.items()}

    def _measures_done(self) -> Iterator[tuple[str, Done]]:
        """A tick without a day means the day of the visit; one with a refused day waits."""
        typed = self.told
        for one in self.items.measures:
            if self._is_done(one.id):
                on = typed[f"done_on-{one.id}"] or typed["on"] or clock.today()
                yield one.id, Done(on, typed[f"note-{one.id}"])

    def _is_done(self, measure: str) -> bool:
        day = f"done_on-{measure}"
        return bool(self.told[f"done-{measure}"] and (day not in self.errors or self.told[day]))

    def _kpis_told(self) -> Iterator[tuple[str, Decimal | None]]:
        """Neither a number nor わからない: it was not asked, and nothing is told."""
        typed = self.told
        for one in self.items.kpis:
            value = typed[f"kpi-{one.id}"]
            if value is not None or typed[f"unknown-{one.id}"]:
                yield one.id, value

    def _said(self) -> Iterator[tuple[str, str]]:
        typed = self.told
        for question in self.items.questions:
            if typed[f"q-{question.key}"]:
                yield question.key, typed[f"q-{question.key}"]
        for one in self.items.measures:
            if typed[f"note-{one.id}"] and not self._is_done(one.id):
                yield going_key(one.id), typed[f"note-{one.id}"]

    def _promised(self) -> Iterator[NextPromise]:
        for row in self.promises.forms[:MOST_PROMISES]:
            typed = row.cleaned_data
            if typed.get("what"):
                yield NextPromise(typed.get("side") or "ours", typed["what"], typed.get("due_on"))

    # ── two people at once ──

    @property
    def opened(self) -> str:
        """What the sheet said when the form was opened, for the form to carry until it is sent."""
        shown = words_of(self, {**self.proposed, **self.stored})
        return opened_as(self, {**shown, "promises": self.stored_promises})

    def keep_on(self, version: int, answers: Answers) -> None:
        """Go on from what was kept just now, with all that was typed still in its boxes."""
        self.stored = typed_of(self.items, answers)
        self.stored_rows = [row_of(one) for one in answers.promises]
        self.stored_promises = promise_words(self.stored_rows)
        self._go_on_from(version)

    def meet(self, version: int) -> Reconciliation:
        """Take over what only a colleague filled in, and tell what both did; then save over it."""
        found = Reconciliation(marks_in(self.data))
        found.join(self, self.stored)
        mine = promise_words([row.cleaned_data for row in self.promises.forms])
        if found.takes("promises", "次の約束", theirs=self.stored_promises, mine=mine):
            self.promises = promise_rows(None, self.stored_rows)
        self._go_on_from(version)
        return found

    def _go_on_from(self, version: int) -> None:
        """What is sent next was typed over what is stored now."""
        typed = cast("QueryDict", self.data).copy()
        typed["seen_version"] = str(version)
        shown = words_of(self, {**self.proposed, **self.stored})
        typed["opened"] = marks_of({**shown, "promises": self.stored_promises})
        self.data = typed
