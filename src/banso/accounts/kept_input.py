"""Text typed into a form whose session had ended: kept, and given back to its writer alone.

The form carries its writer's public id in the hidden field ``typed_by``; after signing in again,
only the same person gets the text back, on the same page.
"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

_KEY = "kept_input"
_LONGEST = 200_000  # characters of an urlencoded form; a longer one is refused by the form anyway


def keep_input(request: HttpRequest) -> None:
    """Keep a stranger's posted form until they have signed in again."""
    encoded = request.POST.urlencode()
    if request.POST.get("typed_by") and len(encoded) <= _LONGEST:
        request.session[_KEY] = {"path": request.path, "form": encoded}


def kept_input(request: HttpRequest) -> QueryDict | None:
    """Give the kept form of this page back, once, to the person who typed it."""
    kept = request.session.get(_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    form = QueryDict(kept["form"])
    person_id = str(request.user.pk)
    return form if form.get("typed_by") == person_id else None
