"""What a mail of reminders says（お知らせメール）: counts and days; firms only where chosen.

Explained in docs/adr/0017: nothing of a business leaves the building unless the person chose it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from banso.core.era import in_era
from banso.core.workdays import is_working_day

_MOST_NAMED = 20
_DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is due: its day, the firm, and how many days late it is."""

    on: date
    business: str
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one person is reminded of on ``day``."""

    day: date
    late: tuple[Visit, ...] = ()
    coming: tuple[Visit, ...] = ()
    unread_handovers: int = 0
    with_names: bool = field(default=False, kw_only=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remind of; then no mail is sent."""
        return not (self.late or self.coming or self.unread_handovers)

    @property
    def subject(self) -> str:
        """「フォローアップのお知らせ：遅れ2件・今週3件」."""
        parts = [f"遅れ{len(self.late)}件"] if self.late else []
        parts += [f"今週{len(self.coming)}件"] if self.coming else []
        parts += [f"未読の引き継ぎ{self.unread_handovers}者"] if self.unread_handovers else []
        return f"フォローアップのお知らせ：{'・'.join(parts) or 'ありません'}"

    @property
    def body(self) -> str:
        """The mail in plain text."""
        lines = [f"{in_era(self.day)}のお知らせです。", ""]
        if self.late:
            longest = max(visit.days_late for visit in self.late)
            lines.append(f"遅れている訪問：{len(self.late)}件（いちばん長いもので{longest}日遅れ）")
            lines += self._named(self.late)
        if self.coming:
            lines.append(f"この7日の訪問：{len(self.coming)}件")
            counted = Counter(visit.on for visit in self.coming)
            lines += [f"　{in_era(on)}　{count}件" for on, count in sorted(counted.items())]
            lines += self._named(self.coming)
        if self.unread_handovers:
            lines.append(f"まだ読んでいない引き継ぎ：{self.unread_handovers}者")
        lines += [
            "",
            "くわしくは、伴走の「フォローアップ」で見てください。",
            "このお知らせは、同じ所の「メールのお知らせ」で止められます。",
        ]
        return "\n".join(lines)

    def _named(self, visits: Sequence[Visit]) -> list[str]:
        if not self.with_names:
            return []
        lines = [f"　・{visit.business}" for visit in visits[:_MOST_NAMED]]
        left = len(visits) - _MOST_NAMED
        return [*lines, f"　・ほか{left}件"] if left > 0 else lines


def is_due(rhythm: str, day: date, last: date | None) -> bool:
    """Whether a mail may go out on the day, ``last`` being the day of the one before.

    Only on working days, once a day; ``weekly`` once from a Monday to the next.
    """
    if not is_working_day(day) or (last is not None and last >= day):
        return False
    monday = day - timedelta(days=day.weekday())
    return rhythm == "daily" or last is None or last < monday


def until(day: date) -> date:
    """The last day that a mail looks ahead to."""
    return day + timedelta(days=_DAYS_OF_WEEK - 1)
