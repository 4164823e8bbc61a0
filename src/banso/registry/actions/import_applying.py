"""Carrying an import out（取込の実行）: all of it or nothing, in one short transaction."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.bulk import count_rows, seldom_collected
from banso.core.japanese import company_key
from banso.core.progress import Progress
from banso.core.refusals import RuleViolation
from banso.core.search.keeping import rename
from banso.registry.actions.import_agreed import agreed
from banso.registry.actions.import_writing import (
    Steps,
    Work,
    batches,
    close,
    insert,
    prepare,
    update,
)
from banso.registry.actions.imports import remember_layout
from banso.registry.models import (
    Business,
    ImportApplication,
    ImportPreview,
    LedgerImport,
)
from banso.registry.queries.finding import BUSINESSES, NOTES, SOUGHT_BY, names_of
from banso.registry.rules.ledger_settled import Settled
from banso.registry.rules.preview_file import has_preview, read_layout

_MOST_NAMED = 5
_NAMES = {"name", "name_kana"}


@seldom_collected()
def apply_import(
    ledger_import: LedgerImport, *, by: Staff, progress: Progress
) -> ImportApplication:
    """Write what was previewed and agreed to into the register; a second run changes nothing.

    Refuses, with nothing written, when a business it rests on was changed meanwhile, or one like
    those it would enter was entered. Called off at any moment, it writes nothing either.
    """
    done = ImportApplication.objects.filter(ledger_import=ledger_import).first()
    if done:
        return done
    preview = ImportPreview.objects.filter(ledger_import=ledger_import).first()
    if preview is None or preview.problem or not has_preview(ledger_import.folder):
        raise RuleViolation("no-preview", "先にファイルを読み、内容を確かめてください。")
    plan = agreed(ledger_import, progress)
    work = prepare(ledger_import, plan, by, progress)
    try:
        with transaction.atomic():
            done = _written(ledger_import, preview, plan, work, by=by, progress=progress)
    except IntegrityError as clash:
        raise _clashed(clash) from clash
    count_rows()
    _let_be_found(preview, plan, work)
    return done


def _let_be_found(preview: ImportPreview, plan: Settled, work: Work) -> None:
    """Bring the index up to date lot by lot, so that nobody who saves waits long.

    A machine that stops in between leaves it behind; each night it is looked over.
    """
    own = Business.objects.filter(organisation_id=preview.ledger_import.organisation_id)
    fresh = own.filter(pk__gt=preview.newest_business).values_list("pk", flat=True)
    edits = {row: plan.edits[row.pk].values.keys() for row in work.edited}
    edited = [row.pk for row, keys in edits.items() if keys & SOUGHT_BY]
    for batch in batches([*fresh, *edited]):
        with transaction.atomic():
            BUSINESSES.renew(batch)
            NOTES.renew(batch)
    for row, keys in edits.items():
        if keys & _NAMES:
            rename(row.pk, names_of(row))


def _written(
    ledger_import: LedgerImport,
    preview: ImportPreview,
    plan: Settled,
    work: Work,
    *,
    by: Staff,
    progress: Progress,
) -> ImportApplication:
    """Inside the transaction: look that nothing moved, then write."""
    application = ImportApplication.objects.create(
        ledger_import=ledger_import,
        applied_by=by,
        applied_at=clock.now(),
        created=len(plan.created),
        changed=len(work.edited),
        closed=len(plan.closures),
        left_out=plan.left_out + preview.refused,
    )
    _refuse_moved(plan, work)
    _refuse_entered_meanwhile(ledger_import, preview, plan)
    step = Steps(progress, total=2 * (len(work.fresh) + len(work.edited)))
    insert(work, step)
    update(work, step)
    close(plan, by)
    _remember(ledger_import)
    progress.look()
    return application


def _refuse_moved(plan: Settled, work: Work) -> None:
    """Every business must be as the preview saw it."""
    moved: list[str] = []
    for batch in batches(list(plan.edits)):
        rows = Business.objects.filter(pk__in=batch).unerased().order_by()
        now = {pk: rest for pk, *rest in rows.values_list("pk", "version", "search_text")}
        for pk in batch:
            edit = plan.edits[pk]
            expected = [edit.version, work.search_texts.get(pk, now.get(pk, [0, ""])[1])]
            if now.get(pk) != expected:
                moved.append(edit.name)
    if moved:
        raise _changed_meanwhile(moved, "変更されました")


def _refuse_entered_meanwhile(
    ledger_import: LedgerImport, preview: ImportPreview, plan: Settled
) -> None:
    """No business entered since the preview may be one of those about to be entered."""
    if not plan.created:
        return
    since = Business.objects.filter(
        organisation_id=ledger_import.organisation_id, pk__gt=preview.newest_business
    )
    entered = {company_key(name): name for name in since.values_list("name", flat=True)}
    if not entered:
        return
    ours = {company_key(str(values["name"])) for values in plan.created.values()}
    alike = [name for key, name in entered.items() if key in ours]
    if alike:
        raise _changed_meanwhile(alike, "登録されました")


def _changed_meanwhile(names: list[str], what: str) -> RuleViolation:
    named = "、".join(f"「{name}」" for name in names[:_MOST_NAMED])
    more = f"ほか{len(names) - _MOST_NAMED}者" if len(names) > _MOST_NAMED else ""
    return RuleViolation(
        "changed-meanwhile",
        f"確かめている間に、{named}{more}が{what}。何も取り込んでいません。"
        "「もう一度読む」を押して、確かめ直してください。",
    )


def _remember(ledger_import: LedgerImport) -> None:
    layout = read_layout(ledger_import.folder)
    if layout:
        remember_layout(ledger_import, layout.headings, layout.columns)


def _clashed(clash: IntegrityError) -> RuleViolation:
    """What the database refused, in words: a number or the import was saved a moment before."""
    said = str(clash)
    if "application" in said:
        return RuleViolation("already-applied", "この台帳は、いま取り込まれました。")
    number = "会員番号" if "member_number" in said else "法人番号"
    return RuleViolation(
        "number-taken",
        f"同じ{number}の事業者が、確かめている間に登録されたか、この台帳に2つあります。"
        "何も取り込んでいません。「もう一度読む」を押して、確かめ直してください。",
    )
