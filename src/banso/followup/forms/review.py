"""The form of the look with a third party（第三者の視点）; a lacking part is said at its field."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from banso.core import clock
from banso.core.forms import DayField, LineField, ProseField
from banso.followup.models import GateReview
from banso.followup.rules.gate import NOTHING_WRITTEN, PARTS, Review
from banso.followup.rules.third_parties import ThirdParty, role_of
from banso.plans.models import BusinessPlan

NAMES_LIST, ROLES_LIST = "third-parties", "third-party-roles"


def _prose(key: str, help_text: str, rows: int = 4) -> ProseField:
    return ProseField(
        label=PARTS[key],
        error_messages={"required": NOTHING_WRITTEN},
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReviewForm(forms.Form):
    """(a)(b)(c), the third party and their view, causes, response, and a proposal if there is one.

    ``entry_key`` is made with the form, so that one sent again is kept once.
    """

    entry_key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    on = DayField(label="検討した日", error_messages={"required": "検討した日を入力してください。"})
    kpi_check = _prose("kpi_check", "KPIと目標のうち、届いているもの・届かないもの。")
    hypotheses = _prose("hypotheses", "どこでつまずいているか。確かめたことと、その結果。")
    effect = _prose("effect", "計画の施策は効いたか。計画のどこが、いまも当てはまるか。")
    third_party = LineField(
        label=PARTS["third_party"],
        error_messages={"required": NOTHING_WRITTEN},
        help_text="ほかの地区の経営指導員か、外部の専門家。担当者と記入者は第三者になれません。",
        widget=forms.TextInput(attrs={"list": NAMES_LIST, "autocomplete": "off"}),
    )
    third_party_role = LineField(
        label=PARTS["third_party_role"],
        error_messages={"required": NOTHING_WRITTEN},
        help_text="候補の人なら、空欄のままで入ります。",
        widget=forms.TextInput(attrs={"list": ROLES_LIST, "autocomplete": "off"}),
    )
    view = _prose("view", "その人が言ったこと。")
    causes = _prose("causes", "ズレの原因として、いま言えること。", 3)
    response = _prose("response", "だれが、いつまでに、何をするか。頻度を変えるなら、それも。", 3)
    proposal = ProseField(
        label="計画の見直し案（あれば）",
        required=False,
        help_text="目標・KPI・施策・体制・日程のうち、変えるもの。書くと、ここから改訂に進めます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, posted: QueryDict | None = None, *, suggested: tuple[ThirdParty, ...] = ()
    ) -> None:
        super().__init__(posted, initial={"on": clock.today(), "entry_key": uuid.uuid4()})
        self.suggested = suggested

    def clean(self) -> dict[str, Any]:
        """Say at each field that it is lacking; a suggested name brings its role along."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("third_party_role"):
            role = role_of(self.suggested, typed.get("third_party", ""))
            typed["third_party_role"] = role
            if role:
                self.errors.pop("third_party_role", None)
        review = Review({key: typed.get(key, "") for key in PARTS})
        for key in review.lacking:
            if key in typed and key not in self.errors:
                words = review.why_lacking(key)
                self.add_error(key, forms.ValidationError(words, code="lacking"))
        return typed

    def written(self, plan: BusinessPlan) -> GateReview:
        """The review as far as it can be read, not kept yet."""
        typed = self.cleaned_data
        told: dict[str, Any] = {key: typed.get(key, "") for key in (*PARTS, "proposal")}
        told |= {name: typed.get(name) for name in ("on", "entry_key")}
        return GateReview(plan=plan, **told)
