"""By what an analysis is found in search（さがす）: findings, what was said, the ninety days."""

from __future__ import annotations

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core.search.entries import Entry, Kind
from banso.core.search.sources import Source, Told
from banso.diagnosis.models import Diagnosis, DiagnosisQuerySet
from banso.registry.queries.finding import names_of

_ANALYSIS = Kind("diagnosis", "経営分析", 8)


def _texts(diagnosis: Diagnosis) -> tuple[tuple[str, str], ...]:
    """All that is written in an analysis, each with what it is, findings first."""
    findings = (("課題", one.title) for one in diagnosis.findings.all())
    remedies = (
        ("対応策", remedy.what) for one in diagnosis.findings.all() for remedy in one.remedies.all()
    )
    said = ((f"{one.get_said_by_display()}の言葉", one.text) for one in diagnosis.entries.all())
    steps = (
        (label, text)
        for one in diagnosis.steps.all()
        for label, text in (("90日アクション", one.what), ("結果", one.result))
        if text
    )
    return (*findings, *remedies, *said, *steps)


def _written(rows: DiagnosisQuerySet) -> DiagnosisQuerySet:
    rows = rows.select_related("business", "opened_by__person", "completion")
    return rows.prefetch_related("findings__remedies", "entries", "steps")


def _entry(diagnosis: Diagnosis) -> Entry:
    """An analysis lies on the day it was begun."""
    return Entry(
        kind=_ANALYSIS,
        organisation=diagnosis.business.organisation_id,
        row=diagnosis.pk,
        business=diagnosis.business_id,
        day=diagnosis.started_on,
        names=names_of(diagnosis.business),
        texts=tuple(text for _, text in _texts(diagnosis)),
        people=(diagnosis.opened_by_id,),
    )


def _tell(diagnosis: Diagnosis) -> Told:
    return Told(
        label=_ANALYSIS.label,
        title=diagnosis.business.name,
        kana=diagnosis.business.name_kana,
        day=diagnosis.started_on,
        who=diagnosis.opened_by.person.name,
        route="diagnosis:detail",
        public_id=diagnosis.public_id,
        texts=_texts(diagnosis),
        remark="完了" if diagnosis.is_completed else "作業中",
    )


def _seen_by(staff: Staff) -> DiagnosisQuerySet:
    if not may(staff.role, "see-diagnoses"):
        return Diagnosis.objects.none()
    return Diagnosis.objects.visible_to(staff)


ANALYSES = Source(
    kind=_ANALYSIS,
    every=lambda: _written(Diagnosis.objects.all()),
    entry=_entry,
    visible=_seen_by,
    page=_written,
    tell=_tell,
)
