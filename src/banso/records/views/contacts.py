"""Recording a contact（支援記録）and mending it: one short page."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.core import clock
from banso.core.era import in_era, in_era_day
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    LooksRecorded,
    edit_support_with_files,
    give_templates,
    record_support_with_files,
    refuse_recorded_before,
)
from banso.records.forms.after import told_in_full
from banso.records.forms.attachments import ChosenFiles
from banso.records.forms.choices import topic_groups
from banso.records.forms.contact import MOST_PROMISES, ContactForm, OfflineForm
from banso.records.models import ContactKind, Promise, SupportRecord
from banso.records.queries import open_promises
from banso.records.queries.offline import BusinessAtHand, businesses_at_hand
from banso.records.queries.templates import templates_offered
from banso.records.rules.days import months_later, office_day
from banso.records.views.asked import (
    business_named,
    moved_url,
    record_seen_by,
    seen_version,
    why_shut,
)
from banso.records.views.attachments import files_beside
from banso.registry.models import Business
from banso.registry.queries import pick

if TYPE_CHECKING:
    from banso.accounts.models import Staff


class ShowForm(Protocol):
    """Shows a form of a contact, and what of it was saved before, if anything was."""

    def __call__(
        self,
        request: StaffRequest,
        form: ContactForm,
        *,
        before: dict[str, SupportRecord] | None = None,
    ) -> HttpResponse: ...


@require_http_methods(["GET", "POST"])
@staff_may("record-support")
def new(request: StaffRequest) -> HttpResponse:
    """Record a contact on one short page."""
    give_templates(request.staff.organisation)
    form = ContactForm(_typed(request), staff=request.staff, initial=defaults(request))
    files = files_beside(form, request)
    show = partial(_form_page, files=files)
    if request.method == "GET" or {"add_promise", "in_full"} & request.POST.keys():
        return show(request, form.without_judging() if form.is_bound else form)
    return recorded(request, form, show, files)


def recorded(
    request: StaffRequest, form: ContactForm, show: ShowForm, files: ChosenFiles | None = None
) -> HttpResponse:
    """Save the record and tell what it moved, or show the form again with what is in the way."""
    files = files or ChosenFiles()
    files.refuse_in(form)
    before: dict[str, SupportRecord] = {}
    if form.is_valid():
        try:
            kept = _record(request, form, files)
        except _SavedBefore as refusal:
            before = {"saved": refusal.record}
        except LooksRecorded as refusal:
            before = {"looks_like": refusal.record}
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("records:saved", kept.public_id)
    return show(request, form, before=before)


@require_GET
@staff_may("record-support")
def offline(request: StaffRequest) -> HttpResponse:
    """The form as a device keeps it for places without signal, with the firms to choose from."""
    initial = {**defaults(request), "entry_key": None}  # the device gives each entry its own
    form = OfflineForm(staff=request.staff, initial=initial)
    at_hand = businesses_at_hand(request.staff)
    return _form_page(request, form, ChosenFiles(), at_hand=at_hand)


class _SavedBefore(Exception):
    """The page saved another text before（「戻る」のあと）."""

    def __init__(self, record: SupportRecord) -> None:
        super().__init__()
        self.record = record


def _record(request: StaffRequest, form: ContactForm, files: ChosenFiles) -> SupportRecord:
    """Save what was typed, unless it seems to be recorded already."""
    record, parts = form.new_record(), form.parts()
    saved = _told_otherwise(record, form, request.staff)
    if saved is not None:
        raise _SavedBefore(saved)
    if "another" not in request.POST:
        refuse_recorded_before(record, parts, by=request.staff)
    return record_support_with_files(record, parts, files.staged, by=request.staff)


def _told_otherwise(record: SupportRecord, form: ContactForm, staff: Staff) -> SupportRecord | None:
    """The record this page saved before, if what is typed now differs from it（「戻る」のあと）.

    Nothing is saved then; the page gets a new key, so that pressing again records anew.
    """
    mine = SupportRecord.objects.filter(organisation_id=staff.organisation_id)
    saved = mine.filter(entry_key=record.entry_key).select_related("business").first()
    if saved is None or form.is_told_by(saved):
        return None
    form.renew_entry_key()
    return saved


@require_http_methods(["GET", "POST"])
@staff_may("record-support")
def edit(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Mend a record; when a colleague saved it first, show both and keep one's own text."""
    record = record_seen_by(request, record_id)
    if hasattr(record, "withdrawal"):
        messages.warning(request, "取り消した記録は変更できません。先に取消を戻してください。")
        return redirect("records:detail", record_id)
    if why_shut(request, record):
        return redirect("records:detail", record_id)  # which says why
    form = ContactForm(_typed(request), staff=request.staff, record=record)
    files = files_beside(form, request)
    if request.method == "GET" or "add_promise" in request.POST:
        return _form_page(request, form.without_judging() if form.is_bound else form, files)
    files.refuse_in(form)
    conflict = None
    if form.is_valid():
        try:
            _mend(request, form, record, files)
        except EditConflict:
            conflict = _conflict(form, record_seen_by(request, record_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "記録を直しました。")
            return redirect(moved_url(record_id))
    return _form_page(request, form, files, conflict=conflict)


def _mend(
    request: StaffRequest, form: ContactForm, record: SupportRecord, files: ChosenFiles
) -> None:
    """Save the record as typed over the one that was opened, with further files."""
    edit_support_with_files(
        form.fill(record),
        form.parts(),
        files.staged,
        seen_version=seen_version(form.data),
        by=request.staff,
    )


def _typed(request: StaffRequest) -> QueryDict | None:
    """What was typed here, or before the session ended; with one row more when asked for."""
    typed = posted(request, kept_input(request) if request.method == "GET" else None)
    if typed is not None and "in_full" in typed:
        typed = told_in_full(typed)
    if typed is None or "add_promise" not in typed:
        return typed
    typed = typed.copy()
    total = typed.get("promises-TOTAL_FORMS", "")
    rows = min(int(total) if total.isdecimal() else 0, MOST_PROMISES)
    if rows < MOST_PROMISES:
        typed["promises-TOTAL_FORMS"] = str(rows + 1)
        typed[f"promises-{rows}-side"] = Promise.Side.OURS
    return typed


def defaults(request: StaffRequest) -> dict[str, Any]:
    """Today, a visit, by oneself; the firm and the template when the address names one."""
    return {
        "business": business_named(request),
        "on": clock.today(),
        "kind": ContactKind.VISIT,
        "supporters": [request.staff.public_id],
        "entry_key": uuid.uuid4(),
        **_from_template(request),
    }


def _from_template(request: StaffRequest) -> dict[str, Any]:
    """What the template named in the address fills in: the way without a script."""
    asked = request.GET.get("template")
    found = (row for row in templates_offered(request.staff) if str(row.public_id) == asked)
    template = next(found, None) if asked else None
    return template.filled() if template else {}


def _form_page(
    request: StaffRequest,
    form: ContactForm,
    files: ChosenFiles,
    *,
    before: dict[str, SupportRecord] | None = None,
    conflict: dict[str, Any] | None = None,
    at_hand: list[BusinessAtHand] | None = None,
) -> HttpResponse:
    record = form.record
    chosen = form["business"].value() or (record.business.public_id if record else None)
    search = form.data.get("business_search", "") if form.is_bound else ""
    picker = pick(request.staff, search=search, business=chosen)
    business_id = picker.chosen.public_id if picker.chosen else None
    refused = form.is_bound and bool(form.errors or files.refusals or before or conflict)
    context = {
        "form": form,
        "files": files,
        "record": record,
        "picker": picker,
        "at_hand": at_hand,
        "templates": [] if record else templates_offered(request.staff),
        "rendered_on": clock.today(),
        "recall": recalled(request.staff, business_id, record),
        "ticked": form.ticked,
        "topic_groups": topic_groups(form["topics"]),
        "may_add_promise": at_hand is None and form.promises.total_form_count() < MOST_PROMISES,
        **chips(clock.today()),
        **(before or {}),
        "conflict": conflict,
        **_opened(form, conflict),
    }
    if at_hand is not None:
        context["messages"] = ()  # kept on a device: nothing of the moment
    return render(request, "records/form.html", context, status=422 if refused else 200)


def _opened(form: ContactForm, conflict: dict[str, Any] | None) -> dict[str, object]:
    """The version typed over and its marks: as sent; after a conflict, the colleague's."""
    if conflict:
        return {"seen_version": conflict["version"], "opened": conflict["opened"]}
    record, sent = form.record, seen_version(form.data)
    if sent or record is None:
        return {"seen_version": sent, "opened": form.data.get("opened", "")}
    return {"seen_version": record.version, "opened": form.marks(record)}


def chips(today: date) -> dict[str, object]:
    """What one tap fills in: day, minutes, next contact."""
    yesterday = today - timedelta(days=1)
    return {
        "day_chips": [("今日", in_era_day(today)), ("昨日", in_era_day(yesterday))],
        "minute_chips": (15, 30, 45, 60, 90),
        "next_chips": _ahead(
            ("1週間後", today + timedelta(days=7)),
            ("1か月後", months_later(today, 1)),
            ("3か月後", months_later(today, 3)),
        ),
        "due_chips": _ahead(
            ("1週間後", today + timedelta(days=7)),
            ("2週間後", today + timedelta(days=14)),
            ("1か月後", months_later(today, 1)),
        ),
    }


def _ahead(*days: tuple[str, date]) -> list[tuple[str, str, str]]:
    """Label, value, and the day with its weekday; moved to days on which the office is open."""
    opened = [(label, office_day(day)) for label, day in days]
    return [(label, in_era_day(day), in_era(day)) for label, day in opened]


def _conflict(form: ContactForm, theirs: SupportRecord) -> dict[str, Any]:
    """What ``core/_conflict.html`` shows, and the version that one's own text now follows."""
    found = form.reconcile(theirs)
    last = changes_of(theirs, most=1)
    return {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "opened": form.marks(theirs),
        "theirs_url": reverse("records:detail", args=[theirs.public_id]),
        "version": theirs.version,
    }


@require_GET
@staff_may("record-support")
def recall(request: StaffRequest) -> HttpResponse:
    """Tell, once the firm is picked, what was said last and what is still promised."""
    chosen = pick(request.staff, business=request.GET.get("business")).chosen
    told = recalled(request.staff, chosen.public_id if chosen else None, _mended(request))
    return render(request, "records/_recall.html", {"recall": told})


def _mended(request: StaffRequest) -> SupportRecord | None:
    """The record being mended, if the address names one that the asker may see."""
    key = request.GET.get("mended", "")
    try:
        return record_seen_by(request, UUID(key)) if key else None
    except ValueError:
        return None


def recalled(
    staff: Staff, business_id: UUID | None, mended: SupportRecord | None
) -> dict[str, Any] | None:
    """The last contact, before the record being mended, and the open promises of the firm."""
    if business_id is None:
        return None
    business = Business.objects.visible_to(staff).filter(public_id=business_id).first()
    if business is None:
        return None
    records = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
    records = records.select_related("confidence")
    if mended:
        records = records.filter(on__lte=mended.on).exclude(pk=mended.pk)
    return {
        "last": records.first(),
        "promises": open_promises(business, staff),
        "may_tick": mended is None,
    }
