"""The office's pages: staff, invitations, permissions, history, and one's own page."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from banso.accounts import actions, queries
from banso.accounts.access import StaffRequest, open_to_all, staff_may
from banso.accounts.forms import (
    DeactivationForm,
    HistoryFilterForm,
    InvitationForm,
    KnownPersonForm,
    NewPasswordForm,
    NewPersonForm,
    OrganisationChoice,
    OwnNameForm,
    RoleForm,
)
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.accounts.models import Invitation, Organisation, Person, Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation

_LINK = "issued_link"  # in the session, from the making of a link to its showing


@require_GET
@staff_may("see-permissions")
def staff_list(request: StaffRequest) -> HttpResponse:
    """Everyone in the organisation, and the links still open."""
    manages = may(request.staff.role, "manage-staff")
    invitations = Invitation.objects.visible_to(request.staff).open_at(clock.now())
    page = {
        "lines": queries.staff_lines(request.staff),
        "invitations": invitations.select_related("invited_by__person") if manages else (),
        "manages": manages,
    }
    return render(request, "accounts/staff.html", page)


@staff_may("manage-staff")
def invite(request: StaffRequest) -> HttpResponse:
    """Ask whom to invite; then show the link, once."""
    form = InvitationForm(posted(request, _kept(request)))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            link = actions.invite(
                email=asked["email"],
                name=asked["name"],
                role=Role(asked["role"]),
                by=request.staff,
            )
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _show_link(request, link)
    return _ask(request, "accounts/invite.html", form)


@require_POST
@staff_may("manage-staff")
def new_password(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Issue a link by which a colleague sets a forgotten password anew; show it once."""
    staff = _colleague(request, staff_id)
    try:
        link = actions.offer_new_password(staff, by=request.staff)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("accounts:role", staff.public_id)
    return _show_link(request, link)


@require_POST
@staff_may("manage-staff")
def revoke(request: StaffRequest, invitation_id: UUID) -> HttpResponse:
    """Take back a link that was not used yet."""
    mine = Invitation.objects.visible_to(request.staff)
    invitation = get_object_or_404(mine, public_id=invitation_id)
    try:
        actions.revoke_invitation(invitation)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{invitation.name}さんへのリンクを取り消しました。")
    return redirect("accounts:staff")


