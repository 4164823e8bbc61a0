"""Fields by which a person picks rows of the office: firms, colleagues, topics."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField, BoundWidget

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.japanese import search_terms
from banso.records.models import Promise, PromiseQuerySet, SupportRecord, Topic
from banso.registry.models import Business

NO_BUSINESS = "事業者を入力し、候補から選んでください。"
NOT_FOUND = "この名前の事業者は見つかりません。ことばを減らすか、事業者の登録を確かめてください。"
SEVERAL = "当てはまる事業者が複数あります。候補から1つ選んでください。"
NOT_REGISTERED = "この事業者は登録されていません。さがし直して、候補から選んでください。"


class BusinessField(forms.CharField):
    """One business the asker may see, by its public id; ``search`` stands in when only one fits."""

    def __init__(self, *, staff: Staff, search: str = "") -> None:
        super().__init__(required=False, label="事業者")
        self.visible = Business.objects.visible_to(staff).select_related("closure", "erasure")
        self.search = search

    def clean(self, value: object) -> Business:
        """Find the business; none, several, or another office's are refused in words."""
        if not value:
            return self._found_by_words()
        try:
            return self.visible.get(public_id=UUID(str(value)))
        except (ValueError, Business.DoesNotExist):
            raise ValidationError(NOT_REGISTERED, code="other-office") from None

    def _found_by_words(self) -> Business:
        if not search_terms(self.search):
            raise ValidationError(NO_BUSINESS, code="required")
        found = list(self.visible.matching(self.search)[:2])
        if len(found) == 1:
            return found[0]
        raise ValidationError(SEVERAL if found else NOT_FOUND, code="not-one")


class TopicsField(forms.ModelMultipleChoiceField[Topic]):
    """Topics of the office in use, and those an older record already carries, by their key."""

    def __init__(self, *, staff: Staff, record: SupportRecord | None = None) -> None:
        own = Topic.objects.filter(organisation_id=staff.organisation_id)
        usable = own.filter(is_retired=False)
        if record is not None and record.pk:
            usable |= own.filter(pk__in=record.topics.values("pk"))
        super().__init__(
            usable,
            required=False,
            label="支援テーマ",
            to_field_name="key",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "このテーマは使えません。選び直してください。"},
        )

    def label_from_instance(self, obj: Topic) -> str:
        """Say the plan's section with the name: 「7章 計画フォローアップ」."""
        return f"{obj.section}章 {obj.name}" if obj.section else obj.name


def topic_groups(field: BoundField) -> list[tuple[str, list[BoundWidget]]]:
    """The topic chips under their headings; a heading without chips is left out."""
    groups: dict[str, list[BoundWidget]] = {label: [] for label in Topic.Kind.labels}
    for chip in field.subwidgets:
        groups[chip.data["value"].instance.get_kind_display()].append(chip)
    return [(label, chips) for label, chips in groups.items() if chips]


def open_promises_ticked(staff: Staff, ticked: Iterable[str]) -> PromiseQuerySet:
    """The promises still to be kept among those ticked by public id; what is no id is left out."""
    known = {text for text in ticked if _is_an_id(text)}
    return Promise.objects.visible_to(staff).unkept().filter(public_id__in=known)


def _is_an_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _refused(field: forms.Field, refusal: ValidationError) -> ValidationError:
    """An id that is none at all is refused in the same words as one that is not there."""
    if refusal.code != "invalid":
        return refusal
    return ValidationError(str(field.error_messages["invalid_choice"]), code="invalid_choice")


class ExpertField(forms.ModelChoiceField[Staff]):
    """An active outside expert of the office, by public id; none when the expert has no account."""

    def __init__(self, *, staff: Staff) -> None:
        experts = Staff.objects.visible_to(staff).active().filter(role=Role.EXPERT)
        super().__init__(
            experts.select_related("person"),
            label="この仕組みを使う専門家",
            required=False,
            to_field_name="public_id",
            empty_label="（この仕組みは使わない）",
            help_text="選ぶと、その専門家がこの事業者の記録を見て、報告を書けます。"
            "見せるには、専門家への提供の同意か、ほかの根拠が要ります。",
            error_messages={"invalid_choice": "この専門家は選べません。選び直してください。"},
        )

    def clean(self, value: object) -> Staff | None:
        """The expert, or none."""
        try:
            expert: Staff | None = super().clean(value)
        except ValidationError as refusal:
            raise _refused(self, refusal) from refusal
        return expert


class ColleaguesField(forms.ModelMultipleChoiceField[Staff]):
    """Active colleagues of the office, and those an older record already names."""

    def __init__(self, *, staff: Staff, record: SupportRecord | None = None) -> None:
        own = Staff.objects.visible_to(staff).select_related("person")
        usable = own.active().supporters()
        if record is not None and record.pk:
            named = list(record.supporters.values_list("pk", flat=True))
            usable = own.filter(pk__in=[*usable.values_list("pk", flat=True), *named])
        super().__init__(
            usable,
            label="対応した職員",
            to_field_name="public_id",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "対応した職員を1人以上選んでください。",
                "invalid_choice": "この職員は選べません。選び直してください。",
            },
        )

    def clean(self, value: object) -> QuerySet[Staff]:
        """The colleagues; at least one."""
        try:
            return super().clean(value)
        except ValidationError as refusal:
            raise _refused(self, refusal) from refusal
