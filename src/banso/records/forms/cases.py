"""The form of a case（事例）, and the filters of the case bank."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.forms import LineField, ProseField
from banso.core.reconciling import Reconciliation, marks_in, marks_of, words_of
from banso.records.forms.choices import TopicsField
from banso.records.models import CaseKind, SupportCase, SupportRecord, Topic
from banso.records.queries import CaseChoice
from banso.records.rules.drafting import MOST_RECORDS
from banso.registry.rules.industries import BUCKETS

PROSE = ("happened", "done", "outcome", "lesson")
TEXTS = ("title", *PROSE)
STATES = {
    "in-use": "使用中",
    "due": "見直しの時期",
    "drafts": "確認待ち（下書き）",
    "retired": "取り下げ",
}
_DRAFTED = ("happened", "done", "outcome")
_LONGEST = {"happened": 8000, "done": 8000, "outcome": 8000, "lesson": 4000}


def _prose(name: str, label: str, rows: int, *, required: bool, hint: str = "") -> ProseField:
    limit = _LONGEST[name]
    return ProseField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "data-limit": limit}),
        error_messages={
            "required": f"「{label}」を入力してください。",
            "max_length": f"{limit:,}字までにしてください（いま%(show_value)d字）。",
        },
    )


class RecordsField(forms.MultipleChoiceField):
    """The records a case is drawn from, of one business, by their public ids."""

    def __init__(self, records: Sequence[SupportRecord]) -> None:
        self.records = {str(record.public_id): record for record in records}
        super().__init__(
            label="もとになる記録",
            help_text="内密の記録は、事例のもとにできないため、ここに出ません。",
            choices=[(key, _in_one_line(record)) for key, record in self.records.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "もとになる記録を1件以上選んでください。",
                "invalid_choice": "この記録は選べません。選び直してください。",
            },
        )

    def chosen(self, keys: Sequence[str]) -> list[SupportRecord]:
        """The records with these ids; unknown ids are left out."""
        return [self.records[key] for key in keys if key in self.records]

    def validate(self, value: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Not more than a person can read through."""
        super().validate(value)
        if len(value) > MOST_RECORDS:
            words = f"記録は{MOST_RECORDS}件までにしてください（いま{len(value)}件）。"
            raise ValidationError(words, code="too-many")


def _in_one_line(record: SupportRecord) -> str:
    text = (record.heard or record.advice).replace("\n", " ")
    shown = f"{text[:40]}…" if len(text) > 40 else text  # noqa: PLR2004 - one line of a list
    return f"{in_era_day(record.on)} {record.get_kind_display()}　{shown}"


