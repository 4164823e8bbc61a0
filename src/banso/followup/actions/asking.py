"""What an owner decides on their own page: asking for a visit, saying that something was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.figures.models import FigureLink
from banso.followup.actions.following import worded
from banso.followup.models import OwnerCall, OwnerReport
from banso.followup.queries.owner_page import OwnersItem, item_asked
from banso.followup.queries.visits import followed_plans, waiting_calls
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan

LONGEST_WISH, LONGEST_WHEN, LONGEST_PHONE = 300, 100, 40
MOST_WAITING = 10
NOT_FOLLOWED = "この計画の訪問は、いまはこのページから頼めません。商工会にお電話ください。"
_TOO_MANY = "お申し込みはすでに届いています。お急ぎのときは、商工会にお電話ください。"
_GONE = "この項目は、いまは知らせられません。ページを開き直してください。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner wants to be visited about, when it suits, and where to ring."""

    what: str
    convenient: str = ""
    phone: str = ""


@transaction.atomic
def ask_for_visit(plan: BusinessPlan, wish: Wish, *, link: FigureLink) -> OwnerCall:
    """Keep that the owner asks to be visited（訪問のお願い）: a visit is due at once.

    The same wish is one as long as no visit answered it. Refuses no words, too long ones, a plan
    of another business or not followed up now, and an eleventh that waits.
    """
    locked = _owners(plan, link)
    what = worded(wish.what, "相談したいこと", field="what", most=LONGEST_WISH)
    convenient = _within(wish.convenient, "都合のよいとき", "convenient", LONGEST_WHEN)
    phone = _within(wish.phone, "電話", "phone", LONGEST_PHONE)
    today = clock.today()
    waiting = waiting_calls([locked.pk], today).from_the_page()
    same = waiting.filter(what=what, convenient=convenient, phone=phone).first()
    if same is not None:
        return same
    if waiting.count() >= MOST_WAITING:
        raise RuleViolation("too-many", _TOO_MANY)
    return OwnerCall.objects.create(
        plan=locked,
        on=today,
        at=clock.now(),
        what=what,
        convenient=convenient,
        phone=phone,
        link=link,
    )


@transaction.atomic
def report_done(plan: BusinessPlan, item: OwnersItem, *, link: FigureLink) -> OwnerReport:
    """Keep that the owner says a measure or promise of theirs was done（できたの知らせ）.

    It changes neither; the next check sheet asks about it. Again is one. Refuses what is not
    open on the owner's page.
    """
    locked = _owners(plan, link)
    of = item_asked(locked, item)
    if not of:
        raise RuleViolation("gone", _GONE)
    kept, _ = OwnerReport.objects.get_or_create(
        plan=locked,
        kind=item.kind,
        key=item.key,
        defaults={"of": of, "on": clock.today(), "link": link},
    )
    return kept


@transaction.atomic
def take_report_back(plan: BusinessPlan, item: OwnersItem, *, link: FigureLink) -> None:
    """Take the owner's word back（元に戻す）; asking again changes nothing, its history stays."""
    locked = _owners(plan, link)
    for row in OwnerReport.objects.filter(plan=locked, kind=item.kind, key=item.key):
        row.delete()


def _owners(plan: BusinessPlan, link: FigureLink) -> BusinessPlan:
    """The plan, locked. Refuses another business's and one that is not followed up now."""
    locked = editable(plan)
    organisation = locked.business.organisation
    is_theirs = locked.business_id == link.business_id
    followed = followed_plans(organisation, clock.today()).filter(pk=locked.pk)
    if not is_theirs or not followed.exists():
        raise RuleViolation("not-followed", NOT_FOLLOWED)
    return locked


def _within(text: str, name: str, field: str, most: int) -> str:
    text = text.strip()
    if len(text) > most:
        words = f"{name}は{most}字までにしてください（いま{len(text)}字）。"
        raise RuleViolation("too-long", words, field=field)
    return text
