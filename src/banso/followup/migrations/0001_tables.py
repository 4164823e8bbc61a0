import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("followup", "0001_first"),
        ("followup", "0002_kept_outcomes_and_withdrawn_reviews"),
        ("followup", "0003_owner_calls_and_calendar_feeds"),
        ("followup", "0004_handovers_and_digests"),
        ("followup", "0005_readings_keep_their_kpi"),
        ("followup", "0006_when_a_call_was_taken"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("figures", "0001_first"),
        ("plans", "0001_first"),
        ("records", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="CheckSheet",
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
                    ("number", models.PositiveIntegerField(verbose_name="回")),
                    ("planned_on", models.DateField(verbose_name="訪問の予定日")),
                    (
                        "items",
                        models.JSONField(blank=True, default=dict, verbose_name="点検すること"),
                    ),
                    ("answers", models.JSONField(blank=True, default=dict, verbose_name="答え")),
                    ("opened_at", models.DateTimeField(verbose_name="作った日時")),
                    (
                        "opened_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="作った職員",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="check_sheets",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業計画チェックシート",
                    "ordering": ["plan_id", "-number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "number"),
                            name="check_sheet_number_once",
                            violation_error_message="この回のチェックシートは、すでにあります。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1)), name="check_sheet_from_one"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CheckSheetClosing",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="訪問日")),
                    (
                        "judgement",
                        models.CharField(
                            choices=[("on-course", "順調"), ("watch", "注意"), ("drift", "ズレ")],
                            max_length=10,
                            verbose_name="判断",
                        ),
                    ),
                    ("next_on", models.DateField(blank=True, null=True, verbose_name="次の訪問日")),
                    ("at", models.DateTimeField(verbose_name="完了にした日時")),
                    (
                        "closed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="訪問した職員",
                        ),
                    ),
                    (
                        "record",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="check_sheet_closing",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                    (
                        "sheet",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="closing",
                            to="followup.checksheet",
                            verbose_name="事業計画チェックシート",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "チェックシートの完了",
                    "ordering": ["-on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("next_on__isnull", True),
                                ("next_on__gt", models.F("on")),
                                _connector="OR",
                            ),
                            name="check_sheet_next_visit_after",
                            violation_error_message="次の訪問日は、訪問日より後にしてください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("judgement__in", ["on-course", "watch", "drift"])),
                            name="check_sheet_judgement_is_known",
                            violation_error_message="順調・注意・ズレのどれかを選んでください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FollowUpSetting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("rules", models.JSONField(default=dict, verbose_name="決まり")),
                    ("programme_key", models.CharField(max_length=60, verbose_name="計画の記号")),
                    ("edition", models.PositiveIntegerField(verbose_name="計画の版")),
                    ("since", models.DateField(verbose_name="いつから")),
                    (
                        "organisation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="follow_up_setting",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "フォローアップの決まり",
                },
            ),
            migrations.CreateModel(
                name="GateReview",
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
                    ("on", models.DateField(verbose_name="検討した日")),
                    (
                        "kpi_check",
                        models.TextField(max_length=2000, verbose_name="(a) 目標・KPI達成度の点検"),
                    ),
                    (
                        "hypotheses",
                        models.TextField(
                            max_length=2000, verbose_name="(b) ボトルネックの仮説検証"
                        ),
                    ),
                    (
                        "effect",
                        models.TextField(max_length=2000, verbose_name="(c) 事業計画の効果・検証"),
                    ),
                    ("third_party", models.CharField(max_length=60, verbose_name="第三者の氏名")),
                    (
                        "third_party_role",
                        models.CharField(max_length=60, verbose_name="第三者の立場"),
                    ),
                    ("view", models.TextField(max_length=2000, verbose_name="第三者の見方")),
                    ("causes", models.TextField(max_length=2000, verbose_name="ズレの原因")),
                    ("response", models.TextField(max_length=2000, verbose_name="これからの対応")),
                    (
                        "proposal",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="計画の見直し案"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="書いた日時")),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="gate_reviews",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "revision",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="gate_review",
                            to="plans.revision",
                            verbose_name="事業計画の改訂",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="書いた職員",
                        ),
                    ),
                    ("entry_key", models.UUIDField(blank=True, null=True, verbose_name="入力の鍵")),
                ],
                options={
                    "verbose_name": "第三者の視点",
                    "ordering": ["-on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("third_party", ""), _negated=True),
                            name="gate_review_has_a_third_party",
                            violation_error_message="第三者の氏名を書いてください。",
                        ),
                        models.UniqueConstraint(
                            fields=("plan", "entry_key"), name="gate_review_once_by_its_key"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DriftCase",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("sales-below", "売上が計画を下回る"),
                                ("kpi-missed", "KPIに届かない"),
                                ("measure-late", "施策が遅れている"),
                                ("judged", "訪問でズレと判断した"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("key", models.CharField(max_length=40, verbose_name="何のズレか")),
                    ("of", models.CharField(max_length=300, verbose_name="対象")),
                    ("words", models.CharField(max_length=500, verbose_name="ズレの内容")),
                    ("opened_on", models.DateField(verbose_name="気づいた日")),
                    (
                        "gone_on",
                        models.DateField(blank=True, null=True, verbose_name="なくなった日"),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="drift_cases",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "review",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="drift_cases",
                            to="followup.gatereview",
                            verbose_name="第三者の視点",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画とのズレ",
                    "ordering": ["opened_on", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("gone_on__isnull", True)),
                            fields=("plan", "kind", "key"),
                            name="drift_case_lasting_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("gone_on__isnull", True),
                                ("gone_on__gte", models.F("opened_on")),
                                _connector="OR",
                            ),
                            name="drift_case_gone_after_opened",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCheckSheet",
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
                    ("number", models.PositiveIntegerField(verbose_name="回")),
                    ("planned_on", models.DateField(verbose_name="訪問の予定日")),
                    ("answers", models.JSONField(blank=True, default=dict, verbose_name="答え")),
                    ("opened_at", models.DateTimeField(verbose_name="作った日時")),
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
                        "opened_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="作った職員",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 事業計画チェックシート",
                    "verbose_name_plural": "historical 事業計画チェックシートs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalCheckSheetClosing",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="訪問日")),
                    (
                        "judgement",
                        models.CharField(
                            choices=[("on-course", "順調"), ("watch", "注意"), ("drift", "ズレ")],
                            max_length=10,
                            verbose_name="判断",
                        ),
                    ),
                    ("next_on", models.DateField(blank=True, null=True, verbose_name="次の訪問日")),
                    ("at", models.DateTimeField(verbose_name="完了にした日時")),
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
                        "closed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="訪問した職員",
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
                        "record",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                    (
                        "sheet",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.checksheet",
                            verbose_name="事業計画チェックシート",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical チェックシートの完了",
                    "verbose_name_plural": "historical チェックシートの完了s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDriftCase",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("sales-below", "売上が計画を下回る"),
                                ("kpi-missed", "KPIに届かない"),
                                ("measure-late", "施策が遅れている"),
                                ("judged", "訪問でズレと判断した"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("key", models.CharField(max_length=40, verbose_name="何のズレか")),
                    ("of", models.CharField(max_length=300, verbose_name="対象")),
                    ("words", models.CharField(max_length=500, verbose_name="ズレの内容")),
                    ("opened_on", models.DateField(verbose_name="気づいた日")),
                    (
                        "gone_on",
                        models.DateField(blank=True, null=True, verbose_name="なくなった日"),
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "review",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.gatereview",
                            verbose_name="第三者の視点",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 計画とのズレ",
                    "verbose_name_plural": "historical 計画とのズレs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalFollowUpSetting",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("rules", models.JSONField(default=dict, verbose_name="決まり")),
                    ("programme_key", models.CharField(max_length=60, verbose_name="計画の記号")),
                    ("edition", models.PositiveIntegerField(verbose_name="計画の版")),
                    ("since", models.DateField(verbose_name="いつから")),
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
                    "verbose_name": "historical フォローアップの決まり",
                    "verbose_name_plural": "historical フォローアップの決まりs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalGateReview",
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
                    ("on", models.DateField(verbose_name="検討した日")),
                    (
                        "kpi_check",
                        models.TextField(max_length=2000, verbose_name="(a) 目標・KPI達成度の点検"),
                    ),
                    (
                        "hypotheses",
                        models.TextField(
                            max_length=2000, verbose_name="(b) ボトルネックの仮説検証"
                        ),
                    ),
                    (
                        "effect",
                        models.TextField(max_length=2000, verbose_name="(c) 事業計画の効果・検証"),
                    ),
                    ("third_party", models.CharField(max_length=60, verbose_name="第三者の氏名")),
                    (
                        "third_party_role",
                        models.CharField(max_length=60, verbose_name="第三者の立場"),
                    ),
                    ("view", models.TextField(max_length=2000, verbose_name="第三者の見方")),
                    ("causes", models.TextField(max_length=2000, verbose_name="ズレの原因")),
                    ("response", models.TextField(max_length=2000, verbose_name="これからの対応")),
                    (
                        "proposal",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="計画の見直し案"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="書いた日時")),
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
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "revision",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.revision",
                            verbose_name="事業計画の改訂",
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
                    ("entry_key", models.UUIDField(blank=True, null=True, verbose_name="入力の鍵")),
                ],
                options={
                    "verbose_name": "historical 第三者の視点",
                    "verbose_name_plural": "historical 第三者の視点s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalKpiReading",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="いつの値か")),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="実績",
                        ),
                    ),
                    (
                        "expected",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="その日の目安",
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
                        "closing",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.checksheetclosing",
                            verbose_name="チェックシートの完了",
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
                        "kpi",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.plankpi",
                            verbose_name="計画のKPI",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical KPIの実績",
                    "verbose_name_plural": "historical KPIの実績s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalOwnerCall",
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
                    ("on", models.DateField(verbose_name="声がかかった日")),
                    ("what", models.CharField(max_length=300, verbose_name="内容")),
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
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "taken_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="受けた職員",
                        ),
                    ),
                    (
                        "convenient",
                        models.CharField(blank=True, max_length=100, verbose_name="都合のよいとき"),
                    ),
                    (
                        "link",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                    (
                        "phone",
                        models.CharField(blank=True, max_length=40, verbose_name="連絡のつく電話"),
                    ),
                    ("at", models.DateTimeField(verbose_name="受けた日時")),
                ],
                options={
                    "verbose_name": "historical 事業者からの声",
                    "verbose_name_plural": "historical 事業者からの声s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalRhythmChange",
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
                    ("key", models.CharField(max_length=40, verbose_name="頻度")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
                    ("until", models.DateField(verbose_name="いつまで")),
                    ("at", models.DateTimeField(verbose_name="決めた日時")),
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
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="決めた職員",
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
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 頻度の変更",
                    "verbose_name_plural": "historical 頻度の変更s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalSelection",
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
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("reason", models.CharField(max_length=200, verbose_name="選んだ理由")),
                    ("at", models.DateTimeField(verbose_name="選んだ日時")),
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
                        "chosen_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="選んだ職員",
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
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 今年度の対象",
                    "verbose_name_plural": "historical 今年度の対象s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="KpiReading",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="いつの値か")),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="実績",
                        ),
                    ),
                    (
                        "expected",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="その日の目安",
                        ),
                    ),
                    (
                        "closing",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="readings",
                            to="followup.checksheetclosing",
                            verbose_name="チェックシートの完了",
                        ),
                    ),
                    (
                        "kpi",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="readings",
                            to="plans.plankpi",
                            verbose_name="計画のKPI",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "KPIの実績",
                    "ordering": ["on", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("kpi", "closing"), name="kpi_reading_once_a_visit"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="OwnerCall",
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
                    ("on", models.DateField(verbose_name="声がかかった日")),
                    ("what", models.CharField(max_length=300, verbose_name="内容")),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="owner_calls",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "taken_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="受けた職員",
                        ),
                    ),
                    (
                        "convenient",
                        models.CharField(blank=True, max_length=100, verbose_name="都合のよいとき"),
                    ),
                    (
                        "link",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="owner_calls",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                    (
                        "phone",
                        models.CharField(blank=True, max_length=40, verbose_name="連絡のつく電話"),
                    ),
                    ("at", models.DateTimeField(verbose_name="受けた日時")),
                ],
                options={
                    "verbose_name": "事業者からの声",
                    "ordering": ["-on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("what", ""), _negated=True),
                            name="owner_call_says_something",
                            violation_error_message="内容を書いてください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("taken_by__isnull", True), ("link__isnull", True), _connector="OR"
                            ),
                            name="owner_call_by_staff_or_page",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RhythmChange",
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
                    ("key", models.CharField(max_length=40, verbose_name="頻度")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
                    ("until", models.DateField(verbose_name="いつまで")),
                    ("at", models.DateTimeField(verbose_name="決めた日時")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="決めた職員",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="rhythm_changes",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "頻度の変更",
                    "ordering": ["-at", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="rhythm_change_has_a_reason",
                            violation_error_message="頻度を変える理由を書いてください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Selection",
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
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("reason", models.CharField(max_length=200, verbose_name="選んだ理由")),
                    ("at", models.DateTimeField(verbose_name="選んだ日時")),
                    (
                        "chosen_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="選んだ職員",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="selections",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "今年度の対象",
                    "ordering": ["fiscal_year", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "fiscal_year"),
                            name="selection_once_a_year",
                            violation_error_message="この年度の対象に、すでに選ばれています。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="GateReviewWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取り消した日時")),
                    (
                        "review",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="withdrawal",
                            to="followup.gatereview",
                            verbose_name="第三者の視点",
                        ),
                    ),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り消した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "第三者の視点の取り消し",
                },
            ),
            migrations.CreateModel(
                name="HistoricalGateReviewWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取り消した日時")),
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
                        "review",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.gatereview",
                            verbose_name="第三者の視点",
                        ),
                    ),
                    (
                        "withdrawn_by",
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
                ],
                options={
                    "verbose_name": "historical 第三者の視点の取り消し",
                    "verbose_name_plural": "historical 第三者の視点の取り消しs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="KeptOutcome",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("ends_on", models.DateField(verbose_name="期末")),
                    (
                        "sales",
                        models.CharField(
                            choices=[
                                ("up", "増加"),
                                ("down", "減少"),
                                ("level", "横ばい"),
                                ("unknown", "不明"),
                            ],
                            max_length=10,
                            verbose_name="売上",
                        ),
                    ),
                    (
                        "margin_points",
                        models.CharField(
                            choices=[
                                ("up", "増加"),
                                ("down", "減少"),
                                ("level", "横ばい"),
                                ("unknown", "不明"),
                            ],
                            max_length=10,
                            verbose_name="利益率（ポイント）",
                        ),
                    ),
                    (
                        "margin_ratio",
                        models.CharField(
                            choices=[
                                ("up", "増加"),
                                ("down", "減少"),
                                ("level", "横ばい"),
                                ("unknown", "不明"),
                            ],
                            max_length=10,
                            verbose_name="利益率（倍率）",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="残した日時")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="kept_outcomes",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "残した成果",
                    "ordering": ["fiscal_year", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("business", "fiscal_year"), name="kept_outcome_once_a_year"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("sales__in", ["up", "down", "level", "unknown"])),
                            name="kept_outcome_sales_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("margin_points__in", ["up", "down", "level", "unknown"])
                            ),
                            name="kept_outcome_margin_points_is_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("margin_ratio__in", ["up", "down", "level", "unknown"])
                            ),
                            name="kept_outcome_margin_ratio_is_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CalendarFeed",
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
                        "token_hash",
                        models.CharField(max_length=64, unique=True, verbose_name="照合値"),
                    ),
                    (
                        "with_names",
                        models.BooleanField(default=False, verbose_name="事業者名を入れる"),
                    ),
                    (
                        "with_promises",
                        models.BooleanField(default=False, verbose_name="約束の期日も入れる"),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="作った日時")),
                    (
                        "last_used_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="最後に読まれた日時"
                        ),
                    ),
                    (
                        "staff",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="calendar_feed",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "予定の配信",
                    "ordering": ["staff_id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCalendarFeed",
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
                        "with_names",
                        models.BooleanField(default=False, verbose_name="事業者名を入れる"),
                    ),
                    (
                        "with_promises",
                        models.BooleanField(default=False, verbose_name="約束の期日も入れる"),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="作った日時")),
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
                        "staff",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 予定の配信",
                    "verbose_name_plural": "historical 予定の配信s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalOwnerReport",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("measure", "施策"), ("promise", "約束")],
                            max_length=10,
                            verbose_name="何が",
                        ),
                    ),
                    ("key", models.CharField(max_length=40, verbose_name="どれが")),
                    ("of", models.CharField(max_length=300, verbose_name="内容")),
                    ("on", models.DateField(verbose_name="知らせた日")),
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
                        "link",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical できたの知らせ",
                    "verbose_name_plural": "historical できたの知らせs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="OwnerReport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("measure", "施策"), ("promise", "約束")],
                            max_length=10,
                            verbose_name="何が",
                        ),
                    ),
                    ("key", models.CharField(max_length=40, verbose_name="どれが")),
                    ("of", models.CharField(max_length=300, verbose_name="内容")),
                    ("on", models.DateField(verbose_name="知らせた日")),
                    (
                        "link",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="owner_reports",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="owner_reports",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "できたの知らせ",
                    "ordering": ["-on", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "kind", "key"), name="owner_report_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="DigestWish",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "rhythm",
                        models.CharField(
                            choices=[("weekly", "毎週はじめの営業日"), ("daily", "営業日の毎朝")],
                            max_length=10,
                            verbose_name="いつ",
                        ),
                    ),
                    (
                        "with_names",
                        models.BooleanField(default=False, verbose_name="事業者名を入れる"),
                    ),
                    ("since", models.DateField(verbose_name="いつから")),
                    (
                        "staff",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="digest_wish",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "お知らせメールの希望",
                },
            ),
            migrations.CreateModel(
                name="Handover",
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
                    ("starts_on", models.DateField(verbose_name="いつから")),
                    (
                        "note",
                        models.TextField(blank=True, max_length=2000, verbose_name="全体について"),
                    ),
                    ("at", models.DateTimeField(verbose_name="書いた日時")),
                    (
                        "giver",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handovers_given",
                            to="accounts.staff",
                            verbose_name="渡す職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handovers",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "receiver",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handovers_received",
                            to="accounts.staff",
                            verbose_name="受ける職員",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="書いた職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "引き継ぎ",
                    "ordering": ["-starts_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("giver__isnull", True),
                                models.Q(("giver", models.F("receiver")), _negated=True),
                                _connector="OR",
                            ),
                            name="handover_to_somebody_else",
                            violation_error_message="渡す人と受ける人が同じです。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HandedBusiness",
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
                        "known",
                        models.TextField(
                            blank=True, max_length=6000, verbose_name="わかっていること"
                        ),
                    ),
                    (
                        "note",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="気をつけること"
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="handed_over",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "handover",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="firms",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "引き継ぐ事業者",
                    "ordering": ["handover_id", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("handover", "business"),
                            name="handed_business_once_in_a_handover",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HandoverReceipt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="読んだ日時")),
                    (
                        "handed",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="receipt",
                            to="followup.handedbusiness",
                            verbose_name="引き継ぐ事業者",
                        ),
                    ),
                    (
                        "read_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="読んだ職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "引き継ぎの受領",
                },
            ),
            migrations.CreateModel(
                name="HandoverStart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="開始した日時")),
                    ("moved", models.PositiveIntegerField(verbose_name="担当が移った事業者の数")),
                    (
                        "handover",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="start",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "引き継ぎの開始",
                },
            ),
            migrations.CreateModel(
                name="HandoverWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取りやめた日時")),
                    (
                        "handover",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="withdrawal",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
                        ),
                    ),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取りやめた職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "引き継ぎの取りやめ",
                },
            ),
            migrations.CreateModel(
                name="HistoricalDigestWish",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "rhythm",
                        models.CharField(
                            choices=[("weekly", "毎週はじめの営業日"), ("daily", "営業日の毎朝")],
                            max_length=10,
                            verbose_name="いつ",
                        ),
                    ),
                    (
                        "with_names",
                        models.BooleanField(default=False, verbose_name="事業者名を入れる"),
                    ),
                    ("since", models.DateField(verbose_name="いつから")),
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
                        "staff",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical お知らせメールの希望",
                    "verbose_name_plural": "historical お知らせメールの希望s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalHandedBusiness",
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
                        "known",
                        models.TextField(
                            blank=True, max_length=6000, verbose_name="わかっていること"
                        ),
                    ),
                    (
                        "note",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="気をつけること"
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
                        "handover",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
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
                ],
                options={
                    "verbose_name": "historical 引き継ぐ事業者",
                    "verbose_name_plural": "historical 引き継ぐ事業者s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalHandover",
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
                    ("starts_on", models.DateField(verbose_name="いつから")),
                    (
                        "note",
                        models.TextField(blank=True, max_length=2000, verbose_name="全体について"),
                    ),
                    ("at", models.DateTimeField(verbose_name="書いた日時")),
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
                        "giver",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="渡す職員",
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
                        "receiver",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="受ける職員",
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
                    "verbose_name": "historical 引き継ぎ",
                    "verbose_name_plural": "historical 引き継ぎs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalHandoverReceipt",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="読んだ日時")),
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
                        "handed",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.handedbusiness",
                            verbose_name="引き継ぐ事業者",
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
                        "read_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="読んだ職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 引き継ぎの受領",
                    "verbose_name_plural": "historical 引き継ぎの受領s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalHandoverStart",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="開始した日時")),
                    ("moved", models.PositiveIntegerField(verbose_name="担当が移った事業者の数")),
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
                        "handover",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
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
                ],
                options={
                    "verbose_name": "historical 引き継ぎの開始",
                    "verbose_name_plural": "historical 引き継ぎの開始s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalHandoverWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取りやめた日時")),
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
                        "handover",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="followup.handover",
                            verbose_name="引き継ぎ",
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
                        "withdrawn_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取りやめた職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 引き継ぎの取りやめ",
                    "verbose_name_plural": "historical 引き継ぎの取りやめs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="DigestSent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="いつの分")),
                    ("at", models.DateTimeField(verbose_name="送った日時")),
                    (
                        "failure",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="届けられなかった理由"
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="digests_sent",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "送ったお知らせメール",
                    "ordering": ["-on", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("staff", "on"), name="digest_sent_once_a_day"
                        )
                    ],
                },
            ),
        )
    ]
