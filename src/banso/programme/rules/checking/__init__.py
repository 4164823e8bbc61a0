"""Where a plan contradicts itself（計画の点検）: rules over its own tables, targets and words.

Nothing here knows a particular plan: each rule compares two things the file says, and every
finding names the places, so that a person can look for themselves.
"""

from collections.abc import Iterable

from banso.programme.rules.checking.budget import check_budget
from banso.programme.rules.checking.findings import SEVERITIES, Finding, Severity
from banso.programme.rules.checking.goals import check_goals
from banso.programme.rules.checking.names import check_names
from banso.programme.rules.checking.prose import check_prose
from banso.programme.rules.checking.tables import check_tables
from banso.programme.rules.checking.targets import check_targets
from banso.programme.rules.checking.workload import check_workload
from banso.programme.rules.document import ProgrammeDocument

__all__ = ["SEVERITIES", "Finding", "Severity", "contradictions", "still_open"]

RULES = (
    check_tables,
    check_budget,
    check_targets,
    check_prose,
    check_names,
    check_goals,
    check_workload,
)


def contradictions(document: ProgrammeDocument) -> list[Finding]:
    """Everything the rules find in a plan, gravest first（矛盾・曖昧・参考）, each once."""
    found = dict.fromkeys(finding for rule in RULES for finding in rule(document))
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def still_open(findings: Iterable[Finding], agreed: frozenset[str]) -> list[Finding]:
    """Findings without those that the office settled by agreeing a definition（定義の取り決め）.

    ``agreed`` are keys of lines. What a file says of agreements is left out too: the office keeps
    them in the product, where the page counts them.
    """
    return [
        finding
        for finding in findings
        if finding.kind != "definitions-not-agreed"
        and not (finding.kind == "ambiguous" and set(finding.about) & agreed)
    ]
