"""The search page（さがす）."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.web.search.asking import SearchFilter
from banso.web.search.looking import MOST_COUNTED, look
from banso.web.search.suggesting import suggestions

_FRAGMENT_ONLY = "HX-Request"
_FROM_HISTORY = "HX-History-Restore-Request"


@require_GET
@vary_on_headers(_FRAGMENT_ONLY)
@staff_may("search")
def search(request: StaffRequest) -> HttpResponse:
    """Search over everything; as one types, only the hits are fetched anew."""
    form = SearchFilter(request.GET, staff=request.staff)
    question = form.question()
    found = look(question, page=_page(request)) if question.words else None
    context = {
        "form": form,
        "question": question,
        "found": found,
        "suggestions": suggestions(question) if found and found.is_nothing else [],
        "may_register": may(request.staff.role, "edit-businesses"),
        "most_counted": MOST_COUNTED,
        "kept": _kept(request, leaving_out=("q", "page")),
    }
    status = 422 if form.errors else 200
    if _FRAGMENT_ONLY not in request.headers or _FROM_HISTORY in request.headers:
        return render(request, "web/search/page.html", context, status=status)
    answer = render(request, "web/search/_found.html", context, status=status)
    return _with_address(request, answer)


def _page(request: StaffRequest) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004 - far more pages than there are


def _kept(request: StaffRequest, *, leaving_out: tuple[str, ...] = ()) -> str:
    """The question as a query string without what is empty."""
    return urlencode(
        [
            (name, text)
            for name, text in request.GET.dict().items()
            if text and name not in leaving_out
        ]
    )


def _with_address(request: StaffRequest, answer: HttpResponse) -> HttpResponse:
    """Typing changes the address in its place; a filter is a step one can go back from."""
    address = reverse("web:search")
    if kept := _kept(request):
        address = f"{address}?{kept}"
    typing = request.headers.get("HX-Trigger-Name") == "q"
    answer.headers["HX-Replace-Url" if typing else "HX-Push-Url"] = address
    return answer
