"""The API（``/api/v1``）: the rooms' routes behind one door, and what a refusal looks like."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from banso.accounts.api import OutOfScopeError
from banso.core.api import Fault, FormRefusedError, Problem
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.programme.api import results_router
from banso.programme.api import router as indicators_router
from banso.records.api import promises_router
from banso.records.api import router as records_router
from banso.registry.api import router as businesses_router

api = NinjaAPI(
    title="伴走 API",
    version="1",
    description="事業者・支援記録・約束・指標・実績を、ほかのプログラムから読み書きします。",
    docs_url=None,  # its page would load scripts from elsewhere
    urls_namespace="api",
)
api.add_router("/businesses", businesses_router)
api.add_router("/records", records_router)
api.add_router("/promises", promises_router)
api.add_router("/indicators", indicators_router)
api.add_router("/results", results_router)

_WORDS = {
    "extra_forbidden": "この名前の項目はありません。",
    "missing": "この項目が必要です。",
    "json_invalid": "JSON として読めません。",
    "string_type": "文字列にしてください。",
    "int_type": "整数にしてください。",
    "int_from_float": "整数にしてください。",
    "int_parsing": "整数にしてください。",
    "bool_type": "true か false にしてください。",
    "list_type": "リストにしてください。",
    "too_long": "数が多すぎます。",
    "string_too_short": "入力してください。",
    "string_too_long": "長すぎます。",
}
_BY_KIND = {
    "uuid": "UUID の形にしてください。",
    "date": "日付は 2026-11-20 の形にしてください。",
    "datetime": "日時は 2026-11-20T09:00:00+09:00 の形にしてください。",
    "timezone": "日時は 2026-11-20T09:00:00+09:00 の形にしてください。",
    "literal": "選べる値ではありません。",
    "decimal": "数にしてください。",
    "model": "項目の組（オブジェクト）にしてください。",
}


def _problem(request: HttpRequest, status: int, problem: Problem) -> HttpResponse:
    return api.create_response(request, problem.model_dump(), status=status)


@api.exception_handler(ValidationError)
def of_wrong_shape(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """Fields that are missing, unknown or of another type."""
    faults = [
        Fault(field=_place(each["loc"]), code=each["type"], message=_said(each["type"]))
        for each in refusal.errors
    ]
    return _problem(request, 422, Problem(code="invalid", message=_LOOK, faults=faults))


_LOOK = "送られた内容を受け付けられません。何も保存していません。"


def _place(where: tuple[Any, ...]) -> str:
    """Where in what was sent, without the name of the argument that held it."""
    skipped = {"body", "query", "path", "given", "asked"}
    return ".".join(str(part) for part in where if part not in skipped)


def _said(kind: str) -> str:
    family = kind.partition("_")[0]
    return _WORDS.get(kind) or _BY_KIND.get(family, "正しい形ではありません。")


@api.exception_handler(FormRefusedError)
def refused_by_form(request: HttpRequest, refusal: FormRefusedError) -> HttpResponse:
    """What the page's own form refuses, in the same words."""
    return _problem(request, 422, Problem(code="invalid", message=_LOOK, faults=refusal.faults))


@api.exception_handler(RuleViolation)
def refused_by_rule(request: HttpRequest, refusal: RuleViolation) -> HttpResponse:
    """A rule of the field; what was edited or entered meanwhile is a conflict."""
    conflicts = isinstance(refusal, EditConflict) or refusal.code in {"similar", "number-taken"}
    fault = Fault(field=refusal.field or "", code=refusal.code, message=refusal.message)
    problem = Problem(code=refusal.code, message=refusal.message, faults=[fault])
    return _problem(request, 409 if conflicts else 422, problem)


@api.exception_handler(AuthenticationError)
def without_token(request: HttpRequest, refusal: AuthenticationError) -> HttpResponse:
    """No token, or one that opens nothing."""
    del refusal
    words = "APIトークンがないか、期限が切れているか、失効しています。"
    return _problem(request, 401, Problem(code="no-token", message=words))


@api.exception_handler(OutOfScopeError)
def beyond_token(request: HttpRequest, refusal: OutOfScopeError) -> HttpResponse:
    """A token that does not reach so far."""
    words = f"このAPIトークンでは「{refusal.label}」ことができません。"
    return _problem(request, 403, Problem(code="out-of-scope", message=words))


@api.exception_handler(Http404)
def nothing_there(request: HttpRequest, refusal: Http404) -> HttpResponse:
    """Nothing that the token's staff member may see."""
    del refusal
    return _problem(request, 404, Problem(code="not-found", message="見つかりません。"))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    problem = Problem(code="unreadable", message="本文を JSON として読めません。")
    return _problem(request, refusal.status_code, problem)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, refusal: RequestDataTooBig) -> HttpResponse:
    """A body larger than any record."""
    del refusal
    return _problem(request, 413, Problem(code="too-big", message="本文が大きすぎます。"))
