"""While no organisation exists, every address leads to the first page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from banso.accounts.models import Organisation


class FirstRun:
    """Lead strangers to the first page until an organisation exists.

    Someone signed in is staff of one, so only strangers' requests ask the database.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the first page, or answer as ever."""
        start = reverse("web:first-run")
        is_stranger = getattr(request, "staff", None) is None
        if is_stranger and request.path != start and not Organisation.objects.exists():
            return redirect(start)
        return self.answer(request)
