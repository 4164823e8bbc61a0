"""Forms of the ninety days: a step, what came of it, and where the steps were agreed."""

from __future__ import annotations

import uuid
from typing import cast

from django import forms
from django.http import QueryDict

from banso.core.era import in_era_day
from banso.core.forms import DayField, LineField, WholeNumberField
from banso.diagnosis.models import ActionStep, ActionStepQuerySet
from banso.records.models import Promise, SupportRecord, SupportRecordQuerySet

_EXCERPT = 30


class StepForm(forms.Form):
    """One step: what is done, by whom, by when, and how it is seen that it was done."""

    what = LineField(label="行動", required=False, help_text="1つの行動を1行で。")
    side = forms.ChoiceField(label="だれが", choices=Promise.Side.choices)
    doer = LineField(label="担当", required=False, help_text="名前。")
    due_on = DayField(label="期限", error_messages={"required": "期限を入力してください。"})
    kpi = LineField(label="KPI", required=False, help_text="できたかどうかを確かめる数。")
    entry_key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    seen_version = WholeNumberField(
        required=False, lowest=1, highest=10**9, widget=forms.HiddenInput()
    )

    def __init__(self, posted: QueryDict | None = None, *, step: ActionStep | None = None) -> None:
        initial: dict[str, object] = {"side": Promise.Side.THEIRS, "entry_key": uuid.uuid4()}
        if step is not None:
            initial |= {
                name: getattr(step, name) for name in ("what", "side", "doer", "due_on", "kpi")
            }
            initial["seen_version"] = step.version
        super().__init__(posted, initial=initial)

    def written(self, step: ActionStep) -> ActionStep:
        """The step with what was typed."""
        for name in ("what", "side", "doer", "due_on", "kpi"):
            setattr(step, name, self.cleaned_data[name])
        return step

    def meet(self, theirs: ActionStep) -> dict[str, object]:
        """What was saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        pairs = [
            ("行動", theirs.what, typed["what"]),
            ("だれが", theirs.get_side_display(), Promise.Side(typed["side"]).label),
            ("担当", theirs.doer, typed["doer"]),
            ("期限", in_era_day(theirs.due_on), in_era_day(typed["due_on"])),
            ("KPI", theirs.kpi, typed["kpi"]),
        ]
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {
            "differences": [
                {"label": label, "theirs": kept, "yours": mine}
                for label, kept, mine in pairs
                if kept != mine
            ]
        }


class ResultForm(forms.Form):
    """What came of a step."""

    result = LineField(label="結果", required=False)
    seen_version = WholeNumberField(lowest=1, highest=10**9, widget=forms.HiddenInput())


class AgreeForm(forms.Form):
    """At which contact which steps were agreed; all of them, unless some are unticked."""

    steps = forms.ModelMultipleChoiceField(
        label="約束にする行動",
        queryset=ActionStep.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "約束にする行動を選んでください。",
            "invalid_choice": "この分析の、まだ約束にしていない行動から選んでください。",
        },
    )

    record = forms.ModelChoiceField(
        label="どの記録で約束しましたか",
        queryset=SupportRecord.objects.none(),
        to_field_name="public_id",
        empty_label="選んでください",
        error_messages={
            "required": "約束した記録を選んでください。",
            "invalid_choice": "この事業者の最近の記録から選んでください。",
        },
    )

    def __init__(
        self,
        posted: QueryDict | None,
        *,
        steps: ActionStepQuerySet,
        meetings: SupportRecordQuerySet,
    ) -> None:
        planned = [step.public_id for step in steps]
        super().__init__(posted, initial={"steps": planned})
        choices = self.fields["steps"]
        choices.queryset = steps  # type: ignore[attr-defined] # a field of rows
        choices.label_from_instance = _step_named  # type: ignore[attr-defined]
        field = self.fields["record"]
        field.queryset = meetings  # type: ignore[attr-defined] # a field of rows
        field.label_from_instance = _named  # type: ignore[attr-defined]


def _step_named(step: ActionStep) -> str:
    return f"{step.what}（{in_era_day(step.due_on)}まで）"


def _named(record: SupportRecord) -> str:
    said = (record.heard or record.advice).split("\n")[0]
    short = said if len(said) <= _EXCERPT else f"{said[:_EXCERPT]}…"
    return f"{in_era_day(record.on)}　{record.get_kind_display()}　{short}".strip()
