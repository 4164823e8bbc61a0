"""The page on which a button was pressed, as its form names it, to go back to."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def pressed_on(request: HttpRequest) -> str:
    """The address that the form tells as ``back``, if it is a page of ours; else nothing."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else ""
