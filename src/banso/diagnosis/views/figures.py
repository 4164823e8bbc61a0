"""What the figures say（財務分析）: ratios, the break-even point, and their charts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.charts import Spec, as_svg
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import split_costs_anew
from banso.diagnosis.documents.charts import break_even_chart, periods_chart, radar_chart
from banso.diagnosis.forms.moving import MovesForm, SharesForm
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries import Examined, examined
from banso.diagnosis.queries.breaking_even import picture_of, split_of
from banso.diagnosis.rules.break_even import moved
from banso.diagnosis.rules.common_size import income_lines
from banso.diagnosis.rules.ratios import GROUPS
from banso.diagnosis.views.asked import asked_diagnosis, frame

_KEPT_FOR = 300  # seconds a browser may show a chart again


@require_GET
@staff_may("see-diagnoses")
def ratios(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show every ratio in every period, each with a sentence for the owner."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    found = examined(diagnosis)
    table = found.analysis.table
    context = {
        **frame(request, diagnosis, "ratios"),
        "found": found,
        "terms": table.terms,
        "groups": [(group, table.rows_of(group)) for group in GROUPS],
        "income": income_lines(table.terms[-1]) if table.terms else (),
        "last": table.terms[-1] if table.terms else None,
        "benchmarks": found.analysis.benchmarks,
    }
    return render(request, "diagnosis/ratios.html", context)


@require_GET
@staff_may("see-diagnoses")
def break_even(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show the break-even point and what would become of it; the fragment alone for a slider."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    found = examined(diagnosis)
    form = MovesForm(request.GET)
    picture = picture_of(found, form.moves(), form.target_yen())
    context = {
        **frame(request, diagnosis, "break-even"),
        "form": form,
        "picture": picture,
        "chart_query": _moves_in(request.GET),
    }
    if request.headers.get("HX-Target") == "what-if":
        return render(request, "diagnosis/_what_if.html", context)
    context |= _split(found, _shares_form(diagnosis, found, None))
    return render(request, "diagnosis/break_even.html", context)


def _moves_in(asked: QueryDict) -> str:
    """The sliders as an address carries them."""
    kept = QueryDict(mutable=True)
    for name in ("price", "volume", "unit_cost", "fixed"):
        if asked.get(name):
            kept[name] = str(asked[name])
    return kept.urlencode()


def _split(found: Examined, form: SharesForm) -> dict[str, object]:
    """The costs beside the fields of their variable part."""
    split = split_of(found)
    fields = dict(zip(form.presets, form.rows(), strict=True))
    lines = split.lines if split else ()
    rows = [(line, fields.get(line.code)) for line in lines]
    return {"shares": form, "split": split, "split_rows": rows}


def _shares_form(diagnosis: Diagnosis, found: Examined, data: QueryDict | None) -> SharesForm:
    split = split_of(found)
    lines = [(line.code, line.ja, line.percent) for line in split.lines] if split else []
    form = SharesForm(data, lines=[line for line in lines if line[0] != "other_income"])
    form.fields["seen_version"].initial = diagnosis.version
    return form


@require_POST
@staff_may("write-diagnoses")
def shares(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Keep which part of each cost moves with sales."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    found = examined(diagnosis)
    form = _shares_form(diagnosis, found, request.POST)
    refusal = ""
    if form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            split_costs_anew(diagnosis, form.shares(), seen_version=seen)
        except RuleViolation as said:
            refusal = said.message
        else:
            messages.success(request, "変動費の割合を保存しました。")
            return redirect("diagnosis:break-even", diagnosis.public_id)
    context = {**_as_it_stands(request, found), **_split(found, form), "refusal": refusal}
    return render(request, "diagnosis/break_even.html", context, status=422)


def _as_it_stands(request: StaffRequest, found: Examined) -> dict[str, object]:
    """The page with no slider moved."""
    form = MovesForm(QueryDict())
    return {
        **frame(request, found.diagnosis, "break-even"),
        "form": form,
        "picture": picture_of(found, form.moves(), form.target_yen()),
        "chart_query": "",
    }


@require_GET
@staff_may("see-diagnoses")
def chart(request: StaffRequest, diagnosis_id: UUID, name: str) -> HttpResponse:
    """One chart of the analysis as SVG: ``radar``, ``break-even`` or ``periods``."""
    found = examined(asked_diagnosis(request, diagnosis_id))
    spec = _spec(found, name, request.GET)
    if spec is None:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={_KEPT_FOR}"}
    return HttpResponse(as_svg(spec), "image/svg+xml", headers=headers)


def _spec(found: Examined, name: str, asked: QueryDict) -> Spec | None:
    """The chart asked for; ``None`` when there is nothing to draw, or no such chart."""
    analysis = found.analysis
    if name == "radar" and analysis.benchmarks:
        return radar_chart(analysis.benchmarks)
    if name == "periods" and analysis.table.terms:
        return periods_chart(analysis.table.terms)
    if name != "break-even" or not analysis.break_evens:
        return None
    now = analysis.break_evens[-1]
    if now.sales is None or now.reason:
        return None
    return break_even_chart(now, moved(now, MovesForm(asked).moves()))
