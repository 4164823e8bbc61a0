"""Which month, and which days' rounds, are asked for."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import FIRST_YEAR, LAST_YEAR, in_era_day
from banso.core.forms import DayField
from banso.core.workdays import next_working_day
from banso.followup.forms.upcoming import UNTIL, VisitFilter, WhoseForm
from banso.followup.queries.rounds import RoundsWish
from banso.followup.queries.upcoming import VisitChoice
from banso.followup.rules.next_visit import months_after
from banso.followup.rules.rounds import MOST_A_DAY

USUAL_DAYS = 5
_UNTIL = {
    "month": "今月まで",
    "late": "遅れているもの",
    "week": "今週まで",
    "quarter": "今の四半期まで",
    "all": "すべて",
}


class MonthForm(WhoseForm):
    """The month of an adviser; this one, where none is named that can be read."""

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__(asked, staff=staff)
        self.first = _month(asked.get("month", ""))

    def choice(self) -> VisitChoice:
        """Whose visits are shown."""
        return VisitChoice(adviser=self.adviser, unassigned=self.unassigned)

    @property
    def before(self) -> str:
        """The month before, as an address names it."""
        return f"{months_after(self.first, -1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as an address names it."""
        return f"{months_after(self.first, 1):%Y-%m}"


def _month(named: str) -> date:
    """「2026-11」; this month for anything else, and for years that the calendar cannot tell."""
    this = clock.today().replace(day=1)
    try:
        first = date.fromisoformat(f"{named}-01")
    except ValueError:
        return this
    return first if FIRST_YEAR < first.year < LAST_YEAR else this


class RoundsForm(VisitFilter):
    """From which day, how many days, how many a day, and which visits."""

    first = DayField(label="はじめの日", required=False)
    days = forms.TypedChoiceField(
        label="何日分",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(str(count), f"{count}日") for count in range(1, 11)],
    )
    most = forms.TypedChoiceField(
        label="1日の件数",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(str(count), f"{count}件まで") for count in range(1, 9)],
    )
    field_order = ("whose", "district", "until", "first", "days", "most", "chosen", "drift")

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        usual = {
            "until": "month",
            "first": in_era_day(next_working_day(clock.today() + timedelta(days=1))),
            "days": str(USUAL_DAYS),
            "most": str(MOST_A_DAY),
        }
        told = asked.copy()
        for name, value in usual.items():
            told.setdefault(name, value)
        super().__init__(told, staff=staff)

    def full_clean(self) -> None:
        """Offer the times in the order of a round."""
        self.fields["until"].choices = [*_UNTIL.items()]  # type: ignore[attr-defined] # a choice field
        super().full_clean()

    def clean_first(self) -> date:
        """Refuse a day that has passed, and one that no calendar of holidays reaches."""
        today = clock.today()
        first: date = self.cleaned_data["first"] or next_working_day(today)
        if first < today:
            words = f"今日（{in_era_day(today)}）以後の日を入力してください。"
            raise ValidationError(words, code="past")
        if first > months_after(today, 12):
            raise ValidationError("1年以内の日を入力してください。", code="too-far")
        return first

    def wish(self) -> RoundsWish | None:
        """What is asked for; ``None`` when the first day is refused."""
        asked = self.cleaned_data
        if "first" not in asked:
            return None
        days, most = asked.get("days") or USUAL_DAYS, asked.get("most") or MOST_A_DAY
        return RoundsWish(asked["first"], days, most)

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        said = [word for word in super().in_words() if word not in UNTIL.values()]
        until = _UNTIL.get(self.choice().until, _UNTIL["all"])
        wish = self.wish()
        told = (
            [f"{in_era_day(wish.first)}から{wish.days}日", f"1日{wish.most}件まで"] if wish else []
        )
        return [said[0], f"期日：{until}", *told, *said[1:]]
