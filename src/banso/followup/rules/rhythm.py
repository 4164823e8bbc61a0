"""The rhythm of visits（訪問の頻度）and the next visit, from the programme's own rules.

The first rhythm whose conditions hold is taken, in the order of the file; else the usual one. A
change by hand stands until its last day. Only the next visit exists: no wall of tasks. Explained
with an example in docs/rules/rhythm.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.core.workdays import last_working_day, next_working_day
from banso.followup.rules.facts import Circumstances, Condition

MONTHS_OF_A_YEAR = 12
FIRST_MONTH = 4  # of a fiscal year
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands: its days, its last visit, and what waits to be done at once.

    ``ends_on`` is its last day, or the day the business closed; ``called_on`` is the day of a call
    of the owner that no visit answered yet; ``agreed_on`` the day agreed on at the last visit.
    """

    adopted_on: date
    ends_on: date
    last_visit: date | None = None
    called_on: date | None = None
    agreed_on: date | None = None

    @property
    def is_called(self) -> bool:
        """Whether the owner asked to be seen, and no visit followed."""
        return self.called_on is not None

    def visited(self, day: date) -> Standing:
        """As it stands once a visit was made on the day."""
        return replace(self, last_visit=day, called_on=None, agreed_on=None)


@dataclass(frozen=True, slots=True)
class Due:
    """The next visit: the working day by which it is to be made, and why."""

    on: date
    because: str

    def days_late(self, day: date) -> int:
        """How many days it is overdue; 0 when it is not."""
        return max((day - self.on).days, 0)


def next_visit(decision: Decision, standing: Standing) -> Due | None:
    """The one visit to come; ``None`` when the plan ends before it.

    One visit belongs to each stretch（月・四半期・半期 of the fiscal year）after that of the last
    visit, or of the adoption. More visits by hand make none due before they were decided. A day
    agreed on with the owner comes before it, not after; a call of the owner makes a visit due at
    once, and hides no delay.
    """
    usual = _by_rhythm(decision, standing)
    if standing.called_on is not None:
        on = next_working_day(standing.called_on)
        called = f"{in_era_day(standing.called_on)}に事業者から声がかかった"
        if usual is not None and usual.on < on:
            return Due(usual.on, f"{called}。{usual.because}")
        return Due(on, called)
    agreed = standing.agreed_on
    if agreed is None or agreed > standing.ends_on:
        return usual
    if usual is None or agreed <= usual.on:
        return Due(agreed, f"前の訪問で{in_era_day(agreed)}と約束した")
    return Due(usual.on, f"{usual.because}（前の訪問では{in_era_day(agreed)}と約束）")


def _by_rhythm(decision: Decision, standing: Standing) -> Due | None:
    due = _in_rhythm(decision.rhythm, standing)
    hand = decision.by_hand
    if hand is None or decision.by_facts is None or due.on >= hand.since:
        return due if due.on <= standing.ends_on else None
    before = _in_rhythm(decision.by_facts, standing)
    if before.on < hand.since:  # it was late already
        return before if before.on > due.on else due
    on = next_working_day(hand.since)
    said = f"{in_era_day(hand.since)}に{decision.rhythm.name}と決めた"
    return Due(on, said) if on <= standing.ends_on else None


def _in_rhythm(rhythm: Rhythm, standing: Standing) -> Due:
    since = max(standing.last_visit or standing.adopted_on, standing.adopted_on)
    months = rhythm.months
    on = _working_day_in(months_after(since, months), _stretch_after(since, months))
    what = "前の訪問" if since == standing.last_visit else "策定"
    return Due(on, f"{what}（{in_era_day(since)}）から{months}か月")


def _stretch_after(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the stretch that follows the one the day lies in."""
    since_april = (day.month - FIRST_MONTH) % MONTHS_OF_A_YEAR
    to_next = months - since_april % months
    first = months_after(day.replace(day=1), to_next)
    return first, months_after(first, months) - timedelta(days=1)


def _working_day_in(day: date, stretch: tuple[date, date]) -> date:
    """The day, moved into the stretch and on to a working day; back where that would leave it."""
    first, last = stretch
    day = min(max(day, first), last)
    on = next_working_day(day)
    return on if on <= last else last_working_day(day)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    number = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_OF_A_YEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError  # every month has 28 days


def visits_until(
    decision: Decision, standing: Standing, last: date, today: date = date.min
) -> tuple[date, ...]:
    """The days of every visit up to ``last``, if each is made on its day and nothing changes.

    One that is overdue is made ``today``, and the others follow from there.
    """
    days: list[date] = []
    now = standing
    while (due := next_visit(decision, now)) is not None and due.on <= last:
        days.append(max(due.on, today))
        now = now.visited(days[-1])
    return tuple(days)
