"""The register of the made-up businesses（事業者台帳）: exactly as many as the plan counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from banso.core.workdays import working_days
from banso.registry.models import Business, District, LegalForm, MembershipStatus
from banso.registry.rules.corporate_number import check_digit
from banso.web.demo import names, owners, places, trades
from banso.web.demo.keeping import new_id
from banso.web.demo.luck import chance, pick
from banso.web.demo.people import Office
from banso.web.demo.scale import Scale, Span
from banso.web.demo.trades import Trade, apportion

_NO_REGISTRY_OFFICE = "999901"  # 登記所コード 9999: there is no such registry office
_CORPORATIONS = {
    "株式会社{}": 24,
    "{}株式会社": 10,
    "㈱{}": 12,
    "(株){}": 8,
    "有限会社{}": 20,
    "(有){}": 8,
    "㈲{}": 6,
    "合同会社{}": 8,
    "{} 株式会社": 4,
}
_CAUTIONS = (
    "電話は午後3時以降にお願いします。",
    "訪問の前に必ず電話すること。",
    "耳が遠いため、書面で渡すこと。",
    "水曜定休。",
    "経理は奥様に確認のこと。",
)
_NOTES = (
    "先代から付き合いの長い事業者。",
    "青年部の活動に熱心。",
    "駐車場は店の裏。車は2台まで。",
    "繁忙期は12月と3月。",
    "支援の記録は本人の了解を得て詳しく残している。",
)
_STARTUP_PERCENT = 2.5


@dataclass(slots=True, eq=False)
class Enrolled:
    """A business with what the demonstration knows besides; ``is_new``: founded in these years."""

    business: Business
    trade: Trade
    small: bool | None
    owner: names.FullName
    registered_on: date
    is_new: bool = False
    tags: list[str] = field(default_factory=list)
    closed_on: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether the register knew the business, still open, on that day."""
        return self.registered_on <= day and (self.closed_on is None or day <= self.closed_on)


def enrol(rng: Random, office: Office, districts: dict[str, District], scale: Scale, span: Span
          ) -> list[Enrolled]:  # fmt: skip
    """Every business of the office, not yet saved."""
    taken: set[str] = set()
    first_days = working_days(span.opened_on, span.first_day - timedelta(days=1))
    enrolled = []
    for number, (trade, small) in enumerate(_places(rng, scale), start=1):
        entry = _business(rng, trade, small, number, span)
        _name(rng, entry, taken)
        _settle(rng, entry.business, office, districts)
        if not entry.is_new:
            entry.registered_on = rng.choice(first_days)
        enrolled.append(entry)
    return enrolled


def _places(rng: Random, scale: Scale) -> list[tuple[Trade, bool | None]]:
    """A trade and the law's judgement for each business, in an order that shows no pattern."""
    buckets = trades.BUCKETS
    totals = apportion(scale.businesses, [bucket.businesses for bucket in buckets])
    not_small = scale.businesses - scale.small - scale.unknown
    large = apportion(not_small, [bucket.not_small for bucket in buckets])
    unclear = apportion(scale.unknown, [bucket.businesses for bucket in buckets])
    found: list[tuple[Trade, bool | None]] = []
    for bucket, total, big, unknown in zip(buckets, totals, large, unclear, strict=True):
        listed = trades.in_bucket(bucket.name)
        counts = apportion(total, [trade.weight for trade in listed])
        each = [trade for trade, count in zip(listed, counts, strict=True) for _ in range(count)]
        judged: list[bool | None] = [False] * big + [None] * unknown
        judged += [True] * (total - big - unknown)
        rng.shuffle(judged)
        found += zip(each, judged, strict=True)
    rng.shuffle(found)
    return found


