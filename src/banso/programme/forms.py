"""Forms of the plan's pages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.forms import DayField, LineField, ProseField, add_refusal
from banso.core.japanese import search_terms
from banso.core.reconciling import Reconciliation, marks_in, marks_of, retype, words_of
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import LARGEST, CheckedFile, check_upload, in_megabytes
from banso.core.uploads.kinds import ACCEPTED, ACCEPTED_IN_WORDS
from banso.programme.measures import Line
from banso.programme.models import Programme, Result
from banso.programme.rules.entering import check_answer, default_number
from banso.programme.rules.reading import MAX_CHARACTERS
from banso.registry.models import Business

LONGEST_NUMBER = 30  # characters
NUMBER, TEXT, UNKNOWN = "number", "text", "unknown"
WRITTEN_NUMBER = re.compile(
    r"(?P<sign>[-△▲−])?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:%|％|者|社|件|回|人|本|日)?"
)

WORKBOOK = b"PK\x03\x04"  # how Excel, Word and other zipped files begin


class ProgrammeFileForm(forms.Form):
    """A plan file to load."""

    file = forms.FileField(
        label="計画ファイル",
        required=False,
        help_text="認定を受けた計画を書いた JSON 形式のファイル",
        error_messages={"empty": "ファイルが空です。"},
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    agreed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def source(self) -> str:
        """The text of the file, or of the one looked at before agreeing.

        Refuses no file at all, and what is too large, a workbook, or not UTF-8.
        """
        upload = self.cleaned_data["file"]
        if upload is None:
            return self._looked_at()
        if upload.size > MAX_CHARACTERS:
            raise RuleViolation("too-large", "ファイルが大きすぎます（5MBまで）。", field="file")
        try:
            content = upload.read()
            if content.startswith(WORKBOOK):
                words = "Excel などのファイルです。計画ファイル（JSON）を選んでください。"
                raise RuleViolation("workbook", words, field="file")
            return str(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            words = "UTF-8 の文字として読めません。UTF-8 で保存し直してください。"
            raise RuleViolation("not-utf8", words, field="file") from None

    def _looked_at(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text:
            raise RuleViolation("required", "計画ファイルを選んでください。", field="file")
        return text


class AgreementForm(forms.Form):
    """What the office agrees a line means, and since when."""

    text = ProseField(
        label="取り決めた定義",
        max_length=2000,
        help_text="何を・どの事業者について・いつの時点で・何を証憑にして数えるかを書きます。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "取り決めた定義を入力してください。"},
    )
    on = DayField(
        label="取り決めた日", error_messages={"required": "取り決めた日を入力してください。"}
    )

    def agreed(self) -> dict[str, Any]:
        """Words and day."""
        return {"text": self.cleaned_data["text"], "on": self.cleaned_data["on"]}


class ReasonForm(forms.Form):
    """Why a result is taken back."""

    reason = LineField(
        label="取り消す理由",
        max_length=200,
        error_messages={"required": "取り消す理由を入力してください。"},
    )


class NumberField(LineField):
    """A number as written on paper: 1,234 １２．５ △3.2 15％; blank is unknown, not zero."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override] # a number
        """Read the number; blank stays ``None``."""
        if value in self.empty_values:
            return None
        found = WRITTEN_NUMBER.fullmatch(str(value).replace(" ", "")[: LONGEST_NUMBER + 1])
        if found is None or len(found[0]) > LONGEST_NUMBER:
            words = f"「{value}」は数として読めません。12 や 3.5 のように入力してください。"
            raise ValidationError(words, code="unreadable-number")
        number = Decimal(found["number"].replace(",", ""))
        return -number if found["sign"] else number

    def prepare_value(self, value: object) -> object:
        """Show a stored number without idle zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class BusinessField(forms.CharField):
    """One business the asker may see, by its public id, or none at all."""

    def __init__(self, *, staff: Staff, search: str) -> None:
        super().__init__(required=False, label="事業者")
        self.visible = Business.objects.visible_to(staff)
        self.search = search

    def clean(self, value: object) -> Business | None:
        """Find the business; words without a choice and other offices' ids are refused."""
        if not value:
            if search_terms(self.search):
                words = "候補から事業者を選んでください。事業者がない実績なら、この欄を空にします。"
                raise ValidationError(words, code="not-chosen")
            return None
        try:
            return self.visible.get(public_id=UUID(str(value)))
        except (ValueError, Business.DoesNotExist):
            words = "この事業者は登録されていません。さがし直して、候補から選んでください。"
            raise ValidationError(words, code="other-office") from None


