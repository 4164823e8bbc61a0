"""Who could be visited less（年2回にしても安全な事業者）, and of everybody else why not.

Explained with an example in docs/rules/outlook.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from banso.core.fiscal_year import FiscalYear
from banso.followup.rules.outlook import Followed, what_if
from banso.followup.rules.rhythm import Rhythm, Rhythms

DRIFTING = "計画とのズレが開いている。先に、第三者の視点でふり返る。"
NO_SHEET = "チェックシートの訪問がまだない。"
NOT_CALM = "前のチェックシートが順調ではない。"


@dataclass(frozen=True, slots=True)
class Easing:
    """A business that could safely be visited less, and why it could."""

    followed: Followed
    because: str


@dataclass(frozen=True, slots=True)
class NotEased:
    """A business that is not to be visited less, and why not."""

    followed: Followed
    because: str


def could_ease(
    firms: Iterable[Followed], on_course: Mapping[int, int], drifting: Collection[int] = ()
) -> list[Easing]:
    """Those on the usual rhythm who need it least, the safest first.

    Only whose last check sheets were all 順調（``on_course``, how many in a row）; never one whose
    rhythm a person or a worry decided, or whose plan drifts. Ties: the longest since adoption
    first.
    """
    calm = [one for one in firms if not why_not_eased(one, on_course, drifting)]
    calm.sort(key=lambda one: (-on_course[one.key], one.standing.adopted_on, one.key))
    return [
        Easing(one, f"チェックシートが{on_course[one.key]}回続けて順調。気がかりな数字がない。")
        for one in calm
    ]


def why_not_eased(
    one: Followed, on_course: Mapping[int, int], drifting: Collection[int] = ()
) -> str:
    """What speaks against visiting it less; empty when nothing does."""
    decision = one.decision
    if one.key in drifting:
        return DRIFTING
    if decision.by_hand is not None:
        return f"頻度を手で決めている：{'、'.join(decision.because)}。"
    if not decision.rhythm.is_default:
        return f"いま{decision.rhythm.name}：{'、'.join(decision.because)}。"
    if decision.untold:
        return f"判断できない：{'、'.join(decision.untold)}。"
    times = on_course.get(one.key)
    if times is None:
        return NO_SHEET
    return "" if times else NOT_CALM


def not_eased(
    firms: Iterable[Followed], on_course: Mapping[int, int], drifting: Collection[int] = ()
) -> list[NotEased]:
    """All others with what speaks against it, in the order given."""
    told = ((one, why_not_eased(one, on_course, drifting)) for one in firms)
    return [NotEased(one, because) for one, because in told if because]


def lighter(rhythms: Rhythms) -> Rhythm | None:
    """The rhythm with the next fewer visits than the usual; ``None`` where there is none."""
    fewer = [one for one in rhythms.all if one.visits_per_year < rhythms.usual.visits_per_year]
    return max(fewer, key=lambda one: one.visits_per_year, default=None)


def effect_of(one: Followed, rhythm: Rhythm, year: FiscalYear, day: date) -> int:
    """How many visits of the year another rhythm adds or, below 0, takes away."""
    (changed,) = what_if([one], {one.key: rhythm})
    return len(changed.coming(day, year)) - len(one.coming(day, year))
