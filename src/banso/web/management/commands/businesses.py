"""``bin/banso businesses import|export``: a ledger from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.core.era import in_era
from banso.core.refusals import RuleViolation
from banso.registry.actions import discard_import, receive_file
from banso.registry.actions.import_applying import apply_import
from banso.registry.actions.import_reading import read_import
from banso.registry.documents import ledger_csv, ledger_excel, returned_excel
from banso.registry.models import Business, ImportPreview, LedgerImport
from banso.registry.queries.imports import returned_rows
from banso.registry.queries.ledger_export import exported_rows
from banso.registry.rules.preview_file import read_layout
from banso.registry.tasks.ledgers import progress_of

_PIECE = 64 * 1024


class Command(BaseCommand):
    """Bring a ledger in, or write the register out."""

    help = "事業者の台帳を取り込む・書き出す"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``import FILE --by EMAIL [--dry-run]``; ``export [--format xlsx|csv] [-o FILE]``."""
        steps = parser.add_subparsers(dest="step", required=True)
        bring = steps.add_parser("import", help="台帳を取り込む")
        bring.add_argument("file", type=Path)
        bring.add_argument("--by", required=True, help="取り込む職員のメールアドレス")
        bring.add_argument("--dry-run", action="store_true", help="何が変わるかだけを示す")
        bring.add_argument("--returned", type=Path, help="取り込まなかった行を書く Excel")
        write = steps.add_parser("export", help="台帳を書き出す")
        write.add_argument("--format", choices=("xlsx", "csv"), default="xlsx")
        write.add_argument("-o", "--output", type=Path, help="書き出すファイル")
        for step in (bring, write):
            step.add_argument("--organisation", help="商工会の名称か法人番号（複数あるとき）")

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the step named."""
        organisation = _organisation(options["organisation"])
        if options["step"] == "export":
            self._export(organisation, options)
            return
        by = _staff(organisation, options["by"])
        try:
            ledger_import = _received(options["file"], by)
            self._bring(ledger_import, by, options)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from refusal

    def _bring(self, ledger_import: LedgerImport, by: Staff, options: dict[str, Any]) -> None:
        preview = read_import(ledger_import, progress_of(ledger_import))
        if preview.problem:
            discard_import(ledger_import)
            raise CommandError(f"{preview.problem}\n何も変えていません。")
        self.stdout.write("\n".join(_in_words(ledger_import, preview)))
        self._give_back(ledger_import, preview, options)
        if options["dry_run"]:
            discard_import(ledger_import)
            self.stdout.write("確かめただけです。何も変えていません。")
            return
        done = apply_import(ledger_import, by=by, progress=progress_of(ledger_import))
        closed = f"、廃業 {done.closed:,}件" if done.closed else ""
        self.stdout.write(
            f"取り込みました：登録 {done.created:,}件、変更 {done.changed:,}件{closed}。"
            f"取り込まなかった行 {done.left_out:,}件。"
        )

    def _give_back(
        self, ledger_import: LedgerImport, preview: ImportPreview, options: dict[str, Any]
    ) -> None:
        """Write the rows that stay out into a workbook beside the ledger."""
        layout = read_layout(ledger_import.folder)
        if not (preview.refused or preview.suspected or preview.remarked) or layout is None:
            return
        beside = options["file"].with_name(f"{options['file'].stem}_取り込まなかった行.xlsx")
        target: Path = options["returned"] or beside
        lines = (ledger_import.file_name, in_era(clock.today()))
        refused, remarked = returned_rows(ledger_import)
        _write(target, returned_excel(layout.headings, refused, remarked, lines))
        self.stdout.write(f"取り込まない行と理由を {target} に書きました。")

    def _export(self, organisation: Organisation, options: dict[str, Any]) -> None:
        kind = options["format"]
        rows = exported_rows(Business.objects.of(organisation).unerased(), organisation)
        lines = (organisation.name, in_era(clock.today()))
        content = ledger_csv(rows) if kind == "csv" else ledger_excel(rows, lines)
        target = options["output"] or Path(f"事業者台帳_{clock.today():%Y%m%d}.{kind}")
        _write(target, content)
        count = Business.objects.of(organisation).unerased().count()
        self.stdout.write(f"{organisation}の事業者 {count:,}者を {target} に書き出しました。")


def _in_words(ledger_import: LedgerImport, preview: ImportPreview) -> Iterator[str]:
    """The preview in a few lines."""
    yield f"{ledger_import.file_name}（{ledger_import.get_kind_display()}）"
    layout = read_layout(ledger_import.folder)
    if layout:
        yield from (f"  {remark}" for remark in layout.remarks)
        if layout.missing:
            yield f"  前回あった列が、今回はありません：{'、'.join(layout.missing)}"
    if not (preview.created or preview.changed or preview.refused or preview.suspected):
        yield "変わるところはありません。"
    yield (
        f"登録 {preview.created:,}件、変更 {preview.changed:,}件、"
        f"変わらない {preview.unchanged:,}件、受け付けない {preview.refused:,}件、"
        f"重複の疑い {preview.suspected:,}件（画面で判断するまで取り込みません）"
    )


def _received(file: Path, by: Staff) -> LedgerImport:
    try:
        size = file.stat().st_size
        with file.open("rb") as content:
            return receive_file(file.name, size, iter(lambda: content.read(_PIECE), b""), by=by)
    except OSError as error:
        message = f"{file} を開けません（{error.strerror}）。"
        raise CommandError(message) from error


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        message = f"{target} に書けません（{error.strerror}）。"
        raise CommandError(message) from error


def _organisation(wanted: str | None) -> Organisation:
    """The organisation by name or number; without a word, the only one there is."""
    rows = Organisation.objects.all()
    found = rows.filter(name=wanted) | rows.filter(corporate_number=wanted) if wanted else rows
    if len(found) != 1:
        names = "、".join(f"{each.name} {each.corporate_number}" for each in rows)
        message = (
            "どの商工会か決まりません。--organisation に名称か法人番号を付けてください"
            f"（登録：{names or 'なし'}）。"
        )
        raise CommandError(message)
    return found[0]


def _staff(organisation: Organisation, email: str) -> Staff:
    rows = Staff.objects.of(organisation).active().select_related("person", "organisation")
    found = rows.filter(person__email__iexact=email).first()
    if found is None or not may(found.role, "import-businesses"):
        message = f"{email} は、{organisation}で台帳を取り込める職員ではありません。"
        raise CommandError(message)
    return found
