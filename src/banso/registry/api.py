"""Businesses（事業者） for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from banso.accounts.api import ApiRequest, TokenFor, answered, answered_once
from banso.accounts.history import past_of
from banso.core.api import REFUSED, FormRefusedError, Listed, Moment, Strict, one_page, typed
from banso.core.refusals import RuleViolation
from banso.registry.actions import edit_business, register_business
from banso.registry.forms import BusinessForm
from banso.registry.models import Business, BusinessQuerySet
from banso.registry.queries import kept_instead_of, similar_to

router = Router(tags=["事業者"])
Form = Literal["corporation", "sole-proprietor"]
Successor = Literal["unknown", "agreed", "not-agreed", "none", "not-needed", "closing"]
Membership = Literal["member", "non-member", "unknown"]


class BusinessShape(Schema):
    """A business as it is given out; ``null`` and an empty text mean that it is not known."""

    id: UUID
    version: int
    name: str
    name_kana: str
    legal_form: str
    corporate_number: str
    member_number: str
    postcode: str
    prefecture: str
    city: str
    street: str
    building: str
    phone: str
    fax: str
    email: str
    website: str
    district: str | None
    adviser: UUID | None
    adviser_name: str | None
    membership: str
    tags: list[str]
    industry_code: str
    line_of_business: str
    capital_yen: int | None
    founded_year: int | None
    officers: int | None
    family_workers: int | None
    full_time: int | None
    part_time: int | None
    on_leave: int | None
    day_labourers: int | None
    up_to_two_months: int | None
    seasonal: int | None
    probation: int | None
    owner_name: str
    owner_kana: str
    owner_title: str
    owner_birth_year: int | None
    successor: str
    closed_on: date | None


_PLAIN = [
    name
    for name in BusinessShape.model_fields
    if name not in {"id", "district", "adviser", "adviser_name", "tags", "closed_on"}
]


class BusinessChange(Strict):
    """What may be sent of a business; what is left out stays as it is."""

    name: str | None = None
    name_kana: str | None = None
    legal_form: Form | None = None
    corporate_number: str | None = None
    member_number: str | None = None
    postcode: str | None = None
    prefecture: str | None = None
    city: str | None = None
    street: str | None = None
    building: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None
    website: str | None = None
    district: str | None = None
    adviser: str | None = None
    membership: Membership | None = None
    tags: list[str] | None = None
    industry_code: str | None = None
    line_of_business: str | None = None
    capital_yen: int | None = None
    founded_year: int | None = None
    officers: int | None = None
    family_workers: int | None = None
    full_time: int | None = None
    part_time: int | None = None
    on_leave: int | None = None
    day_labourers: int | None = None
    up_to_two_months: int | None = None
    seasonal: int | None = None
    probation: int | None = None
    owner_name: str | None = None
    owner_kana: str | None = None
    owner_title: str | None = None
    owner_birth_year: int | None = None
    successor: Successor | None = None


class NewBusiness(BusinessChange):
    """A business to enter; ``accept_similar`` enters it although one like it is there."""

    accept_similar: bool = False


class EditedBusiness(BusinessChange):
    """An edit over the version that was read."""

    version: int


class BusinessFilter(Schema):
    """Which businesses are asked for."""

    q: str = ""
    corporate_number: str = ""
    state: Literal["open", "closed", "all"] = "open"
    changed_since: Moment | None = None
    page: int = 1


@router.get(
    "",
    response={200: Listed[BusinessShape], **REFUSED},
    summary="事業者の一覧",
    auth=TokenFor("businesses:read"),
)
def businesses(request: ApiRequest, asked: Query[BusinessFilter]) -> Listed[BusinessShape]:
    """List businesses the token's staff member may see, 100 on a page, oldest entry first."""
    rows = _seen(request).order_by("pk")
    if asked.state != "all":
        rows = rows.open() if asked.state == "open" else rows.closed()
    if asked.corporate_number:
        rows = rows.filter(corporate_number=asked.corporate_number)
    if asked.changed_since:
        changed = past_of(Business).filter(history_date__gte=asked.changed_since)
        rows = rows.filter(pk__in=changed.values("id"))
    if asked.q:
        rows = rows.matching(asked.q)
    page = max(asked.page, 1)
    count, pages, found = one_page(rows, page)
    return Listed(count=count, page=page, pages=pages, rows=[shape_of(row) for row in found])


