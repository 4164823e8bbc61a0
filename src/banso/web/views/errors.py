"""The pages for what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.accounts.access import open_to_all


@open_to_all
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read, and that going back keeps what was typed."""
    del exception
    return render(request, "core/400.html", status=400)


@open_to_all
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which permission is missing."""
    return render(request, "403.html", {"needed": str(exception)}, status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here that the asker may see."""
    del exception
    return render(request, "404.html", status=404)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and that going back keeps what was typed."""
    del reason
    return render(request, "core/403_csrf.html", status=403)
