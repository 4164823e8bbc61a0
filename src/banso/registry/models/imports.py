"""Ledgers brought by file（台帳の取込）: what was brought, seen, decided and carried out."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.core.files.storage import default_storage
from django.db import models

from banso.accounts.models import Organisation, Staff
from banso.core.models import Kept


class ImportKind(models.TextChoices):
    """What kind of file was brought（ファイルの種類）."""

    LEDGER = "ledger", "事業者の台帳"
    CORPORATE_NUMBERS = "corporate-numbers", "国税庁の法人番号"


class LedgerImportQuerySet(models.QuerySet["LedgerImport"]):
    """What can be asked of imports."""

    def of(self, organisation: Organisation) -> LedgerImportQuerySet:
        """The organisation's imports."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> LedgerImportQuerySet:
        """Imports of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def waiting(self) -> LedgerImportQuerySet:
        """Imports that nobody agreed to yet."""
        return self.filter(application__isnull=True)


class LedgerImport(Kept):
    """A ledger brought by file（台帳の取込）. Nothing of it is in the register until it is applied.

    ``columns`` maps the places of columns (as text: JSON) to fields, empty while they are only
    guessed. The file and what was made of it lie in a folder of their own, outside the web root.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ledger_imports", verbose_name="商工会"
    )
    kind = models.CharField(
        "ファイルの種類", max_length=20, choices=ImportKind.choices, default=ImportKind.LEDGER
    )
    file_name = models.CharField("ファイル名", max_length=200)
    size = models.PositiveIntegerField("大きさ（バイト）")
    sheet_name = models.CharField("シート", max_length=200, blank=True)
    columns = models.JSONField("列の意味", default=dict, blank=True)
    empties_blank = models.BooleanField("空欄で上書きする", default=False)
    uploaded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り込んだ職員"
    )
    uploaded_at = models.DateTimeField("受け取った日時")
    task_id = models.CharField("仕事の番号", max_length=64, blank=True, editable=False)

    objects = LedgerImportQuerySet.as_manager()

    class Meta:
        verbose_name = "台帳の取込"
        ordering: ClassVar = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def folder(self) -> Path:
        """Where the file lies with what was made of it."""
        return Path(default_storage.path(f"imports/{self.public_id}"))

    @property
    def source(self) -> Path:
        """The file as it was brought."""
        return self.folder / "source"

    @property
    def is_applied(self) -> bool:
        """Whether the import was agreed to and carried out."""
        return hasattr(self, "application")


class ImportPreview(models.Model):
    """What an import would do（取込の確認）, counted; or, in ``problem``, why nothing can be said.

    ``newest_business`` is the last business the register had when the preview was made.
    """

    ledger_import = models.OneToOneField(
        LedgerImport, models.CASCADE, related_name="preview", verbose_name="台帳の取込"
    )
    made_at = models.DateTimeField("確認を作った日時")
    created = models.PositiveIntegerField("登録", default=0)
    changed = models.PositiveIntegerField("変更", default=0)
    unchanged = models.PositiveIntegerField("変わらない", default=0)
    refused = models.PositiveIntegerField("受け付けない", default=0)
    suspected = models.PositiveIntegerField("重複の疑い", default=0)
    remarked = models.PositiveIntegerField("一部を取り込まない", default=0)
    newest_business = models.BigIntegerField("最後の事業者", default=0)
    problem = models.TextField("読めなかった理由", blank=True)

    class Meta:
        verbose_name = "取込の確認"

    def __str__(self) -> str:
        return f"{self.ledger_import}"


class RowDecision(models.TextChoices):
    """What a person decided about a suspected row（重複の判断）."""

    SAME = "same", "同じ事業者として変更"
    SEPARATE = "separate", "別の事業者として登録"
    LEFT_OUT = "left-out", "取り込まない"


class ImportDecision(models.Model):
    """What was decided about one row of an import（重複の判断）, by whom and when."""

    ledger_import = models.ForeignKey(
        LedgerImport, models.CASCADE, related_name="decisions", verbose_name="台帳の取込"
    )
    row_number = models.PositiveIntegerField("行")
    decision = models.CharField("判断", max_length=10, choices=RowDecision.choices)
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="判断した職員"
    )
    decided_at = models.DateTimeField("判断した日時")

    class Meta:
        verbose_name = "重複の判断"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ledger_import", "row_number"], name="import_decision_once_per_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.row_number}行目 {self.get_decision_display()}"


class ImportApplication(models.Model):
    """The fact that an import was agreed to and carried out（取込の実行）, with what it did."""

    ledger_import = models.OneToOneField(
        LedgerImport, models.CASCADE, related_name="application", verbose_name="台帳の取込"
    )
    applied_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り込んだ職員"
    )
    applied_at = models.DateTimeField("取り込んだ日時")
    created = models.PositiveIntegerField("登録した数", default=0)
    changed = models.PositiveIntegerField("変更した数", default=0)
    closed = models.PositiveIntegerField("廃業とした数", default=0)
    left_out = models.PositiveIntegerField("取り込まなかった数", default=0)

    class Meta:
        verbose_name = "取込の実行"

    def __str__(self) -> str:
        return f"{self.ledger_import}"


class LedgerLayout(models.Model):
    """How an office heads its ledger（台帳の列の覚え）: what each heading meant the last time.

    ``headings_key`` is the set of headings, ``columns`` maps each heading to its field.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ledger_layouts", verbose_name="商工会"
    )
    headings_key = models.TextField("見出しの組")
    columns = models.JSONField("列の意味", default=dict)
    used_at = models.DateTimeField("最後に使った日時")

    class Meta:
        verbose_name = "台帳の列の覚え"
        ordering: ClassVar = ["-used_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "headings_key"], name="ledger_layout_once_per_headings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.used_at:%Y-%m-%d}"
