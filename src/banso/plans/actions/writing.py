"""Decisions about the words of a plan（計画の本文・SWOT）: each heading and each line by itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import SaidBy
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan, PlanPoint, PlanSection
from banso.plans.queries.finding import PLANS
from banso.plans.rules.versions import PLACES

MOST_IN_A_PLACE = 30
_LONGEST_TEXT = 8_000
_LONGEST_POINT = 600


@transaction.atomic
def keep_section(
    plan: BusinessPlan,
    key: str,
    text: str,
    *,
    said_by: str = SaidBy.OWNER,
    seen_version: int = 0,
) -> PlanSection:
    """Keep what is written under a heading, over ``seen_version``（0: nothing was there yet）.

    Two people under different headings both succeed; under the same one the second is refused
    with ``EditConflict``, unless both wrote the same. Refuses headings the kind does not have, and
    overlong words; the limit of a form is a concern, not a refusal.
    """
    locked = editable(plan)
    text = text.strip()
    _refuse_section(locked, key, text, said_by)
    row = PlanSection.objects.filter(plan=locked, key=key).first()
    if row is not None and (row.text, row.said_by) == (text, said_by):
        return row  # sent twice, or both wrote the same
    if row is None:
        if seen_version:
            raise EditConflict
        row = PlanSection.objects.create(plan=locked, key=key, text=text, said_by=said_by)
    else:
        row.text, row.said_by = text, said_by
        row = row.save_edit(seen_version=seen_version)
    PLANS.renew([locked.pk])
    return row


def _refuse_section(plan: BusinessPlan, key: str, text: str, said_by: str) -> None:
    if plan.kind_of.section(key) is None:
        raise RuleViolation("no-section", "この見出しはありません。", field="key")
    if len(text) > _LONGEST_TEXT:
        words = f"本文は{_LONGEST_TEXT:,}字までにしてください（いま{len(text):,}字）。"
        raise RuleViolation("too-long", words, field="text")
    if said_by not in SaidBy.values:
        raise RuleViolation("no-speaker", "だれの言葉かを選んでください。", field="said_by")


@transaction.atomic
def keep_point(point: PlanPoint, *, seen_version: int = 0) -> PlanPoint:
    """Keep one line of SWOT, new or edited over ``seen_version``; moved, when its place changed.

    Refuses places that do not exist, empty and overlong words, and a place that is full. The same
    line twice is kept once.
    """
    locked = editable(point.plan)
    point.text = point.text.strip()
    _refuse_point(point)
    if point.pk:
        kept = point.save_edit(seen_version=seen_version)
        PLANS.renew([locked.pk])
        return kept
    beside = locked.points.filter(place=point.place)
    same = beside.filter(text=point.text).first()
    if same is not None:  # pressed twice, or sent again after a lost answer
        return same
    if beside.count() >= MOST_IN_A_PLACE:
        words = f"1つの欄に書けるのは{MOST_IN_A_PLACE}件までです。"
        raise RuleViolation("full", words, field="text")
    point.position = max((one.position for one in beside), default=0) + 1
    point.save()
    PLANS.renew([locked.pk])
    return point


def _refuse_point(point: PlanPoint) -> None:
    if point.place not in PLACES:
        raise RuleViolation("no-place", "この欄はありません。", field="place")
    if not point.text:
        raise RuleViolation("empty", "内容を書いてください。", field="text")
    if len(point.text) > _LONGEST_POINT:
        words = f"内容は{_LONGEST_POINT}字までにしてください（いま{len(point.text):,}字）。"
        raise RuleViolation("too-long", words, field="text")


@transaction.atomic
def order_points(plan: BusinessPlan, keys: Sequence[int]) -> None:
    """Put the lines of SWOT in the adviser's order; those not named follow as they were."""
    locked = editable(plan)
    rows = {row.pk: row for row in locked.points.all()}
    named = [rows[key] for key in dict.fromkeys(keys) if key in rows]
    rest = [row for row in rows.values() if row not in named]
    for position, row in enumerate([*named, *rest], start=1):
        if row.position != position:
            row.position = position
            row.save()


@transaction.atomic
def drop_point(point: PlanPoint) -> None:
    """Take a line of SWOT away; its history stays."""
    locked = editable(point.plan)
    point.delete()
    PLANS.renew([locked.pk])
