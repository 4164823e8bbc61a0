"""How a page declares who may open it, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from banso.accounts.kept_input import keep_input, page_of
from banso.accounts.rules import PERMISSIONS, may

if TYPE_CHECKING:
    from banso.accounts.models import Staff

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request of which we know the staff member who makes it."""

    staff: Staff


StaffPage = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def staff_may(permission: str) -> Callable[[StaffPage[P]], Page[P]]:
    """Open the page to staff whose role has ``permission``; keep a stranger's typed text."""
    if permission not in PERMISSIONS:
        message = f"unknown permission: {permission}"
        raise KeyError(message)

    def declare(page: StaffPage[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            staff: Staff | None = getattr(request, "staff", None)
            if staff is None or not may(staff.role, permission):
                raise PermissionDenied(PERMISSIONS[permission].label)
            return page(cast("StaffRequest", request), *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined] # read by the every-page test
        return cast("Page[P]", guarded)

    return declare


def open_to_all(page: Page[P]) -> Page[P]:
    """Declare that a page needs no sign-in."""
    page.access = "everyone"  # type: ignore[attr-defined] # read by the every-page test
    return page


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to sign in and back to the page they were on; what was typed waits there.

    A request by htmx is answered the same way: the page sees the sign-in address, stays as it is
    with everything typed, and says what to do.
    """
    if request.method == "POST" and not request.headers.get("HX-Request"):
        keep_input(request)
    target = urlencode({"next": page_of(request)})
    return redirect(f"{reverse('account_login')}?{target}")
