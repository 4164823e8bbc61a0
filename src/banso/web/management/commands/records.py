"""``bin/banso records export``: the support records of a period as a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.core import clock
from banso.core.era import in_era_day, parse_date
from banso.core.refusals import RuleViolation
from banso.records.documents.listing import as_csv, as_json_lines, as_workbook, printed_lines
from banso.records.models import SupportRecord, SupportRecordQuerySet
from banso.web.management.organisations import add_organisation, organisation_named


class Command(BaseCommand):
    """Export support records; of confidential ones only that they took place."""

    help = "支援記録を Excel・CSV・JSON に書き出す"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``export`` with its days, format and place."""
        steps = parser.add_subparsers(dest="step", required=True)
        export = steps.add_parser("export", help="書き出す")
        export.add_argument("--from", dest="first", help="最初の日（例：令和8年4月1日）")
        export.add_argument("--to", dest="last", help="最後の日")
        export.add_argument("--format", choices=("xlsx", "csv", "jsonl"), default="xlsx")
        export.add_argument("-o", "--output", type=Path, help="書く先（- で標準出力）")
        add_organisation(export)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how many records it holds."""
        organisation = organisation_named(options["organisation"])
        first, last = _day(options["first"]), _day(options["last"])
        if first and last and first > last:
            raise CommandError("最初の日が最後の日より後です。")
        rows = SupportRecord.objects.filter(organisation=organisation).order_by("on", "pk")
        rows = rows.filter(on__gte=first) if first else rows
        rows = rows.filter(on__lte=last) if last else rows
        context = printed_lines(organisation.name, _period(first, last))
        content = _written(rows, options["format"], context)
        if str(options["output"]) == "-":
            sys.stdout.buffer.write(content)
            return
        path = options["output"] or Path(f"records-{clock.today():%Y%m%d}.{options['format']}")
        _write(path, content)
        self.stdout.write(f"支援記録 {rows.count():,}件を書き出しました：{path}")


def _written(rows: SupportRecordQuerySet, kind: str, context: list[str]) -> bytes:
    if kind == "xlsx":
        return as_workbook(rows, context)
    return as_csv(rows) if kind == "csv" else as_json_lines(rows)


def _write(path: Path, content: bytes) -> None:
    """Write the file for its owner alone; nothing is left of one that did not fit."""
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        message = f"{path} に書けません（{error.strerror}）。"
        raise CommandError(message) from error


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text, near=clock.today())
    except RuleViolation as refusal:
        raise CommandError(refusal.message) from None


def _period(first: date | None, last: date | None) -> str:
    if not first and not last:
        return "すべての期間"
    return f"{in_era_day(first) if first else ''}〜{in_era_day(last) if last else ''}"
