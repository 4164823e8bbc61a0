"""Writing a case（事例）from records, and mending one; what the rules replaced is shown beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.accounts.models import Staff
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import edit_case, write_case
from banso.records.forms.cases import TEXTS, CaseForm, marked
from banso.records.forms.choices import topic_groups
from banso.records.models import SupportCase, SupportRecord
from banso.records.queries import records_to_draw_from, texts_of
from banso.records.queries.anonymising import blurred, cautions_for, knowledge_for
from banso.records.rules.anonymising import Anonymised, Known, Replacement, listed
from banso.records.rules.drafting import draft_from
from banso.records.views.asked import public_ids, seen_version
from banso.records.views.cases import case_seen_by
from banso.registry.models import Business
from banso.registry.queries import pick

MOST_OFFERED = 60
_LABELS = {
    "title": "題名",
    "happened": "何があったか",
    "done": "何をしたか",
    "outcome": "どうなったか",
    "lesson": "なぜか・学んだこと",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What the rules replaced, text by text and as a list."""

    texts: tuple[tuple[str, Anonymised], ...]
    replaced: tuple[Replacement, ...]

    @classmethod
    def of(cls, texts: dict[str, str], known: Known) -> Preview:
        """The texts as the rules leave them."""
        found = blurred(texts.values(), known)
        told = ((_LABELS[name], text) for name, text in zip(texts, found, strict=True))
        return cls(tuple(pair for pair in told if pair[1].pieces), listed(found))

    def rewritten(self, names: list[str]) -> dict[str, str]:
        """The texts with everything replaced, by their names."""
        by_label = {label: text.text for label, text in self.texts}
        return {name: by_label.get(_LABELS[name], "") for name in names}


@require_http_methods(["GET", "POST"])
@staff_may("write-cases")
def new(request: StaffRequest) -> HttpResponse:
    """Write a case drawn from one or several records of one firm."""
    business = _business_asked(request)
    if business is None:
        context = {"picker": pick(request.staff, search=request.GET.get("business_search", ""))}
        return render(request, "records/case_source.html", context)
    named = public_ids(request.GET.getlist("record"), most=MOST_OFFERED)
    offered = records_to_draw_from(request.staff, business, most=MOST_OFFERED, named=named)
    form = CaseForm(_typed(request), staff=request.staff, records=offered)
    known = knowledge_for(request.staff.organisation, business)
    if not form.is_bound:
        form = _first_draft(request, offered, known)
        return _form_page(request, form, business, _drawn(form, known))
    if "redraw" in request.POST or "anonymise" in request.POST or request.method == "GET":
        return _form_page(request, form, business, _reworked(request, form, known))
    case = _written(request, form)
    if case is None:
        return _form_page(request, form, business, Preview.of(form.texts(), known))
    messages.success(request, "下書きを保存しました。ほかの職員が確認すると、事例集に出ます。")
    return redirect("records:case", case.public_id)


def _written(request: StaffRequest, form: CaseForm) -> SupportCase | None:
    """The draft as saved; nothing when the form says why it cannot be."""
    if not form.is_valid():
        return None
    try:
        return write_case(
            form.fill(SupportCase()),
            records=form.chosen_records(),
            topics=form.cleaned_data["topics"],
            by=request.staff,
        )
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return None


