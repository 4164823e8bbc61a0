"""Businesses entered twice（重複）, so that the queue of suspicions has something to show.

They are taken from those there are: the office still has as many as the plan counts.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from banso.core.japanese import digits, to_katakana
from banso.registry.models import Business, LegalForm
from banso.web.demo.businesses import Enrolled
from banso.web.demo.particulars import STAR

_OTHERWISE = {
    "株式会社": "㈱", "有限会社": "(有)", "合同会社": "（同）",
    "(株)": "㈱", "㈱": "株式会社", "(有)": "㈲", "㈲": "有限会社",
}  # fmt: skip
_TAKEN_OVER = (
    *("name", "phone", "prefecture", "city", "street", "postcode", "district"),
    *("owner_name", "owner_birth_year"),
)
_KANJI_FIGURES = str.maketrans("0123456789", "〇一二三四五六七八九")
Rewrite = Callable[[Business, Business], None]


def enter_twice(entries: list[Enrolled]) -> None:
    """Make some of the entries second entries of others, each written in another way."""
    used: set[int] = set()
    for form, rewrite in _REWRITINGS:
        first, second = next(
            (one, other)
            for one, other in product(entries, entries[::-1])
            if one is not other
            and not {id(one), id(other)} & used
            and _may_be_double(one, other, form)
        )
        used |= {id(first), id(second)}
        second.owner = first.owner
        _enter_again(first.business, second.business)
        rewrite(first.business, second.business)


def _may_be_double(one: Enrolled, other: Enrolled, form: LegalForm) -> bool:
    """Both of one trade and form: the office's counts by trade stay as the plan has them."""
    forms = {one.business.legal_form, other.business.legal_form}
    is_plain = STAR not in {one.business.name, other.business.name} and not other.is_new
    return forms == {form} and one.trade == other.trade and is_plain and bool(one.business.phone)


def _enter_again(first: Business, second: Business) -> None:
    """The same business as somebody enters it who did not find it: no number, no reading."""
    for name in _TAKEN_OVER:
        setattr(second, name, getattr(first, name))
    second.owner_kana = second.corporate_number = second.name_kana = ""
    second.building = second.fax = second.email = second.website = second.note = ""


def _abbreviate(first: Business, second: Business) -> None:
    form = next(form for form in _OTHERWISE if form in first.name)
    second.name = first.name.replace(form, _OTHERWISE[form]).replace(" ", "")
    second.phone = ""


def _read(first: Business, second: Business) -> None:
    second.name = to_katakana(first.name_kana)
    second.phone = digits(first.phone)


def _leave_out_form(first: Business, second: Business) -> None:
    second.name = first.name
    for form in _OTHERWISE:
        second.name = second.name.replace(form, "")
    second.name = second.name.strip()
    second.owner_name = first.owner_name.replace(" ", "")


def _name_owner(first: Business, second: Business) -> None:
    second.name = f"{first.name} {first.owner_name}"
    second.phone = ""
    second.street = first.street.translate(_KANJI_FIGURES)


def _enter_by_owner(first: Business, second: Business) -> None:
    second.name = first.owner_name
    second.phone = ""


def _hand_on(first: Business, second: Business) -> None:
    surname = first.owner_name.split()[0]
    second.owner_name = f"{surname} 大地"
    second.name = f"{first.name}　本店"


def _slip(first: Business, second: Business) -> None:
    second.name = first.name[:-2] + first.name[-1] + first.name[-2]


_REWRITINGS: tuple[tuple[LegalForm, Rewrite], ...] = (
    (LegalForm.CORPORATION, _abbreviate),
    (LegalForm.CORPORATION, _leave_out_form),
    (LegalForm.SOLE_PROPRIETOR, _read),
    (LegalForm.SOLE_PROPRIETOR, _name_owner),
    (LegalForm.SOLE_PROPRIETOR, _enter_by_owner),
    (LegalForm.SOLE_PROPRIETOR, _hand_on),
    (LegalForm.SOLE_PROPRIETOR, _slip),
)
