"""A business in words: its size in law, its owner's age, its particulars."""

from __future__ import annotations

from dataclasses import dataclass

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.era import in_era_year
from banso.core.japanese import digits
from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.registry.models import Business, Closure, Consent, ContactPerson, LegalForm
from banso.registry.rules.industries import Industry, industry
from banso.registry.rules.owner import Age, age_from_year
from banso.registry.rules.phone import parse_phone
from banso.registry.rules.size import Headcount, SizeJudgement, judge_size

_HEADCOUNT_LABELS = {
    "full_time": "常用の従業員",
    "part_time": "短時間の従業員",
    "family_workers": "同居の親族従業員",
    "on_leave": "休業中の従業員",
    "officers": "役員・個人事業主",
    "day_labourers": "日雇い",
    "up_to_two_months": "2か月以内の雇用",
    "seasonal": "季節雇用（4か月以内）",
    "probation": "試用期間（14日以内）",
}
_SMALL = {True: "小規模事業者", False: "小規模事業者ではない", None: "小規模かどうか不明"}
_MEDIUM = {True: "中小企業者", False: "中小企業者ではない", None: "中小企業者かどうか不明"}
_UNKNOWN = "不明"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known; ``url`` dials, writes or opens it; ``remark`` adds to it."""

    label: str
    value: str
    url: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that stand together, under the heading they have on the office's paper card."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to talk to, with the telephone number ready to dial."""

    pk: int
    name: str
    position: str
    phone: str
    phone_url: str
    email: str
    note: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The size judgement in the words of the page."""

    small: str
    medium: str
    regular_employees: str
    jizokuka_employees: str
    reasons: tuple[str, ...]
    is_small: bool | None


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything known of a business（事業者の基本情報）, ready to show.

    ``caution``, ``note`` and ``consents`` are the office's own: empty for an outside expert.
    """

    business: Business
    groups: tuple[FactGroup, ...]
    size: Verdicts
    contacts: tuple[Contact, ...]
    consents: tuple[Consent, ...]
    tags: tuple[str, ...]
    closure: Closure | None
    caution: str
    note: str


def particulars_of(business: Business, *, reader: Staff | None = None) -> Particulars:
    """Everything known of ``business`` for ``reader``; without one, as the office sees it."""
    is_office = reader is None or reader.role in Role.office()
    return Particulars(
        business=business,
        groups=(
            FactGroup("基本", _basic(business)),
            FactGroup("所在地と連絡先", _address(business)),
            FactGroup("業種と従業員数", (*_trade(business), *_headcount(business))),
            FactGroup("代表者と後継者", _owner(business)),
        ),
        size=verdicts(size_of(business)),
        contacts=tuple(map(_contact, business.contact_people.all())),
        consents=tuple(business.consents.select_related("recorded_by__person"))
        if is_office
        else (),
        tags=tuple(tag.name for tag in business.tags.all()),
        closure=Closure.objects.filter(business=business)
        .select_related("confirmed_by__person")
        .first(),
        caution=business.caution if is_office else "",
        note=business.note if is_office else "",
    )


def size_of(business: Business) -> SizeJudgement:
    """What the law calls the business, judged from the row as it is in memory."""
    return judge_size(
        headcount_of(business),
        business.industry_code or None,
        business.capital_yen,
        is_corporation=business.legal_form == LegalForm.CORPORATION,
    )


def headcount_of(business: Business) -> Headcount:
    """The row's head-count breakdown, as the rule counts it."""
    numbers = {name: getattr(business, name) for name in _HEADCOUNT_LABELS}
    numbers["family"] = numbers.pop("family_workers")
    return Headcount(**numbers)


def verdicts(judgement: SizeJudgement) -> Verdicts:
    """The judgement in words; unknown is said, never taken for "no"."""
    return Verdicts(
        small=_SMALL[judgement.small],
        medium=_MEDIUM[judgement.medium],
        regular_employees=_regular_employees(judgement),
        jizokuka_employees=_people(judgement.jizokuka_employees),
        reasons=judgement.reasons,
        is_small=judgement.small,
    )


