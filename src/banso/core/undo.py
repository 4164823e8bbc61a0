"""Undo instead of 「よろしいですか」: a message that takes back what was just done.

What was done is said at once, with one button（元に戻す）beside it that posts to ``url``. The page
behind ``url`` is an ordinary action with its own permission.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, said: str, *, undo_url: str) -> None:
    """Say what was done, and offer to take it back."""
    messages.success(request, said, extra_tags=undo_url)
