import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0004_dropped_promises"),
        ("registry", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_version", models.PositiveIntegerField(verbose_name="確かめた文の版")),
                ("at", models.DateTimeField(verbose_name="確認日時")),
                ("review_due_on", models.DateField(verbose_name="見直し期限")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="確認した職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "事例の確認",
            },
        ),
        migrations.CreateModel(
            name="HistoricalCaseReview",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="見直した日")),
                ("next_due_on", models.DateField(verbose_name="次の見直し期限")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "case_check",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.casecheck",
                        verbose_name="事例の確認",
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
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="見直した職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 事例の見直し",
                "verbose_name_plural": "historical 事例の見直しs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportCase",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("success", "成功事例"),
                            ("failure", "失敗事例"),
                            ("caution", "注意"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="題名")),
                (
                    "industry_code",
                    models.CharField(blank=True, max_length=2, verbose_name="業種（中分類）"),
                ),
                ("happened", models.TextField(max_length=8000, verbose_name="何があったか")),
                ("done", models.TextField(max_length=8000, verbose_name="何をしたか")),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=8000, verbose_name="どうなったか"),
                ),
                (
                    "lesson",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="なぜか・学んだこと"
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False, verbose_name="書いた日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                        verbose_name="もとの事業者",
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
                (
                    "text_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="最後に文を直した職員",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="書いた職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 事例",
                "verbose_name_plural": "historical 事例s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SupportCase",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("success", "成功事例"),
                            ("failure", "失敗事例"),
                            ("caution", "注意"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="題名")),
                (
                    "industry_code",
                    models.CharField(blank=True, max_length=2, verbose_name="業種（中分類）"),
                ),
                ("happened", models.TextField(max_length=8000, verbose_name="何があったか")),
                ("done", models.TextField(max_length=8000, verbose_name="何をしたか")),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=8000, verbose_name="どうなったか"),
                ),
                (
                    "lesson",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="なぜか・学んだこと"
                    ),
                ),
                (
                    "text_version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="文の版"),
                ),
                ("written_at", models.DateTimeField(editable=False, verbose_name="書いた日時")),
                (
                    "business",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="support_cases",
                        to="registry.business",
                        verbose_name="もとの事業者",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_cases",
                        to="accounts.organisation",
                        verbose_name="商工会",
                    ),
                ),
                (
                    "records",
                    models.ManyToManyField(
                        blank=True,
                        related_name="cases",
                        to="records.supportrecord",
                        verbose_name="もとの支援記録",
                    ),
                ),
                (
                    "text_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="最後に文を直した職員",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        related_name="support_cases",
                        to="records.topic",
                        verbose_name="支援テーマ",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_cases",
                        to="accounts.staff",
                        verbose_name="書いた職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "事例",
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSupportCase_topics",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="records.historicalsupportcase",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.topic",
                    ),
                ),
                (
                    "supportcase",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.supportcase",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalSupportCase_topics",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseRetirement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="取り下げた日時")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="取り下げた職員",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.supportcase",
                        verbose_name="事例",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 事例の取り下げ",
                "verbose_name_plural": "historical 事例の取り下げs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseCheck",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text_version", models.PositiveIntegerField(verbose_name="確かめた文の版")),
                ("at", models.DateTimeField(verbose_name="確認日時")),
                ("review_due_on", models.DateField(verbose_name="見直し期限")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="確認した職員",
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.supportcase",
                        verbose_name="事例",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 事例の確認",
                "verbose_name_plural": "historical 事例の確認s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CaseRetirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="取り下げた日時")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                (
                    "retired_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="取り下げた職員",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retirement",
                        to="records.supportcase",
                        verbose_name="事例",
                    ),
                ),
            ],
            options={
                "verbose_name": "事例の取り下げ",
            },
        ),
        migrations.AddField(
            model_name="casecheck",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="records.supportcase",
                verbose_name="事例",
            ),
        ),
        migrations.CreateModel(
            name="CaseReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="見直した日")),
                ("next_due_on", models.DateField(verbose_name="次の見直し期限")),
                (
                    "case_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="records.casecheck",
                        verbose_name="事例の確認",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="見直した職員",
                    ),
                ),
            ],
            options={
                "verbose_name": "事例の見直し",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("next_due_on__gt", models.F("on"))),
                        name="case_review_next_after_this",
                        violation_error_message="次の見直し期限は、見直した日より後にしてください。",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="supportcase",
            index=models.Index(fields=["organisation", "written_at"], name="support_case_by_day"),
        ),
        migrations.AddConstraint(
            model_name="supportcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("happened", ""), _negated=True),
                    models.Q(("done", ""), _negated=True),
                ),
                name="support_case_tells_something",
                violation_error_message="題名・何があったか・何をしたかは必ず入れてください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="casecheck",
            constraint=models.UniqueConstraint(
                fields=("case", "text_version"), name="case_text_checked_once"
            ),
        ),
    ]
