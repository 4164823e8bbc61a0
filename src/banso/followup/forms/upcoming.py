"""Which visits are listed: one's own first, by district, by when, chosen or drifting."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.followup.queries.upcoming import VisitChoice
from banso.followup.queries.visits import followed_plans
from banso.plans.models import BusinessPlan
from banso.registry.models import District

MINE, ALL, NOBODY = "mine", "all", "none"
UNTIL = {
    "": "いつでも",
    "late": "遅れているもの",
    "week": "今週まで",
    "month": "今月まで",
    "quarter": "今の四半期まで",
    "all": "先まですべて開く",
}
CHOSEN = {"": "すべて", "1": "今年度の対象だけ"}
DRIFT = {"": "すべて", "1": "ズレのあるものだけ"}


class WhoseForm(forms.Form):
    """Whose businesses a page is about: one's own, or everyone's for who follows up none."""

    whose = forms.ChoiceField(label="担当", required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        self.staff = staff
        self.colleagues = {str(row.public_id): row for row in _in_charge(staff)}
        self.asked_whose = asked.get("whose", "")
        if self.asked_whose not in {MINE, ALL, NOBODY, *self.colleagues}:
            self.asked_whose = MINE if _follows_up(staff) else ALL
        super().__init__({**asked.dict(), "whose": self.asked_whose})
        self.fields["whose"].choices = self.choices()  # type: ignore[attr-defined] # a choice field
        self.is_valid()

    def choices(self) -> list[tuple[str, str]]:
        """Oneself, everyone, each colleague in charge, and nobody（担当なし）."""
        named = ((key, row.person.name) for key, row in self.colleagues.items())
        return [(MINE, "自分の担当"), (ALL, "全員"), *named, (NOBODY, "担当なし")]

    @property
    def adviser(self) -> Staff | None:
        """Who is in charge; ``None`` for everyone and for nobody."""
        return self.staff if self.asked_whose == MINE else self.colleagues.get(self.asked_whose)

    @property
    def unassigned(self) -> bool:
        """Whether those are asked for whom nobody is in charge of."""
        return self.asked_whose == NOBODY

    @property
    def whose_words(self) -> str:
        """「担当：佐藤 さくら」."""
        named = self.adviser.person.name if self.adviser else dict(self.choices())[self.asked_whose]
        return f"担当：{named}"


def _in_charge(staff: Staff) -> list[Staff]:
    """Colleagues in charge of businesses with an adopted plan, those who left among them."""
    in_charge = BusinessPlan.objects.visible_to(staff).filter(adoption__isnull=False)
    rows = Staff.objects.visible_to(staff).exclude(pk=staff.pk)
    rows = rows.filter(pk__in=in_charge.values("business__adviser")).select_related("person")
    return list(rows.order_by("person__name", "pk"))


def _follows_up(staff: Staff) -> bool:
    plans = followed_plans(staff.organisation, clock.today())
    return plans.filter(business__adviser=staff).exists()


class VisitFilter(WhoseForm):
    """Which visits are listed."""

    district = forms.ChoiceField(label="地区", required=False)
    until = forms.ChoiceField(label="いつまで", choices=[*UNTIL.items()], required=False)
    chosen = forms.ChoiceField(label="今年度の対象", choices=[*CHOSEN.items()], required=False)
    drift = forms.ChoiceField(label="計画とのズレ", choices=[*DRIFT.items()], required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        rows = District.objects.filter(organisation_id=staff.organisation_id)
        self.districts = {str(row.pk): row for row in rows}
        super().__init__(asked, staff=staff)

    def full_clean(self) -> None:
        """Offer the office's districts before reading which was asked for."""
        named = ((key, row.name) for key, row in self.districts.items())
        self.fields["district"].choices = [("", "すべて"), *named]  # type: ignore[attr-defined] # a choice field
        super().full_clean()

    def choice(self) -> VisitChoice:
        """What is asked for; what cannot be read does not narrow."""
        asked = self.cleaned_data
        return VisitChoice(
            adviser=self.adviser,
            unassigned=self.unassigned,
            district=self.districts.get(asked.get("district", "")),
            until=asked.get("until", ""),
            only_chosen=asked.get("chosen") == "1",
            only_drifting=asked.get("drift") == "1",
        )

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        choice = self.choice()
        said = [self.whose_words]
        said += [f"地区：{choice.district.name}"] if choice.district else []
        said += [UNTIL[choice.until]] if choice.until else []
        said += [CHOSEN["1"]] if choice.only_chosen else []
        return said + ([DRIFT["1"]] if choice.only_drifting else [])
