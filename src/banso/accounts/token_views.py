"""Keys for programs（APIトークン）: which there are, a new one shown once, one taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.models import ApiToken
from banso.accounts.rules import SCOPES
from banso.accounts.token_forms import TokenForm
from banso.accounts.tokens import issue_token, revoke_token
from banso.core import clock
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation


@require_GET
@staff_may("manage-tokens")
def tokens(request: StaffRequest) -> HttpResponse:
    """Every token of the organisation, those in force on top."""
    people = ("staff__person", "staff__deactivation", "issued_by__person")
    rows = ApiToken.objects.visible_to(request.staff)
    rows = rows.select_related(*people, "revocation__confirmed_by__person")
    lines = [
        {
            "token": row,
            "scopes": [SCOPES[key].label for key in row.scopes if key in SCOPES],
            "state": _state(row),
        }
        for row in rows
    ]
    lines.sort(key=lambda line: line["state"] != "使えます")
    return render(request, "accounts/tokens.html", {"lines": lines})


def _state(token: ApiToken) -> str:
    """Whether the token opens anything, and if not, why."""
    if hasattr(token, "revocation"):
        return "失効"
    if token.ends_on < clock.today():
        return "期限切れ"
    return "使えます" if token.staff.is_active else "職員が利用停止中"


@never_cache
@require_http_methods(["GET", "POST"])
@staff_may("manage-tokens")
def new_token(request: StaffRequest) -> HttpResponse:
    """Ask what the token is for; then show its key, once."""
    kept = kept_input(request) if request.method == "GET" else None
    form = TokenForm(posted(request, kept), staff=request.staff)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_token(**form.cleaned_data, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "accounts/token_issued.html", {"issued": issued})
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/token_new.html", {"form": form}, status=status)


@require_POST
@staff_may("manage-tokens")
def revoke(request: StaffRequest, token_id: UUID) -> HttpResponse:
    """Let a token open nothing any more."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.staff), public_id=token_id)
    revoke_token(token, by=request.staff)
    messages.success(request, f"「{token.name}」を失効させました。もう使えません。")
    return redirect("accounts:tokens")
