"""Decisions about adopting a plan（策定）and revising it（改訂）, and the owner's yes to either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.keeping import files_with_rows, sweep
from banso.core.uploads.kinds import FileKind
from banso.figures.models import FigureLink
from banso.plans.actions.plans import editable
from banso.plans.models import (
    Adoption,
    BusinessPlan,
    How,
    PlanConfirmation,
    PlanVersion,
    Revision,
)
from banso.plans.models.versions import SIGNATURES
from banso.plans.queries.finding import PLANS
from banso.plans.queries.reading import content_of
from banso.plans.rules.content import content_as_json
from banso.plans.rules.versions import differences
from banso.registry.models import Closure

_LONGEST_NAME = 60
_LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The owner's yes with somebody of the office there: how, who, and a signature if drawn."""

    how: str
    name: str
    signature: CheckedFile | None = None

    def __post_init__(self) -> None:
        """Refuse a link（that goes by itself）, no name, and a signature that is no picture."""
        if self.how not in {How.IN_PERSON, How.PAPER}:
            raise RuleViolation("no-way", "確認のしかたを選んでください。", field="how")
        _refuse_name(self.name)
        if self.signature is not None and self.signature.kind is not FileKind.PICTURE:
            raise RuleViolation("no-picture", "署名は画像にしてください。", field="signature")


def _refuse_name(name: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME:
        words = f"確認した人の名前を{_LONGEST_NAME}字までで書いてください。"
        raise RuleViolation("no-name", words, field="name")


@transaction.atomic
def adopt_plan(
    plan: BusinessPlan, *, on: date, by: Staff, confirmed: Confirmed | None = None
) -> Adoption:
    """Record that the owner adopted the plan（事業計画の策定）; its first version is as it is now.

    Nothing odd in the plan keeps from adopting it. Refuses a second time, a day to come, a day
    before it was begun or after its end, and a business that is closed or erased.
    """
    locked = editable(plan)
    if BusinessPlan.objects.adopted().filter(pk=locked.pk).exists():
        raise RuleViolation("adopted", "この事業計画は、すでに策定済みです。")
    if on > clock.today():
        raise RuleViolation("future", "策定日に未来の日付は入れられません。", field="on")
    if on < locked.opened_on:
        words = (
            f"策定日は、計画を作り始めた日（{in_era_day(locked.opened_on)}）以後にしてください。"
            "もっと前から作っていた計画は、先に「題名・期間を直す」で作り始めた日を直してください。"
        )
        raise RuleViolation("too-early", words, field="on")
    if on > locked.ends_on:
        words = f"策定日が、計画の最終日（{in_era_day(locked.ends_on)}）を過ぎています。"
        raise RuleViolation("too-late", words, field="on")
    if Closure.objects.filter(business=locked.business_id).exists():
        raise RuleViolation("closed", "廃業した事業者の計画は策定にできません。")
    version = _new_version(locked, (), by=by)
    adoption = Adoption.objects.create(plan=locked, version=version, on=on, witnessed_by=by)
    if confirmed is not None:
        confirm_version(version, confirmed, by=by, on=on)
    PLANS.renew([locked.pk])
    return adoption


@transaction.atomic
def revise_plan(
    plan: BusinessPlan, *, on: date, reason: str, by: Staff, confirmed: Confirmed | None = None
) -> Revision:
    """Make what was changed since the last version the plan in force（事業計画の改訂）.

    The versions before stay as they were. Refuses a plan not adopted, a day to come or before the
    last version's, no reason, and a plan in which nothing changed.
    """
    locked = editable(plan)
    before = PlanVersion.objects.filter(plan=locked).order_by("-number").first()
    if before is None:
        raise RuleViolation("not-adopted", "まだ策定していない計画です。先に策定してください。")
    if on > clock.today():
        raise RuleViolation("future", "改訂日に未来の日付は入れられません。", field="on")
    if before.on is not None and on < before.on:
        words = f"改訂日は、前の版の日（{in_era_day(before.on)}）以後にしてください。"
        raise RuleViolation("too-early", words, field="on")
    reason = reason.strip()
    if not reason or len(reason) > _LONGEST_REASON:
        words = f"改訂の理由を{_LONGEST_REASON}字までで書いてください。"
        raise RuleViolation("no-reason", words, field="reason")
    changes = differences(before.content, content_of(locked))
    if not changes:
        raise RuleViolation("unchanged", "前の版から変わったところがありません。")
    version = _new_version(locked, changes, by=by, number=before.number + 1)
    revision = Revision.objects.create(version=version, on=on, reason=reason, decided_by=by)
    if confirmed is not None:
        confirm_version(version, confirmed, by=by, on=on)
    PLANS.renew([locked.pk])
    return revision


def _new_version(
    plan: BusinessPlan, changes: tuple[str, ...], *, by: Staff, number: int = 1
) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        snapshot=content_as_json(content_of(plan)),
        changes=list(changes),
        made_by=by,
        made_at=clock.now(),
    )


