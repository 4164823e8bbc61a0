"""How a page declares who may open it, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
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

# A script that sends a draft says whose it is, and is told where a redirect leads.
DRAFT_WRITER = "X-Draft-Writer"
DRAFT_LOCATION = "X-Draft-Location"

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
                return told_to_script(request, ask_to_sign_in(request))
            staff: Staff | None = getattr(request, "staff", None)
            if staff is None or not may(staff.role, permission):
                raise PermissionDenied(PERMISSIONS[permission].label)
            refuse_another_writer(request, staff)
            answer = page(cast("StaffRequest", request), *args, **kwargs)
            return told_to_script(request, answer)

        guarded.access = permission  # type: ignore[attr-defined] # read by the every-page test
        return cast("Page[P]", guarded)

    return declare


def refuse_another_writer(request: HttpRequest, staff: Staff) -> None:
    """Refuse a draft（書きかけ）that someone else typed on the device, or for another office."""
    writer = request.headers.get(DRAFT_WRITER)
    if writer and writer != str(staff.public_id):
        raise PermissionDenied("書いた人としてログインする")


def told_to_script(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Tell a script that sends a draft where a redirect leads, instead of sending it there.

    The page at its end is for the person: what it says once（messages）is not said to a script.
    """
    location = answer.headers.get("Location")
    if location and DRAFT_WRITER in request.headers:
        del answer.headers["Location"]
        answer.headers[DRAFT_LOCATION] = location
        answer.status_code = HTTPStatus.NO_CONTENT
    return answer


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
