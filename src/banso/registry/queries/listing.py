"""The list of businesses（事業者一覧）: found by words, narrowed by filters, sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import OrderBy

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.registry.models import (
    Business,
    BusinessQuerySet,
    District,
    LegalForm,
    MembershipStatus,
    SuccessorStatus,
    Tag,
)
from banso.registry.queries.describing import dial, industry_of, owner_age, readable, size_of
from banso.registry.rules.industries import BUCKETS

PAGE_SIZE = 50
MOST_ON_ONE_PAGE = 2_000
_NONE = "none"
_SIZES = {"small": True, "not-small": False, "unknown": None}
_SIZE_LABELS = {True: "小規模", False: "対象外", None: "不明"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list: its GET parameter, its choices, and the one chosen.

    ``without`` is the query string of the same list with this filter taken off.
    """

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    without: str
    default: str = ""

    @property
    def words(self) -> str:
        """The choice in words: 「担当：佐藤 さくら」; nothing when it does not narrow."""
        label = dict(self.choices).get(self.chosen, "")
        return f"{self.label}：{label}" if label and self.chosen != "all" else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; ``next_sort`` is what pressing it asks for, if it sorts."""

    label: str
    key: str = ""
    next_sort: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    public_id: UUID
    name: str
    kana: str
    legal_form: str
    industry: str
    bucket: str
    size: str
    owner: str
    age: int | None
    successor: str
    district: str
    adviser: str
    phone: str
    phone_url: str
    address: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class BusinessList:
    """A page of the list with everything that was asked for."""

    search: str
    filters: tuple[Filter, ...]
    sort: str
    page: Page[Business]
    rows: tuple[Row, ...]
    most_on_one_page: int = MOST_ON_ONE_PAGE

    @property
    def count(self) -> int:
        """How many businesses were found, on all pages."""
        return self.page.paginator.count

    @property
    def narrowed_by(self) -> tuple[Filter, ...]:
        """The filters that narrow the list."""
        return tuple(narrower for narrower in self.filters if narrower.words)

    @property
    def is_asked(self) -> bool:
        """Whether the list is another than the one it opens with."""
        return bool(self.search) or any(one.chosen != one.default for one in self.filters)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The headings in order, each with the sort that pressing it asks for."""
        return tuple(_column(label, key, self.sort) for label, key in _COLUMNS)

    @property
    def orders(self) -> tuple[tuple[str, str], ...]:
        """The orders to choose from where there are no headings to press."""
        if self.sort in dict(_ORDERS_IN_WORDS):
            return _ORDERS_IN_WORDS
        label = next(column.label for column in self.columns if column.direction)
        return (*_ORDERS_IN_WORDS, (self.sort, f"{label}の逆順"))


_COLUMNS = (
    ("事業者名", "name"),
    ("業種", "industry"),
    ("小規模", ""),
    ("代表者", ""),
    ("年齢", "age"),
    ("地区", "district"),
    ("担当", "adviser"),
    ("電話", ""),
)
_ORDERS_IN_WORDS = (
    ("name", "フリガナ順"),
    ("industry", "業種順"),
    ("-age", "年齢の高い順"),
    ("age", "年齢の低い順"),
    ("district", "地区順"),
    ("adviser", "担当順"),
)
Narrow = Callable[[BusinessQuerySet, str], BusinessQuerySet]


def _born_by(rows: BusinessQuerySet, age: str) -> BusinessQuerySet:
    """Owners who reach the age within this calendar year."""
    if age == "unknown":
        return rows.filter(owner_birth_year__isnull=True)
    return rows.filter(owner_birth_year__lte=clock.today().year - int(age))


_NARROW: dict[str, Narrow] = {
    "adviser": lambda rows, who: (
        rows.filter(adviser=None) if who == _NONE else rows.filter(adviser__public_id=who)
    ),
    "district": lambda rows, key: (
        rows.filter(district=None) if key == _NONE else rows.filter(district__key=key)
    ),
    "industry": lambda rows, bucket: (
        rows.filter(industry_code="") if bucket == _NONE else rows.in_bucket(bucket)
    ),
    "form": lambda rows, form: rows.filter(legal_form=form),
    "size": lambda rows, size: rows.judged_small(_SIZES[size]),
    "member": lambda rows, status: rows.filter(membership=status),
    "successor": lambda rows, status: rows.filter(successor=status),
    "age": _born_by,
    "tag": lambda rows, name: rows.filter(tags__name=name),
    "state": lambda rows, state: {"open": rows.open, "closed": rows.closed, "all": rows.all}[
        state
    ](),
}
_ORDERS: dict[str, OrderBy] = {
    "name": F("name_kana").asc(),
    "-name": F("name_kana").desc(),
    "industry": F("industry_code").asc(),
    "-industry": F("industry_code").desc(),
    "district": F("district__position").asc(nulls_last=True),
    "-district": F("district__position").desc(nulls_last=True),
    "adviser": F("adviser").asc(nulls_last=True),
    "-adviser": F("adviser").desc(nulls_last=True),
    "age": F("owner_birth_year").desc(nulls_last=True),
    "-age": F("owner_birth_year").asc(nulls_last=True),
}


