"""The business's card（事業者カード）, in the order of the office's paper one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.http import QueryDict
from django.urls import reverse_lazy

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.forms import LineField, ProseField
from banso.core.japanese import normalise_input
from banso.core.refusals import RuleViolation
from banso.registry.forms.fields import (
    BirthYearField,
    EraYearField,
    KanaField,
    MailField,
    PhoneField,
    PostcodeField,
)
from banso.registry.forms.size import SizeForm
from banso.registry.models import Business, District, LegalForm, Tag
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.owner import check_birth_year

T = TypeVar("T")
_LONGEST_TAG = 30
_ADDRESS_TARGET = {
    "hx-trigger": "change",
    "hx-target": "#address-fields",
    "hx-sync": "this:replace",
}


class BusinessForm(SizeForm, forms.ModelForm[Business]):
    """Everything known of a business, typed by the office's staff."""

    name_kana = KanaField(label="フリガナ", max_length=160, required=False)
    corporate_number = LineField(
        label="法人番号",
        required=False,
        help_text="13桁（インボイスのTは付いていてもよい）。法人だけ。欄を出ると、その場で確かめます。",
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "hx-get": reverse_lazy("registry:corporate-number"),
                "hx-trigger": "change",
                "hx-target": "#corporate-number-said",
                "hx-include": "[name=public_id]",
            }
        ),
    )
    member_number = LineField(
        label="会員番号",
        max_length=40,
        required=False,
        help_text="あれば。台帳の取込で照らし合わせます。",
    )
    postcode = PostcodeField(
        label="郵便番号",
        required=False,
        help_text="欄を出ると、住所が入ります。",
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "hx-get": reverse_lazy("registry:postcode"),
                "hx-include": "#address-fields",
                **_ADDRESS_TARGET,
            }
        ),
    )
    phone = PhoneField(label="電話", max_length=40, required=False)
    fax = PhoneField(label="FAX", max_length=40, required=False)
    email = MailField(label="メール", max_length=254, required=False)
    website = forms.URLField(
        label="ウェブサイト", max_length=200, required=False, assume_scheme="https"
    )
    founded_year = EraYearField(label="創業", required=False, help_text="昭和43年、S43、1968")
    owner_kana = KanaField(label="代表者フリガナ", max_length=80, required=False)
    owner_birth_year = BirthYearField(
        label="代表者の生年", required=False, help_text="昭和43年、S43、1968"
    )
    note = ProseField(label="備考", max_length=4000, required=False)
    tag_names = LineField(
        label="タグ", required=False, help_text="「、」で区切って、いくつでも。", max_length=400
    )
    public_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_similar = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Business
        fields = (
            "name",
            "name_kana",
            "legal_form",
            "corporate_number",
            "member_number",
            "founded_year",
            "capital_yen",
            "postcode",
            "prefecture",
            "city",
            "street",
            "building",
            "phone",
            "fax",
            "email",
            "website",
            "district",
            "adviser",
            "industry_code",
            "line_of_business",
            *SizeForm.COUNTED,
            *SizeForm.NOT_COUNTED,
            "owner_name",
            "owner_kana",
            "owner_title",
            "owner_birth_year",
            "successor",
            "membership",
            "caution",
            "note",
        )
        field_classes = dict.fromkeys(
            (
                "name",
                "prefecture",
                "city",
                "street",
                "building",
                "line_of_business",
                "owner_name",
                "owner_title",
                "caution",
            ),
            LineField,
        )

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        staff: Staff,
        business: Business | None = None,
        start: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(typed, instance=business, initial=dict(start or {}))
        self.staff = staff
        self.taken_by: Business | None = None
        self.fields["name"].error_messages["required"] = "事業者名を入力してください。"
        for name in ("successor", "membership"):
            self.fields[name].required = False
        self._offer_own_office()
        self._start()

    def _offer_own_office(self) -> None:
        """Only the office's own districts and people in charge can be chosen."""
        office = self.staff.organisation_id
        advisers = Staff.objects.filter(organisation_id=office).select_related("person")
        current = Q(pk=self.instance.adviser_id)
        active = Q(pk__in=Staff.objects.active().advisers().values("pk"))
        for name, rows in (
            ("adviser", advisers.filter(active | current)),
            ("district", District.objects.filter(organisation_id=office)),
        ):
            field = cast("forms.ModelChoiceField[Model]", self.fields[name])
            field.queryset = rows
            field.empty_label = "未定"

    @property
    def known_tags(self) -> list[str]:
        """The office's tags, to choose from while typing."""
        own = Tag.objects.filter(organisation_id=self.staff.organisation_id)
        return list(own.values_list("name", flat=True))

    def _start(self) -> None:
        """What the hidden fields and tags hold when the form is opened."""
        row = self.instance
        if row.pk:
            self.initial["tag_names"] = "、".join(tag.name for tag in row.tags.all())
            self.initial.update(public_id=row.public_id, seen_version=row.version)
        else:
            self.initial.setdefault("public_id", uuid4())

    @property
    def entry_id(self) -> UUID:
        """The public id the business has or will have: a form sent twice enters it once."""
        typed = str(self.data.get("public_id", ""))
        try:
            return UUID(typed)
        except ValueError:
            return uuid4()

    @property
    def seen(self) -> list[str]:
        """Public ids of the similar businesses that the person has been shown."""
        return str(self.data.get("seen_similar", "")).split()

    def see_similar(self, public_ids: Iterable[str]) -> None:
        """Remember in the form which similar businesses it shows."""
        self._put("seen_similar", " ".join(public_ids))

    def see_again(self, *, version: int) -> None:
        """Let the form be sent again on top of the version it now shows."""
        self._put("seen_version", str(version))

    def _put(self, name: str, value: str) -> None:
        typed = cast("QueryDict", self.data).copy()
        typed[name] = value
        self.data = typed

    def clean_corporate_number(self) -> str:
        """Thirteen digits that check, and that no other business of the office has."""
        typed: str = self.cleaned_data["corporate_number"]
        if not typed:
            return ""
        number = _or_refuse(lambda: check_corporate_number(typed))
        own = Business.objects.filter(organisation_id=self.staff.organisation_id)
        others = own.filter(corporate_number=number).exclude(pk=self.instance.pk)
        self.taken_by = others.exclude(public_id=self.entry_id).first()
        if self.taken_by:
            words = f"この法人番号は「{self.taken_by.name}」で登録されています。"
            raise ValidationError(words, code="number-taken")
        return number

    def clean_member_number(self) -> str:
        """A number that no other business of the office has."""
        number: str = self.cleaned_data["member_number"]
        own = Business.objects.filter(organisation_id=self.staff.organisation_id)
        others = own.filter(member_number=number).exclude(pk=self.instance.pk)
        taken_by = others.exclude(public_id=self.entry_id).first() if number else None
        if taken_by:
            words = f"この会員番号は「{taken_by.name}」で登録されています。"
            raise ValidationError(words, code="member-number-taken")
        return number

    def clean_owner_birth_year(self) -> int | None:
        """A year in which someone alive may have been born."""
        year: int | None = self.cleaned_data["owner_birth_year"]
        if year is None:
            return None
        return _or_refuse(lambda: check_birth_year(year, clock.today()))

    def clean_founded_year(self) -> int | None:
        """A year that has begun."""
        year: int | None = self.cleaned_data["founded_year"]
        if year is not None and year > clock.today().year:
            raise ValidationError("創業の年が先の年になっています。", code="future")
        return year

    def clean_tag_names(self) -> list[str]:
        """The tags one by one; each at most thirty characters."""
        typed = normalise_input(self.cleaned_data["tag_names"]).replace(",", "、")
        names = [name.strip() for name in typed.split("、") if name.strip()]
        if too_long := [name for name in names if len(name) > _LONGEST_TAG]:
            raise ValidationError(f"タグは{_LONGEST_TAG}文字までです：{too_long[0]}")
        return names

    def clean(self) -> dict[str, Any]:
        """A sole proprietor has no corporate number."""
        cleaned = super().clean() or self.cleaned_data
        is_sole = cleaned.get("legal_form") == LegalForm.SOLE_PROPRIETOR
        if is_sole and cleaned.get("corporate_number"):
            self.add_error(
                "corporate_number",
                "個人事業主に法人番号はありません。法人なら「法人」を選び、個人なら空けてください。",
            )
            cleaned["corporate_number"] = ""
        return cleaned


def _or_refuse(read: Callable[[], T]) -> T:
    """What ``read`` gives, or its refusal as the form's own."""
    try:
        return read()
    except RuleViolation as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from refusal
