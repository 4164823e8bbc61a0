"""How allauth and axes are told our rules of signing in.

People come by invitation; who is no longer staff anywhere stays outside; wrong passwords are
counted in the database, by e-mail address and network address together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.accounts.models import Person, Staff


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Leave the counting of wrong passwords to axes, which all worker processes share."""

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **hints: object
    ) -> HttpResponse | None:
        """Turn away whoever is not, or no longer, active staff of any organisation."""
        if not Staff.objects.active().filter(person_id=user.pk).exists():
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        return None

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to one's own page."""
        return reverse("accounts:own")


def display_name(person: Person) -> str:
    """The name shown for a person."""
    return person.name


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The e-mail address someone tries to sign in with: what wrong passwords are counted by."""
    tried = credentials or {}
    typed = tried.get("login") or tried.get("email") or request.POST.get("login") or ""
    return str(typed).strip().lower()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say that too many passwords were wrong, and from when one may try again."""
    del response
    pause = get_cool_off(request) or timedelta()
    last = AccessAttempt.objects.filter(
        username=typed_address(request, credentials),
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined] # set by axes
    ).first()
    page = {
        "minutes": int(pause.total_seconds() // 60),
        "until": last and last.attempt_time + pause,
    }
    return render(request, "accounts/locked_out.html", page, status=429)