@transaction.atomic
def confirm_version(
    version: PlanVersion, confirmed: Confirmed, *, by: Staff, on: date | None = None
) -> PlanConfirmation:
    """Record the owner's yes to a version, given in person or on paper（事業者の確認）.

    A yes given at the adoption or revision is of that day（``on``）; another is of today.
    The same yes twice is one. Refuses a version confirmed otherwise, and one that is not the
    newest any more.
    """
    known = _open_to(version, confirmed.how, confirmed.name)
    if known is not None:
        return known
    with files_with_rows("signature") as written:
        path = ""
        if confirmed.signature is not None:
            path = written.keep(
                SIGNATURES, confirmed.signature.content, confirmed.signature.kind.suffix
            )
        return PlanConfirmation.objects.create(
            version=version,
            how=confirmed.how,
            name=confirmed.name.strip(),
            on=on or clock.today(),
            at=clock.now(),
            signature=path,
            witnessed_by=by,
        )


@transaction.atomic
def confirm_by_link(version: PlanVersion, *, name: str, link: FigureLink) -> PlanConfirmation:
    """Record the owner's yes to a version by the personal link（月次の入力リンク）, name typed.

    The same yes twice is one. Refuses a link that opens nothing or is another business's, no name,
    a version confirmed otherwise, and one that is not the newest any more.
    """
    _refuse_name(name)
    open_links = FigureLink.objects.in_force(clock.today()).filter(pk=link.pk)
    if not open_links.filter(business=version.plan.business_id).exists():
        raise RuleViolation("no-link", "このリンクは使えません。商工会に連絡してください。")
    known = _open_to(version, How.LINK, name)
    if known is not None:
        return known
    return PlanConfirmation.objects.create(
        version=version,
        how=How.LINK,
        name=name.strip(),
        on=clock.today(),
        at=clock.now(),
        link=link,
    )


def _open_to(version: PlanVersion, how: str, name: str) -> PlanConfirmation | None:
    """The same confirmation where it is there already; refuses what cannot be confirmed."""
    editable(version.plan)
    known = PlanConfirmation.objects.filter(version=version).first()
    if known is not None:
        if (known.how, known.name) == (how, name.strip()):
            return known
        words = f"この版は、{known.name}さんが確認済みです（{known.way}）。"
        raise RuleViolation("confirmed", words)
    if PlanVersion.objects.filter(plan=version.plan, number__gt=version.number).exists():
        raise RuleViolation("newer", "この計画には、新しい版があります。そちらを確認してください。")
    return None


def clear_away_signatures() -> int:
    """Delete signatures whose confirmation was never saved; returns how many. Run every night."""
    named = PlanConfirmation.objects.exclude(signature="").values_list("signature", flat=True)
    return sweep(SIGNATURES, set(named))
