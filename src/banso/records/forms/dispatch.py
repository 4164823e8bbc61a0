"""Forms of an expert dispatch（専門家派遣）and of its report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.forms import DayField, LineField, ProseField, WholeNumberField
from banso.core.minutes import MinutesField
from banso.records.forms.choices import BusinessField, ExpertField, TopicsField
from banso.records.models import DispatchReport, ExpertDispatch
from banso.registry.basis_fields import BasisFields

_FACTS = ("theme", "asked_on", "planned_on", "expert", "expert_name", "cost_yen", "funding")
_NEEDS_TEXT = {"required": "相談の内容を入力してください。"}
_NEEDS_DAY = {"required": "日付を入力してください。"}


class DispatchForm(BasisFields):
    """What the office arranges: which expert goes where, when, for what, and who pays.

    An expert who uses this product sees the business: the fields of leave go with that choice.
    """

    theme = LineField(
        label="相談の内容", max_length=200, error_messages=_NEEDS_TEXT,
        help_text="専門家に相談したいこと。例：原価計算と価格の見直し",
    )  # fmt: skip
    asked_on = DayField(label="依頼日", error_messages=_NEEDS_DAY)
    planned_on = DayField(
        label="派遣日", required=False, help_text="決まっていなければ空けておき、あとで入れます。"
    )
    expert_name = LineField(
        label="専門家の氏名・資格",
        required=False,
        max_length=80,
        help_text="例：高橋 健（中小企業診断士）",
    )
    cost_yen = WholeNumberField(label="費用", required=False)
    funding = LineField(
        label="費用の出どころ",
        required=False,
        max_length=80,
        help_text="例：県連エキスパートバンク、経営発達支援事業費",
    )

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        staff: Staff,
        dispatch: ExpertDispatch | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(typed, initial=stored(dispatch) if dispatch else initial)
        if dispatch is None:
            search = typed.get("business_search", "") if typed else ""
            self.fields["business"] = BusinessField(staff=staff, search=search)
        self.fields["expert"] = ExpertField(staff=staff)
        self.order_fields(["business", "theme", "asked_on", "planned_on", "expert", "expert_name"])

    def clean(self) -> dict[str, Any]:
        """The expert has a name; the day of the dispatch is not before it was asked for."""
        typed = self.cleaned_data
        if not typed.get("expert_name") and "expert_name" not in self.errors:
            if typed.get("expert"):
                typed["expert_name"] = typed["expert"].person.name
            else:
                self.add_error("expert_name", "専門家の氏名を入力してください。")
        asked_on, planned_on = typed.get("asked_on"), typed.get("planned_on")
        if asked_on and planned_on and planned_on < asked_on:
            words = f"派遣日が依頼日（{in_era_day(asked_on)}）より前です。"
            self.add_error("planned_on", words)
        if asked_on and asked_on > clock.today():
            self.add_error("asked_on", "まだ来ていない日付です。依頼した日を入れてください。")
        return typed

    def fill(self, dispatch: ExpertDispatch) -> ExpertDispatch:
        """Put what was typed on the dispatch."""
        for name in ("business", *_FACTS):
            if name in self.cleaned_data:
                setattr(dispatch, name, self.cleaned_data[name])
        return dispatch


def stored(dispatch: ExpertDispatch) -> dict[str, Any]:
    """The dispatch as the form shows it."""
    facts = {name: getattr(dispatch, name) for name in _FACTS if name != "expert"}
    return {**facts, "expert": dispatch.expert.public_id if dispatch.expert else None}


class ReportForm(forms.Form):
    """What the expert found and advised（派遣報告）."""

    on = DayField(label="実施日", error_messages=_NEEDS_DAY)
    minutes = MinutesField()
    findings = ProseField(
        label="見立てと助言",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "data-limit": 4000}),
        error_messages={
            "required": "見立てと助言を入力してください。",
            "max_length": "4,000字までにしてください（いま%(show_value)d字）。",
        },
    )

    def __init__(
        self, typed: QueryDict | None = None, *, staff: Staff, dispatch: ExpertDispatch
    ) -> None:
        super().__init__(typed, initial={"on": _likely_day(dispatch)})
        self.dispatch = dispatch
        self.fields["topics"] = TopicsField(staff=staff)
        self.order_fields(["on", "minutes", "topics", "findings"])

    def clean(self) -> dict[str, Any]:
        """The expert came, at the earliest, on the day of asking, and not in the future."""
        typed = self.cleaned_data
        on = typed.get("on")
        if on and on < self.dispatch.asked_on:
            words = f"実施日が依頼日（{in_era_day(self.dispatch.asked_on)}）より前です。"
            self.add_error("on", words)
        if on and on > clock.today():
            self.add_error("on", "まだ来ていない日付です。実施した日を入れてください。")
        return typed

    def report(self) -> DispatchReport:
        """The report as typed, not yet saved."""
        typed = self.cleaned_data
        return DispatchReport(on=typed["on"], minutes=typed["minutes"], findings=typed["findings"])


def _likely_day(dispatch: ExpertDispatch) -> object:
    """The planned day once it has come, else today."""
    today = clock.today()
    return dispatch.planned_on if dispatch.planned_on and dispatch.planned_on <= today else today
