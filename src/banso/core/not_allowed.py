"""Saying in our own words that an address is only for a button, and where to go instead."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class SayNotAllowed:
    """Give a person who opens an address meant for a button（405）a page that can be read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put our page where a browser would show nothing; programs get the answer as it was."""
        answer = self.answer(request)
        is_read = "text/html" in request.headers.get("Accept", "")
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not is_read:
            return answer
        page = render(request, "core/405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = answer.headers.get("Allow", "POST")
        return page
