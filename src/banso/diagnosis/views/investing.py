"""An investment（投資）weighed beside the accounts: payback, present value, money by year."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.forms.investing import InvestmentForm
from banso.diagnosis.rules.investment import Investment, PresentValue
from banso.diagnosis.views.asked import asked_diagnosis, frame

_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Side:
    """One side: with the subsidy or without."""

    name: str
    payback_month: int | None
    value: PresentValue
    by_year: tuple[int, ...]

    @property
    def value_yen(self) -> int:
        """The present value in whole yen."""
        return int(self.value.value)


@require_GET
@staff_may("see-diagnoses")
def investment(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Weigh an investment; what was typed stands in the address and can be sent on."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = InvestmentForm(request.GET)
    context = {**frame(request, diagnosis, "investment"), "form": form}
    if form.is_bound and form.is_valid():
        try:
            found = form.investment()
            sides = [_side(found, form, subsidised=True), _side(found, form, subsidised=False)]
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            context |= {
                "found": found,
                "sides": sides if found.subsidy else sides[1:],
                "rate": form.rate_asked(),
            }
    status = 422 if form.errors else 200
    return render(request, "diagnosis/investment.html", context, status=status)


def _side(found: Investment, form: InvestmentForm, *, subsidised: bool) -> _Side:
    balance = found.balance(with_subsidy=subsidised)
    ends = [*range(_A_YEAR, len(balance), _A_YEAR), len(balance) - 1]
    return _Side(
        name="補助金あり" if subsidised else "補助金なし",
        payback_month=found.payback_month(with_subsidy=subsidised),
        value=found.present_value(form.rate_asked(), with_subsidy=subsidised),
        by_year=tuple(balance[at] for at in dict.fromkeys(ends)),
    )
