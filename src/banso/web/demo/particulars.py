"""What hangs on the made-up businesses: closures, tags, contact people, consents, and one star."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from banso.core.workdays import working_days
from banso.registry.models import (
    Closure,
    Consent,
    ConsentScope,
    ContactPerson,
    LegalForm,
    MembershipStatus,
    SuccessorStatus,
)
from banso.web.demo import names
from banso.web.demo.businesses import Enrolled, fictional_number
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed
from banso.web.demo.luck import chance, pick
from banso.web.demo.people import Office
from banso.web.demo.scale import Span
from banso.web.demo.trades import trades

STAR = "株式会社つむぎ野製麺"
_STAR_TRADE = "製麺"
_REASONS = {
    "代表者の高齢と後継者不在のため": 9,
    "代表者の逝去のため": 4,
    "売上の減少のため": 6,
    "設備を更新できないため": 4,
    "区域外への移転のため": 2,
    "": 2,
}
_TAGS = {"青年部": 7, "女性部": 5, "インボイス登録": 30, "共済加入": 16, "持続化補助金": 9}
_SCOPES = {
    ConsentScope.FEDERATION: 40,
    ConsentScope.EXPERT: 25,
    ConsentScope.BANK: 20,
    ConsentScope.MUNICIPALITY: 20,
    ConsentScope.PUBLICATION: 12,
}


def raise_star(entries: list[Enrolled], office: Office) -> Enrolled:
    """Make one noodle maker the business of which everything is known."""
    star = next(entry for entry in entries if entry.trade.bucket == "製造業" and entry.small)
    star.trade = next(trade for trade in trades() if trade.line == _STAR_TRADE)
    star.owner = names.FullName(names.Word("髙橋", "タカハシ"), names.Word("美津子", "ミツコ"))
    star.tags = ["持続化補助金", "インボイス登録", "女性部", "国府白菜"]
    star.registered_on = min(entry.registered_on for entry in entries)
    star.is_new = False
    business = star.business
    business.name, business.name_kana = STAR, "ツムギノセイメン"
    business.legal_form = LegalForm.CORPORATION
    business.corporate_number = business.corporate_number or fictional_number(999_999)
    business.industry_code = star.trade.code
    business.line_of_business = "生うどん・乾麺の製造と直売"
    business.capital_yen, business.founded_year = 3_000_000, 1968
    business.officers, business.family_workers, business.full_time = 3, 0, 6
    business.part_time, business.on_leave = 4, 0
    business.owner_name, business.owner_kana = star.owner.text, star.owner.kana
    business.owner_title, business.owner_birth_year = "代表取締役", 1955
    business.successor = SuccessorStatus.NOT_AGREED
    business.membership = MembershipStatus.MEMBER
    business.email, business.website = "tsumugino@example.jp", "https://tsumugino.example.jp/"
    business.phone, business.fax = "027-199-0001", "027-199-0002"
    business.adviser = office.advisers[1]
    business.note = "直売所は午後2時まで。息子の健太郎さんが製造を任されている。"
    return star


def close_some(
    rng: Random, entries: list[Enrolled], office: Office, span: Span, count: int
) -> list[Signed[Closure]]:
    """Closures（廃業）, mostly of small businesses, spread over the days the register was kept."""
    may_close = [
        entry for entry in entries if entry.small and entry.business.name != STAR
        and not entry.is_new
    ]  # fmt: skip
    days = working_days(span.first_day + timedelta(days=90), span.until - timedelta(days=3))
    closed = []
    for entry in rng.sample(may_close, count):
        entry.closed_on = rng.choice(days)
        adviser = entry.business.adviser or office.advisers[0]
        noted = rng.choice(working_days(entry.closed_on, span.until)[:15])
        row = Closure(
            business=entry.business,
            on=entry.closed_on,
            reason=pick(rng, _REASONS),
            confirmed_by=adviser,
        )
        closed.append(Signed(row, adviser.person, written_at(noted, rng, span.until)))
    return closed


def tag(rng: Random, entries: list[Enrolled]) -> None:
    """Give the businesses the office's own words to group them by."""
    for entry in entries:
        if entry.tags:
            continue
        words = [word for word, percent in _TAGS.items() if chance(rng, percent)]
        if entry.trade.bucket == "製造業" and chance(rng, 30):
            words.append("工業団地")
        if entry.business.successor in {SuccessorStatus.NONE, SuccessorStatus.CLOSING}:
            words += ["承継の相談が必要"] if chance(rng, 50) else []
        if entry.is_new:
            words.append("創業5年以内")
        entry.tags = words


def contact_people(rng: Random, entries: list[Enrolled]) -> list[ContactPerson]:
    """Those to talk to besides the owner（連絡先）."""
    found = []
    for entry in entries:
        is_star = entry.business.name == STAR
        if is_star or chance(rng, 14):
            spouse = names.spouse(rng, entry.owner)
            found.append(_contact(entry, spouse.text, "経理担当", "試算表はこの人に"))
        if is_star or chance(rng, 7):
            heir = names.successor(rng, entry.owner)
            name = "髙橋 健太郎" if is_star else heir.text
            found.append(_contact(entry, name, "後継者候補", "現場にいることが多い"))
        if is_star:
            found.append(_contact(entry, "真下 圭（架空の税理士）", "顧問税理士", "決算は5月"))
    return found


def _contact(entry: Enrolled, name: str, position: str, note: str) -> ContactPerson:
    is_star = entry.business.name == STAR
    mailbox = "tsumugino-naisen@example.jp" if is_star and position == "経理担当" else ""
    phone = "090-0123-4567" if is_star else ""
    return ContactPerson(
        business=entry.business, name=name, position=position, phone=phone, email=mailbox, note=note
    )


def consents(
    rng: Random, entries: list[Enrolled], office: Office, span: Span
) -> list[Signed[Consent]]:
    """Consents（同意）with date and scope; a few were withdrawn later."""
    found = []
    for entry in entries:
        is_star = entry.business.name == STAR
        is_member = entry.business.membership == MembershipStatus.MEMBER
        if not is_star and not (is_member and chance(rng, 45)):
            continue
        days = working_days(entry.registered_on, entry.closed_on or span.until)
        day = rng.choice(days[: max(1, len(days) * 2 // 3)])
        scopes = [scope for scope, percent in _SCOPES.items() if is_star or chance(rng, percent)]
        recorder = entry.business.adviser or rng.choice(office.supporters)
        for scope in [ConsentScope.SUPPORT, *scopes]:
            row = Consent(
                business=entry.business,
                scope=scope,
                given_on=day,
                given_by=entry.business.owner_name,
                recorded_by=recorder,
            )
            found.append(
                _consent(
                    rng, Signed(row, recorder.person, written_at(day, rng, span.until)), days, span
                )
            )
    return found


def _consent(rng: Random, given: Signed[Consent], days: list[date], span: Span) -> Signed[Consent]:
    """The consent, withdrawn later where its scope goes outside and chance has it."""
    row = given.row
    later = [day for day in days if day > row.given_on]
    goes_outside = row.scope in {ConsentScope.BANK, ConsentScope.PUBLICATION}
    if not (goes_outside and later and chance(rng, 12)):
        return given
    row.withdrawn_on = rng.choice(later)
    row.note = "本人の申し出により撤回"
    before = {"withdrawn_on": None, "note": ""}
    changed_at = written_at(row.withdrawn_on, rng, span.until)
    return Signed(row, given.by, given.at, before, given.by, changed_at)