def _business(
    rng: Random, trade: Trade, small: bool | None, number: int, span: Span  # noqa: FBT001
) -> Enrolled:  # fmt: skip
    year = span.until.year
    born = owners.birth_year(rng, year)
    form = owners.legal_form(rng, trade.bucket, small)
    staffed = owners.people(rng, trade.code, form, small)
    owner = names.someone(rng, born=born)
    registered_on, founded = _beginnings(rng, born, span)
    is_corporation = form == LegalForm.CORPORATION
    business = Business(
        public_id=new_id(rng),
        legal_form=form,
        corporate_number=fictional_number(number) if is_corporation else "",
        industry_code=trade.code,
        line_of_business=trade.line,
        capital_yen=owners.capital(rng, form, small),
        founded_year=founded if chance(rng, 94) else None,
        officers=staffed.officers,
        family_workers=staffed.family_workers,
        full_time=staffed.full_time,
        part_time=staffed.part_time,
        on_leave=staffed.on_leave,
        day_labourers=staffed.day_labourers,
        up_to_two_months=0,
        seasonal=0,
        probation=0,
        owner_name=owner.text,
        owner_kana=owner.kana,
        owner_title=rng.choice(("代表取締役", "代表取締役", "取締役社長"))
        if is_corporation
        else "代表",
        owner_birth_year=born if chance(rng, 96) else None,
        successor=owners.successor_status(rng, year - born),
        email=f"shop-{number:04d}@example.jp" if chance(rng, 30) else "",
        website=f"https://www.example.jp/shop-{number:04d}/" if chance(rng, 14) else "",
        caution=rng.choice(_CAUTIONS) if chance(rng, 3) else "",
        note=rng.choice(_NOTES) if chance(rng, 10) else "",
    )
    is_new = registered_on != span.first_day
    return Enrolled(business, trade, small, owner, registered_on, is_new)


def _beginnings(rng: Random, born: int, span: Span) -> tuple[date, int]:
    """When the register first had the business, and the year it was founded."""
    if chance(rng, _STARTUP_PERCENT):
        days = working_days(span.years[1].first_day, span.until)
        day = rng.choice(days[: max(1, len(days) * 2 // 3)])
        return day, day.year
    oldest = max(born + 24, 1948) if chance(rng, 70) else 1948
    return span.first_day, rng.randint(
        min(oldest, span.first_day.year - 2), span.first_day.year - 1
    )


def fictional_number(serial: int) -> str:
    """A 法人番号 that checks, of a registry office that does not exist."""
    twelve = f"{_NO_REGISTRY_OFFICE}{serial:06d}"
    return f"{check_digit(twelve)}{twelve}"


def _name(rng: Random, entry: Enrolled, taken: set[str]) -> None:
    """Give the business a trade name nobody else has, if one is left."""
    business = entry.business
    for _ in range(60):
        pattern, kana = rng.choice(entry.trade.patterns)
        brand = rng.choice(names.BRANDS)
        plain = pattern.format(s=entry.owner.surname.text, b=brand.text)
        if plain not in taken:
            break
    taken.add(plain)
    business.name = plain
    if business.legal_form == LegalForm.CORPORATION:
        business.name = pick(rng, _CORPORATIONS).format(plain)
    business.name_kana = kana.format(s=entry.owner.surname.kana, b=brand.kana)


def _settle(
    rng: Random, business: Business, office: Office, districts: dict[str, District]
) -> None:
    """Give the business an address, a telephone, a district, an adviser and a membership."""
    town = places.town(rng)
    statutory, north, south = office.advisers
    business.organisation = office.organisation
    business.postcode = town.postcode
    business.prefecture, business.city = "群馬県", "高崎市"
    business.street = places.street(rng, town)
    business.building = places.building(rng)
    business.phone = places.phone(rng) if chance(rng, 96) else ""
    business.fax = places.phone(rng) if chance(rng, 25) else ""
    business.district = districts[town.district]
    business.membership = rng.choices(list(MembershipStatus), (55, 40, 5))[0]
    is_member = business.membership == MembershipStatus.MEMBER
    if is_member or chance(rng, 60):
        usual = north if town.district == "first" else south
        business.adviser = statutory if chance(rng, 25) else usual
