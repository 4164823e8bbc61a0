"""Deciding which table of industry standards（業種別基準値）new analyses go by."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.tables.texts import decoded
from banso.diagnosis.models import StandardsTable
from banso.diagnosis.rules.local_benchmark.standards import read_standards

LARGEST = 1_000_000  # bytes; the table of today has 30,000
MOST_FAULTS = 20


class UnreadableStandards(RuleViolation):
    """A table that cannot be used; ``faults`` say why, line by line."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("unreadable", "この表は使えません。何も変えていません。", field="file")
        self.faults = faults[:MOST_FAULTS]
        self.more = max(0, len(faults) - MOST_FAULTS)


@transaction.atomic
def load_standards(content: bytes, *, edition: str, source: str, by: Staff) -> StandardsTable:
    """Keep a newer table（基準値の読み込み）; analyses begun from now on go by it.

    Analyses there are keep the table they were made with. Refuses a file that is too large, no
    text or no table, an edition without name or source, and one loaded before.
    """
    if len(content) > LARGEST:
        raise RuleViolation("too-large", "ファイルは1MBまでです。", field="file")
    if not edition.strip():
        raise RuleViolation("no-edition", "版（年度など）を入力してください。", field="edition")
    if not source.strip():
        raise RuleViolation("no-source", "出典を入力してください。", field="source")
    text, _ = decoded(content)
    standards, faults = read_standards(text)
    if faults or not standards:
        raise UnreadableStandards(faults or ("表に行がありません。",))
    own = StandardsTable.objects.filter(organisation=by.organisation)
    if own.filter(edition=edition.strip()).exists():
        raise RuleViolation("loaded", "この版は、すでに読み込まれています。", field="edition")
    return StandardsTable.objects.create(
        organisation=by.organisation,
        edition=edition.strip(),
        source=source.strip(),
        content=text,
        loaded_by=by,
        loaded_at=clock.now(),
    )