class ResultForm(forms.Form):
    """A result entered by hand: a number in the line's unit, words, or 不明; blank is never 0."""

    on = DayField(label="日付", error_messages={"required": "日付を入力してください。"})
    answer = forms.ChoiceField(
        label="実績",
        widget=forms.RadioSelect,
        error_messages={"required": "数か「不明」かを選んでください。"},
    )
    value = NumberField(label="数", required=False)
    text = LineField(label="内容", required=False, max_length=120)
    note = LineField(label="備考", required=False, max_length=400)
    attachment = forms.FileField(
        label="添付（証憑）",
        required=False,
        allow_empty_file=True,  # refused in words when it is checked
        help_text=f"{ACCEPTED_IN_WORDS}。{in_megabytes(LARGEST)}まで。",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    drop_attachment = forms.BooleanField(label="今の添付を外す", required=False)
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        typed: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        line: Line,
        staff: Staff,
        result: Result | None = None,
    ) -> None:
        initial = stored(result) if result else {"on": clock.today(), "entry_key": uuid4()}
        super().__init__(typed, files, initial=initial)
        self.line, self.result = line, result
        is_words = line.counting == "文言"
        known = (TEXT, "文言で入力する") if is_words else (NUMBER, "数で入力する")
        answer = cast("forms.ChoiceField", self.fields["answer"])
        answer.choices = [known, (UNKNOWN, "不明（まだ分からない）")]
        answer.initial = known[0]
        del self.fields["value" if is_words else "text"]
        if line.counting == "実数":
            self.fields["value"].help_text = f"事業者を選んだときは、空欄のままで1{line.unit}です。"
        if result is None or not result.attachment_name:
            del self.fields["drop_attachment"]
        search = typed.get("business_search", "") if typed else ""
        self.fields["business"] = BusinessField(staff=staff, search=search)

    def clean(self) -> dict[str, Any]:
        """Refuse a known answer left blank, and one typed beside 「不明」."""
        typed = self.cleaned_data
        name = "text" if "text" in self.fields else "value"
        if name == "value" and typed.get("answer") == NUMBER and typed.get("value") is None:
            has_business = bool(typed.get("business"))
            typed["value"] = default_number(self.line.counting, has_business=has_business)
        is_blank = typed.get(name) in (None, "")
        if typed.get("answer") == UNKNOWN and not is_blank:
            words = "「不明」を選ぶときは、この欄を空にしてください。"
            self.add_error(name, ValidationError(words, code="unknown-with-value"))
        elif typed.get("answer") in (NUMBER, TEXT) and is_blank and name not in self.errors:
            words = "入力してください。0なら0、分からないときは「不明」を選びます。"
            self.add_error(name, ValidationError(words, code="blank"))
        self._check_number()
        return typed

    def clean_attachment(self) -> CheckedFile | None:
        """The file judged by its content; ``None`` when none was chosen."""
        upload = self.cleaned_data["attachment"]
        try:
            return check_upload(upload, field="attachment") if upload else None
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def _check_number(self) -> None:
        """Say what the line cannot have, together with whatever else is wrong."""
        typed = self.cleaned_data
        try:
            check_answer(
                counting=self.line.counting,
                unit=self.line.unit,
                value=typed.get("value"),
                has_business=bool(typed.get("business")),
            )
        except RuleViolation as refusal:
            add_refusal(self, refusal)

    def fill(self, result: Result) -> Result:
        """Put what was typed on the result."""
        typed = self.cleaned_data
        result.on, result.business, result.note = typed["on"], typed["business"], typed["note"]
        result.value, result.text = typed.get("value"), typed.get("text", "")
        return result

    def new_result(self, programme: Programme) -> Result:
        """The result as typed, not yet saved."""
        key = self.cleaned_data["entry_key"] or uuid4()
        return self.fill(Result(programme=programme, line=self.line.key, entry_key=key))

    def marks(self, result: Result) -> str:
        """What the result says now, for the form to carry until it is sent."""
        return marks_of({**words_of(self, stored(result)), "business": _name(result.business)})

    def reconcile(self, theirs: Result) -> Reconciliation:
        """Take over what only a colleague changed, and tell what both did."""
        found = Reconciliation(marks_in(self.data))
        business, mine = theirs.business, self.cleaned_data["business"]
        if found.takes("business", "事業者", theirs=_name(business), mine=_name(mine)):
            retype(self, "business", business.public_id if business else None)
        found.join(self, stored(theirs))
        return found


def _name(business: Business | None) -> str:
    return business.name if business else ""


def stored(result: Result) -> dict[str, Any]:
    """The result as the form shows it."""
    return {
        "on": result.on,
        "answer": _answer(result),
        "value": result.value,
        "text": result.text,
        "note": result.note,
    }


def _answer(result: Result) -> str:
    if result.value is not None:
        return NUMBER
    return TEXT if result.text else UNKNOWN
