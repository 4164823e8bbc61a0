"""What the office taught about names of accounts, and accounts by file that wait for a yes."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.models import Kept
from banso.registry.models import Business


class AccountName(models.Model):
    """What a name in files means（勘定科目の対応）: learnt when a person settled it.

    ``code`` is a line of ``rules/accounts.toml``; empty when the name is to be left out.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="account_names", verbose_name="商工会"
    )
    name = models.CharField("科目名", max_length=100)
    code = models.CharField("行", max_length=40, blank=True)
    settled_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="決めた職員"
    )
    settled_at = models.DateTimeField("決めた日時")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "勘定科目の対応"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="account_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class StatementImportQuerySet(models.QuerySet["StatementImport"]):
    """What can be asked of imports of accounts."""

    def visible_to(self, staff: Staff) -> StatementImportQuerySet:
        """Imports of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def brought_before(self, moment: datetime) -> StatementImportQuerySet:
        """Imports that have waited since before then."""
        return self.filter(uploaded_at__lt=moment)


class StatementImport(Kept):
    """Accounts read from a file that wait for a person's yes（決算の取込）; then the row is gone.

    ``contents`` is what was read, never the file. ``business`` is whose accounts they are, where
    the file itself doesn't say.
    """

    class Kind(models.TextChoices):
        """What kind of file it was."""

        TEMPLATE = "template", "決算の Excel ひな形"
        JOURNAL = "journal", "会計ソフトの仕訳"
        LOCAL_BENCHMARK = "local-benchmark", "ローカルベンチマークの入力シート"

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="statement_imports", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.CASCADE, null=True, blank=True, related_name="statement_imports",
        verbose_name="事業者",
    )  # fmt: skip
    kind = models.CharField("種類", max_length=20, choices=Kind.choices)
    file_name = models.CharField("ファイル名", max_length=200)
    contents = models.JSONField("読んだ内容", default=dict)
    uploaded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り込んだ職員"
    )
    uploaded_at = models.DateTimeField("受け取った日時")

    objects = StatementImportQuerySet.as_manager()

    class Meta:
        verbose_name = "決算の取込"
        ordering: ClassVar = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name
