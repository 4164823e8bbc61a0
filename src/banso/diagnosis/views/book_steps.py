"""The steps of a workbook, the same for its owner on a phone and for staff typing in a booklet."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.documents.charts import as_svg
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    WrittenMeanwhile,
    ask_for_analysis,
    keep_step_of_workbook,
    take_request_back,
)
from banso.diagnosis.documents.charts import radar_chart
from banso.diagnosis.documents.workbook_page import page_of_workbook
from banso.diagnosis.forms.workbooks import (
    STEP_FORMS,
    FiguresForm,
    NinetyDaysForm,
    RequestForm,
    SwotForm,
)
from banso.diagnosis.models import Workbook
from banso.diagnosis.queries.seminars import (
    boxes_of,
    crossed,
    request_of,
    standings_of,
    thirds_of,
)
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.seminar.pages import FIGURES, NINETY_DAYS, STEPS, SUMMARY, SWOT
from banso.diagnosis.rules.seminar.results import outcome_of
from banso.diagnosis.rules.seminar.sheet import UNITS

RESULT = "result"
_NEXT = {FIGURES: RESULT, RESULT: SWOT, SWOT: NINETY_DAYS, NINETY_DAYS: SUMMARY}
_PLACES = {**STEPS, RESULT: "結果"}
_KEPT = "保存しました。"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a workbook is open: by its owner's ``token``, or by ``staff`` behind the sign-in."""

    workbook: Workbook
    token: str = ""
    staff: Staff | None = None

    @property
    def may_write(self) -> bool:
        """Owners write until the closing day; staff only what they typed in from paper."""
        if self.staff is not None:
            return self.workbook.is_paper
        return self.workbook.session.is_open(clock.today())

    @property
    def frame(self) -> str:
        """The template around the step."""
        return f"diagnosis/seminar/{'staff' if self.staff else 'own'}_frame.html"

    def url(self, name: str, *, step: str = "") -> str:
        """The address of the workbook's start, of a step, or of what hangs on it."""
        room, key = ("diagnosis", self.workbook.public_id) if self.staff else ("web", self.token)
        args = [key, step] if step else [key]
        return reverse(f"{room}:{name}", args=args)

    def step_url(self, step: str) -> str:
        """The address of a step."""
        return self.url("workbook-step", step=step)


def shown_around(place: Place, here: str) -> dict[str, object]:
    """What every page of a workbook shows: whose it is, the steps, where one is."""
    book = place.workbook
    steps = [(one, place.step_url(one.step), one.step == here) for one in standings_of(book)]
    return {
        "place": place,
        "book": book,
        "session": book.session,
        "here": here,
        "here_ja": _PLACES.get(here, ""),
        "steps": steps,
        "may_write": place.may_write,
        "start_url": place.url("workbook"),
        "who_url": "" if place.staff else place.url("workbook-who"),
        "summary_url": place.step_url(SUMMARY),
        "result_url": place.step_url(RESULT),
        "next_url": place.step_url(_NEXT.get(here, SUMMARY)),
        "request_row": request_of(book),
        "unit_ja": UNITS[book.unit],
    }


def answer_step(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """Show a step, or keep what was written in it."""
    if step in STEP_FORMS:
        return _write(request, place, step)
    if step == RESULT and request.method == "GET":
        return _result(request, place)
    if step == SUMMARY:
        return _summary(request, place)
    raise Http404


def _write(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = STEP_FORMS[step](posted, workbook=place.workbook)
    if form.is_valid() and _kept(place, step, form):
        return redirect(place.step_url(_NEXT[step]))
    template = f"diagnosis/seminar/{step.replace('-', '_')}.html"
    context = {**shown_around(place, step), "form": form}
    return render(request, template, context, status=422 if posted else 200)


def _kept(place: Place, step: str, form: FiguresForm | SwotForm | NinetyDaysForm) -> bool:
    """Whether the step was saved; else the form says why not."""
    if place.staff is not None and not place.may_write:
        form.add_error(None, "本人が書いたワークブックは、職員は直せません。")
        return False
    opened = form.cleaned_data["opened"]
    try:
        keep_step_of_workbook(place.workbook, step, form.content(), opened=opened, by=place.staff)
    except WrittenMeanwhile as refusal:
        form.add_error(None, refusal.message)
        form.see_again(Workbook.objects.get(pk=place.workbook.pk))
        return False
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _result(request: HttpRequest, place: Place) -> HttpResponse:
    sheet = place.workbook.sheet()
    context = {
        **shown_around(place, RESULT),
        "outcome": outcome_of(sheet),
        "is_blank": sheet.is_blank,
        "radar_url": place.url("workbook-radar"),
        "back_url": place.step_url(FIGURES),
        "benchmark_source": scheme().source,
    }
    return render(request, "diagnosis/seminar/result.html", context)


def _summary(request: HttpRequest, place: Place) -> HttpResponse:
    """My one page, and the form by which an individual analysis is asked for."""
    book = place.workbook
    asked = request_of(book)
    posted = request.POST if request.method == "POST" else None
    form = RequestForm(posted, workbook=book, asked=asked)
    if form.is_valid():
        try:
            if place.staff is not None and not book.is_paper:
                raise Http404
            ask_for_analysis(book, form.wishes(), by=place.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "個別の経営分析を申し込みました。商工会から連絡します。")
            return redirect(place.step_url(SUMMARY))
    context = {
        **shown_around(place, SUMMARY),
        "form": form,
        "outcome": outcome_of(book.sheet()),
        "boxes": boxes_of(book),
        "crossed": crossed(book),
        "thirds": thirds_of(book),
        "pdf_url": place.url("workbook-page"),
        "take_back_url": place.url("workbook-take-back"),
        "request_key": uuid5(book.public_id, "request"),
    }
    status = 422 if posted else 200
    return render(request, "diagnosis/seminar/summary.html", context, status=status)


def take_back(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the request back, or say why it cannot be."""
    if place.staff is not None and not place.may_write:
        raise Http404
    try:
        take_request_back(place.workbook, by=place.staff)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "申込みを取り下げました。もう一度申し込むこともできます。")
    return redirect(place.step_url(SUMMARY))


def one_page(place: Place) -> HttpResponse:
    """My one page as PDF."""
    name = f"経営分析ワークブック_{place.workbook.business_name[:40]}"
    return download(page_of_workbook(place.workbook), name.replace("/", "・"), "pdf")


def radar(place: Place) -> HttpResponse:
    """The six indicators beside the industry, as SVG; 404 while too few are known."""
    outcome = outcome_of(place.workbook.sheet())
    if outcome.benchmark is None or not outcome.has_radar:
        raise Http404
    headers = {"Cache-Control": "private, no-store"}
    svg = as_svg(radar_chart([outcome.benchmark]))
    return HttpResponse(svg, "image/svg+xml", headers=headers)
