"""Forms about findings: answers of the owner, and a finding in the adviser's words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, WholeNumberField
from banso.diagnosis.actions import FindingWords
from banso.diagnosis.models import Finding
from banso.diagnosis.rules.findings.rulebook import HORIZONS, KINDS, shipped_rulebook

MOST_LINES = 10


class AnswersForm(forms.Form):
    """The questions beside the accounts; an empty answer is まだ聞いていない."""

    seen_version = WholeNumberField(lowest=1, highest=10**9)

    def __init__(self, data: QueryDict | None, *, answers: dict[str, str], version: int) -> None:
        super().__init__(data, initial={**answers, "seen_version": version})
        self.questions = shipped_rulebook().questions
        for key, question in self.questions.items():
            if question.choices:
                choices = [("", "まだ聞いていない"), *((one, one) for one in question.choices)]
                self.fields[key] = forms.ChoiceField(
                    label=question.ja, choices=choices, required=False, help_text=question.ask
                )
            else:
                self.fields[key] = LineField(
                    label=f"{question.ja}（{question.unit}）",
                    required=False,
                    max_length=12,
                    help_text=question.ask,
                )

    def rows(self) -> list[forms.BoundField]:
        """The questions in the order of the file."""
        return [self[key] for key in self.questions]

    def answers(self) -> dict[str, str]:
        """What was answered, by the key of the question."""
        typed: dict[str, Any] = self.cleaned_data
        return {key: str(typed.get(key, "")) for key in self.questions}


class FindingForm(forms.Form):
    """A finding in the adviser's words; a remedy on each line."""

    title = LineField(label="課題", max_length=200)
    kind = forms.ChoiceField(label="分類", choices=[(one, one) for one in KINDS])
    horizon = forms.ChoiceField(label="時間軸", choices=[(one, one) for one in HORIZONS])
    remedies = forms.CharField(
        label="対応策",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"1行に1つ。{MOST_LINES}個まで。",
    )
    seen_version = WholeNumberField(required=False, lowest=1, highest=10**9)

    def __init__(self, data: QueryDict | None = None, *, finding: Finding | None = None) -> None:
        initial: dict[str, object] = {"kind": KINDS[0], "horizon": HORIZONS[0]}
        if finding is not None:
            initial = {
                "title": finding.title,
                "kind": finding.kind,
                "horizon": finding.horizon,
                "remedies": "\n".join(row.what for row in finding.remedies.all()),
                "seen_version": finding.version,
            }
        super().__init__(data, initial=initial)

    def words(self) -> FindingWords:
        """What was typed, as the room keeps it."""
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["remedies"].splitlines() if line.strip()]
        return FindingWords(typed["title"], typed["kind"], typed["horizon"], lines)
