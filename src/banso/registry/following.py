"""Old addresses of businesses that were merged lead to the one that stayed（まとめた先）."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from banso.accounts.access import StaffRequest
from banso.registry.queries import kept_instead_of

P = ParamSpec("P")
BusinessPage = Callable[Concatenate[StaffRequest, UUID, P], HttpResponse]


def follow_merges(page: BusinessPage[P]) -> BusinessPage[P]:
    """Send whoever opens the page of an entry that was merged to the same page of the other."""

    @wraps(page)
    def followed(
        request: StaffRequest, business_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            return page(request, business_id, *args, **kwargs)
        except Http404:
            merge = kept_instead_of(business_id, request.staff)
            if merge is None or request.method != "GET" or request.resolver_match is None:
                raise
            said = f"「{merge.absorbed_name}」は「{merge.kept.name}」にまとめられています。"
            messages.info(request, said)
            return redirect(request.resolver_match.view_name, merge.kept.public_id)

    return cast("BusinessPage[P]", followed)