class CaseForm(forms.Form):
    """What a person writes of a case; of a new one also the records it is drawn from."""

    kind = forms.ChoiceField(
        label="種類",
        choices=CaseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "種類を選んでください。"},
    )
    title = LineField(
        label="題名",
        max_length=80,
        help_text="読む人が探す言葉で。例：値上げの交渉を原価表で進めた",
        error_messages={
            "required": "題名を入力してください。",
            "max_length": "80字までにしてください（いま%(show_value)d字）。",
        },
    )
    happened = _prose("happened", "何があったか", 6, required=True)
    done = _prose("done", "何をしたか", 6, required=True)
    outcome = _prose("outcome", "どうなったか", 4, required=False)
    lesson = _prose(
        "lesson", "なぜか・学んだこと", 4, required=False,
        hint="次に同じような相談を受けた人へ。うまくいった・いかなかった理由を書きます。",
    )  # fmt: skip
    drafted = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        staff: Staff,
        records: Sequence[SupportRecord] | None = None,
        case: SupportCase | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(typed, initial=stored(case) if case else initial)
        self.case = case
        self.fields["topics"] = TopicsField(staff=staff)
        if case is not None:
            own = Topic.objects.filter(organisation_id=staff.organisation_id)
            self.fields["topics"].queryset = own.filter(is_retired=False) | own.filter(  # type: ignore[attr-defined] # a model choice field
                pk__in=case.topics.values("pk")
            )
        if records is not None:
            self.fields["records"] = RecordsField(records)

    def chosen_records(self) -> list[SupportRecord]:
        """The records ticked so far, valid or not."""
        field = self.fields["records"]
        return (
            field.chosen(self["records"].value() or []) if isinstance(field, RecordsField) else []
        )

    def texts(self) -> dict[str, str]:
        """The five texts as they stand in the form, typed or proposed."""
        return {name: str(self[name].value() or "") for name in TEXTS}

    def retype(self, texts: dict[str, str], *, drafted: bool) -> None:
        """Show these texts instead; ``drafted``: they come from the records, and may be redrawn."""
        held = QueryDict(mutable=True)
        held.update(self.data)
        for name, text in texts.items():
            held[name] = text
        if drafted:
            held["drafted"] = marked(texts)
        self.data = held

    def untouched(self) -> set[str]:
        """Texts nobody has typed into since they were drawn from the records, empty ones too."""
        try:
            marks = json.loads(str(self["drafted"].value() or "{}"))
        except ValueError:
            marks = {}
        marks = marks if isinstance(marks, dict) else {}
        now = self.texts()
        return {
            name
            for name in _DRAFTED
            if not now[name].strip() or marks.get(name) == _mark(now[name])
        }

    def without_judging(self) -> None:
        """Show what was typed and no refusals: it was not sent to be saved yet."""
        self._errors = ErrorDict()

    def fill(self, case: SupportCase) -> SupportCase:
        """Put what was typed on the case."""
        for name in ("kind", *TEXTS):
            setattr(case, name, self.cleaned_data[name])
        return case

    def marks(self, case: SupportCase) -> str:
        """What the case says now, for the form to carry until it is sent."""
        return marks_of(words_of(self, stored(case)))

    def reconcile(self, theirs: SupportCase) -> Reconciliation:
        """Take over what only a colleague changed, and tell what both did."""
        found = Reconciliation(marks_in(self.data))
        found.join(self, stored(theirs))
        return found


def stored(case: SupportCase) -> dict[str, Any]:
    """The case as the form shows it."""
    facts = {name: getattr(case, name) for name in ("kind", *TEXTS)}
    return {**facts, "topics": [topic.key for topic in case.topics.all()]}


def marked(texts: dict[str, str]) -> str:
    """What the drafted texts said, to tell later which of them a person has changed."""
    return json.dumps({name: _mark(texts[name]) for name in _DRAFTED if name in texts})


def _mark(text: str) -> str:
    tidy = "\n".join(line.strip() for line in text.strip().splitlines())
    return hashlib.sha256(tidy.encode()).hexdigest()[:16]


class CaseFilter(forms.Form):
    """What narrows the case bank; at first the cases in use."""

    q = LineField(
        label="ことば",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label="状態", choices=[*STATES.items()], required=False)
    kind = forms.ChoiceField(
        label="種類", choices=[("", "すべて"), *CaseKind.choices], required=False
    )
    bucket = forms.ChoiceField(
        label="業種区分", choices=[("", "すべて"), *((one, one) for one in BUCKETS)], required=False
    )

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__(asked)
        topics = Topic.objects.filter(organisation_id=staff.organisation_id)
        self.topics = {topic.key: topic for topic in topics}
        self.fields["topic"] = forms.ChoiceField(
            label="支援テーマ",
            required=False,
            choices=[("", "すべて"), *((key, row.name) for key, row in self.topics.items())],
        )
        self.is_valid()

    def choice(self) -> CaseChoice:
        """The cases asked for; what could not be read does not narrow."""
        asked = self.cleaned_data
        return CaseChoice(
            state=asked.get("state") or "in-use",
            kind=asked.get("kind", ""),
            bucket=asked.get("bucket", ""),
            topic=self.topics.get(asked.get("topic", "")),
            words=asked.get("q", ""),
        )

    def in_words(self, choice: CaseChoice) -> list[str]:
        """The filters as a person says them."""
        return [f"{label}：{value}" for label, value in _said(choice) if value]


def _said(choice: CaseChoice) -> Iterator[tuple[str, str]]:
    yield "状態", STATES[choice.state]
    yield "種類", CaseKind(choice.kind).label if choice.kind else ""
    yield "業種区分", choice.bucket
    yield "支援テーマ", choice.topic.name if choice.topic else ""
    yield "ことば", f"「{choice.words}」" if choice.words else ""
