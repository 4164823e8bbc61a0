"""Shares of problems over many businesses（地域全体の課題）, safe to be given out.

For each group（業種・地区）: of how many it is known, and how many have the problem. A cell under
3 is suppressed, and so is whatever would let it be computed from the totals. Explained with an
example in docs/rules/regional-shares.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from banso.diagnosis.rules.findings.proposing import Proposal
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.suppression import Counts, hidden_groups, together

SUPPRESSED = "3者未満のます、またはそこから計算できるますのため秘匿"
NOBODY_KNOWN = "わかっている事業者がいない"
NO_SUCH_GROUP = "その年にはこの区分がない"
BY_INDUSTRY, BY_DISTRICT = "industry", "district"
# What the plan asks for, by the finding（課題）that says it of one business.
PROBLEMS: Mapping[str, tuple[str, frozenset[str]]] = {
    "cash-worse": ("資金繰り悪化", frozenset({"short-of-cash", "current-worse", "current-low"})),
    "insolvent": ("債務超過", frozenset({"insolvent"})),
    "no-online-channel": ("デジタル販路未整備", frozenset({"no-online-channel"})),
    "succession-risk": ("承継リスク", frozenset({"no-successor", "no-successor-old"})),
    "losses": ("経常赤字が2期続く", frozenset({"losses-two-years"})),
    "too-much-debt": ("借入過多", frozenset({"too-much-debt"})),
    "sales-down": ("売上減少が2期続く", frozenset({"sales-down-two-years"})),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """One business of a year: its groups, and whether it has each problem（``None``: 不明）."""

    industry: str
    district: str
    problems: Mapping[str, bool | None] = field(default_factory=dict)

    def group(self, by: str) -> str:
        """Its industry or its district."""
        return self.industry if by == BY_INDUSTRY else self.district


def problems_of(proposal: Proposal) -> Mapping[str, bool | None]:
    """Which problems one business has; ``None`` where what was not known could have said so."""
    found = {finding.rule.key for finding in proposal.findings}
    return {
        problem: True if keys & found else None if keys & proposal.untold else False
        for problem, (_, keys) in PROBLEMS.items()
    }


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: of how many it is known, how many have the problem; ``None`` is suppressed."""

    name: str
    known: int | None
    having: int | None

    @property
    def proportion(self) -> Reading:
        """having ÷ known."""
        if self.known is None or self.having is None:
            return unknown(SUPPRESSED, Unit.RATE)
        if self.known == 0:
            return unknown(NOBODY_KNOWN, Unit.RATE)
        having, known = Decimal(self.having), Decimal(self.known)
        made_of = (("該当", having), (NOBODY_KNOWN.removesuffix("がいない"), known))
        return Reading(having / known, Unit.RATE, "", (), made_of)


@dataclass(frozen=True, slots=True)
class RegionalTable:
    """One problem by groups, with the total; ``not_known`` is how many are left out as 不明."""

    problem: str
    by: str
    lines: tuple[GroupLine, ...]
    total: GroupLine
    not_known: int

    def proportion(self, name: str) -> Reading:
        """The share of a group, by its name."""
        found = next((line for line in self.lines if line.name == name), None)
        return unknown(NO_SUCH_GROUP, Unit.RATE) if found is None else found.proportion


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """The share of a group in two years; ``change`` is now − before, unless either is unknown."""

    name: str
    before: Reading
    now: Reading

    @property
    def change(self) -> Decimal | None:
        """The difference as a part of 1."""
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def words(self) -> str:
        """「製造業は25.0%で、前の年の20.0%から5.0ポイント増えました。」."""
        if self.change is None:
            return f"{self.name}は前の年と比べられません。"
        shown = self.now.shown - self.before.shown
        moved = "増えました" if shown > 0 else "減りました" if shown < 0 else "変わりません"
        size = Unit.RATE.write_change(shown) if shown else ""
        return f"{self.name}は{self.now.words}で、前の年の{self.before.words}から{size}{moved}。"


def regional_table(observed: Iterable[Observed], problem: str, by: str) -> RegionalTable:
    """One problem by ``BY_INDUSTRY`` or ``BY_DISTRICT``, with small cells suppressed.

    The tables of one problem may be given out together: both have the same total, which is hidden
    in both or in neither.
    """
    answers: dict[str, list[bool | None]] = {}
    for one in observed:
        answers.setdefault(one.group(by), []).append(one.problems.get(problem))
    groups = {name: _counts(given) for name, given in sorted(answers.items())}
    hidden = hidden_groups(groups)
    lines = tuple(
        _line(name, counts, is_hidden=hidden is None or name in hidden)
        for name, counts in groups.items()
    )
    total = _line("合計", together(groups.values()), is_hidden=hidden is None)
    not_known = sum(given.count(None) for given in answers.values())
    return RegionalTable(problem, by, lines, total, not_known)


def _counts(given: list[bool | None]) -> Counts:
    return Counts(len(given) - given.count(None), given.count(True))


def _line(name: str, counts: Counts, *, is_hidden: bool) -> GroupLine:
    return (
        GroupLine(name, None, None) if is_hidden else GroupLine(name, counts.known, counts.having)
    )


def year_on_year(before: RegionalTable, now: RegionalTable) -> tuple[YearOnYear, ...]:
    """Each group of this year beside the year before, the total last."""
    groups = (
        YearOnYear(one.name, before.proportion(one.name), one.proportion) for one in now.lines
    )
    total = YearOnYear(now.total.name, before.total.proportion, now.total.proportion)
    return (*groups, total)
