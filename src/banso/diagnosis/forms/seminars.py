"""Forms of staff about analysis seminars: a session, and the answer to a request."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.forms import DayField, LineField, WholeNumberField
from banso.diagnosis.actions import Taking
from banso.diagnosis.models import SeminarSession
from banso.diagnosis.queries.answering import Prospect
from banso.diagnosis.rules.seminar.sheet import setting
from banso.records.models import ContactKind

_PROMISED_WITHIN = timedelta(days=7)
_WAYS = (ContactKind.COUNTER, ContactKind.PHONE, ContactKind.VISIT, ContactKind.ONLINE)


class SeminarForm(forms.Form):
    """One session: what it is called, when it is held, and until when people may write."""

    title = LineField(label="名称", required=False, initial="経営分析セミナー")
    held_on = DayField(
        label="開催日",
        help_text="令和8年12月10日、R8.12.10、12/10",
        error_messages={"required": "開催日を入力してください。"},
    )
    closes_on = DayField(
        label="締め",
        required=False,
        help_text=f"この日まで参加と記入ができます。空けておくと、開催日の{setting('closes_after_days')}日後です。",
    )
    place = LineField(label="会場", required=False)
    entry_key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    seen_version = WholeNumberField(
        lowest=1, highest=10**9, required=False, widget=forms.HiddenInput()
    )

    def __init__(
        self, posted: QueryDict | None = None, *, session: SeminarSession | None = None
    ) -> None:
        initial: dict[str, object] = {"entry_key": uuid.uuid4()}
        if session is not None:
            initial = {name: getattr(session, name) for name in _FIELDS}
            initial["seen_version"] = session.version
        super().__init__(posted, initial=initial)

    def written(self, session: SeminarSession) -> SeminarSession:
        """The session with what was typed."""
        for name in _FIELDS:
            setattr(session, name, self.cleaned_data[name])
        if session.pk is None and self.cleaned_data["entry_key"]:
            session.public_id = self.cleaned_data["entry_key"]
        return session


_FIELDS = ("title", "held_on", "closes_on", "place")


class TakingForm(forms.Form):
    """How a request is taken up, once it is known with which business."""

    business = forms.UUIDField(widget=forms.HiddenInput())
    adviser = forms.ModelChoiceField(
        label="連絡して分析する職員",
        queryset=Staff.objects.none(),
        to_field_name="public_id",
        empty_label="選んでください",
        error_messages={"required": "職員を選んでください。"},
    )
    kind = forms.ChoiceField(
        label="受けた方法", choices=[(kind.value, kind.label) for kind in _WAYS]
    )
    promise_on = DayField(
        label="日程を連絡する日",
        help_text="「個別経営分析の日程を連絡する」という約束になります。",
        error_messages={"required": "連絡する日を入力してください。"},
    )
    has_consent = forms.BooleanField(
        label="本人の同意（支援の実施と記録）を記録する", required=False
    )
    carries = forms.BooleanField(label="2年分の数字を決算に移す（申告）", required=False)

    def __init__(
        self, posted: QueryDict | None = None, *, prospect: Prospect, staff: Staff
    ) -> None:
        business = prospect.business
        initial = {
            "business": business.public_id,
            "adviser": (business.adviser or staff).public_id,
            "kind": ContactKind.COUNTER,
            "promise_on": clock.today() + _PROMISED_WITHIN,
            "has_consent": True,
            "carries": True,
        }
        super().__init__(posted, initial=initial)
        field = self.fields["adviser"]
        mine = Staff.objects.of(staff.organisation).active().select_related("person")
        field.queryset = mine  # type: ignore[attr-defined] # a field of rows
        field.label_from_instance = lambda row: row.person.name  # type: ignore[attr-defined]
        self.prospect = prospect
        if not prospect.carried:
            del self.fields["carries"]
        self.confirmed = frozenset(posted.getlist("confirmed")) if posted else frozenset()

    def taking(self) -> Taking:
        """What was decided."""
        typed = self.cleaned_data
        return Taking(
            business=self.prospect.business,
            adviser=typed["adviser"],
            promise_on=typed["promise_on"],
            kind=typed["kind"],
            has_consent=typed["has_consent"],
            carries=typed.get("carries", False),
            confirmed=self.confirmed,
        )


class DecliningForm(forms.Form):
    """Why a request is not taken up."""

    reason = LineField(
        label="受けない理由",
        required=False,
        help_text="例：税理士と分析を進めることになった（電話で確認）",
    )
