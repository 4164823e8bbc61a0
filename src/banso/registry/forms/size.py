"""What the law's judgement of size needs: legal form, industry, capital, head count."""

from __future__ import annotations

from django import forms

from banso.core.forms import CountField, WholeNumberField
from banso.registry.models import Business, LegalForm
from banso.registry.rules.industries import divisions, industries

_MOST_PEOPLE = 99_999
_MOST_YEN = 10**12


def _industry_choices() -> list[tuple[str, object]]:
    """Every 中分類 under its 大分類, each with the plan's bucket it counts in."""
    groups = [
        (
            f"{letter} {name}",
            [
                (row.code, f"{row.label} ［{row.bucket}］")
                for row in industries()
                if row.division == letter
            ],
        )
        for letter, name in divisions().items()
    ]
    return [("", "選んでください"), *groups]


def _people(label: str, help_text: str = "") -> CountField:
    return CountField(
        label=label, help_text=help_text, required=False, lowest=0, highest=_MOST_PEOPLE
    )


class SizeForm(forms.Form):
    """The part of the card from which the size is judged while it is being typed."""

    legal_form = forms.ChoiceField(
        label="法人・個人",
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "法人か個人かを選んでください。"},
    )
    industry_code = forms.ChoiceField(
        label="業種（日本標準産業分類 中分類）",
        choices=_industry_choices,
        required=False,
        help_text="［ ］は計画の業種区分です。欄を選んで番号を打つと、その番号に飛びます。",
    )
    capital_yen = WholeNumberField(
        label="資本金（円）",
        required=False,
        lowest=0,
        highest=_MOST_YEN,
        help_text="法人だけ。300万円 のようにも入力できます。",
    )
    full_time = _people("常用の従業員")
    part_time = _people("短時間の従業員", "パート・アルバイト")
    family_workers = _people("同居の親族従業員", "個人事業主と同居する家族")
    on_leave = _people("休業中の従業員", "育児・介護・病気")
    officers = _people("役員・個人事業主")
    day_labourers = _people("日雇い")
    up_to_two_months = _people("2か月以内の雇用")
    seasonal = _people("季節雇用", "4か月以内")
    probation = _people("試用期間", "14日以内")

    COUNTED = ("full_time", "part_time", "family_workers", "on_leave")
    NOT_COUNTED = ("officers", "day_labourers", "up_to_two_months", "seasonal", "probation")

    def as_business(self) -> Business:
        """An unsaved business of what was typed so far; unreadable fields count as unknown."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in SIZE_FIELDS}
        return Business(**typed)


SIZE_FIELDS = tuple(SizeForm.base_fields)
