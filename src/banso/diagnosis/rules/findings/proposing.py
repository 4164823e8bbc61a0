"""Findings（課題）proposed by the rules, each with the figures that led to it, in words.

Order: weight, then the size of the deviation, then the order of the file. Unknown figures never
lead to a finding; they are listed as わからないこと. Explained in docs/rules/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.findings.conditions import Evidence, Fact, Facts
from banso.diagnosis.rules.findings.rulebook import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Finding:
    """One proposal: the rule and the comparisons that hold."""

    rule: Rule
    evidence: tuple[Evidence, ...]

    @property
    def deviation(self) -> Decimal:
        """How far off the farthest comparison is, 0 to 1."""
        return max((one.deviation for one in self.evidence), default=Decimal(0))

    @property
    def because(self) -> str:
        """「流動比率（令和8年3月期）95.0%：100%未満」, joined with 、."""
        return "、".join(dict.fromkeys(one.words for one in self.evidence))


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A fact that is unknown, why, and the findings that could not be judged for it."""

    ja: str
    reason: str
    titles: tuple[str, ...]

    @property
    def words(self) -> str:
        """「従業員数：従業員数がわからない」."""
        return f"{self.ja}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The findings, heaviest first, and what is not known（わからないこと）."""

    findings: tuple[Finding, ...]
    unknown: tuple[NotKnown, ...]
    untold: frozenset[str] = frozenset()  # keys of the findings that could not be judged


def propose(rulebook: Rulebook, facts: Facts) -> Proposal:
    """Every finding whose condition holds, without those that a stronger one covers."""
    found: list[Finding] = []
    lacking: list[tuple[Rule, Fact]] = []
    for rule in rulebook.rules:
        outcome = rule.when.judge(facts)
        if outcome.holds:
            found.append(Finding(rule, outcome.evidence))
        elif outcome.holds is None:
            lacking += [(rule, fact) for fact in outcome.lacking]
    covered = {key for finding in found for key in finding.rule.covers}
    shown = [finding for finding in found if finding.rule.key not in covered]
    shown.sort(key=lambda finding: (-finding.rule.weight, -finding.deviation))
    untold = frozenset(rule.key for rule, _ in lacking)
    return Proposal(tuple(shown), _not_known(lacking), untold)


def _not_known(lacking: Iterable[tuple[Rule, Fact]]) -> tuple[NotKnown, ...]:
    titles: dict[tuple[str, str], dict[str, None]] = {}
    for rule, fact in lacking:
        titles.setdefault((fact.label, fact.reason), {})[rule.title] = None
    return tuple(NotKnown(ja, reason, tuple(of)) for (ja, reason), of in titles.items())
