"""Everything known of one business, and the small forms beside it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation
from banso.core.undo import done
from banso.registry import actions
from banso.registry.following import follow_merges
from banso.registry.forms import ClosureForm, ConsentForm, ContactForm, WithdrawalForm
from banso.registry.models import Business, Consent, ContactPerson
from banso.registry.queries import history_of, merges_of, particulars_of


@require_GET
@staff_may("see-businesses")
@follow_merges
def detail(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show everything known of a business."""
    business = _business(request, business_id)
    kept = kept_input(request) or QueryDict()
    kind = kept.get("kind", "")
    is_erased = hasattr(business, "erasure")
    context = {
        "business": business,
        "particulars": particulars_of(business, reader=request.staff),
        "merges": merges_of(business) if may(request.staff.role, "merge-businesses") else (),
        "may_edit": may(request.staff.role, "edit-businesses") and not is_erased,
        "may_record": may(request.staff.role, "record-support") and not is_erased,
        "may_see_history": may(request.staff.role, "see-history"),
        "contact_form": ContactForm(kept if kind == "contact" else None, auto_id="contact_%s"),
        "consent_form": ConsentForm(kept if kind == "consent" else None, auto_id="consent_%s"),
        "closure_form": ClosureForm(kept if kind == "closure" else None, auto_id="closure_%s"),
        "kind": kind,
    }
    return render(request, "registry/detail.html", context)


@require_GET
@staff_may("see-history")
@follow_merges
def history(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show who changed what of a business, and when（変更の履歴）."""
    business = _business(request, business_id)
    context = {"business": business, "history": history_of(business)}
    return render(request, "registry/history.html", context)


@staff_may("edit-businesses")
def add_contact(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Add someone to talk to（連絡先の追加）."""
    business = _business(request, business_id)
    form = ContactForm(_typed(request), instance=ContactPerson(business=business))
    if request.method != "POST" or not form.is_valid():
        return _small(request, business, form, "連絡先を加える")
    actions.keep_contact(form.instance)
    messages.success(request, f"連絡先「{form.instance.name}」を加えました。")
    return redirect("registry:detail", business.public_id)


@staff_may("edit-businesses")
def edit_contact(request: StaffRequest, business_id: UUID, contact_id: int) -> HttpResponse:
    """Change someone to talk to（連絡先の修正）."""
    business = _business(request, business_id)
    contact = get_object_or_404(business.contact_people, pk=contact_id)
    form = ContactForm(_typed(request), instance=contact)
    if request.method != "POST" or not form.is_valid():
        return _small(request, business, form, "連絡先を直す", contact=contact)
    actions.keep_contact(form.instance)
    messages.success(request, f"連絡先「{form.instance.name}」を直しました。")
    return redirect("registry:detail", business.public_id)


@require_POST
@staff_may("edit-businesses")
def remove_contact(request: StaffRequest, business_id: UUID, contact_id: int) -> HttpResponse:
    """Remove someone who is no longer to be talked to（連絡先の削除）."""
    business = _business(request, business_id)
    contact = business.contact_people.filter(pk=contact_id).first()
    if contact:  # pressed twice: it is gone already
        actions.remove_contact(contact)
        undo_url = reverse("registry:contact-restore", args=[business_id, contact_id])
        said = f"連絡先「{contact.name}」を削除しました。履歴には残ります。"
        done(request, said, undo_url=undo_url)
    return redirect("registry:detail", business.public_id)


@require_POST
@staff_may("edit-businesses")
def restore_contact(request: StaffRequest, business_id: UUID, contact_id: int) -> HttpResponse:
    """Bring back someone removed in error（削除の取消）."""
    business = _business(request, business_id)
    contact = actions.restore_contact(business, contact_id)
    if contact is None:
        raise Http404
    messages.success(request, f"連絡先「{contact.name}」を元に戻しました。")
    return redirect("registry:detail", business.public_id)


@staff_may("edit-businesses")
def give_consent(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Record a consent（同意の記録）."""
    business = _business(request, business_id)
    form = ConsentForm(_typed(request), instance=Consent(business=business))
    if request.method == "POST" and form.is_valid():
        try:
            consent = actions.give_consent(form.instance, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"「{consent.get_scope_display()}」の同意を記録しました。")
            return redirect("registry:detail", business.public_id)
    return _small(request, business, form, "同意を記録する")


@staff_may("edit-businesses")
def withdraw_consent(request: StaffRequest, business_id: UUID, consent_id: int) -> HttpResponse:
    """Record that a consent was withdrawn（同意の撤回）."""
    business = _business(request, business_id)
    consent = get_object_or_404(business.consents, pk=consent_id)
    form = WithdrawalForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_consent(consent, on=form.cleaned_data["on"])
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            undo_url = reverse("registry:consent-restore", args=[business_id, consent_id])
            said = f"「{consent.get_scope_display()}」の同意を撤回しました。"
            done(request, said, undo_url=undo_url)
            return redirect("registry:handed-out", business.public_id)
    title = f"「{consent.get_scope_display()}」の同意を撤回する"
    return _small(request, business, form, title, consent=consent)


@require_POST
@staff_may("edit-businesses")
def restore_consent(request: StaffRequest, business_id: UUID, consent_id: int) -> HttpResponse:
    """Take back a withdrawal recorded in error（撤回の取消）."""
    business = _business(request, business_id)
    consent = get_object_or_404(business.consents, pk=consent_id)
    try:
        actions.restore_consent(consent)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"「{consent.get_scope_display()}」の撤回を元に戻しました。")
    return redirect("registry:detail", business.public_id)


@staff_may("edit-businesses")
def close(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Record that a business closed（廃業）."""
    business = _business(request, business_id)
    form = ClosureForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_business(business, **form.cleaned_data, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            undo_url = reverse("registry:reopen", args=[business_id])
            done(request, f"「{business.name}」を廃業として記録しました。", undo_url=undo_url)
            return redirect("registry:detail", business.public_id)
    return _small(request, business, form, "廃業を記録する")


@require_POST
@staff_may("edit-businesses")
def reopen(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Take back a closure recorded in error（廃業の取消）."""
    business = _business(request, business_id)
    if business.is_closed:
        actions.reopen_business(business)
        messages.success(request, f"「{business.name}」の廃業を取り消しました。")
    return redirect("registry:detail", business.public_id)


def _business(request: StaffRequest, business_id: UUID) -> Business:
    """The business, if the asker may see it; else there is no such page."""
    rows = Business.objects.visible_to(request.staff)
    rows = rows.select_related("district", "adviser__person", "closure", "erasure")
    return get_object_or_404(rows, public_id=business_id)


def _typed(request: StaffRequest) -> QueryDict | None:
    return posted(request, kept_input(request) if request.method == "GET" else None)


def _small(
    request: StaffRequest,
    business: Business,
    form: ContactForm | ConsentForm | WithdrawalForm | ClosureForm,
    title: str,
    *,
    contact: ContactPerson | None = None,
    consent: Consent | None = None,
) -> HttpResponse:
    """One small form on a page of its own, with what was typed and what stands in its way."""
    context = {
        "business": business,
        "form": form,
        "title": title,
        "contact": contact,
        "consent": consent,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/small_form.html", context, status=status)
