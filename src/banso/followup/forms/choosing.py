"""Who is shown to choose from for a year, and why somebody is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core.forms import LineField
from banso.core.japanese import fold
from banso.followup.queries.choosing import Candidate
from banso.followup.queries.whose import NOBODY, adviser_of
from banso.followup.rules.choosing import usual_reasons
from banso.followup.rules.rhythm import Rhythm
from banso.registry.models import District


def _worst_first(one: Candidate) -> tuple[object, ...]:
    fact = one.follow.around.facts.get("net_assets")
    return (fact is None, fact.value if fact else 0)


_ONLY = {
    "": "すべて",
    "before": "前の年度の対象",
    "drift": "計画とのズレがある",
    "first-year": "計画1年目",
    "visited": "今年度に訪問した",
    "unvisited": "今年度まだ訪問していない",
}
_FIRST_YEAR = 12  # months since the adoption
_ORDERS: dict[str, tuple[str, Callable[[Candidate], tuple[object, ...]]]] = {
    "name": ("事業者名", lambda one: ()),
    "often": ("訪問の頻度が多い順", lambda one: (-one.follow.decision.rhythm.visits_per_year,)),
    "assets": ("純資産が少ない順", _worst_first),
    "new": ("策定が新しい順", lambda one: (one.months,)),
    "visited": ("今年度の訪問が少ない順", lambda one: (one.visited,)),
}


class CandidateFilter(forms.Form):
    """What narrows the firms to choose from, and their order."""

    q = LineField(label="事業者", required=False)
    adviser = forms.ChoiceField(label="担当", required=False)
    district = forms.ChoiceField(label="地区", required=False)
    rhythm = forms.ChoiceField(label="頻度", required=False)
    only = forms.ChoiceField(label="絞り込み", choices=[*_ONLY.items()], required=False)
    sort = forms.ChoiceField(
        label="並び順", choices=[(key, name) for key, (name, _) in _ORDERS.items()], required=False
    )

    def __init__(self, asked: QueryDict, *, staff: Staff, rhythms: Sequence[Rhythm]) -> None:
        super().__init__(asked)
        advisers = Staff.objects.visible_to(staff).advisers().select_related("person")
        districts = District.objects.filter(organisation_id=staff.organisation_id)
        narrowing: dict[str, list[tuple[str, str]]] = {
            "adviser": [
                *((row.person.name, row.person.name) for row in advisers),
                (NOBODY, NOBODY),
            ],
            "district": [(row.key, row.name) for row in districts],
            "rhythm": [(row.key, row.name) for row in rhythms],
        }
        for name, choices in narrowing.items():
            field = self.fields[name]
            field.choices = [("", "すべて"), *choices]  # type: ignore[attr-defined] # a choice field
        self.is_valid()

    def narrowed(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Those asked for, in the order asked for; what cannot be read does not narrow."""
        _, order = _ORDERS[self._told("sort") or "name"]
        rows = [one for one in candidates if self._fits(one)]
        return sorted(rows, key=lambda one: (*order(one), one.follow.business.name_kana))

    def _told(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def _fits(self, one: Candidate) -> bool:
        business, told = one.follow.business, self._told
        district = business.district.key if business.district else ""
        return (
            fold(told("q")) in fold(f"{business.name} {business.name_kana}")
            and told("adviser") in {"", adviser_of(business)}
            and told("district") in {"", district}
            and told("rhythm") in {"", one.follow.decision.rhythm.key}
            and self._fits_only(one)
        )

    def _fits_only(self, one: Candidate) -> bool:
        only = self._told("only")
        fits = {
            "before": one.before is not None,
            "drift": one.drifts > 0,
            "first-year": one.months < _FIRST_YEAR,
            "visited": one.visited > 0,
            "unvisited": not one.visited,
        }
        return fits.get(only, True)

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        said = [f"事業者：「{self._told('q')}」"] if self._told("q") else []
        for name in ("adviser", "district", "rhythm", "only"):
            choices = dict(self.fields[name].choices)  # type: ignore[attr-defined] # a choice field
            if self._told(name):
                said.append(f"{self.fields[name].label}：{choices[self._told(name)]}")
        return said


class ReasonForm(forms.Form):
    """Why the firms that are ticked are chosen: a usual reason, or one's own words."""

    usual = forms.ChoiceField(
        label="よくある理由",
        choices=[(reason, reason) for reason in usual_reasons()],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = LineField(
        label="ほかの理由", required=False, help_text="書くと、こちらが理由になります。"
    )

    def told(self) -> str:
        """The reason given; empty when there is none."""
        return self.cleaned_data["reason"] or self.cleaned_data.get("usual") or ""