@staff_may("manage-staff")
def role(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """One colleague: another role, a new password, stopping, and what changed so far."""
    staff = _colleague(request, staff_id)
    start = {"role": staff.role, "seen_version": staff.version}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            actions.change_role(
                staff,
                Role(asked["role"]),
                by=request.staff,
                seen_version=asked["seen_version"],
            )
        except RuleViolation as refusal:
            form.see(staff.version)
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{staff.person.name}さんの役割を変更しました。")
            return redirect("accounts:staff")
    page = {"colleague": staff, "role_now": Role(staff.role).label, "history": changes_of(staff)}
    return _ask(request, "accounts/role.html", form, page)


@staff_may("manage-staff")
def deactivate(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Close the doors to someone who left."""
    staff = _colleague(request, staff_id)
    form = DeactivationForm(posted(request, _kept(request)))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            actions.deactivate(staff, on=asked["on"], reason=asked["reason"], by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{staff.person.name}さんの利用を停止しました。")
            return redirect("accounts:staff")
    return _ask(request, "accounts/deactivate.html", form, {"colleague": staff})


@require_POST
@staff_may("manage-staff")
def reactivate(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Open the doors again."""
    staff = actions.reactivate(_colleague(request, staff_id))
    messages.success(request, f"{staff.person.name}さんの利用を再開しました。")
    return redirect("accounts:staff")


@never_cache
@open_to_all
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation or set a forgotten password anew, then sign in."""
    links = Invitation.objects.select_related("organisation", "resets")
    link = links.filter(token_hash=actions.hash_token(token)).first()
    if link is None or not link.is_open_at(clock.now()):
        return _closed_link(request, link)
    known = None if link.resets else Person.objects.filter(email__iexact=link.email).first()
    form = _acceptance_form(request, link, known)
    if request.method == "POST" and form.is_valid():
        try:
            staff = _accept(request, link, known, form)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _sign_in(request, staff, is_new=link.resets is None)
    page = {"link": link, "role": Role(link.role).label, "known": known}
    return _ask(request, "accounts/accept.html", form, page)


def _acceptance_form(request: HttpRequest, link: Invitation, known: Person | None) -> forms.Form:
    typed = request.POST if request.method == "POST" else None
    if link.resets:
        return NewPasswordForm(typed)
    return KnownPersonForm(typed) if known else NewPersonForm(typed, initial={"name": link.name})


def _accept(
    request: HttpRequest, link: Invitation, known: Person | None, form: forms.Form
) -> Staff:
    """Accept the link; the password of someone known is counted by axes like any sign-in."""
    asked = form.cleaned_data
    if known and not get_adapter().authenticate(
        request, email=known.email, password=asked["password"]
    ):
        raise actions.wrong_password()
    return actions.accept_invitation(
        link, name=asked.get("name", link.name), password=asked["password"]
    )


def _sign_in(request: HttpRequest, staff: Staff, *, is_new: bool) -> HttpResponse:
    """Sign in as one does with a password: a second factor is asked for where there is one."""
    logout(request)
    request.session["staff"] = staff.pk
    welcome = f"{staff.organisation.name}の{Role(staff.role).label}として登録しました。"
    messages.success(request, welcome if is_new else "新しいパスワードを設定しました。")
    answer: HttpResponse = perform_login(
        request, staff.person, redirect_url=reverse("accounts:own")
    )
    return answer


def _closed_link(request: HttpRequest, link: Invitation | None) -> HttpResponse:
    return render(request, "accounts/link_closed.html", {"link": link}, status=410)


@require_GET
@staff_may("see-permissions")
def permissions(request: StaffRequest) -> HttpResponse:
    """Who may do what, straight from the rules."""
    own = Role(request.staff.role)
    page = {
        "lines": queries.permission_lines(own),
        "roles": [(item.label, item == own) for item in Role],
        "own": own.label,
    }
    return render(request, "accounts/permissions.html", page)


@require_GET
@staff_may("see-history")
def history(request: StaffRequest) -> HttpResponse:
    """Every change in the organisation, latest first."""
    organisation = request.staff.organisation
    form = HistoryFilterForm(organisation, request.GET)
    page = queries.changes_in(organisation, form.chosen(), request.GET.get("page", "1"))
    shown = {"form": form, "page": page, "words": form.in_words()}
    return render(request, "accounts/history.html", shown)


@staff_may("see-home")
def own(request: StaffRequest) -> HttpResponse:
    """One's own name, password, second factor and organisations."""
    person = request.staff.person
    form = OwnNameForm(posted(request, _kept(request)), initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(person, form.cleaned_data["name"])
        messages.success(request, "氏名を保存しました。")
        return redirect("accounts:own")
    page = {
        "person": person,
        "role": Role(request.staff.role).label,
        "has_second_factor": queries.has_second_factor(person),
        "organisations": Organisation.objects.served_by(person),
        "current": request.staff.organisation,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return _ask(request, "accounts/own.html", form, page)


@require_POST
@staff_may("see-home")
def switch(request: StaffRequest) -> HttpResponse:
    """Work for another of the organisations one serves."""
    mine = Staff.objects.active().filter(person=request.staff.person)
    wanted = OrganisationChoice(request.POST)
    wanted.full_clean()
    chosen = wanted.cleaned_data.get("organisation")
    staff = get_object_or_404(mine.select_related("organisation"), organisation__public_id=chosen)
    request.session["staff"] = staff.pk
    messages.success(request, f"{staff.organisation.name}に切り替えました。")
    return redirect("web:home")


@require_GET
@never_cache
@staff_may("see-home")
def writer(request: StaffRequest) -> HttpResponse:
    """Tell a script that is about to send a draft who is signed in, with a token good now."""
    staff = str(request.staff.public_id)
    return JsonResponse({"writer": staff, "token": get_token(request)})


def _colleague(request: StaffRequest, staff_id: UUID) -> Staff:
    """Someone of the asker's own organisation, active or not."""
    mine = Staff.objects.visible_to(request.staff).select_related("person", "organisation")
    return get_object_or_404(mine, public_id=staff_id)


def _kept(request: StaffRequest) -> QueryDict | None:
    """Text typed before the session ended, when the page is opened again."""
    return kept_input(request) if request.method == "GET" else None


def _show_link(request: StaffRequest, link: actions.IssuedLink) -> HttpResponse:
    """Go to where the link is shown; reloading that page makes no other link."""
    request.session[_LINK] = {"invitation": str(link.invitation.public_id), "token": link.token}
    return redirect("accounts:link")


@require_GET
@staff_may("manage-staff")
def link(request: StaffRequest) -> HttpResponse:
    """Show a link the only time it can be shown; nothing keeps it after that."""
    issued = request.session.pop(_LINK, None)
    if issued is None:
        return render(request, "accounts/link_shown.html")
    mine = Invitation.objects.visible_to(request.staff)
    invitation = get_object_or_404(mine, public_id=issued["invitation"])
    path = reverse("accounts:accept", args=[issued["token"]])
    page = {
        "invitation": invitation,
        "role": Role(invitation.role).label,
        "address": request.build_absolute_uri(path),
        "days": actions.LINK_DAYS,
    }
    answer = render(request, "accounts/link_issued.html", page)
    answer["Cache-Control"] = "no-store"
    return answer


def _ask(
    request: HttpRequest, template: str, form: forms.Form, page: dict[str, object] | None = None
) -> HttpResponse:
    """Show a form: as it is to be filled (200), or with what must be mended (422)."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, {**(page or {}), "form": form}, status=status)
