"""Decisions about accounts by file（決算の取込）: reading, teaching names, agreeing, leaving it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, SheetFile, read_sheets
from banso.figures.actions.statements import Entry, save_statements
from banso.figures.models import AccountName, FinancialStatement, StatementImport
from banso.figures.queries.imports import Planned, is_public_id, planned_of
from banso.figures.queries.statements import form_by_law
from banso.figures.rules.accounts import Form, accounts
from banso.figures.rules.drafts import Draft
from banso.figures.rules.journals import read_journal, totals_of
from banso.figures.rules.local_benchmark import read_local_benchmark
from banso.figures.rules.template_sheet import business_in, is_template, read_template
from banso.registry.models import Business

KEPT_DAYS = 14
_LONGEST_NAME = 200
_MOST_NAMES = 400


def bring_accounts(
    path: Path, name: str, *, business: Business | None, by: Staff
) -> StatementImport:
    """Read a file of accounts; what was read waits for a yes, the file itself is not kept.

    ``business`` is whose accounts they are; our own template says it itself. Refuses in words
    whatever is no such file.
    """
    kind, contents = _read(read_sheets(path, name=name), business, by)
    return StatementImport.objects.create(
        organisation=by.organisation,
        business=business,
        kind=kind,
        file_name=name[:_LONGEST_NAME],
        contents=contents,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )


def _read(file: SheetFile, business: Business | None, by: Staff) -> tuple[str, dict[str, Any]]:
    kinds = StatementImport.Kind
    filled = [sheet for sheet in file.sheets if sheet.rows]
    ours = [sheet for sheet in filled if is_template(sheet)]
    if ours:
        found = _of_templates(ours, by)
        if not found:
            words = (
                "ひな形に金額が1つも入っていません。色の付いたます目に入れてから選んでください。"
            )
            raise RuleViolation("nothing-filled", words, field="file")
        return kinds.TEMPLATE, _drafts(found)
    if business is None:
        words = (
            "伴走の決算のひな形ではありません。会計ソフトの仕訳やローカルベンチマークは、"
            "事業者の「決算」の画面から取り込んでください。"
        )
        raise RuleViolation("not-a-template", words, field="file")
    for sheet in filled:
        journal = read_journal(sheet)
        if journal is not None:
            return kinds.JOURNAL, _journal(totals_of(journal).as_json(), business)
        benchmark = read_local_benchmark(sheet)
        if benchmark:
            return kinds.LOCAL_BENCHMARK, _drafts(_of_business(benchmark, business))
    words = (
        "読める形のファイルではありません。伴走の決算のひな形、弥生の仕訳日記帳（25列）、"
        "マネーフォワードか freee の仕訳帳、ローカルベンチマークの入力シートを選んでください。"
    )
    raise RuleViolation("unknown-file", words, field="file")


def _of_templates(sheets: Sequence[Sheet], by: Staff) -> list[Draft]:
    """Every period of our sheets; where no paper is named, it is that of the legal form."""
    ids = [business_in(sheet) for sheet in sheets]
    rows = Business.objects.visible_to(by).filter(public_id__in=filter(is_public_id, ids))
    forms = {str(row.public_id): form_by_law(row) for row in rows}
    return [
        draft
        for sheet, each in zip(sheets, ids, strict=True)
        for draft in read_template(sheet, form=forms.get(each, Form.CORPORATION))
    ]


def _drafts(drafts: Sequence[Draft]) -> dict[str, Any]:
    return {"drafts": [draft.as_json() for draft in drafts]}


def _journal(totals: dict[str, Any], business: Business) -> dict[str, Any]:
    if not totals["by_day"]:
        words = "仕訳が1行も読めません。日付と金額の列がそろっているか確かめてください。"
        raise RuleViolation("no-entries", words, field="file")
    return {"totals": totals, "form": form_of(business).value}


def _of_business(drafts: Sequence[Draft], business: Business) -> list[Draft]:
    """Drafts of a file that names no business: they are this one's, on its paper."""
    facts: dict[str, Any] = {
        "business": str(business.public_id),
        "business_name": business.name,
        "form": form_of(business),
    }
    return [replace(draft, **facts) for draft in drafts]


def form_of(business: Business) -> Form:
    """The paper that the business had last, else the one of its legal form."""
    last = FinancialStatement.objects.of_business(business).realised().latest_periods(1)
    if last:
        return Form(last[0].form)
    return form_by_law(business)


@transaction.atomic
def settle_names(brought: StatementImport, codes: Mapping[str, str], *, by: Staff) -> None:
    """Remember what names in files mean（勘定科目の対応）, for every later file of the office."""
    for name, code in list(codes.items())[:_MOST_NAMES]:
        if code and code not in accounts():
            raise RuleViolation("unknown-line", f"「{name}」の行を選び直してください。")
        AccountName.objects.update_or_create(
            organisation_id=brought.organisation_id,
            name=name,
            defaults={"code": code, "settled_by": by, "settled_at": clock.now()},
        )


@transaction.atomic
def settle_period(brought: StatementImport, starts_on: date, ends_on: date, form: Form) -> None:
    """Say over which period a journal is summed, and for which paper."""
    brought.contents = {
        **brought.contents,
        "period": [starts_on.isoformat(), ends_on.isoformat()],
        "form": form.value,
    }
    brought.save()


@transaction.atomic
def apply_import(
    brought: StatementImport, *, by: Staff, seen: Collection[str], confirmed: Collection[str]
) -> list[FinancialStatement]:
    """Keep everything that the preview accepted, all of it or nothing; the import is then gone.

    ``seen`` are the periods as the preview showed them. Refuses with ``EditConflict`` when any of
    them has changed since.
    """
    brought = StatementImport.objects.select_for_update().get(pk=brought.pk)
    planned = [one for one in planned_of(brought, by) if one.is_accepted]
    if {one.mark for one in planned} != set(seen):
        raise EditConflict
    if not planned:
        raise RuleViolation("nothing-to-keep", "取り込める期がありません。")
    kept = []
    by_business: dict[int, list[Planned]] = {}
    for one in planned:
        by_business.setdefault(one.business_pk, []).append(one)
    for periods in by_business.values():
        assert periods[0].business is not None  # noqa: S101 - accepted ones have one
        entries = [Entry(one.filled(brought.file_name), one.version) for one in periods]
        kept += save_statements(periods[0].business, entries, confirmed=confirmed)
    brought.delete()
    return kept


@transaction.atomic
def discard_import(brought: StatementImport) -> None:
    """Leave it: nothing of it was ever kept."""
    brought.delete()


def forget_old_imports() -> int:
    """Clear away what nobody agreed to within two weeks; how many went."""
    last = clock.now() - timedelta(days=KEPT_DAYS)
    return StatementImport.objects.brought_before(last).delete()[0]
