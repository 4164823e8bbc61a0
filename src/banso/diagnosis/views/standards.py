"""Tables of industry standards（業種別基準値）: the shipped one, and newer ones of the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import UnreadableStandards, load_standards
from banso.diagnosis.forms.standards import StandardsForm
from banso.diagnosis.queries.standards import tables_of
from banso.diagnosis.rules.local_benchmark.indicators import scheme


@require_http_methods(["GET", "POST"])
@staff_may("load-standards")
def standards(request: StaffRequest) -> HttpResponse:
    """Show which tables there are; load a newer one."""
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = StandardsForm(*typed)
    faults = _load(form, request) if form.is_valid() else None
    if form.is_bound and not form.errors:
        messages.success(request, "基準値を読み込みました。これから始める分析に使います。")
        return redirect("diagnosis:standards")
    context = {
        "form": form,
        "faults": faults,
        "shipped": scheme(),
        "tables": tables_of(request.staff.organisation),
    }
    status = 422 if form.errors else 200
    return render(request, "diagnosis/standards.html", context, status=status)


def _load(form: StandardsForm, request: StaffRequest) -> UnreadableStandards | None:
    """Load what was sent; a refusal goes to its field, the faults of a table come back."""
    given = form.cleaned_data
    facts = {"edition": given["edition"], "source": given["source"], "by": request.staff}
    try:
        load_standards(given["file"].read(), **facts)
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return refusal if isinstance(refusal, UnreadableStandards) else None
    return None
