"""Reminders by e-mail（メールのお知らせ）: one's own choice, what it would say, what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.followup.actions import wish_digest
from banso.followup.forms.digests import DigestForm
from banso.followup.queries.digests import digest_for, sent_to, why_no_mail, wish_of


@require_http_methods(["GET", "POST"])
@staff_may("see-follow-up")
def reminders(request: StaffRequest) -> HttpResponse:
    """Switch one's own mail on or off, and see what it would say today."""
    staff, wish = request.staff, wish_of(request.staff)
    form = DigestForm(request.POST if request.method == "POST" else None, wish=wish)
    if form.is_valid():
        told = form.cleaned_data
        kept = wish_digest(staff, rhythm=told["rhythm"], with_names=told["with_names"])
        off = "お知らせメールを止めました。" if wish else "お知らせメールは送りません。"
        messages.success(request, "お知らせメールを選びました。" if kept else off)
        return redirect("followup:reminders")
    context = {
        "form": form,
        "wish": wish,
        "digest": digest_for(staff, with_names=bool(wish and wish.with_names)),
        "sent": sent_to(staff),
        "why_none": why_no_mail(staff.organisation),
        "email": staff.person.email,
    }
    return render(request, "followup/reminders.html", context, status=422 if form.errors else 200)
