"""Decisions about findings（課題）: proposed, taken up or set aside, reworded, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions.diagnoses import editable
from banso.diagnosis.models import Diagnosis, Finding, Remedy, Verdict
from banso.diagnosis.queries.analysing import examined
from banso.diagnosis.queries.finding import ANALYSES
from banso.diagnosis.rules.findings.proposing import Finding as Proposed
from banso.diagnosis.rules.findings.rulebook import HORIZONS, KINDS

MOST_REMEDIES = 10
_LONGEST_TITLE = 200
_LONGEST_REMEDY = 300
_LONGEST_REASON = 200


@transaction.atomic
def propose_findings(diagnosis: Diagnosis) -> list[Finding]:
    """Let the rules propose; new proposals come last, in the order of the rules.

    What was decided stays as it is. Undecided proposals follow the figures: their grounds are
    renewed, and those that no longer hold go.
    """
    locked = editable(diagnosis)
    proposed = {one.rule.key: one for one in examined(locked).analysis.proposal.findings}
    known = {row.rule: row for row in locked.findings.exclude(rule="")}
    for key, row in known.items():
        if not hasattr(row, "verdict"):
            _renew(row, proposed.get(key))
    last = max((row.position for row in locked.findings.all()), default=0)
    fresh = [one for key, one in proposed.items() if key not in known]
    added = [_propose(locked, one, last + place) for place, one in enumerate(fresh, start=1)]
    ANALYSES.renew([locked.pk])
    return added


def _renew(row: Finding, proposed: Proposed | None) -> None:
    if proposed is None:
        row.delete()
    elif row.because != proposed.because:
        row.because = proposed.because
        row.save()


def _propose(diagnosis: Diagnosis, proposed: Proposed, position: int) -> Finding:
    rule = proposed.rule
    finding = Finding.objects.create(
        diagnosis=diagnosis,
        rule=rule.key,
        title=rule.title,
        because=proposed.because,
        kind=rule.kind,
        horizon=rule.horizon,
        position=position,
    )
    for what in rule.measures:
        Remedy.objects.create(finding=finding, what=what, horizon=rule.horizon)
    return finding


@transaction.atomic
def decide_finding(finding: Finding, *, is_accepted: bool, reason: str = "", by: Staff) -> Verdict:
    """Take the finding up（取り上げる）or set it aside（見送る）, with a reason if there is one."""
    editable(finding.diagnosis)
    reason = reason.strip()
    if len(reason) > _LONGEST_REASON:
        words = f"理由は{_LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    facts = {
        "is_accepted": is_accepted,
        "reason": reason,
        "at": clock.now(),
        "decided_by": by,
    }
    verdict, _ = Verdict.objects.update_or_create(finding=finding, defaults=facts)
    return verdict


@transaction.atomic
def undo_verdict(finding: Finding) -> None:
    """Take the yes or no back: the finding is undecided again."""
    editable(finding.diagnosis)
    for verdict in Verdict.objects.filter(finding=finding):
        verdict.delete()


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding in the adviser's words: what it is, its kind and horizon, what to do about it."""

    title: str
    kind: str
    horizon: str
    remedies: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse what no finding can be."""
        if not self.title.strip():
            raise RuleViolation("no-title", "課題を書いてください。", field="title")
        if len(self.title) > _LONGEST_TITLE:
            words = f"課題は{_LONGEST_TITLE}字までにしてください（いま{len(self.title):,}字）。"
            raise RuleViolation("too-long", words, field="title")
        if self.kind not in KINDS:
            raise RuleViolation("no-kind", "分類を選んでください。", field="kind")
        if self.horizon not in HORIZONS:
            raise RuleViolation("no-horizon", "時間軸を選んでください。", field="horizon")
        _refuse_remedies(self.remedies)


def _refuse_remedies(remedies: Sequence[str]) -> None:
    if len(remedies) > MOST_REMEDIES:
        words = f"対応策は{MOST_REMEDIES}個までにしてください。"
        raise RuleViolation("too-many", words, field="remedies")
    if any(len(what) > _LONGEST_REMEDY for what in remedies):
        words = f"対応策は1つ{_LONGEST_REMEDY}字までにしてください。"
        raise RuleViolation("too-long", words, field="remedies")


@transaction.atomic
def write_finding(diagnosis: Diagnosis, words: FindingWords, *, by: Staff) -> Finding:
    """Add a finding of the adviser's own（書き足す）: it is taken up at once."""
    locked = editable(diagnosis)
    last = max((row.position for row in locked.findings.all()), default=0)
    finding = Finding(diagnosis=locked, position=last + 1)
    _put_words(finding, words)
    finding.save()
    _keep_remedies(finding, words)
    decide_finding(finding, is_accepted=True, by=by)
    ANALYSES.renew([locked.pk])
    return finding


@transaction.atomic
def reword_finding(finding: Finding, words: FindingWords, *, seen_version: int) -> Finding:
    """Say the finding otherwise; its grounds stay as the rules gave them."""
    editable(finding.diagnosis)
    _put_words(finding, words)
    kept = finding.save_edit(seen_version=seen_version)
    _keep_remedies(kept, words)
    ANALYSES.renew([finding.diagnosis_id])
    return kept


def _put_words(finding: Finding, words: FindingWords) -> None:
    finding.title, finding.kind, finding.horizon = words.title.strip(), words.kind, words.horizon


def _keep_remedies(finding: Finding, words: FindingWords) -> None:
    wanted = list(dict.fromkeys(what.strip() for what in words.remedies if what.strip()))
    known = {row.what: row for row in finding.remedies.all()}
    for what, row in known.items():
        if what not in wanted:
            row.delete()
    for what in wanted:
        if what not in known:
            Remedy.objects.create(finding=finding, what=what, horizon=words.horizon)


@transaction.atomic
def order_findings(diagnosis: Diagnosis, keys: Sequence[int]) -> None:
    """Put the findings in the adviser's order; ones not named follow as they were."""
    locked = editable(diagnosis)
    rows = {row.pk: row for row in locked.findings.all()}
    named = [rows[key] for key in dict.fromkeys(keys) if key in rows]
    rest = [row for row in rows.values() if row not in named]
    for position, row in enumerate([*named, *rest], start=1):
        if row.position != position:
            row.position = position
            row.save()