def industry_of(business: Business) -> Industry | None:
    """The business's 中分類; ``None`` when it is not entered or not in the classification."""
    try:
        return industry(business.industry_code) if business.industry_code else None
    except RuleViolation:
        return None


def owner_age(business: Business) -> Age | None:
    """The owner's age this year; ``None`` when the birth year is unknown or impossible."""
    try:
        year = business.owner_birth_year
        return age_from_year(year, clock.today()) if year else None
    except RuleViolation:
        return None


def dial(phone: str) -> str:
    """The ``tel:`` address of a telephone number; nothing for none."""
    try:
        number = parse_phone(phone).digits
    except RuleViolation:
        number = digits(phone)
    return f"tel:{number}" if number else ""


def readable(phone: str) -> str:
    """A telephone number in the form people read; as typed when it is not one."""
    try:
        return parse_phone(phone).readable
    except RuleViolation:
        return phone


def _contact(person: ContactPerson) -> Contact:
    return Contact(
        person.pk,
        person.name,
        person.position,
        person.phone,
        dial(person.phone),
        person.email,
        person.note,
    )


def _people(count: int | None) -> str:
    return _UNKNOWN if count is None else f"{count}人"


def _regular_employees(judgement: SizeJudgement) -> str:
    if judgement.regular_employees is None and judgement.known_employees:
        return f"{judgement.known_employees}人以上（未入力の区分があります）"
    return _people(judgement.regular_employees)


def _basic(business: Business) -> tuple[Fact, ...]:
    founded = business.founded_year
    return (
        Fact("事業者名", business.name, remark=business.name_kana),
        Fact("法人・個人", business.get_legal_form_display()),
        Fact("法人番号", business.corporate_number),
        Fact("資本金", "" if business.capital_yen is None else yen(business.capital_yen)),
        Fact("創業", f"{in_era_year(founded)}（{founded}年）" if founded else ""),
        Fact("会員", business.get_membership_display()),
        Fact("会員番号", business.member_number),
        Fact("地区", str(business.district or "")),
        Fact("担当指導員", str(business.adviser or "")),
    )


def _address(business: Business) -> tuple[Fact, ...]:
    postcode = f"〒{business.postcode} " if business.postcode else ""
    return (
        Fact("所在地", f"{postcode}{business.address}".strip()),
        Fact("電話", business.phone, dial(business.phone)),
        Fact("FAX", business.fax),
        Fact("メール", business.email, f"mailto:{business.email}" if business.email else ""),
        Fact("ウェブサイト", business.website, business.website),
    )


def _trade(business: Business) -> tuple[Fact, ...]:
    found = industry_of(business)
    return (
        Fact("業種（中分類）", found.label if found else business.industry_code),
        Fact("計画の業種区分", found.bucket if found else ""),
        Fact("事業の内容", business.line_of_business),
    )


def _headcount(business: Business) -> tuple[Fact, ...]:
    """The groups in which somebody works, line by line; the rest in one sentence."""
    numbers = {label: getattr(business, name) for name, label in _HEADCOUNT_LABELS.items()}
    lines = [Fact(label, _people(number)) for label, number in numbers.items() if number]
    zero = "、".join(label for label, number in numbers.items() if number == 0)
    blank = "、".join(label for label, number in numbers.items() if number is None)
    said = (f"{zero}は0人。" if zero else "", f"{blank}は不明。" if blank else "")
    rest = "".join(said) if lines or zero else "すべて不明。"
    return (*lines, Fact("ほかの人数" if lines else "従業員数", rest)) if rest else tuple(lines)


def _owner(business: Business) -> tuple[Fact, ...]:
    year, age = business.owner_birth_year, owner_age(business)
    return (
        Fact(
            "代表者",
            f"{business.owner_title} {business.owner_name}".strip(),
            remark=business.owner_kana,
        ),
        Fact(
            "生年・年齢",
            f"{in_era_year(year)}（{year}年）生まれ" if year else "",
            remark=age.label if age else "",
        ),
        Fact("後継者", business.get_successor_display()),
    )
