"""Shares of problems over many businesses（地域全体の課題）, safe to be given out.

For each group（業種・地区）: of how many it is known, and how many have the problem. A cell under
3 is suppressed, and so is whatever would let it be computed from the totals. Explained with an
example in docs/rules/regional-shares.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from banso.diagnosis.rules.analysis import Rules
from banso.diagnosis.rules.findings.proposing import Proposal
from banso.diagnosis.rules.findings.rulebook import Rulebook
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.suppression import Counts, hidden_groups, together

SUPPRESSED = "3者未満のます、またはそこから計算できるますのため秘匿"
NOBODY_KNOWN = "わかっている事業者がいない"
NO_SUCH_GROUP = "その年にはこの区分がない"
BY_INDUSTRY, BY_DISTRICT = "industry", "district"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of the region: its name, what it means, and the findings that say it."""

    ja: str
    means: str
    findings: frozenset[str]


# What stands in a table instead of a share.
IN_SHORT = {SUPPRESSED: "秘匿", NOBODY_KNOWN: "不明", NO_SUCH_GROUP: "—"}

# What the plan asks for, by the finding（課題）that says it of one business.
PROBLEMS: Mapping[str, Problem] = {
    "cash-worse": Problem(
        "資金繰り悪化",
        "手元のお金が月の売上の1か月分を切っているか、流動比率が100%を切っています。",
        frozenset({"short-of-cash", "current-worse", "current-low"}),
    ),
    "insolvent": Problem(
        "債務超過",
        "純資産が0円を下回っています。",
        frozenset({"insolvent"}),
    ),
    "no-online-channel": Problem(
        "デジタル販路未整備",
        "インターネットで注文も予約も受けていません。",
        frozenset({"no-online-channel"}),
    ),
    "succession-risk": Problem(
        "承継リスク",
        "後継者が「未定」です（年齢を問いません）。",
        frozenset({"no-successor", "no-successor-old"}),
    ),
    "losses": Problem(
        "経常赤字が2期続く",
        "経常利益が2期続けて0円を下回っています。",
        frozenset({"losses-two-years"}),
    ),
    "too-much-debt": Problem(
        "借入過多",
        "債務償還年数が10年を超えるか、借入があるのに返す元になる稼ぎがありません。",
        frozenset({"too-much-debt"}),
    ),
    "sales-down": Problem(
        "売上減少が2期続く",
        "売上高が2期続けて前の期を下回っています。",
        frozenset({"sales-down-two-years"}),
    ),
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


def problems_of(proposal: Proposal, set_aside: Collection[str] = ()) -> Mapping[str, bool | None]:
    """Which problems one business has; ``None`` where what was not known could have said so.

    ``set_aside`` are the findings that its adviser set aside with a reason（理由つきの見送り）:
    they say nothing.
    """
    found = {finding.rule.key for finding in proposal.findings}.difference(set_aside)
    untold = proposal.untold.difference(set_aside)
    return {
        key: True if problem.findings & found else None if problem.findings & untold else False
        for key, problem in PROBLEMS.items()
    }


@cache
def regional_rules() -> Rules:
    """The tables of the problems alone: the rules that say them, and those that cover these."""
    shipped = Rules.shipped()
    wanted = {key for problem in PROBLEMS.values() for key in problem.findings}
    rules = tuple(
        rule for rule in shipped.rulebook.rules if rule.key in wanted or wanted & {*rule.covers}
    )
    return Rules(shipped.standards, Rulebook(shipped.rulebook.questions, rules))


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

    @property
    def is_hidden(self) -> bool:
        """Whether it is suppressed（秘匿）."""
        return self.known is None


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
    def now_in_short(self) -> str:
        """This year's share as a cell of a table."""
        return in_short(self.now)

    @property
    def before_in_short(self) -> str:
        """The share of the year before as a cell of a table."""
        return in_short(self.before)

    @property
    def moved(self) -> str:
        """「＋5.0ポイント」「△2.0ポイント」「変わらない」, or 「—」 where they do not compare."""
        if self.change is None:
            return "—"
        shown = self.now.shown - self.before.shown
        if not shown:
            return "変わらない"
        return f"{'＋' if shown > 0 else '△'}{Unit.RATE.write_change(shown)}"

    @property
    def words(self) -> str:
        """「製造業は25.0%で、前の年の20.0%から5.0ポイント増えました。」."""
        if not self.now.is_known:
            return f"{self.name}は出せません（{self.now.reason}）。"
        if self.change is None:
            return f"{self.name}は{self.now.words}です。前の年とは比べられません。"
        shown = self.now.shown - self.before.shown
        moved = "増えました" if shown > 0 else "減りました" if shown < 0 else "変わりません"
        size = Unit.RATE.write_change(shown) if shown else ""
        return f"{self.name}は{self.now.words}で、前の年の{self.before.words}から{size}{moved}。"


def in_short(reading: Reading) -> str:
    """A share as a cell of a table: 「25.0%」「秘匿」「不明」; — where there was no such group."""
    return reading.words if reading.is_known else IN_SHORT[reading.reason]


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
