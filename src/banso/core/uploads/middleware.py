"""Refusing what is far too large before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.core.uploads.receiving import MOST_AT_ONCE

# Room for what was typed beside the files.
MOST_SENT = MOST_AT_ONCE + 5 * 1024 * 1024


class RefuseTooLarge:
    """Answer a request of more than ``MOST_SENT`` bytes in words, by what its head says."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request in, or say that it is too large; nothing of it is kept."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= MOST_SENT:
            return self.answer(request)
        megabytes = {"most": MOST_AT_ONCE // 1024 // 1024, "sent": int(length) // 1024 // 1024}
        return render(request, "core/too_large.html", megabytes, status=413)
