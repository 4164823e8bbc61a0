"""The ground of the API（外のプログラムとの窓口）: strict shapes, refusals as answers, pages.

Every write goes through the same form as the page, so that a rule is written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, QuerySet
from django.http import QueryDict
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from banso.core.clock import TOKYO

PAGE_SIZE = 100
T = TypeVar("T")
# JSON has no type for these: they are sent as text of one form, and read strictly from that.
Day = Annotated[date, Field(strict=False)]
Id = Annotated[UUID, Field(strict=False)]


def _universal(moment: datetime) -> datetime:
    """The moment without its zone's whims; one that names no zone is Japan's."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=TOKYO)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        message = "out of the calendar"
        raise ValueError(message) from None


Moment = Annotated[datetime, AfterValidator(_universal)]


class Strict(Schema):
    """What a program sends: unknown fields and wrong types are refused, never guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Fault(Schema):
    """One thing that is wrong: the field it belongs to (empty: the whole), its code, the words."""

    field: str
    code: str
    message: str


class Problem(Schema):
    """Why a call was refused; nothing was saved."""

    code: str
    message: str
    faults: list[Fault] = Field(default_factory=list)


# What any call may be answered instead; the words are for the person who reads the program's log.
REFUSED = dict.fromkeys((400, 401, 403, 404, 409, 413, 422), Problem)


class Listed(Schema, Generic[T]):
    """One page of a list, and how many rows there are on all pages."""

    count: int
    page: int
    pages: int
    rows: list[T]


class FormRefusedError(Exception):
    """A form refused what was sent."""

    def __init__(self, form: forms.BaseForm, extra: Iterable[forms.BaseForm] = ()) -> None:
        super().__init__()
        self.faults = [fault for each in (form, *extra) for fault in faults_of(each)]


def faults_of(form: forms.BaseForm) -> list[Fault]:
    """The form's refusals, each at its field."""
    return [
        Fault(
            field="" if name == NON_FIELD_ERRORS else name,
            code=each["code"] or "invalid",
            message=each["message"],
        )
        for name, every in form.errors.get_json_data().items()
        for each in every
    ]


def typed(given: Mapping[str, Any]) -> QueryDict:
    """What was sent, as if a person had typed it into the form."""
    query = QueryDict(mutable=True)
    for name, value in given.items():
        values = value if isinstance(value, list) else [value]
        query.setlist(name, [_word(each) for each in values])
    return query


def _word(value: object) -> str:
    if value is None or value is False:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


Row = TypeVar("Row", bound=Model)


def one_page(rows: QuerySet[Row], page: int) -> tuple[int, int, list[Row]]:
    """How many rows and pages there are, and the rows of one page（100件ずつ）."""
    count = rows.count()
    pages = max(-(-count // PAGE_SIZE), 1)
    first = (page - 1) * PAGE_SIZE
    return count, pages, list(rows[first : first + PAGE_SIZE])
