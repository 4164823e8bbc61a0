"""Forms on the page of one plan: the day one goes, a rhythm by hand, an owner's call."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict

from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.forms import DayField, LineField
from banso.followup.models import OwnerReport
from banso.followup.rules.rhythm import ByHand, Rhythms


class RhythmForm(forms.Form):
    """Which rhythm, why, and until when（頻度の変更）."""

    rhythm = forms.ChoiceField(
        label="頻度",
        widget=forms.RadioSelect,
        error_messages={
            "required": "頻度を選んでください。",
            "invalid_choice": "この頻度はありません。",
        },
    )
    reason = LineField(
        label="理由",
        help_text="例：資金繰りが心配なので、毎月会う。200字まで。",
        error_messages={"required": "頻度を変える理由を書いてください。"},
    )
    until = DayField(
        label="いつまで",
        help_text="この日を過ぎたら、数字から決め直します。",
        error_messages={"required": "いつまでかを入力してください。"},
    )

    def __init__(
        self,
        posted: QueryDict | None,
        *,
        rhythms: Rhythms,
        tried: str = "",
        ends_on: date | None = None,
    ) -> None:
        last = FiscalYear.of(clock.today()).last_day
        last = min(last, ends_on) if ends_on else last
        super().__init__(posted, initial={"until": last, "rhythm": tried})
        self.is_tried = tried in {one.key for one in rhythms.all}
        named = [(one.key, f"{one.name}（年{one.visits_per_year}回）") for one in rhythms.all]
        self.fields["rhythm"].choices = named  # type: ignore[attr-defined] # a choice field

    def by_hand(self) -> ByHand:
        """What was decided, as rules read it."""
        told = self.cleaned_data
        return ByHand(told["rhythm"], told["reason"], told["until"], clock.today())


class CallForm(forms.Form):
    """On which day the owner called, and about what（声がかかった）."""

    on = DayField(label="声がかかった日", error_messages={"required": "日を入力してください。"})
    what = LineField(
        label="内容",
        help_text="例：来月の支払いが心配。300字まで。",
        error_messages={"required": "声の内容を書いてください。"},
    )

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial={"on": clock.today()})


class DoneOnForm(forms.Form):
    """On which day a measure was done that the owner says was（済んだ日）, by default when told."""

    on = DayField(label="済んだ日")

    def __init__(self, report: OwnerReport) -> None:
        super().__init__(initial={"on": report.on}, auto_id=f"done-{report.pk}-%s")


class VisitDayForm(forms.Form):
    """The day on which one means to go（行く日）; empty is the day by which the visit is due."""

    planned_on = DayField(label="行く日", required=False)

    def clean_planned_on(self) -> date | None:
        """Refuse a day that has passed."""
        day: date | None = self.cleaned_data["planned_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError("行く日は、今日以後の日にしてください。", code="past")
        return day
