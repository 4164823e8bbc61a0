"""What a successor must know of the plans an adviser follows up（引き継ぎ）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.followup.models import (
    CheckSheetClosing,
    DriftCase,
    HandedBusiness,
    Handover,
    HandoverQuerySet,
)
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans
from banso.followup.queries.whose import NOBODY
from banso.records.models import Promise
from banso.registry.models import Business

NOBODYS = "none"  # how addresses name the firms without anybody in charge
_MOST_PROMISES = 10


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One plan: how it is followed up, its drift, the last judgement, promises still open.

    ``promises`` are those not told in confidence; ``open_promises`` counts all.
    """

    follow: Follow
    drifts: tuple[DriftCase, ...]
    last: CheckSheetClosing | None
    open_promises: int
    promises: tuple[Promise, ...] = ()

    @property
    def known(self) -> str:
        """All of it in lines of words, as a handover keeps it."""
        return "\n".join(self._told())

    def _told(self) -> Iterable[str]:
        follow = self.follow
        yield f"次の訪問：{'　'.join(_next_visit(follow))}"
        for call in follow.calls:
            yield f"事業者からの声（{in_era_day(call.on)}）：{call.told}"
        yield f"頻度：{follow.decision.words}"
        for case in self.drifts:
            state = "第三者の視点を待つ" if case.is_open else "検討済み"
            yield f"ズレ：{case.words}（{in_era_day(case.opened_on)}に気づいた、{state}）"
        if self.last is None:
            yield "前の訪問の判断：チェックシートの訪問はまだない"
        else:
            judged = self.last.get_judgement_display()
            yield f"前の訪問の判断：{judged}（{in_era_day(self.last.on)}）"
        for promise in self.promises[:_MOST_PROMISES]:
            due_on = f"（{in_era_day(promise.due_on)}まで）" if promise.due_on else ""
            yield f"約束（{promise.get_side_display()}）：{promise.what}{due_on}"
        left = self.open_promises - len(self.promises[:_MOST_PROMISES])
        if left:
            yield f"ほかに未了の約束{left}件（カルテで見る）"


def _next_visit(follow: Follow) -> Iterator[str]:
    """The day already fixed with its open sheet, then by when and why."""
    due, sheet = follow.due, follow.sheet
    if sheet is not None:
        meant = "行く予定" if sheet.planned_on >= clock.today() else "行く予定だった"
        on = in_era_day(sheet.planned_on)
        yield f"{on}に{meant}（シート第{sheet.number}回を開いている）"
    if due is None:
        yield "計画が終わるまでにない" if sheet is None else "期日は計画が終わるまでにない"
    else:
        yield f"{'期日 ' if sheet else ''}{in_era_day(due.on)}（{due.because}）"


def handover_of(adviser: Staff, day: date | None = None) -> list[HandoverLine]:
    """The plans of the businesses ``adviser`` is in charge of, by name. Fourteen queries."""
    return handover_lines(adviser.organisation, adviser, day)


def handover_lines(
    organisation: Organisation, adviser: Staff | None, day: date | None = None
) -> list[HandoverLine]:
    """The same; of ``None``, the plans of businesses that nobody is in charge of."""
    day = day or clock.today()
    plans = followed_plans(organisation, day).filter(business__adviser=adviser)
    rows = follows_of(plans.order_by("business__name_kana", "pk"), rules_of(organisation), day)
    keys = [row.plan.pk for row in rows]
    drifts: dict[int, list[DriftCase]] = {key: [] for key in keys}
    for case in DriftCase.objects.lasting().filter(plan__in=keys):
        drifts[case.plan_id].append(case)
    closings = CheckSheetClosing.objects.standing().filter(sheet__plan__in=keys)
    last = {one.sheet.plan_id: one for one in closings.select_related("sheet").order_by("on", "pk")}
    unkept = Promise.objects.unkept().filter(
        record__business__in=[row.plan.business_id for row in rows]
    )
    open_promises = dict(
        unkept.order_by()
        .values("record__business")
        .annotate(count=Count("pk"))
        .values_list("record__business", "count")
    )
    told: dict[int, list[Promise]] = defaultdict(list)
    for promise in unkept.filter(record__confidence__isnull=True).select_related("record"):
        told[promise.record.business_id].append(promise)
    return [
        HandoverLine(
            row,
            tuple(drifts[row.plan.pk]),
            last.get(row.plan.pk),
            open_promises.get(row.plan.business_id, 0),
            tuple(told[row.plan.business_id]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Charge:
    """Someone in charge of firms that are followed up, and of how many; ``None`` is nobody."""

    adviser: Staff | None
    firms: int

    @property
    def key(self) -> str:
        """How addresses name it."""
        return str(self.adviser.public_id) if self.adviser else NOBODYS

    @property
    def name(self) -> str:
        """「佐藤 さくら」「佐藤 さくら（利用停止）」「担当なし」."""
        if self.adviser is None:
            return NOBODY
        stopped = "" if self.adviser.is_active else "（利用停止）"
        return f"{self.adviser.person.name}{stopped}"

    @property
    def is_vacant(self) -> bool:
        """Whether nobody at work is in charge（担当のいない事業者）."""
        return self.adviser is None or not self.adviser.is_active


def charges_of(organisation: Organisation, day: date | None = None) -> list[Charge]:
    """Who is in charge of followed-up firms, those without anybody at work first. Two queries."""
    plans = followed_plans(organisation, day or clock.today()).order_by()
    counted: dict[int | None, int] = dict(
        plans.values("business__adviser")
        .annotate(count=Count("pk"))
        .values_list("business__adviser", "count")
    )
    named = [key for key in counted if key is not None]
    rows = Staff.objects.filter(pk__in=named).select_related("person", "deactivation")
    found = [Charge(row, counted[row.pk]) for row in rows]
    found += [Charge(None, counted[None])] if None in counted else []
    return sorted(found, key=lambda one: (not one.is_vacant, one.name))


def handovers_for(staff: Staff) -> HandoverQuerySet:
    """The handovers of the office with how many firms they have and how many are unread."""
    rows = Handover.objects.visible_to(staff).select_related(
        "giver__person", "receiver__person", "written_by__person", "start", "withdrawal"
    )
    return rows.annotate(
        firm_count=Count("firms"), unread_count=Count("firms", filter=Q(firms__receipt=None))
    )


def arrived_for(staff: Staff) -> HandoverQuerySet:
    """The handovers of which ``staff`` has not confirmed every firm, as lists show them."""
    unread = HandedBusiness.objects.unread().filter(handover__receiver=staff)
    return handovers_for(staff).filter(pk__in=unread.values("handover"))


def unread_by(staff: Staff) -> int:
    """How many firms were handed to ``staff`` that they have not confirmed. One query."""
    return HandedBusiness.objects.unread().filter(handover__receiver=staff).count()


def in_waiting(businesses: Iterable[Business]) -> set[int]:
    """Those of the businesses that a handover not yet carried out names. One query."""
    keys = [one.pk for one in businesses]
    rows = HandedBusiness.objects.filter(business__in=keys, handover__in=Handover.objects.waiting())
    return set(rows.values_list("business", flat=True))
