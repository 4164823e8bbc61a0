"""Text typed into a form whose session had ended: kept, and given back to its writer alone.

The form carries its writer's number in the hidden field ``typed_by`` (``request.user.pk``); after
signing in again only the same person gets the text back, on the page it was typed on. Passwords
and chosen files are never kept.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

_KEY = "kept_input"
_LONGEST = 200_000  # characters of an urlencoded form; a longer one is refused by the form anyway
_NEVER_KEPT = ("csrfmiddlewaretoken", "password", "again")


def keep_input(request: HttpRequest) -> None:
    """Keep a stranger's posted form until they have signed in again."""
    form = request.POST.copy()
    for name in _NEVER_KEPT:
        form.pop(name, None)
    encoded = form.urlencode()
    if form.get("typed_by") and len(encoded) <= _LONGEST:
        path = urlsplit(page_of(request)).path
        request.session[_KEY] = {"path": path, "form": encoded}


def kept_input(request: HttpRequest) -> QueryDict | None:
    """Give the kept form of this page back, once, to the person who typed it, and say so."""
    kept = request.session.get(_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    form = QueryDict(kept["form"])
    if form.get("typed_by") != str(request.user.pk):
        return None
    messages.info(request, "ログインし直す前に入力していた内容を戻しました。まだ保存していません。")
    return form


def page_of(request: HttpRequest) -> str:
    """The page a person was on: for a form, the one it stood on, since some addresses only post."""
    here = request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return here
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return here
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
