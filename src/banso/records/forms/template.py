"""The form of a template（記録のひな形）."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core.forms import LineField, ProseField
from banso.core.minutes import MinutesField
from banso.records.forms.choices import TopicsField
from banso.records.models import ContactKind, RecordTemplate

_LONGEST = 2000
_FACTS = ("name", "kind", "minutes", "heard", "advice")


def _skeleton(label: str) -> ProseField:
    return ProseField(
        label=label,
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": f"{_LONGEST:,}字までにしてください（いま%(show_value)d字）。"
        },
    )


class TemplateForm(forms.Form):
    """What one tap fills in: a name is enough, the rest as far as it is always the same."""

    name = LineField(
        label="名前", max_length=40, error_messages={"required": "名前を入力してください。"}
    )
    kind = forms.ChoiceField(
        label="方法", required=False, choices=[("", "決めない"), *ContactKind.choices]
    )
    minutes = MinutesField()
    heard = _skeleton("聞いたこと")
    advice = _skeleton("助言したこと")

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        staff: Staff,
        template: RecordTemplate | None = None,
    ) -> None:
        super().__init__(typed, initial=stored(template) if template else None)
        self.fields["topics"] = TopicsField(staff=staff)
        self.template = template

    def fill(self) -> RecordTemplate:
        """The template with what was typed, not yet saved."""
        template = self.template or RecordTemplate()
        for name in _FACTS:
            setattr(template, name, self.cleaned_data[name])
        return template


def stored(template: RecordTemplate) -> dict[str, Any]:
    """The template as the form shows it."""
    return {
        **{name: getattr(template, name) for name in _FACTS},
        "topics": [topic.key for topic in template.topics.all()],
    }
