"""Finished analyses by the thousand: one of the demonstration's, again for other businesses."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import islice

from django.db import transaction

from banso.diagnosis.models import Completion, Diagnosis, Finding, SheetEntry, Verdict
from banso.diagnosis.queries.analysing import frozen
from banso.figures.models import FinancialStatement
from banso.registry.models import Business
from banso.web.bench.made_up_accounts import MadeUp, made_up

_BATCH = 500


def finished_so_far() -> int:
    """How many finished analyses there are."""
    return Diagnosis.objects.completed().count()


def grow_analyses(pattern: Diagnosis, *, to: int) -> None:
    """Copy a finished analysis to businesses without one, each with accounts of its own."""
    wanted = max(to - finished_so_far(), 0)
    free = Business.objects.of(pattern.business.organisation).filter(diagnoses__isnull=True)
    businesses = iter(free.filter(statements__isnull=True).order_by("pk")[:wanted])
    firms = made_up(wanted)
    while batch := list(islice(zip(businesses, firms, strict=False), _BATCH)):
        _keep(pattern, batch)


@transaction.atomic
def _keep(pattern: Diagnosis, batch: Sequence[tuple[Business, MadeUp]]) -> None:
    copies = [(_copy(pattern, business, firm), firm) for business, firm in batch]
    analyses = Diagnosis.objects.bulk_create([one for one, _ in copies])
    Completion.objects.bulk_create(
        Completion(
            diagnosis=one,
            on=pattern.completion.on,
            confirmed_by=pattern.opened_by,
            frozen=[frozen(statement) for statement in firm.statements],
        )
        for one, firm in copies
    )
    rows = FinancialStatement.objects.bulk_create(
        FinancialStatement(
            public_id=uuid.uuid4(),
            business_id=one.business_id,
            starts_on=statement.starts_on,
            ends_on=statement.ends_on,
            form=statement.form.value,
            amounts=dict(statement.amounts),
            employees=statement.employees,
        )
        for one, firm in copies
        for statement in firm.statements
    )
    by_business = {one.business_id: one.pk for one in analyses}
    through = Diagnosis.statements.through
    through.objects.bulk_create(
        through(diagnosis_id=by_business[row.business_id], financialstatement_id=row.pk)
        for row in rows
    )
    _say(pattern, analyses)


def _copy(pattern: Diagnosis, business: Business, firm: MadeUp) -> Diagnosis:
    return Diagnosis(
        public_id=uuid.uuid4(),
        business=business,
        started_on=pattern.started_on,
        opened_by=pattern.opened_by,
        industry_code=firm.trade,
        is_small=True,
        answers=pattern.answers,
    )


def _say(pattern: Diagnosis, analyses: Sequence[Diagnosis]) -> None:
    """What was said and found in the pattern, said and found in each."""
    SheetEntry.objects.bulk_create(
        SheetEntry(
            public_id=uuid.uuid4(),
            diagnosis=one,
            sheet=entry.sheet,
            cell=entry.cell,
            text=entry.text,
            said_by=entry.said_by,
            weight=entry.weight,
            written_by_id=entry.written_by_id,
            written_at=entry.written_at,
        )
        for one in analyses
        for entry in pattern.entries.all()
    )
    findings = Finding.objects.bulk_create(
        Finding(
            public_id=uuid.uuid4(),
            diagnosis=one,
            rule=finding.rule,
            title=finding.title,
            because=finding.because,
            kind=finding.kind,
            horizon=finding.horizon,
            position=finding.position,
        )
        for one in analyses
        for finding in pattern.findings.all()
    )
    verdicts = {one.position: one.verdict for one in pattern.findings.all()}
    Verdict.objects.bulk_create(
        Verdict(
            finding=finding,
            is_accepted=verdicts[finding.position].is_accepted,
            reason=verdicts[finding.position].reason,
            at=verdicts[finding.position].at,
            decided_by_id=verdicts[finding.position].decided_by_id,
        )
        for finding in findings
    )
