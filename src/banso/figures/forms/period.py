"""One period's column on the entry page（1期分の列）."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from banso.core import clock
from banso.core.forms import DayField, LineField
from banso.core.reconciling import Reconciliation, marks_in, marks_of, retype, words_of
from banso.core.refusals import RuleViolation
from banso.figures.models import FinancialStatement, Unit
from banso.figures.rules.accounts import FORM_NAMES, Form, accounts, known_codes, read_line
from banso.figures.rules.cells import MoneyUnit, read_employees, shown_amount
from banso.figures.rules.papers import name_on
from banso.figures.rules.periods import refuse_kind, refuse_period
from banso.figures.rules.statement import Statement

FACTS = (
    "starts_on", "ends_on", "form", "typed_in", "is_closed", "is_forecast", "is_outline",
    "employees", "note",
)  # fmt: skip


class AmountField(LineField):
    """An amount in the unit of its period; the form reads it once the unit is known."""

    unit = MoneyUnit.YEN

    def prepare_value(self, value: object) -> object:
        """Show a stored amount in the unit of the paper."""
        return shown_amount(value, self.unit) if isinstance(value, int) else value


class PeopleField(LineField):
    """How many people work there: 5, ３.５人."""

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override] # a number
        """Read the number; blank is unknown."""
        try:
            return read_employees(str(value or ""))
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def prepare_value(self, value: object) -> object:
        """Show a stored number without idle zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class PeriodForm(forms.Form):
    """One period: its days, its paper, and a cell for every line of every paper."""

    starts_on = DayField(label="期首", error_messages={"required": "期首を入力してください。"})
    ends_on = DayField(label="期末", error_messages={"required": "期末を入力してください。"})
    form = forms.ChoiceField(
        label="様式", choices=[(form.value, name) for form, name in FORM_NAMES.items()]
    )
    typed_in = forms.ChoiceField(label="単位", choices=Unit.choices)
    is_closed = forms.BooleanField(label="確定した決算", required=False)
    is_forecast = forms.BooleanField(label="予測", required=False)
    is_outline = forms.BooleanField(label="合計だけを入れる", required=False)
    employees = PeopleField(label="従業員数（人）", required=False)
    note = LineField(label="備考", required=False, max_length=400)
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        typed: QueryDict | None,
        *,
        statement: FinancialStatement,
        key: str,
        is_new: bool,
    ) -> None:
        super().__init__(
            typed, prefix=key, initial={**stored(statement), "seen_version": statement.version}
        )
        self.statement, self.key, self.is_new = statement, key, is_new
        self.follows_colleague = False
        self.empty_permitted, self.use_required_attribute = is_new, False
        for code in _codes():
            self.fields[code] = AmountField(label=name_on(self.chosen, code), required=False)
        self._set_unit()

    def _set_unit(self) -> None:
        """Let every cell show stored amounts in the unit that the period has now."""
        chosen = str(self["typed_in"].value() or "")
        self.unit = MoneyUnit(chosen) if chosen in Unit.values else MoneyUnit.YEN
        for code in _codes():
            cast("AmountField", self.fields[code]).unit = self.unit

    def has_changed(self) -> bool:
        """For a new period: whether anything but its proposed days and paper was typed."""
        names = ("employees", "note", *_codes())
        return any(str(self[name].data or "").strip() for name in names)

    def clean(self) -> dict[str, Any]:
        """Read the amounts in their unit, each refused at its own cell."""
        typed = self.cleaned_data
        for code in _codes():
            try:
                typed[code] = read_line(code, str(typed.get(code) or ""), self.unit)
            except RuleViolation as refusal:
                self.add_error(code, ValidationError(refusal.message, code=refusal.code))
        self._refuse_other_papers(typed)
        if not typed.get("ends_on"):
            return typed
        kind = {name: bool(typed.get(name)) for name in ("is_closed", "is_forecast")}
        self._ask_rule(lambda: refuse_kind(typed["ends_on"], clock.today(), **kind))
        if typed.get("starts_on"):
            self._ask_rule(lambda: refuse_period(typed["starts_on"], typed["ends_on"]))
        return typed

    def _ask_rule(self, rule: Callable[[], None]) -> None:
        """Show what a rule refuses at its field."""
        try:
            rule()
        except RuleViolation as refusal:
            self.add_error(refusal.field, ValidationError(refusal.message, code=refusal.code))

    def _refuse_other_papers(self, typed: dict[str, Any]) -> None:
        """An amount in a line that the chosen paper doesn't have is kept and pointed at."""
        outline = bool(typed.get("is_outline"))
        for code in _codes():
            if typed.get(code) is not None and not self.has_cell(code, outline=outline):
                words = "選んだ様式にはない行です。空にするか、様式を選び直してください。"
                self.add_error(code, ValidationError(words, code="not-on-paper"))

    @property
    def chosen(self) -> Form:
        """The paper that the column has now."""
        value = str(self["form"].value() or "")
        return Form(value) if value in set(Form) else Form.CORPORATION

    @property
    def outline(self) -> bool:
        """Whether sums are typed here as they stand on the paper."""
        return bool(self["is_outline"].value())

    def has_cell(self, code: str, *, outline: bool | None = None) -> bool:
        """Whether something may be typed there: lines of the paper, and sums of an outline."""
        if outline if outline is not None else self.outline:
            return True
        account = accounts().get(code)
        if account is None:
            return code in self.statement.amounts
        return account.stands_on(self.chosen)

    def amounts(self) -> dict[str, int]:
        """What could be read of the cells, in yen by code; in the order of the paper."""
        if not self.is_bound:
            return dict(self.statement.amounts)
        read = getattr(self, "cleaned_data", {})
        return {code: read[code] for code in _codes() if isinstance(read.get(code), int)}

    def as_statement(self) -> Statement:
        """The period as far as it could be read, to reckon the sums with."""
        read = getattr(self, "cleaned_data", {}) if self.is_bound else {}
        return Statement(
            starts_on=read.get("starts_on") or self.statement.starts_on,
            ends_on=read.get("ends_on") or self.statement.ends_on,
            form=self.chosen,
            amounts=self.amounts(),
            is_outline=self.outline,
        )

    def fill(self) -> FinancialStatement:
        """The statement with what was typed; nothing is saved."""
        typed = self.cleaned_data
        for name in FACTS:
            setattr(self.statement, name, typed[name])
        self.statement.amounts = self.amounts()
        return self.statement

    def marks(self) -> str:
        """What the column carries hidden to tell later which cells were changed."""
        if self.follows_colleague:
            return self.fresh_marks()
        came_with = str(self.data.get(f"{self.key}-opened") or "") if self.is_bound else ""
        return came_with or self.fresh_marks()

    def fresh_marks(self) -> str:
        """The marks of the statement as it stands."""
        return marks_of(words_of(self, stored(self.statement)))

    def reconcile(self, theirs: FinancialStatement) -> Reconciliation:
        """Take over what only the colleague changed; name what both did."""
        found = Reconciliation(marks_in({"opened": self.data.get(f"{self.key}-opened")}))
        found.join(self, stored(theirs))
        self.statement = theirs
        retype(self, "seen_version", theirs.version)
        self.follows_colleague = True
        return found


def stored(statement: FinancialStatement) -> dict[str, object]:
    """A statement's values by the names of the form's fields."""
    facts = {name: getattr(statement, name) for name in FACTS}
    return {**facts, **dict.fromkeys(_codes()), **statement.amounts}


@cache
def _codes() -> tuple[str, ...]:
    """Every code there may be a cell for: the lines in the order of the paper, then the sums."""
    lines = tuple(accounts())
    return (*lines, *sorted(known_codes() - set(lines)))
