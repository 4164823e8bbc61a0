import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("diagnosis", "0001_first"),
        ("diagnosis", "0002_priority_choices"),
        ("diagnosis", "0003_seminars"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("figures", "0001_first"),
        ("records", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="HistoricalStandardsTable",
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
                    ("edition", models.CharField(max_length=60, verbose_name="版（年度など）")),
                    ("source", models.CharField(max_length=200, verbose_name="出典")),
                    ("loaded_at", models.DateTimeField(verbose_name="読み込んだ日時")),
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
                        "loaded_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="読み込んだ職員",
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
                    "verbose_name": "historical 業種別基準値",
                    "verbose_name_plural": "historical 業種別基準値s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="StandardsTable",
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
                    ("edition", models.CharField(max_length=60, verbose_name="版（年度など）")),
                    ("source", models.CharField(max_length=200, verbose_name="出典")),
                    ("content", models.TextField(verbose_name="表（CSV）")),
                    ("loaded_at", models.DateTimeField(verbose_name="読み込んだ日時")),
                    (
                        "loaded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="読み込んだ職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="standards",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "業種別基準値",
                    "ordering": ["-loaded_at", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "edition"),
                            name="standards_edition_once",
                            violation_error_message="この版は、すでに読み込まれています。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Diagnosis",
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
                    ("started_on", models.DateField(verbose_name="始めた日")),
                    (
                        "industry_code",
                        models.CharField(blank=True, max_length=4, verbose_name="業種"),
                    ),
                    (
                        "is_small",
                        models.BooleanField(blank=True, null=True, verbose_name="小規模事業者"),
                    ),
                    (
                        "shares",
                        models.JSONField(blank=True, default=dict, verbose_name="変動費の割合"),
                    ),
                    (
                        "answers",
                        models.JSONField(blank=True, default=dict, verbose_name="質問への答え"),
                    ),
                    (
                        "cash",
                        models.JSONField(blank=True, default=dict, verbose_name="資金繰りの予定"),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="diagnoses",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "opened_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="始めた職員",
                        ),
                    ),
                    (
                        "statements",
                        models.ManyToManyField(
                            related_name="diagnoses",
                            to="figures.financialstatement",
                            verbose_name="使う決算",
                        ),
                    ),
                    (
                        "standards",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="diagnoses",
                            to="diagnosis.standardstable",
                            verbose_name="業種別基準値",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "経営分析",
                    "ordering": ["-started_on", "-id"],
                },
            ),
            migrations.CreateModel(
                name="Completion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
                    ("frozen", models.JSONField(default=list, verbose_name="完了したときの決算")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="確認した職員",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="completion",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "分析の完了",
                    "ordering": ["-on", "-id"],
                },
            ),
            migrations.CreateModel(
                name="Finding",
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
                    ("rule", models.CharField(blank=True, max_length=60, verbose_name="規則")),
                    ("title", models.CharField(max_length=200, verbose_name="課題")),
                    ("because", models.TextField(blank=True, max_length=2000, verbose_name="根拠")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("資金繰り", "資金繰り"),
                                ("収益性", "収益性"),
                                ("安全性", "安全性"),
                                ("成長性", "成長性"),
                                ("生産性", "生産性"),
                                ("在庫・回収", "在庫・回収"),
                                ("販路", "販路"),
                                ("承継", "承継"),
                                ("組織・管理", "組織・管理"),
                            ],
                            max_length=20,
                            verbose_name="分類",
                        ),
                    ),
                    (
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(default=1, verbose_name="順")),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="findings",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "課題",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("rule", ""), _negated=True),
                            fields=("diagnosis", "rule"),
                            name="finding_once_by_rule",
                            violation_error_message="この課題は、すでにあります。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ActionStep",
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
                    ("what", models.CharField(max_length=200, verbose_name="行動")),
                    (
                        "side",
                        models.CharField(
                            choices=[("ours", "商工会"), ("theirs", "事業者")],
                            default="theirs",
                            max_length=10,
                            verbose_name="だれが",
                        ),
                    ),
                    ("doer", models.CharField(blank=True, max_length=60, verbose_name="担当")),
                    ("due_on", models.DateField(verbose_name="期限")),
                    ("kpi", models.CharField(blank=True, max_length=200, verbose_name="KPI")),
                    ("result", models.CharField(blank=True, max_length=400, verbose_name="結果")),
                    (
                        "promise",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="action_step",
                            to="records.promise",
                            verbose_name="約束",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
                        ),
                    ),
                    (
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="steps",
                            to="diagnosis.finding",
                            verbose_name="課題",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "90日アクション",
                    "ordering": ["due_on", "id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalActionStep",
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
                    ("what", models.CharField(max_length=200, verbose_name="行動")),
                    (
                        "side",
                        models.CharField(
                            choices=[("ours", "商工会"), ("theirs", "事業者")],
                            default="theirs",
                            max_length=10,
                            verbose_name="だれが",
                        ),
                    ),
                    ("doer", models.CharField(blank=True, max_length=60, verbose_name="担当")),
                    ("due_on", models.DateField(verbose_name="期限")),
                    ("kpi", models.CharField(blank=True, max_length=200, verbose_name="KPI")),
                    ("result", models.CharField(blank=True, max_length=400, verbose_name="結果")),
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
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
                        ),
                    ),
                    (
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.finding",
                            verbose_name="課題",
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
                        "promise",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.promise",
                            verbose_name="約束",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 90日アクション",
                    "verbose_name_plural": "historical 90日アクションs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalCompletion",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
                    ("frozen", models.JSONField(default=list, verbose_name="完了したときの決算")),
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
                            verbose_name="確認した職員",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
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
                    "verbose_name": "historical 分析の完了",
                    "verbose_name_plural": "historical 分析の完了s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDiagnosis",
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
                    ("started_on", models.DateField(verbose_name="始めた日")),
                    (
                        "industry_code",
                        models.CharField(blank=True, max_length=4, verbose_name="業種"),
                    ),
                    (
                        "is_small",
                        models.BooleanField(blank=True, null=True, verbose_name="小規模事業者"),
                    ),
                    (
                        "shares",
                        models.JSONField(blank=True, default=dict, verbose_name="変動費の割合"),
                    ),
                    (
                        "answers",
                        models.JSONField(blank=True, default=dict, verbose_name="質問への答え"),
                    ),
                    (
                        "cash",
                        models.JSONField(blank=True, default=dict, verbose_name="資金繰りの予定"),
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
                            verbose_name="始めた職員",
                        ),
                    ),
                    (
                        "standards",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.standardstable",
                            verbose_name="業種別基準値",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 経営分析",
                    "verbose_name_plural": "historical 経営分析s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDiagnosis_statements",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                        ),
                    ),
                    (
                        "financialstatement",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="figures.financialstatement",
                        ),
                    ),
                    (
                        "history",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            to="diagnosis.historicaldiagnosis",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "HistoricalDiagnosis_statements",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalFinding",
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
                    ("rule", models.CharField(blank=True, max_length=60, verbose_name="規則")),
                    ("title", models.CharField(max_length=200, verbose_name="課題")),
                    ("because", models.TextField(blank=True, max_length=2000, verbose_name="根拠")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("資金繰り", "資金繰り"),
                                ("収益性", "収益性"),
                                ("安全性", "安全性"),
                                ("成長性", "成長性"),
                                ("生産性", "生産性"),
                                ("在庫・回収", "在庫・回収"),
                                ("販路", "販路"),
                                ("承継", "承継"),
                                ("組織・管理", "組織・管理"),
                            ],
                            max_length=20,
                            verbose_name="分類",
                        ),
                    ),
                    (
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(default=1, verbose_name="順")),
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
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
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
                    "verbose_name": "historical 課題",
                    "verbose_name_plural": "historical 課題s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalRemedy",
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
                    ("what", models.CharField(max_length=300, verbose_name="対応策")),
                    (
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
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
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.finding",
                            verbose_name="課題",
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
                    "verbose_name": "historical 対応策",
                    "verbose_name_plural": "historical 対応策s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalSheetEntry",
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
                    ("sheet", models.CharField(max_length=40, verbose_name="シート")),
                    ("cell", models.CharField(max_length=60, verbose_name="欄")),
                    ("text", models.CharField(max_length=600, verbose_name="内容")),
                    (
                        "said_by",
                        models.CharField(
                            choices=[
                                ("owner", "事業者"),
                                ("adviser", "指導員"),
                                ("expert", "専門家"),
                            ],
                            default="owner",
                            max_length=10,
                            verbose_name="だれの言葉か",
                        ),
                    ),
                    ("weight", models.PositiveSmallIntegerField(default=3, verbose_name="重さ")),
                    ("written_at", models.DateTimeField(verbose_name="書いた日時")),
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
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
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
                    (
                        "source",
                        models.CharField(blank=True, max_length=60, verbose_name="出どころ"),
                    ),
                ],
                options={
                    "verbose_name": "historical シートの記入",
                    "verbose_name_plural": "historical シートの記入s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalVerdict",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("is_accepted", models.BooleanField(verbose_name="取り上げる")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    ("at", models.DateTimeField(verbose_name="判断した日時")),
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
                            verbose_name="判断した職員",
                        ),
                    ),
                    (
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.finding",
                            verbose_name="課題",
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
                    "verbose_name": "historical 課題の判断",
                    "verbose_name_plural": "historical 課題の判断s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Remedy",
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
                    ("what", models.CharField(max_length=300, verbose_name="対応策")),
                    (
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
                        ),
                    ),
                    (
                        "finding",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remedies",
                            to="diagnosis.finding",
                            verbose_name="課題",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "対応策",
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="SheetEntry",
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
                    ("sheet", models.CharField(max_length=40, verbose_name="シート")),
                    ("cell", models.CharField(max_length=60, verbose_name="欄")),
                    ("text", models.CharField(max_length=600, verbose_name="内容")),
                    (
                        "said_by",
                        models.CharField(
                            choices=[
                                ("owner", "事業者"),
                                ("adviser", "指導員"),
                                ("expert", "専門家"),
                            ],
                            default="owner",
                            max_length=10,
                            verbose_name="だれの言葉か",
                        ),
                    ),
                    ("weight", models.PositiveSmallIntegerField(default=3, verbose_name="重さ")),
                    ("written_at", models.DateTimeField(verbose_name="書いた日時")),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="entries",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
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
                    (
                        "source",
                        models.CharField(blank=True, max_length=60, verbose_name="出どころ"),
                    ),
                ],
                options={
                    "verbose_name": "シートの記入",
                    "ordering": ["sheet", "cell", "-weight", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("weight__gte", 1), ("weight__lte", 5)),
                            name="sheet_entry_weight_in_range",
                            violation_error_message="重さは1から5までです。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("text", ""), _negated=True),
                            name="sheet_entry_says_something",
                            violation_error_message="内容を書いてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Verdict",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("is_accepted", models.BooleanField(verbose_name="取り上げる")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    ("at", models.DateTimeField(verbose_name="判断した日時")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="判断した職員",
                        ),
                    ),
                    (
                        "finding",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="verdict",
                            to="diagnosis.finding",
                            verbose_name="課題",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "課題の判断",
                },
            ),
            migrations.CreateModel(
                name="HistoricalPriorityChoice",
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
                    ("start_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("chosen", models.JSONField(default=list, verbose_name="重点分野と理由")),
                    ("decided_at", models.DateTimeField(verbose_name="決めた日時")),
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
                    "verbose_name": "historical 重点分野",
                    "verbose_name_plural": "historical 重点分野s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="PriorityChoice",
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
                    ("start_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("chosen", models.JSONField(default=list, verbose_name="重点分野と理由")),
                    ("decided_at", models.DateTimeField(verbose_name="決めた日時")),
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
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="priority_choices",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "重点分野",
                    "ordering": ["-start_year", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "start_year"),
                            name="priority_choice_once_a_year",
                            violation_error_message="この年度の重点分野は、すでに決めてあります。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalSeminarSession",
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
                    ("title", models.CharField(max_length=80, verbose_name="名称")),
                    ("held_on", models.DateField(verbose_name="開催日")),
                    ("closes_on", models.DateField(verbose_name="締め")),
                    ("place", models.CharField(blank=True, max_length=80, verbose_name="会場")),
                    (
                        "link_number",
                        models.PositiveIntegerField(default=1, verbose_name="リンクの番号"),
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
                        "made_by",
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
                    "verbose_name": "historical 経営分析セミナーの回",
                    "verbose_name_plural": "historical 経営分析セミナーの回s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="SeminarSession",
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
                    ("title", models.CharField(max_length=80, verbose_name="名称")),
                    ("held_on", models.DateField(verbose_name="開催日")),
                    ("closes_on", models.DateField(verbose_name="締め")),
                    ("place", models.CharField(blank=True, max_length=80, verbose_name="会場")),
                    (
                        "token_hash",
                        models.CharField(max_length=64, unique=True, verbose_name="照合値"),
                    ),
                    (
                        "link_number",
                        models.PositiveIntegerField(default=1, verbose_name="リンクの番号"),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="作った職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="seminar_sessions",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "経営分析セミナーの回",
                    "ordering": ["-held_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("closes_on__gte", models.F("held_on"))),
                            name="seminar_closes_after_it_is_held",
                            violation_error_message="締めは開催日以後の日付にしてください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("title", ""), _negated=True),
                            name="seminar_has_a_title",
                            violation_error_message="名称を入力してください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalWorkbook",
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
                    ("business_name", models.CharField(max_length=120, verbose_name="事業所名")),
                    ("owner_name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    (
                        "bucket",
                        models.CharField(
                            choices=[
                                ("建設業", "建設業"),
                                ("製造業", "製造業"),
                                ("卸売業", "卸売業"),
                                ("小売業", "小売業"),
                                ("飲食店・宿泊業", "飲食店・宿泊業"),
                                ("サービス業", "サービス業"),
                                ("その他", "その他"),
                            ],
                            max_length=20,
                            verbose_name="業種",
                        ),
                    ),
                    (
                        "legal_form",
                        models.CharField(
                            choices=[("corporation", "法人"), ("sole-proprietor", "個人")],
                            max_length=20,
                            verbose_name="法人・個人",
                        ),
                    ),
                    ("consented_at", models.DateTimeField(verbose_name="利用目的に同意した日時")),
                    ("started_at", models.DateTimeField(verbose_name="始めた日時")),
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "typed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="紙から入力した職員",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.seminarsession",
                            verbose_name="回",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical ワークブック",
                    "verbose_name_plural": "historical ワークブックs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Workbook",
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
                        models.CharField(blank=True, max_length=64, verbose_name="照合値"),
                    ),
                    ("business_name", models.CharField(max_length=120, verbose_name="事業所名")),
                    ("owner_name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    (
                        "bucket",
                        models.CharField(
                            choices=[
                                ("建設業", "建設業"),
                                ("製造業", "製造業"),
                                ("卸売業", "卸売業"),
                                ("小売業", "小売業"),
                                ("飲食店・宿泊業", "飲食店・宿泊業"),
                                ("サービス業", "サービス業"),
                                ("その他", "その他"),
                            ],
                            max_length=20,
                            verbose_name="業種",
                        ),
                    ),
                    (
                        "legal_form",
                        models.CharField(
                            choices=[("corporation", "法人"), ("sole-proprietor", "個人")],
                            max_length=20,
                            verbose_name="法人・個人",
                        ),
                    ),
                    ("consented_at", models.DateTimeField(verbose_name="利用目的に同意した日時")),
                    ("started_at", models.DateTimeField(verbose_name="始めた日時")),
                    ("written_at", models.DateTimeField(verbose_name="最後に書いた日時")),
                    ("figures", models.JSONField(blank=True, default=dict, verbose_name="数字")),
                    ("swot", models.JSONField(blank=True, default=dict, verbose_name="簡易SWOT")),
                    (
                        "ninety_days",
                        models.JSONField(blank=True, default=dict, verbose_name="90日アクション"),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="workbooks",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="workbooks",
                            to="diagnosis.seminarsession",
                            verbose_name="回",
                        ),
                    ),
                    (
                        "typed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="紙から入力した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ワークブック",
                    "ordering": ["session_id", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("token_hash", ""), _negated=True),
                            fields=("token_hash",),
                            name="workbook_link_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("token_hash", ""), ("typed_by__isnull", False)),
                                models.Q(
                                    models.Q(("token_hash", ""), _negated=True),
                                    ("typed_by__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="workbook_by_link_or_from_paper",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("business_name", ""), _negated=True),
                                models.Q(("owner_name", ""), _negated=True),
                            ),
                            name="workbook_says_whose_it_is",
                            violation_error_message="事業所名と氏名を入力してください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AnalysisRequest",
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
                        "wish",
                        models.CharField(blank=True, max_length=600, verbose_name="相談したいこと"),
                    ),
                    (
                        "best_time",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="連絡のつきやすい時間"
                        ),
                    ),
                    ("phone", models.CharField(max_length=40, verbose_name="電話")),
                    ("asked_at", models.DateTimeField(verbose_name="申し込んだ日時")),
                    (
                        "workbook",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="request",
                            to="diagnosis.workbook",
                            verbose_name="ワークブック",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "個別分析の申込み",
                    "ordering": ["asked_at", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("phone", ""), _negated=True),
                            name="analysis_request_can_be_called_back",
                            violation_error_message="電話番号を入力してください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalRequestAnswer",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(blank=True, max_length=200, verbose_name="受けない理由"),
                    ),
                    ("at", models.DateTimeField(verbose_name="回答した日時")),
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
                        "answered_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="回答した職員",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
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
                        "request",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.analysisrequest",
                            verbose_name="個別分析の申込み",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 申込みへの回答",
                    "verbose_name_plural": "historical 申込みへの回答s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalAnalysisRequest",
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
                        "wish",
                        models.CharField(blank=True, max_length=600, verbose_name="相談したいこと"),
                    ),
                    (
                        "best_time",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="連絡のつきやすい時間"
                        ),
                    ),
                    ("phone", models.CharField(max_length=40, verbose_name="電話")),
                    ("asked_at", models.DateTimeField(verbose_name="申し込んだ日時")),
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
                        "workbook",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.workbook",
                            verbose_name="ワークブック",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 個別分析の申込み",
                    "verbose_name_plural": "historical 個別分析の申込みs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="RequestAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(blank=True, max_length=200, verbose_name="受けない理由"),
                    ),
                    ("at", models.DateTimeField(verbose_name="回答した日時")),
                    (
                        "answered_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="回答した職員",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="request_answers",
                            to="diagnosis.diagnosis",
                            verbose_name="経営分析",
                        ),
                    ),
                    (
                        "record",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="request_answer",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answer",
                            to="diagnosis.analysisrequest",
                            verbose_name="個別分析の申込み",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "申込みへの回答",
                    "ordering": ["-at", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("reason", ""), ("record__isnull", False)),
                                models.Q(
                                    ("record__isnull", True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="request_answer_taken_up_or_declined",
                            violation_error_message="受けないときは、理由を書いてください。",
                        )
                    ],
                },
            ),
        )
    ]
