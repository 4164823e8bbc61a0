"""Analysis seminars as staff run them: the sessions, their links, workbooks from paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock
from banso.core.documents.codes import qr_svg
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    begin_paper,
    edit_seminar,
    hold_seminar,
    is_link_current,
    join_token,
    reissue_link,
    renew_join_link,
)
from banso.diagnosis.documents.booklet import booklet_of
from banso.diagnosis.forms.seminars import SeminarForm
from banso.diagnosis.forms.workbooks import JoinForm
from banso.diagnosis.models import SeminarSession, Workbook
from banso.diagnosis.queries.seminars import (
    requests_for,
    sessions_for,
    waiting_requests,
    workbooks_of,
)
from banso.diagnosis.views import book_steps
from banso.diagnosis.views.book_steps import Place, answer_step, shown_around

PAGE = 50
_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}


@require_GET
@staff_may("write-diagnoses")
def listing(request: StaffRequest) -> HttpResponse:
    """List the sessions, the latest first."""
    context = {
        "page": Paginator(sessions_for(request.staff), PAGE).get_page(request.GET.get("page")),
        "waiting": waiting_requests(request.staff),
        "today": clock.today(),
    }
    return render(request, "diagnosis/seminar/list.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def new(request: StaffRequest) -> HttpResponse:
    """Make a session."""
    form = SeminarForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            session = hold_seminar(form.written(SeminarSession()), by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("diagnosis:seminar", session.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/seminar/form.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def edit(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """Edit a session."""
    session = _asked(request, seminar_id)
    form = SeminarForm(request.POST if request.method == "POST" else None, session=session)
    if form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            edit_seminar(form.written(session), seen_version=seen)
        except (EditConflict, RuleViolation) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "セミナーの回を保存しました。")
            return redirect("diagnosis:seminar", session.public_id)
    context = {"form": form, "session": _asked(request, seminar_id)}
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/seminar/form.html", context, status=status)


@require_GET
@staff_may("write-diagnoses")
def session(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """One session: how to join, and how far each workbook is."""
    found = _asked(request, seminar_id)
    rows = workbooks_of(found)
    context = {
        "session": found,
        "is_open": found.is_open(clock.today()),
        "join_url": _join_url(request, found),
        "is_current": is_link_current(found),
        "is_this_machine": request.get_host().rsplit(":", 1)[0] in _THIS_MACHINE,
        "rows": rows,
        "asked": sum(row.request is not None for row in rows),
    }
    return render(request, "diagnosis/seminar/session.html", context)


def _asked(request: StaffRequest, seminar_id: UUID) -> SeminarSession:
    rows = SeminarSession.objects.visible_to(request.staff).select_related("organisation")
    return get_object_or_404(rows, public_id=seminar_id)


def _join_url(request: StaffRequest, found: SeminarSession) -> str:
    return request.build_absolute_uri(reverse("web:seminar-join", args=[join_token(found)]))


@require_GET
@staff_may("write-diagnoses")
def qr(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """The QR code of the link by which people join."""
    svg = qr_svg(_join_url(request, _asked(request, seminar_id)))
    return HttpResponse(svg, "image/svg+xml", headers={"Cache-Control": "private, no-store"})


@require_POST
@staff_may("write-diagnoses")
def renew(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """Make another link to join by."""
    renew_join_link(_asked(request, seminar_id))
    messages.success(
        request, "参加用リンクを作り直しました。前のリンクと、刷った冊子のQRは使えません。"
    )
    return redirect("diagnosis:seminar", seminar_id)


@require_GET
@staff_may("write-diagnoses")
def booklet(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """The blank booklet of the session, for people with a pen."""
    found = _asked(request, seminar_id)
    content = booklet_of(found, join_url=_join_url(request, found))
    return download(content, "経営分析ワークブック_冊子", "pdf")


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def paper(request: StaffRequest, seminar_id: UUID) -> HttpResponse:
    """Begin to type in a booklet that was filled in with a pen."""
    found = _asked(request, seminar_id)
    posted = request.POST if request.method == "POST" else None
    form = JoinForm(posted, session=found, on_paper=True)
    if form.is_valid():
        workbook = form.workbook()
        workbook.public_id = form.key
        try:
            begun = begin_paper(workbook, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("diagnosis:workbook-step", begun.public_id, "figures")
    context = {"session": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/seminar/paper.html", context, status=status)


# ── one workbook ──


def _place(request: StaffRequest, workbook_id: UUID) -> Place:
    rows = Workbook.objects.visible_to(request.staff).select_related(
        "session__organisation", "request__answer__answered_by__person", "business"
    )
    return Place(get_object_or_404(rows, public_id=workbook_id), staff=request.staff)


@require_GET
@staff_may("write-diagnoses")
def workbook(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """One workbook: its one page, with what staff can do with it."""
    return answer_step(request, _place(request, workbook_id), "summary")


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def step(request: StaffRequest, workbook_id: UUID, step: str) -> HttpResponse:
    """One step of a workbook: shown, or typed in from paper."""
    return answer_step(request, _place(request, workbook_id), step)


@require_POST
@staff_may("write-diagnoses")
def take_back(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """Take back a request that was typed in from paper."""
    return book_steps.take_back(request, _place(request, workbook_id))


@require_GET
@staff_may("write-diagnoses")
def one_page(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """The workbook's one page as PDF."""
    return book_steps.one_page(_place(request, workbook_id))


@require_GET
@staff_may("write-diagnoses")
def radar(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """The radar of the workbook's figures."""
    return book_steps.radar(_place(request, workbook_id))


@require_GET
@staff_may("write-diagnoses")
def filled_booklet(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """The booklet with the participant's answers printed in it."""
    book = _place(request, workbook_id).workbook
    content = booklet_of(book.session, join_url=_join_url(request, book.session), workbook=book)
    name = f"経営分析ワークブック_{book.business_name[:40]}".replace("/", "・")
    return download(content, name, "pdf")


@require_POST
@never_cache
@staff_may("write-diagnoses")
def link(request: StaffRequest, workbook_id: UUID) -> HttpResponse:
    """Make another link for a participant who lost theirs, and show it once."""
    place = _place(request, workbook_id)
    try:
        token = reissue_link(place.workbook)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
        return redirect("diagnosis:workbook", workbook_id)
    url = request.build_absolute_uri(reverse("web:workbook", args=[token]))
    context = {**shown_around(place, "summary"), "url": url, "qr": qr_svg(url)}
    return render(request, "diagnosis/seminar/link.html", context)


# ── requests ──


@require_GET
@staff_may("write-diagnoses")
def requests(request: StaffRequest) -> HttpResponse:
    """List requests for an individual analysis, the unanswered first."""
    rows = requests_for(request.staff)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "waiting": waiting_requests(request.staff),
    }
    return render(request, "diagnosis/seminar/requests.html", context)
