"""The plan's indicators（指標） and results entered by hand（実績） for other programs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from banso.accounts.api import ApiRequest, TokenFor, answered, answered_once
from banso.core.api import REFUSED, Day, FormRefusedError, Id, Listed, Strict, one_page, typed
from banso.core.refusals import RuleViolation
from banso.programme.actions import enter_result, restore_result, withdraw_result
from banso.programme.asking import asked_line, asked_year
from banso.programme.forms import ResultForm
from banso.programme.measures import COUNTED, is_counted, source_of
from banso.programme.models import Result, ResultQuerySet
from banso.programme.queries import Plan, YearRow, plan_of, year_table
from banso.programme.rules.tallies import Tally

router = Router(tags=["計画の指標"])
results_router = Router(tags=["手入力の実績"])


class TallyShape(Schema):
    """A number: ``value`` is ``null`` where it is not known, and ``reason`` says why.

    ``contacts`` is 延べ, ``businesses`` 実数, ``unknown`` how many entries say 不明.
    """

    value: int | Decimal | str | None
    contacts: int | None
    businesses: int | None
    unknown: int
    reason: str


class IndicatorShape(Schema):
    """An indicator in one fiscal year: what was promised, what was counted, how it stands."""

    key: str
    section: str
    name: str
    unit: str
    counting: str
    definition: str
    is_agreed: bool
    is_vague: bool
    is_recorded: bool
    target: int | Decimal | str | None
    first_half: TallyShape
    second_half: TallyShape
    year: TallyShape
    rate: Decimal | None
    standing: str


class IndicatorTable(Schema):
    """All indicators of the plan in one fiscal year."""

    programme: str
    year: str
    as_of: date
    indicators: list[IndicatorShape]


class ResultShape(Schema):
    """A result entered by hand; without value and text it says 不明."""

    id: UUID
    line: str
    on: date
    business: UUID | None
    value: Decimal | None
    text: str
    note: str
    entered_by: str
    is_withdrawn: bool


class NewResult(Strict):
    """A result to enter. ``unknown`` says 不明; a blank value is never taken for zero."""

    line: str
    on: Day
    value: Decimal | None = Field(default=None, strict=False)
    text: str = ""
    unknown: bool = False
    business: Id | None = None
    note: str = ""


class Reason(Strict):
    """Why a result is taken back."""

    reason: str = Field(min_length=1, max_length=200)


class ResultFilter(Schema):
    """Which results are asked for."""

    line: str = ""
    year: str = ""
    state: Literal["standing", "withdrawn", "all"] = "standing"
    page: int = 1


@router.get(
    "",
    response={200: IndicatorTable, **REFUSED},
    summary="年度の目標と実績",
    auth=TokenFor("programme:read"),
)
def indicators(request: ApiRequest, year: str = "") -> IndicatorTable:
    """The target table of one fiscal year（``R8``）; this year where none is named."""
    plan = _plan(request)
    table = year_table(plan, asked_year(plan, year))
    return IndicatorTable(
        programme=plan.document.title,
        year=table.year.key,
        as_of=table.as_of,
        indicators=[_indicator(row) for row in table.rows],
    )


@results_router.get(
    "",
    response={200: Listed[ResultShape], **REFUSED},
    summary="実績の一覧",
    auth=TokenFor("results:read"),
)
def results(request: ApiRequest, asked: Query[ResultFilter]) -> Listed[ResultShape]:
    """List results entered by hand, 100 on a page, oldest entry first."""
    plan = _plan(request)
    rows = _seen(request).filter(programme=plan.programme).order_by("pk")
    if asked.line:
        rows = rows.filter(line=asked.line)
    if asked.year:
        period = asked_year(plan, asked.year).whole
        rows = rows.filter(on__gte=period.first, on__lte=period.last)
    if asked.state != "all":
        rows = rows.filter(withdrawal__isnull=asked.state == "standing")
    page = max(asked.page, 1)
    count, pages, found = one_page(rows, page)
    return Listed(count=count, page=page, pages=pages, rows=[shape_of(row) for row in found])


@results_router.post(
    "",
    response={201: ResultShape, **REFUSED},
    summary="実績を手入力する",
    auth=TokenFor("results:write"),
)
def enter(request: ApiRequest, given: NewResult) -> HttpResponse:
    """Enter a result of a line that is not counted from records."""
    return answered_once(request, lambda: _enter(request, given))


@results_router.post(
    "/{result_id}/withdrawal",
    response={200: ResultShape, **REFUSED},
    summary="実績を取り消す",
    auth=TokenFor("results:write"),
)
def withdraw(request: ApiRequest, result_id: UUID, given: Reason) -> HttpResponse:
    """Take a result back; it counts nowhere."""

    def act() -> HttpResponse:
        row = get_object_or_404(_seen(request), public_id=result_id)
        withdraw_result(row, reason=given.reason, by=request.staff)
        return answered(shape_of(_seen(request).get(pk=row.pk)))

    return answered_once(request, act)


@results_router.delete(
    "/{result_id}/withdrawal",
    response={200: ResultShape, **REFUSED},
    summary="取消を戻す",
    auth=TokenFor("results:write"),
)
def restore(request: ApiRequest, result_id: UUID) -> HttpResponse:
    """Let a withdrawn result count again."""
    restore_result(get_object_or_404(_seen(request), public_id=result_id))
    return answered(shape_of(_seen(request).get(public_id=result_id)))


def _plan(request: ApiRequest) -> Plan:
    plan = plan_of(request.staff.organisation)
    if plan is None:
        raise Http404
    return plan


def _seen(request: ApiRequest) -> ResultQuerySet:
    related = ("programme", "business", "entered_by__person", "withdrawal")
    return Result.objects.visible_to(request.staff).select_related(*related)


def _enter(request: ApiRequest, given: NewResult) -> HttpResponse:
    plan = _plan(request)
    line = asked_line(plan, given.line)
    if is_counted(line):
        words = COUNTED.format(source=source_of(line))
        raise RuleViolation("recorded", words, field="line")
    form = ResultForm(
        typed(_as_typed(request, given, is_words=line.counting == "文言")),
        line=line,
        staff=request.staff,
    )
    if not form.is_valid():
        raise FormRefusedError(form)
    kept = enter_result(form.new_result(plan.programme), evidence=None, by=request.staff)
    return answered(shape_of(_seen(request).get(pk=kept.pk)), status=201)


def _as_typed(request: ApiRequest, given: NewResult, *, is_words: bool) -> dict[str, Any]:
    """What was sent under the names of the form."""
    key = request.headers.get("Idempotency-Key", "")
    known = "text" if is_words else "number"
    return {
        **given.model_dump(exclude={"line", "unknown", "value"}),
        "value": None if given.value is None else f"{given.value:f}",
        "answer": "unknown" if given.unknown else known,
        "entry_key": uuid5(NAMESPACE_URL, f"{request.token.public_id}/{key}") if key else uuid4(),
    }


def _indicator(row: YearRow) -> IndicatorShape:
    return IndicatorShape(
        key=row.line.key,
        section=row.line.section,
        name=row.full_name,
        unit=row.line.unit,
        counting=row.line.counting,
        definition=row.definition,
        is_agreed=row.is_agreed,
        is_vague=row.is_vague,
        is_recorded=is_counted(row.line),
        target=row.target,
        first_half=_tally(row.first_half),
        second_half=_tally(row.second_half),
        year=_tally(row.year),
        rate=row.achieved.rate,
        standing=row.standing,
    )


def _tally(tally: Tally) -> TallyShape:
    return TallyShape(
        value=tally.value,
        contacts=tally.contacts,
        businesses=tally.businesses,
        unknown=tally.unknown,
        reason=tally.reason,
    )


def shape_of(row: Result) -> ResultShape:
    """The result as it is given out."""
    return ResultShape(
        id=row.public_id,
        line=row.line,
        on=row.on,
        business=row.business.public_id if row.business else None,
        value=row.value,
        text=row.text,
        note=row.note,
        entered_by=row.entered_by.person.name,
        is_withdrawn=hasattr(row, "withdrawal"),
    )
