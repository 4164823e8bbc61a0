"""Forms about an analysis itself: which are listed, which accounts it rests on, its last day."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.core import clock
from banso.core.forms import DayField, LineField
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries.listing import STATES, DiagnosisChoice
from banso.figures.models import FinancialStatement

WHOSE = {"": "全員の事業者", "mine": "自分の担当"}


class DiagnosisFilter(forms.Form):
    """Which analyses are listed."""

    q = LineField(label="事業者", required=False)
    state = forms.ChoiceField(label="状態", choices=[*STATES.items()], required=False)
    whose = forms.ChoiceField(label="だれの", choices=[*WHOSE.items()], required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__({"state": "all", **asked.dict()})
        self.is_valid()

    def choice(self) -> DiagnosisChoice:
        """What is asked for; what cannot be read does not narrow."""
        asked = self.cleaned_data
        return DiagnosisChoice(
            words=asked.get("q", ""),
            state=asked.get("state") or "all",
            mine=asked.get("whose") == "mine",
        )

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        choice = self.choice()
        said = [f"事業者：「{choice.words}」"] if choice.words else []
        said += [f"状態：{STATES[choice.state]}"] if choice.state != "all" else []
        return said + ([WHOSE["mine"]] if choice.mine else [])


class StatementsForm(forms.Form):
    """The periods that an analysis rests on."""

    statements = forms.ModelMultipleChoiceField(
        label="使う決算",
        queryset=FinancialStatement.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "この事業者の決算から選んでください。"},
    )

    def __init__(self, data: QueryDict | None, *, diagnosis: Diagnosis) -> None:
        rows = FinancialStatement.objects.of_business(diagnosis.business).order_by("ends_on")
        initial = {"statements": [row.public_id for row in diagnosis.statements.all()]}
        super().__init__(data, initial=initial)
        field = self.fields["statements"]
        field.queryset = rows  # type: ignore[attr-defined] # a field of rows
        field.label_from_instance = lambda row: row.period_name  # type: ignore[attr-defined]


class CompletionForm(forms.Form):
    """The day on which the analysis was finished."""

    on = DayField(label="完了日")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": clock.today()})
