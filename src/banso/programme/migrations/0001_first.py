import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="HistoricalProgramme",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            db_index=True, default=uuid.uuid4, editable=False, verbose_name="公開ID"
                        ),
                    ),
                    (
                        "version",
                        models.PositiveIntegerField(default=1, editable=False, verbose_name="版"),
                    ),
                    ("key", models.SlugField(max_length=60, verbose_name="記号")),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    ("starts_on", models.DateField(verbose_name="開始日")),
                    ("ends_on", models.DateField(verbose_name="終了日")),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    ("history_change_reason", models.CharField(max_length=100, null=True)),
                    (
                        "history_type",
                        models.CharField(
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 経営発達支援計画",
                    "verbose_name_plural": "historical 経営発達支援計画s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Programme",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True, verbose_name="公開ID"
                        ),
                    ),
                    (
                        "version",
                        models.PositiveIntegerField(default=1, editable=False, verbose_name="版"),
                    ),
                    ("key", models.SlugField(max_length=60, verbose_name="記号")),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    ("starts_on", models.DateField(verbose_name="開始日")),
                    ("ends_on", models.DateField(verbose_name="終了日")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="programmes",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "経営発達支援計画",
                    "ordering": ["-starts_on", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "key"), name="programme_key_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="programme_ends_after_it_starts",
                            violation_error_message="計画の終了日は開始日より後の日付にしてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalResult",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            db_index=True, default=uuid.uuid4, editable=False, verbose_name="公開ID"
                        ),
                    ),
                    (
                        "version",
                        models.PositiveIntegerField(default=1, editable=False, verbose_name="版"),
                    ),
                    ("line", models.CharField(max_length=80, verbose_name="指標の記号")),
                    ("on", models.DateField(verbose_name="日付")),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="値",
                        ),
                    ),
                    ("text", models.CharField(blank=True, max_length=120, verbose_name="内容")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
                    (
                        "attachment",
                        models.TextField(blank=True, max_length=100, verbose_name="添付（証憑）"),
                    ),
                    (
                        "attachment_name",
                        models.CharField(blank=True, max_length=200, verbose_name="添付の名前"),
                    ),
                    ("entered_at", models.DateTimeField(editable=False, verbose_name="入力日時")),
                    (
                        "entry_key",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, verbose_name="入力の識別"
                        ),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    ("history_change_reason", models.CharField(max_length=100, null=True)),
                    (
                        "history_type",
                        models.CharField(
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="入力した職員",
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.programme",
                            verbose_name="計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 手入力の実績",
                    "verbose_name_plural": "historical 手入力の実績s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalAgreedDefinition",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("line", models.CharField(max_length=80, verbose_name="指標の記号")),
                    ("text", models.TextField(max_length=2000, verbose_name="定義")),
                    ("agreed_on", models.DateField(verbose_name="取り決めた日")),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    ("history_change_reason", models.CharField(max_length=100, null=True)),
                    (
                        "history_type",
                        models.CharField(
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
                        ),
                    ),
                    (
                        "agreed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り決めた職員",
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.programme",
                            verbose_name="計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 定義の取り決め",
                    "verbose_name_plural": "historical 定義の取り決めs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="AgreedDefinition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("line", models.CharField(max_length=80, verbose_name="指標の記号")),
                    ("text", models.TextField(max_length=2000, verbose_name="定義")),
                    ("agreed_on", models.DateField(verbose_name="取り決めた日")),
                    (
                        "agreed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り決めた職員",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="agreed_definitions",
                            to="programme.programme",
                            verbose_name="計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "定義の取り決め",
                    "ordering": ["-agreed_on", "-id"],
                },
            ),
            migrations.CreateModel(
                name="ProgrammeEdition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="版")),
                    ("source", models.TextField(verbose_name="計画ファイル")),
                    ("digest", models.CharField(max_length=64, verbose_name="照合値")),
                    ("loaded_at", models.DateTimeField(verbose_name="読み込んだ日時")),
                    (
                        "loaded_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="読み込んだ職員",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="editions",
                            to="programme.programme",
                            verbose_name="計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画の版",
                    "ordering": ["-number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "number"), name="edition_number_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Result",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True, verbose_name="公開ID"
                        ),
                    ),
                    (
                        "version",
                        models.PositiveIntegerField(default=1, editable=False, verbose_name="版"),
                    ),
                    ("line", models.CharField(max_length=80, verbose_name="指標の記号")),
                    ("on", models.DateField(verbose_name="日付")),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="値",
                        ),
                    ),
                    ("text", models.CharField(blank=True, max_length=120, verbose_name="内容")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
                    (
                        "attachment",
                        models.FileField(
                            blank=True, upload_to="results/%Y/", verbose_name="添付（証憑）"
                        ),
                    ),
                    (
                        "attachment_name",
                        models.CharField(blank=True, max_length=200, verbose_name="添付の名前"),
                    ),
                    ("entered_at", models.DateTimeField(editable=False, verbose_name="入力日時")),
                    (
                        "entry_key",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, verbose_name="入力の識別"
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="results",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="入力した職員",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="results",
                            to="programme.programme",
                            verbose_name="計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "手入力の実績",
                    "ordering": ["-on", "-id"],
                    "indexes": [
                        models.Index(fields=["programme", "line", "on"], name="result_by_line")
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "entry_key"),
                            name="result_entered_once",
                            violation_error_message="この実績はすでに保存されています。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("value__isnull", True), ("text", ""), _connector="OR"
                            ),
                            name="result_is_number_or_text",
                            violation_error_message="数値か内容のどちらか一方を入力してください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalResultWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取消日時")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    ("history_change_reason", models.CharField(max_length=100, null=True)),
                    (
                        "history_type",
                        models.CharField(
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
                        ),
                    ),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り消した職員",
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "result",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.result",
                            verbose_name="実績",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 実績の取消",
                    "verbose_name_plural": "historical 実績の取消s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ResultWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取消日時")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り消した職員",
                        ),
                    ),
                    (
                        "result",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="withdrawal",
                            to="programme.result",
                            verbose_name="実績",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "実績の取消",
                },
            ),
        )
    ]
