"""The filters of the list of promises（約束）, how they read in words, and another day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core.forms import DayField, LineField
from banso.records.forms.filters import business_asked
from banso.records.models import Promise
from banso.records.queries import PromiseChoice, PromiseState, promises_of

MINE, ALL = "mine", "all"
_ASKED = ("whose", "side", "state", "q", "business")


class PromiseFilter(forms.Form):
    """Which promises are listed: one's own open ones, or everyone's for who has none."""

    q = LineField(
        label="事業者・内容",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    whose = forms.ChoiceField(label="だれの", required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        self.staff = staff
        self.business = business_asked(staff, asked.get("business", ""))
        others = Staff.objects.visible_to(staff).supporters().exclude(pk=staff.pk)
        self.colleagues = {str(row.public_id): row for row in others.select_related("person")}
        self.asked_whose = asked.get("whose", "")
        if self.asked_whose not in {MINE, ALL, *self.colleagues}:
            own = self.business is None and promises_of(staff).unkept().exists()
            self.asked_whose = MINE if own else ALL
        self.side = _one_of(asked.get("side"), ("", *Promise.Side.values), "")
        self.state = PromiseState(_one_of(asked.get("state"), PromiseState.values, "open"))
        super().__init__({"q": asked.get("q", ""), "whose": self.asked_whose})
        self.fields["whose"].choices = [  # type: ignore[attr-defined] # a choice field
            (MINE, "自分の分"),
            (ALL, "全員の分"),
            *((key, f"{row.person.name}の分") for key, row in self.colleagues.items()),
        ]
        self.is_valid()

    def choice(self) -> PromiseChoice:
        """The promises asked for."""
        whose = self.staff if self.asked_whose == MINE else self.colleagues.get(self.asked_whose)
        words = self.cleaned_data.get("q", "")
        return PromiseChoice(whose, self.side, self.state, words, self.business)

    def groups(self) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
        """The two rows of links: name of the parameter, value, label, and whether chosen."""
        asked = (
            ("どちらの", "side", (("", "両方"), *Promise.Side.choices), self.side),
            ("状態", "state", PromiseState.choices, self.state),
        )
        return [
            (title, [(key, str(value), str(label), value == now) for value, label in choices])
            for title, key, choices, now in asked
        ]

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        return [f"{title}：{value}" for title, value in self._said() if value]

    def _said(self) -> Iterator[tuple[str, str]]:
        yield "だれの", dict(self.fields["whose"].choices)[self.asked_whose]  # type: ignore[attr-defined]
        yield "どちらの", Promise.Side(self.side).label if self.side else "両方"
        yield "状態", self.state.label
        yield "事業者", self.business.name if self.business else ""
        words = self.cleaned_data.get("q", "")
        yield "ことば", f"「{words}」" if words else ""

    def in_an_address(self, **changed: str) -> str:
        """The filters as the query of an address, some of them changed."""
        business = str(self.business.public_id) if self.business else ""
        asked = {
            "whose": self.asked_whose,
            "side": self.side,
            "state": str(self.state),
            "q": self.cleaned_data.get("q", ""),
            "business": business,
            **changed,
        }
        query = QueryDict(mutable=True)
        query.update({name: asked[name] for name in _ASKED if asked[name]})
        return query.urlencode()


class AnotherDay(forms.Form):
    """The day a promise is moved to（期日の変更）."""

    due_on = DayField(label="期日", error_messages={"required": "移す日を入力してください。"})


def _one_of(asked: str | None, known: Sequence[str], otherwise: str) -> str:
    return asked if asked and asked in known else otherwise