@require_http_methods(["GET", "POST"])
@staff_may("write-cases")
def edit(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Mend a case; a changed text has to be confirmed anew."""
    case = case_seen_by(request.staff, case_id)
    form = CaseForm(_typed(request), staff=request.staff, case=case)
    known = knowledge_for(case.organisation, case.business)
    if request.method == "GET" or "anonymise" in request.POST:
        preview = _reworked(request, form, known) if form.is_bound else None
        return _form_page(request, form, case.business, preview)
    conflict = None
    if form.is_valid():
        topics, version = form.cleaned_data["topics"], seen_version(form.data)
        try:
            edit_case(form.fill(case), topics=topics, seen_version=version, by=request.staff)
        except EditConflict:
            conflict = _conflict(form, case_seen_by(request.staff, case_id))
        else:
            messages.success(request, "事例を直しました。")
            return redirect("records:case", case_id)
    preview = Preview.of(form.texts(), known)
    return _form_page(request, form, case.business, preview, conflict=conflict)


def _typed(request: StaffRequest) -> QueryDict | None:
    return posted(request, kept_input(request) if request.method == "GET" else None)


def _business_asked(request: StaffRequest) -> Business | None:
    """The firm the address names, or that of the record it names; 404 for one not to be seen."""
    key, record = request.GET.get("business"), request.GET.get("record")
    visible = Business.objects.visible_to(request.staff).prefetch_related("contact_people")
    if not key and not record:
        return None
    try:
        if record:
            rows = SupportRecord.objects.visible_to(request.staff).filter(public_id=UUID(record))
            found = visible.filter(support_records__in=rows).first()
        else:
            found = visible.filter(public_id=UUID(str(key))).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _first_draft(request: StaffRequest, offered: list[SupportRecord], known: Known) -> CaseForm:
    """The form filled from the record the address names: its texts anonymised, its topics."""
    asked = set(request.GET.getlist("record"))
    chosen = [record for record in offered if str(record.public_id) in asked]
    preview = _preview_of(chosen, known)
    texts = preview.rewritten(["happened", "done", "outcome"])
    topics = {topic.key for record in chosen for topic in record.topics.all()}
    initial = {
        **texts,
        "drafted": marked(texts),
        "topics": sorted(topics),
        "records": [str(record.public_id) for record in chosen],
    }
    return CaseForm(staff=request.staff, records=offered, initial=initial)


def _preview_of(records: list[SupportRecord], known: Known) -> Preview:
    draft = draft_from(texts_of(records))
    texts = {"happened": draft.happened, "done": draft.done, "outcome": draft.outcome}
    return Preview.of(texts, known)


def _drawn(form: CaseForm, known: Known) -> Preview:
    return _preview_of(form.chosen_records(), known)


def _reworked(request: StaffRequest, form: CaseForm, known: Known) -> Preview:
    """The texts drawn anew from the records, or what is typed with all replaced; nothing saved."""
    if "redraw" in request.POST:
        preview = _drawn(form, known)
        untouched = form.untouched()
        texts = preview.rewritten(["happened", "done", "outcome"])
        form.retype({name: texts[name] for name in texts if name in untouched}, drafted=True)
    else:
        preview = Preview.of(form.texts(), known)
        if "anonymise" in request.POST:
            form.retype(preview.rewritten(list(TEXTS)), drafted=False)
    form.without_judging()
    return preview


def _form_page(
    request: StaffRequest,
    form: CaseForm,
    business: Business | None,
    preview: Preview | None,
    *,
    conflict: dict[str, Any] | None = None,
) -> HttpResponse:
    refused = bool(form.is_bound and form.errors) or conflict is not None
    context = {
        "form": form,
        "case": form.case,
        "business": business,
        "preview": preview,
        "cautions": _cautions(request.staff, business, form),
        "topic_groups": topic_groups(form["topics"]),
        "conflict": conflict,
        **_opened(form, conflict),
    }
    return render(request, "records/case_form.html", context, status=422 if refused else 200)


def _cautions(staff: Staff, business: Business | None, form: CaseForm) -> tuple[str, ...]:
    return cautions_for(staff.organisation, business, form.texts().values())


def _opened(form: CaseForm, conflict: dict[str, Any] | None) -> dict[str, object]:
    """The version typed over and its marks: as sent; after a conflict, the colleague's."""
    if conflict:
        return {"seen_version": conflict["version"], "opened": conflict["opened"]}
    if form.case is None or form.is_bound:
        return {"seen_version": seen_version(form.data), "opened": form.data.get("opened", "")}
    return {"seen_version": form.case.version, "opened": form.marks(form.case)}


def _conflict(form: CaseForm, theirs: SupportCase) -> dict[str, Any]:
    """What ``core/_conflict.html`` shows, and the version that one's own text now follows."""
    found = form.reconcile(theirs)
    last = changes_of(theirs, most=1)
    return {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "opened": form.marks(theirs),
        "theirs_url": reverse("records:case", args=[theirs.public_id]),
        "version": theirs.version,
    }