@router.get(
    "/{business_id}",
    response={200: BusinessShape, **REFUSED},
    summary="事業者1件",
    auth=TokenFor("businesses:read"),
)
def business(request: ApiRequest, business_id: UUID) -> BusinessShape:
    """One business; by the id of an entry that was merged, the one that was kept."""
    merge = kept_instead_of(business_id, request.staff)
    public_id = merge.kept.public_id if merge else business_id
    return shape_of(get_object_or_404(_seen(request), public_id=public_id))


@router.post(
    "",
    response={201: BusinessShape, **REFUSED},
    summary="事業者を登録する",
    auth=TokenFor("businesses:write"),
)
def enter(request: ApiRequest, given: NewBusiness) -> HttpResponse:
    """Enter a business; refused with 409 where one like it is there already."""
    return answered_once(request, lambda: _enter(request, given))


@router.patch(
    "/{business_id}",
    response={200: BusinessShape, **REFUSED},
    summary="事業者を直す",
    auth=TokenFor("businesses:write"),
)
def change(request: ApiRequest, business_id: UUID, given: EditedBusiness) -> HttpResponse:
    """Change what is sent and leave the rest; refused with 409 when it was changed meanwhile."""
    return answered_once(request, lambda: _change(request, business_id, given))


def _enter(request: ApiRequest, given: NewBusiness) -> HttpResponse:
    form = BusinessForm(typed(_as_typed(request, given)), staff=request.staff)
    if not form.is_valid():
        raise FormRefusedError(form)
    similar = similar_to(form.instance, request.staff.organisation)
    if similar and not given.accept_similar:
        names = "、".join(f"{row.name}（{row.public_id}）" for row in similar)
        raise RuleViolation("similar", f"同じ事業者かもしれない登録があります：{names}")
    form.instance.public_id = form.entry_id
    row = register_business(
        form.instance,
        tags=form.cleaned_data["tag_names"],
        organisation=request.staff.organisation,
    )
    return answered(_fresh(request, row), status=201)


def _change(request: ApiRequest, business_id: UUID, given: EditedBusiness) -> HttpResponse:
    row = get_object_or_404(Business.objects.visible_to(request.staff), public_id=business_id)
    opened = BusinessForm(staff=request.staff, business=row)
    stored = {name: opened[name].value() for name in opened.fields}
    form = BusinessForm(
        typed({**stored, **_as_typed(request, given)}), staff=request.staff, business=row
    )
    if not form.is_valid():
        raise FormRefusedError(form)
    tags = form.cleaned_data["tag_names"]
    return answered(
        _fresh(request, edit_business(form.instance, tags=tags, seen_version=given.version))
    )


def _as_typed(request: ApiRequest, given: BusinessChange) -> dict[str, Any]:
    """What was sent under the names of the form; colleagues and districts by the form's keys."""
    sent = given.model_dump(exclude_unset=True, exclude={"accept_similar", "version"})
    if "tags" in sent:
        sent["tag_names"] = "、".join(sent.pop("tags") or [])
    office = request.staff.organisation
    if sent.get("district"):
        found = office.districts.filter(key=sent["district"]).first()
        sent["district"] = found.pk if found else sent["district"]
    if sent.get("adviser"):
        sent["adviser"] = _adviser_key(request, sent["adviser"])
    return sent


def _adviser_key(request: ApiRequest, public_id: str) -> str:
    try:
        rows = request.staff.organisation.staff.filter(public_id=UUID(public_id))
    except ValueError:
        return public_id
    found = rows.values_list("pk", flat=True).first()
    return str(found) if found else public_id


def _seen(request: ApiRequest) -> BusinessQuerySet:
    rows = Business.objects.visible_to(request.staff)
    return rows.select_related("district", "adviser__person", "closure").prefetch_related("tags")


def _fresh(request: ApiRequest, row: Business) -> BusinessShape:
    return shape_of(_seen(request).get(pk=row.pk))


def shape_of(row: Business) -> BusinessShape:
    """The business as it is given out."""
    return BusinessShape(
        id=row.public_id,
        district=row.district.key if row.district else None,
        adviser=row.adviser.public_id if row.adviser else None,
        adviser_name=row.adviser.person.name if row.adviser else None,
        tags=[tag.name for tag in row.tags.all()],
        closed_on=row.closure.on if row.is_closed else None,
        **{name: getattr(row, name) for name in _PLAIN},
    )
