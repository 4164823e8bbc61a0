"""The rhythm of visits（訪問の頻度）, from the programme's own rules.

The first rhythm whose conditions hold is taken, in the order of the file; else the usual one. A
change by hand stands until its last day. Explained with an example in docs/rules/rhythm.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.followup.rules.facts import Circumstances, Condition

MONTHS_OF_A_YEAR = 12
USUAL = "ほかに当てはまるものがないので、いつもの頻度"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One rhythm of the programme; ``when`` are ways to it, each a set of conditions together.

    ``is_default``: taken where no other is. Refuses counts that are no whole number of months.
    """

    key: str
    name: str
    visits_per_year: int
    when: tuple[tuple[Condition, ...], ...] = ()
    is_default: bool = False

    def __post_init__(self) -> None:
        if self.visits_per_year < 1 or MONTHS_OF_A_YEAR % self.visits_per_year:
            message = "年の訪問回数は1・2・3・4・6・12のどれかにしてください。"
            raise RuleViolation("no-rhythm", message, field=self.key)

    @property
    def months(self) -> int:
        """From one visit to the next."""
        return MONTHS_OF_A_YEAR // self.visits_per_year


@dataclass(frozen=True, slots=True)
class Rhythms:
    """All rhythms in the order in which they are tried. Refuses none, or two, that are usual."""

    all: tuple[Rhythm, ...]

    def __post_init__(self) -> None:
        if sum(one.is_default for one in self.all) != 1:
            raise RuleViolation("no-default", "いつもの頻度を1つ決めてください。", field="rhythms")

    @property
    def usual(self) -> Rhythm:
        """The one that needs no reason."""
        return next(one for one in self.all if one.is_default)

    def named(self, key: str) -> Rhythm:
        """The rhythm with a key. Refuses an unknown one."""
        found = next((one for one in self.all if one.key == key), None)
        if found is None:
            raise RuleViolation("unknown-rhythm", "この頻度はありません。", field="rhythm")
        return found


@dataclass(frozen=True, slots=True)
class ByHand:
    """A rhythm decided by a person on ``since``, in force up to and including ``until``."""

    key: str
    reason: str
    until: date
    since: date = date.min

    def after(self, before: ByHand | None) -> ByHand:
        """As it counts after another: the same rhythm decided once more hides no delay."""
        if before is None or before.key != self.key:
            return self
        return replace(self, since=min(before.since, self.since))


@dataclass(frozen=True, slots=True)
class Decision:
    """A rhythm with why it is so; ``untold`` are conditions that could not be judged.

    ``by_facts`` is the rhythm that one decided by hand stands in place of.
    """

    rhythm: Rhythm
    because: tuple[str, ...]
    untold: tuple[str, ...] = ()
    by_hand: ByHand | None = None
    by_facts: Rhythm | None = None

    @property
    def words(self) -> str:
        """「純資産 △1,240千円（令和7年12月期） → 毎月1回」."""
        return f"{'、'.join(self.because)} → {self.rhythm.name}"


def rhythm_for(
    rhythms: Rhythms, around: Circumstances, day: date, by_hand: ByHand | None = None
) -> Decision:
    """The rhythm of one business on a day, and the facts that decide it.

    Fewer visits by hand do not hold while a drift waits for a third party.
    """
    by_facts = _by_facts(rhythms, around)
    if by_hand is None or day > by_hand.until:
        return by_facts
    decided = rhythms.named(by_hand.key)
    drifts = around.facts.get("open_drifts")
    is_fewer = decided.visits_per_year < by_facts.rhythm.visits_per_year
    if is_fewer and drifts is not None and drifts.value > 0:
        held = f"{drifts.words}。手で決めた{decided.name}は、第三者の視点を書くまで止めている"
        return replace(by_facts, because=(*by_facts.because, held))
    said = f"{by_hand.reason}（手で決めた。{in_era_day(by_hand.until)}まで）"
    return Decision(decided, (said,), (), by_hand, by_facts.rhythm)


def _by_facts(rhythms: Rhythms, around: Circumstances) -> Decision:
    untold: list[str] = []
    for rhythm in rhythms.all:
        for way in rhythm.when:
            holding = [condition.holds(around) for condition in way]
            if all(holding):
                facts = tuple(around.facts[condition.fact].words for condition in way)
                return Decision(rhythm, facts, tuple(dict.fromkeys(untold)))
            if False not in holding:
                untold += [
                    around.why_unknown(condition.fact)
                    for condition, holds in zip(way, holding, strict=True)
                    if holds is None
                ]
    return Decision(rhythms.usual, (USUAL,), tuple(dict.fromkeys(untold)))
