"""Forms about a plan itself: which are listed, how one is begun, its title and period."""

from __future__ import annotations

from datetime import date
from typing import cast

from django import forms
from django.http import QueryDict

from banso.core.era import in_era_day
from banso.core.forms import DayField, LineField, WholeNumberField
from banso.plans.actions import PlanFacts
from banso.plans.actions.plans import LONGEST_TITLE
from banso.plans.forms.fields import TitleField
from banso.plans.models import BusinessPlan
from banso.plans.queries.listing import STATES, PlanChoice
from banso.plans.rules.kinds import kinds
from banso.plans.rules.numbers.assumptions import FEWEST_YEARS, MOST_YEARS

WHOSE = {"": "全員の事業者", "mine": "自分の担当"}
_KINDS = [(kind.key, kind.ja) for kind in kinds().values()]
_YEARS = [(str(years), f"{years}年") for years in range(FEWEST_YEARS, MOST_YEARS + 1)]


class PlanFilter(forms.Form):
    """Which plans are listed."""

    q = LineField(label="事業者・題名", required=False)
    kind = forms.ChoiceField(label="種類", choices=[("", "すべて"), *_KINDS], required=False)
    state = forms.ChoiceField(label="状態", choices=[*STATES.items()], required=False)
    whose = forms.ChoiceField(label="だれの", choices=[*WHOSE.items()], required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__({"state": "all", **asked.dict()})
        self.is_valid()

    def choice(self) -> PlanChoice:
        """What is asked for; what cannot be read does not narrow."""
        asked = self.cleaned_data
        return PlanChoice(
            words=asked.get("q", ""),
            state=asked.get("state") or "all",
            kind=asked.get("kind", ""),
            mine=asked.get("whose") == "mine",
        )

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        choice = self.choice()
        said = [f"事業者・題名：「{choice.words}」"] if choice.words else []
        said += [f"種類：{kinds()[choice.kind].ja}"] if choice.kind else []
        said += [f"状態：{STATES[choice.state]}"] if choice.state != "all" else []
        return said + ([WHOSE["mine"]] if choice.mine else [])


def title_for(business: str, kind: str) -> str:
    """「さくら製麺　創業計画」: the title a plan gets that is given none."""
    ja = kinds()[kind].ja
    return f"{business[: LONGEST_TITLE - len(ja) - 1]}　{ja}"


class PlanForm(forms.Form):
    """What kind of plan, its title, from which month for how many years."""

    kind = forms.ChoiceField(
        label="計画の種類",
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "計画の種類を選んでください。",
            "invalid_choice": "計画の種類を選んでください。",
        },
    )
    title = TitleField(label="題名", required=False, help_text="例：生めんを隣町まで。100字まで。")
    starts_on = DayField(
        label="計画の初日",
        help_text="月の1日。はじめは次の期の初日（決算がなければ来月）です。例：R9.4.1",
        error_messages={"required": "計画の初日を入力してください。"},
    )
    years = forms.ChoiceField(label="年数", choices=_YEARS, initial=str(FEWEST_YEARS))
    opened_on = DayField(
        label="作り始めた日",
        required=False,
        help_text="紙で先に作った計画は、その日に。策定日はこの日より前にできません。",
    )

    def facts(self, business: str = "") -> PlanFacts:
        """What was typed, a blank title made of ``business`` and the kind where it is given.

        Refuses what no plan can be.
        """
        typed = self.cleaned_data
        title = typed["title"] or (title_for(business, typed["kind"]) if business else "")
        years, opened_on = int(typed["years"]), typed.get("opened_on")
        return PlanFacts(typed["kind"], title, typed["starts_on"], years, opened_on)


class FactsForm(PlanForm):
    """Title and period of a plan there is; its kind stays, and once adopted since when written."""

    kind = forms.ChoiceField(choices=_KINDS, widget=forms.HiddenInput())
    seen_version = WholeNumberField(lowest=1, highest=10**9, widget=forms.HiddenInput())

    def __init__(self, posted: QueryDict | None, *, plan: BusinessPlan) -> None:
        initial = {
            "kind": plan.kind,
            "title": plan.title,
            "starts_on": plan.starts_on,
            "years": str(plan.years),
            "opened_on": plan.opened_on,
            "seen_version": plan.version,
        }
        super().__init__(posted, initial=initial)
        if plan.is_adopted:
            del self.fields["opened_on"]

    def meet(self, theirs: BusinessPlan) -> dict[str, object]:
        """What was saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        first: date = typed["starts_on"]
        pairs = [
            ("題名", theirs.title, typed["title"]),
            ("計画の初日", in_era_day(theirs.starts_on), in_era_day(first)),
            ("年数", f"{theirs.years}年", f"{typed['years']}年"),
        ]
        if typed.get("opened_on"):
            days = in_era_day(theirs.opened_on), in_era_day(typed["opened_on"])
            pairs.append(("作り始めた日", *days))
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {"differences": differing(pairs)}


def differing(pairs: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    """The pairs of kept and typed that differ, as ``core/_conflict.html`` shows them."""
    return [
        {"label": label, "theirs": theirs, "yours": yours}
        for label, theirs, yours in pairs
        if theirs != yours
    ]


class ReasonForm(forms.Form):
    """Why a plan is thrown away."""

    reason = LineField(label="理由（なくてもかまいません）", required=False)