def businesses_for(staff: Staff, asked: Mapping[str, str]) -> BusinessList:
    """The page of businesses that the GET parameters ask for; unknown parameters count for nothing.

    Closed businesses（廃業）are left out unless asked for. ``rows=all`` puts up to 2,000 on one
    page, for printing.
    """
    found, filters, search, sort = _asked_for(staff, asked)
    ordered = found.select_related("district", "adviser__person", "closure").defer(
        "note", "search_text", "caution"
    )
    size = MOST_ON_ONE_PAGE if asked.get("rows") == "all" else PAGE_SIZE
    page = Paginator(ordered, size).get_page(asked.get("page"))
    return BusinessList(search, filters, sort, page, tuple(map(_row, page.object_list)))


def _asked_for(
    staff: Staff, asked: Mapping[str, str]
) -> tuple[BusinessQuerySet, tuple[Filter, ...], str, str]:
    """The businesses asked for, in order; with the filters, the words and the order they give."""
    filters = _filters(staff, asked)
    found = Business.objects.visible_to(staff).unerased()
    for narrower in filters:
        if narrower.chosen:
            found = _NARROW[narrower.key](found, narrower.chosen)
    search = asked.get("q", "").strip()[:100]
    sort = asked.get("sort", "") if asked.get("sort") in _ORDERS else "name"
    rows = found.matching(search).order_by(_ORDERS[sort], "name_kana", "name", "id")
    return rows, filters, search, sort


def asked_businesses(staff: Staff, asked: Mapping[str, str]) -> tuple[BusinessQuerySet, str]:
    """Every business the GET parameters ask for, on all pages; and what was asked, in words."""
    rows, filters, search, _ = _asked_for(staff, asked)
    words = (f"ことば：{search}" if search else "", *(narrower.words for narrower in filters))
    return rows, "、".join(filter(None, words))


def _filters(staff: Staff, asked: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filters the asker may use; an outside expert has few businesses and needs none."""
    if staff.role not in Role.office():
        return ()
    offered = (
        ("adviser", "担当", advisers_to_choose(staff)),
        ("district", "地区", _districts(staff)),
        ("industry", "業種", (*((name, name) for name in BUCKETS), (_NONE, "未入力"))),
        ("form", "法人・個人", tuple(LegalForm.choices)),
        ("size", "小規模", (("small", "はい"), ("not-small", "いいえ"), ("unknown", "不明"))),
        ("member", "会員", tuple(MembershipStatus.choices)),
        ("successor", "後継者", tuple(SuccessorStatus.choices)),
        ("age", "代表者の年齢", tuple((str(a), f"{a}歳以上") for a in (60, 65, 70, 75))),
        ("tag", "タグ", _tags(staff)),
    )
    plain = (chosen_filter(key, label, choices, asked) for key, label, choices in offered)
    states = (("open", "営業中"), ("closed", "廃業"), ("all", "すべて"))
    return (*plain, chosen_filter("state", "状態", states, asked, default="open"))


def chosen_filter(
    key: str,
    label: str,
    choices: tuple[tuple[str, str], ...],
    asked: Mapping[str, str],
    default: str = "",
) -> Filter:
    """A filter with what was chosen of it; an unknown choice counts for the default."""
    chosen = asked.get(key, default)
    if chosen not in {value for value, _ in choices}:
        chosen = default
    others = {name: value for name, value in asked.items() if name not in {key, "page"} and value}
    off = {**others, key: "all"} if default else others
    return Filter(key, label, choices, chosen, urlencode(off), default)


def _column(label: str, key: str, sort: str) -> Column:
    if not key:
        return Column(label)
    if sort == key:
        return Column(label, key, f"-{key}", "ascending")
    return Column(label, key, key, "descending" if sort == f"-{key}" else "")


def advisers_to_choose(staff: Staff) -> tuple[tuple[str, str], ...]:
    """Advisers, and whoever else is in charge of a business, former staff too."""
    in_charge = Exists(Business.objects.filter(adviser=OuterRef("pk")))
    colleagues = Staff.objects.visible_to(staff).select_related("person")
    rows = colleagues.filter(in_charge | Q(role__in=[Role.STATUTORY_ADVISER, Role.ADVISER]))
    return (*((str(row.public_id), row.person.name) for row in rows), (_NONE, "担当なし"))


def _districts(staff: Staff) -> tuple[tuple[str, str], ...]:
    rows = District.objects.filter(organisation_id=staff.organisation_id)
    return (*((row.key, row.name) for row in rows), (_NONE, "未入力"))


def _tags(staff: Staff) -> tuple[tuple[str, str], ...]:
    rows = Tag.objects.filter(organisation_id=staff.organisation_id)
    return tuple((row.name, row.name) for row in rows)


def _row(business: Business) -> Row:
    found, age = industry_of(business), owner_age(business)
    return Row(
        public_id=business.public_id,
        name=business.name,
        kana=business.name_kana,
        legal_form=business.get_legal_form_display(),
        industry=found.name if found else "",
        bucket=found.bucket if found else "",
        size=_SIZE_LABELS[size_of(business).small],
        owner=business.owner_name,
        age=age.oldest if age else None,
        successor=business.get_successor_display(),
        district=str(business.district or ""),
        adviser=str(business.adviser or ""),
        phone=readable(business.phone),
        phone_url=dial(business.phone),
        address=business.address,
        closed_on=business.closure.on if business.is_closed else None,
    )
