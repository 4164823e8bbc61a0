"""What one support record did to the targets: which moved, which did not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banso.core.era import in_era
from banso.core.fiscal_year import FiscalYear, Period
from banso.programme.measures import BUSINESSES_SUPPORTED, is_recorded, records_counted
from banso.programme.queries import Plan
from banso.programme.rules.document import IndicatorLine, Target
from banso.records.models import ContactKind, SupportRecord, SupportRecordQuerySet
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class Move:
    """One indicator before and after the record, in the record's fiscal year.

    ``reason`` says in Japanese why it moved or did not.
    """

    line: IndicatorLine
    full_name: str
    year: FiscalYear
    before: int
    after: int
    target: Target | None
    reason: str

    @property
    def has_moved(self) -> bool:
        """Whether the record changed the count."""
        return self.after != self.before


@dataclass(frozen=True, slots=True)
class Moves:
    """All that a record moved and what stood still, of the lines that records can move."""

    year: FiscalYear
    moved: tuple[Move, ...]
    still: tuple[Move, ...]
    untouched: tuple[IndicatorLine, ...]
    reason: str = ""


def moves_of(plan: Plan, record: SupportRecord) -> Moves:
    """What the record did to this year's targets. A withdrawn record moved nothing."""
    year = FiscalYear.of(record.on)
    if year not in plan.document.years:
        words = f"{year.label}は計画の期間の外なので、目標の数には入りません。"
        return Moves(year, (), (), (), words)
    if hasattr(record, "withdrawal"):
        return Moves(year, (), (), (), "取り消した記録なので、目標の数には入りません。")
    topics = set(record.topics.values_list("key", flat=True))
    counted = [line for line in plan.document.indicators if is_recorded(line)]
    touched = [line for line in counted if topics & set(line.options.topics)]
    every = tuple(_move(plan, line, record, year) for line in touched)
    return Moves(
        year,
        moved=tuple(move for move in every if move.has_moved),
        still=tuple(move for move in every if not move.has_moved),
        untouched=tuple(line for line in counted if line not in touched),
        reason="" if touched else _no_topic(topics),
    )


def _no_topic(topics: set[str]) -> str:
    if not topics:
        return "支援テーマが選ばれていないため、どの目標の数にも入りません。"
    return "選ばれた支援テーマは、目標の数には入らないものです（支援の実績としては残ります）。"


def _move(plan: Plan, line: IndicatorLine, record: SupportRecord, year: FiscalYear) -> Move:
    rows = records_counted(plan.programme, line.options).during(year.whole)
    others = rows.exclude(pk=record.pk)
    distinct = line.measure == BUSINESSES_SUPPORTED
    before, after = _count(others, distinct=distinct), _count(rows, distinct=distinct)
    reason = _why(line, record, others, moved=before != after)
    name, target = plan.document.full_name(line), line.target_for(year)
    return Move(line, name, year, before, after, target, reason)


def _count(rows: SupportRecordQuerySet, *, distinct: bool) -> int:
    return rows.values("business").distinct().count() if distinct else rows.count()


def _why(
    line: IndicatorLine, record: SupportRecord, others: SupportRecordQuerySet, *, moved: bool
) -> str:
    if moved:
        counted = f"支援テーマ「{'、'.join(_topic_names(line, record))}」の記録として数えました。"
        return counted + _population_note(line, record)
    if line.options.kinds and record.kind not in line.options.kinds:
        kinds = "・".join(ContactKind(kind).label for kind in line.options.kinds)
        return f"数えるのは{kinds}の記録です（この記録は{record.get_kind_display()}）。"
    first = others.filter(business=record.business).order_by("on", "pk").first()
    if first is None:
        return "この記録は数の対象になりません。"
    return f"実数のため増えません。この事業者は{in_era(first.on)}の記録ですでに数えています。"


def _population_note(line: IndicatorLine, record: SupportRecord) -> str:
    """Say it when the definition speaks of small businesses and this one is judged not to be."""
    population = line.definition.population if line.definition else None
    if not population or "小規模事業者" not in population:
        return ""
    larger = Business.objects.filter(pk=record.business_id).judged_small(answer=False)
    if not larger.exists():
        return ""
    return f"ただし対象は「{population}」で、この事業者は小規模事業者と判定されていません。"


def _topic_names(line: IndicatorLine, record: SupportRecord) -> Iterator[str]:
    topics = record.topics.filter(key__in=line.options.topics)
    return iter(topics.values_list("name", flat=True))


def period_of(year: FiscalYear, part: str) -> Period:
    """The stretch of a year named in an address: ``year``, ``first``, ``second`` or ``m4``…``m3``.

    Raises ``KeyError`` for anything else.
    """
    months = {f"m{month.first.month}": month for month in year.months}
    parts = {"year": year.whole, "first": year.first_half, "second": year.second_half, **months}
    return parts[part]
