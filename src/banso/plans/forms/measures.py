"""Forms of measures（施策）and KPI."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict

from banso.core import clock
from banso.core.era import in_era_day
from banso.core.forms import (
    DayField,
    DecimalLineField,
    LineField,
    WholeNumberField,
    YenLineField,
)
from banso.core.money import LARGEST, yen
from banso.diagnosis.rules.findings.rulebook import HORIZONS
from banso.plans.forms.fields import MoneyField
from banso.plans.forms.plans import differing
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure
from banso.plans.rules.kpi import BETTER, UNITS, in_words, kpi_kinds, whole_name

_MOST = 10**12
_MONEY = {
    "cost_yen": "費用（円）",
    "own_yen": "自己資金（円）",
    "loan_yen": "借入（円）",
    "subsidy_yen": "補助金（円）",
    "other_yen": "その他の調達（円）",
}
_NAMES = ("horizon", "what", "doer", "starts_on", "ends_on", *_MONEY, "kpi")
_WORDS = {
    "horizon": "時間軸",
    "what": "施策",
    "doer": "担当",
    "starts_on": "始まり",
    "ends_on": "期限",
    **_MONEY,
    "kpi": "動かすKPI",
}


class MeasureForm(forms.Form):
    """One measure: what, who, from when to when, for how much, paid from what, for which KPI."""

    what = LineField(label="施策", required=False, help_text="1つの施策を1行で。")
    horizon = forms.ChoiceField(label="時間軸", choices=[(one, one) for one in HORIZONS])
    doer = LineField(label="担当", required=False, help_text="名前。")
    starts_on = DayField(label="始まり", required=False, help_text="例：R9.4.1")
    ends_on = DayField(label="期限", required=False, help_text="例：R9.9.30")
    kpi = forms.ModelChoiceField(
        label="動かすKPI",
        queryset=PlanKpi.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="決めていない",
        error_messages={"invalid_choice": "この計画のKPIから選んでください。"},
    )
    cost_yen = MoneyField(
        label="費用（円）", required=False, highest=LARGEST, help_text="「150万円」とも書けます。"
    )
    own_yen = MoneyField(label="自己資金（円）", required=False, highest=LARGEST)
    loan_yen = MoneyField(label="借入（円）", required=False, highest=LARGEST)
    subsidy_yen = MoneyField(label="補助金（円）", required=False, highest=LARGEST)
    other_yen = MoneyField(label="その他の調達（円）", required=False, highest=LARGEST)
    seen_version = WholeNumberField(
        required=False, lowest=1, highest=10**9, widget=forms.HiddenInput()
    )

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        plan: BusinessPlan,
        measure: PlanMeasure | None = None,
    ) -> None:
        initial: dict[str, object] = {"horizon": HORIZONS[0]}
        if measure is not None:
            initial = {name: getattr(measure, name) for name in _NAMES}
            initial["kpi"] = measure.kpi.public_id if measure.kpi else ""
            initial["seen_version"] = measure.version
        super().__init__(posted, initial=initial)
        self.fields["kpi"].queryset = plan.kpis.all()  # type: ignore[attr-defined] # of rows

    @property
    def money(self) -> list[forms.BoundField]:
        """What it costs and whence it is paid."""
        return [self[name] for name in _MONEY]

    def written(self, measure: PlanMeasure) -> PlanMeasure:
        """The measure with what was typed."""
        for name in _NAMES:
            setattr(measure, name, self.cleaned_data[name])
        return measure

    def meet(self, theirs: PlanMeasure) -> dict[str, object]:
        """What was saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        pairs = [
            (ja, _told(getattr(theirs, name), name), _told(typed[name], name))
            for name, ja in _WORDS.items()
        ]
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {"differences": differing(pairs)}


def _told(value: object, name: str) -> str:
    if value is None or value == "":
        return ""
    if name.endswith("_on"):
        return in_era_day(value)  # type: ignore[arg-type] # a day by its name
    return yen(int(str(value))) if name in _MONEY else str(value)


class DoneForm(forms.Form):
    """On which day a measure was carried out, and what came of it."""

    on = DayField(label="完了日", error_messages={"required": "完了日を入力してください。"})
    note = LineField(label="結果（なくてもかまいません）", required=False)

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial={"on": clock.today()}, auto_id="done-%s")


class DroppedForm(forms.Form):
    """On which day a measure was given up, and why."""

    on = DayField(
        label="取りやめた日", error_messages={"required": "取りやめた日を入力してください。"}
    )
    reason = LineField(label="取りやめる理由", required=False)

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial={"on": clock.today()}, auto_id="dropped-%s")


class KpiForm(forms.Form):
    """One KPI: a usual one by its key, or one of the owner's own."""

    key = forms.ChoiceField(label="KPIの種類", required=False)
    name = LineField(label="名前（自分で決めるとき）", required=False, help_text="例：週の予約の数")
    unit = forms.ChoiceField(
        label="単位（自分で決めるとき）",
        choices=[("", "—"), *((u, u) for u in UNITS)],
        required=False,
    )
    better = forms.ChoiceField(label="向き（自分で決めるとき）", choices=[*BETTER.items()])
    base = DecimalLineField(label="現状", required=False, lowest=-_MOST, highest=_MOST)
    target = DecimalLineField(label="目標", required=False, lowest=-_MOST, highest=_MOST)
    by_on = DayField(label="期日", required=False, help_text="例：R12.3.31")
    seen_version = WholeNumberField(
        required=False, lowest=1, highest=10**9, widget=forms.HiddenInput()
    )

    def __init__(self, posted: QueryDict | None = None, *, kpi: PlanKpi | None = None) -> None:
        names = ("key", "name", "unit", "better", "base", "target", "by_on")
        initial: dict[str, object] = {name: getattr(kpi, name) for name in names} if kpi else {}
        initial.setdefault("better", "up")
        if kpi is not None:
            initial["seen_version"] = kpi.version
        super().__init__(posted, initial=initial)
        if self._asked_unit == "円":
            for name, label in (("base", "現状"), ("target", "目標")):
                self.fields[name] = YenLineField(
                    label=label, required=False, lowest=-_MOST, highest=_MOST
                )
        usual = [
            (kind.key, f"{whole_name(kind.ja, kind.key)}（{kind.unit}）")
            for kind in kpi_kinds().values()
        ]
        self.fields["key"].choices = [("", "自分で決める"), *usual]  # type: ignore[attr-defined]

    @property
    def _asked_unit(self) -> str:
        """The unit in which its numbers are meant: of the usual kind, else as chosen."""
        kind = kpi_kinds().get(str(self["key"].value() or ""))
        return kind.unit if kind else str(self["unit"].value() or "")

    def written(self, kpi: PlanKpi) -> PlanKpi:
        """The KPI with what was typed."""
        for name in ("key", "name", "unit", "better", "base", "target", "by_on"):
            setattr(kpi, name, self.cleaned_data[name])
        return kpi

    def meet(self, theirs: PlanKpi) -> dict[str, object]:
        """What was saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        pairs = [
            (ja, in_words(getattr(theirs, name), theirs.unit), in_words(typed[name], theirs.unit))
            for name, ja in (("base", "現状"), ("target", "目標"))
        ]
        pairs.append(("期日", _told(theirs.by_on, "by_on"), _told(typed["by_on"], "by_on")))
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {"differences": differing(pairs)}
