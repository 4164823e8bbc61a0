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
        ("diagnosis", "0001_tables"),
        ("figures", "0001_first"),
        ("registry", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="BusinessPlan",
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
                                ("management", "経営計画"),
                                ("founding", "創業計画"),
                                ("succession", "事業承継計画"),
                                ("innovation", "経営革新計画"),
                                ("sustainability", "小規模事業者持続化補助金の計画"),
                                ("equipment", "設備投資計画"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("title", models.CharField(max_length=100, verbose_name="題名")),
                    ("starts_on", models.DateField(verbose_name="計画の初日")),
                    ("ends_on", models.DateField(verbose_name="計画の最終日")),
                    ("years", models.PositiveSmallIntegerField(default=3, verbose_name="年数")),
                    ("opened_on", models.DateField(verbose_name="始めた日")),
                    (
                        "numbers",
                        models.JSONField(blank=True, default=dict, verbose_name="数値計画"),
                    ),
                    (
                        "succession",
                        models.JSONField(blank=True, default=dict, verbose_name="事業承継計画表"),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="plans",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="plans",
                            to="diagnosis.diagnosis",
                            verbose_name="もとにした経営分析",
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
                ],
                options={
                    "verbose_name": "事業計画",
                    "ordering": ["-opened_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="plan_ends_after_it_starts",
                            violation_error_message="最終日は初日より後の日付にしてください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("years__gte", 3), ("years__lte", 5)),
                            name="plan_of_three_to_five_years",
                            violation_error_message="年数は3年から5年です。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "management",
                                        "founding",
                                        "succession",
                                        "innovation",
                                        "sustainability",
                                        "equipment",
                                    ],
                                )
                            ),
                            name="plan_kind_is_known",
                            violation_error_message="種類を選んでください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Discarding",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="破棄した日時")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    (
                        "discarded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="破棄した職員",
                        ),
                    ),
                    (
                        "plan",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="discarding",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画の破棄",
                },
            ),
            migrations.CreateModel(
                name="HistoricalBusinessPlan",
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
                                ("management", "経営計画"),
                                ("founding", "創業計画"),
                                ("succession", "事業承継計画"),
                                ("innovation", "経営革新計画"),
                                ("sustainability", "小規模事業者持続化補助金の計画"),
                                ("equipment", "設備投資計画"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("title", models.CharField(max_length=100, verbose_name="題名")),
                    ("starts_on", models.DateField(verbose_name="計画の初日")),
                    ("ends_on", models.DateField(verbose_name="計画の最終日")),
                    ("years", models.PositiveSmallIntegerField(default=3, verbose_name="年数")),
                    ("opened_on", models.DateField(verbose_name="始めた日")),
                    (
                        "numbers",
                        models.JSONField(blank=True, default=dict, verbose_name="数値計画"),
                    ),
                    (
                        "succession",
                        models.JSONField(blank=True, default=dict, verbose_name="事業承継計画表"),
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
                        "diagnosis",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.diagnosis",
                            verbose_name="もとにした経営分析",
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
                ],
                options={
                    "verbose_name": "historical 事業計画",
                    "verbose_name_plural": "historical 事業計画s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDiscarding",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="破棄した日時")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
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
                        "discarded_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="破棄した職員",
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
                    "verbose_name": "historical 計画の破棄",
                    "verbose_name_plural": "historical 計画の破棄s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPlanKpi",
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
                    ("key", models.CharField(blank=True, max_length=40, verbose_name="KPIの種類")),
                    ("name", models.CharField(max_length=60, verbose_name="KPI")),
                    (
                        "unit",
                        models.CharField(
                            choices=[
                                ("円", "円"),
                                ("%", "%"),
                                ("日", "日"),
                                ("人", "人"),
                                ("件", "件"),
                                ("回", "回"),
                                ("点", "点"),
                                ("個", "個"),
                            ],
                            max_length=4,
                            verbose_name="単位",
                        ),
                    ),
                    (
                        "better",
                        models.CharField(
                            choices=[("up", "大きいほどよい"), ("down", "小さいほどよい")],
                            default="up",
                            max_length=4,
                            verbose_name="向き",
                        ),
                    ),
                    (
                        "base",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="現状",
                        ),
                    ),
                    (
                        "target",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="目標",
                        ),
                    ),
                    ("by_on", models.DateField(blank=True, null=True, verbose_name="期日")),
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
                    "verbose_name": "historical 計画のKPI",
                    "verbose_name_plural": "historical 計画のKPIs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPlanPoint",
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
                        "place",
                        models.CharField(
                            choices=[
                                ("S", "強み"),
                                ("W", "弱み"),
                                ("O", "機会"),
                                ("T", "脅威"),
                                ("SO", "強み×機会"),
                                ("WO", "弱み×機会"),
                                ("ST", "強み×脅威"),
                                ("WT", "弱み×脅威"),
                            ],
                            max_length=2,
                            verbose_name="欄",
                        ),
                    ),
                    ("text", models.CharField(max_length=600, verbose_name="内容")),
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
                        "entry",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.sheetentry",
                            verbose_name="もとの記入",
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
                    "verbose_name": "historical 計画のSWOT",
                    "verbose_name_plural": "historical 計画のSWOTs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPlanSection",
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
                    ("key", models.CharField(max_length=40, verbose_name="見出し")),
                    ("text", models.TextField(blank=True, max_length=8000, verbose_name="本文")),
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
                ],
                options={
                    "verbose_name": "historical 計画の本文",
                    "verbose_name_plural": "historical 計画の本文s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPlanVersion",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="版の番号")),
                    ("made_at", models.DateTimeField(verbose_name="版を作った日時")),
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
                            verbose_name="版を作った職員",
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
                    "verbose_name": "historical 事業計画の版",
                    "verbose_name_plural": "historical 事業計画の版s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="PlanKpi",
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
                    ("key", models.CharField(blank=True, max_length=40, verbose_name="KPIの種類")),
                    ("name", models.CharField(max_length=60, verbose_name="KPI")),
                    (
                        "unit",
                        models.CharField(
                            choices=[
                                ("円", "円"),
                                ("%", "%"),
                                ("日", "日"),
                                ("人", "人"),
                                ("件", "件"),
                                ("回", "回"),
                                ("点", "点"),
                                ("個", "個"),
                            ],
                            max_length=4,
                            verbose_name="単位",
                        ),
                    ),
                    (
                        "better",
                        models.CharField(
                            choices=[("up", "大きいほどよい"), ("down", "小さいほどよい")],
                            default="up",
                            max_length=4,
                            verbose_name="向き",
                        ),
                    ),
                    (
                        "base",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="現状",
                        ),
                    ),
                    (
                        "target",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="目標",
                        ),
                    ),
                    ("by_on", models.DateField(blank=True, null=True, verbose_name="期日")),
                    ("position", models.PositiveIntegerField(default=1, verbose_name="順")),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="kpis",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画のKPI",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "name"),
                            name="plan_kpi_once",
                            violation_error_message="このKPIは、すでにあります。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True),
                            name="plan_kpi_has_a_name",
                            violation_error_message="KPIの名前を書いてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalPlanMeasure",
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
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
                        ),
                    ),
                    ("what", models.CharField(max_length=300, verbose_name="施策")),
                    ("doer", models.CharField(blank=True, max_length=60, verbose_name="担当")),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="始まり")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                    (
                        "cost_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="費用（円）"
                        ),
                    ),
                    (
                        "own_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="自己資金（円）"
                        ),
                    ),
                    (
                        "loan_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="借入（円）"
                        ),
                    ),
                    (
                        "subsidy_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="補助金（円）"
                        ),
                    ),
                    (
                        "other_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="その他の調達（円）"
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
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="diagnosis.finding",
                            verbose_name="もとの課題",
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
                        "kpi",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.plankpi",
                            verbose_name="動かすKPI",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 施策",
                    "verbose_name_plural": "historical 施策s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="PlanMeasure",
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
                        "horizon",
                        models.CharField(
                            choices=[("短期", "短期"), ("中期", "中期"), ("長期", "長期")],
                            max_length=4,
                            verbose_name="時間軸",
                        ),
                    ),
                    ("what", models.CharField(max_length=300, verbose_name="施策")),
                    ("doer", models.CharField(blank=True, max_length=60, verbose_name="担当")),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="始まり")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="期限")),
                    (
                        "cost_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="費用（円）"
                        ),
                    ),
                    (
                        "own_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="自己資金（円）"
                        ),
                    ),
                    (
                        "loan_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="借入（円）"
                        ),
                    ),
                    (
                        "subsidy_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="補助金（円）"
                        ),
                    ),
                    (
                        "other_yen",
                        models.PositiveBigIntegerField(
                            blank=True, null=True, verbose_name="その他の調達（円）"
                        ),
                    ),
                    ("position", models.PositiveIntegerField(default=1, verbose_name="順")),
                    (
                        "finding",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="plan_measures",
                            to="diagnosis.finding",
                            verbose_name="もとの課題",
                        ),
                    ),
                    (
                        "kpi",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="measures",
                            to="plans.plankpi",
                            verbose_name="動かすKPI",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="measures",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "施策",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("starts_on__isnull", True),
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="plan_measure_ends_after_it_starts",
                            violation_error_message="期限は始まりより前にできません。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("what", ""), _negated=True),
                            name="plan_measure_says_something",
                            violation_error_message="施策を書いてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MeasureDropped",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="取りやめた日")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
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
                        "measure",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="dropped",
                            to="plans.planmeasure",
                            verbose_name="施策",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "施策の取りやめ",
                },
            ),
            migrations.CreateModel(
                name="MeasureDone",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="結果")),
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
                        "measure",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="done",
                            to="plans.planmeasure",
                            verbose_name="施策",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "施策の完了",
                },
            ),
            migrations.CreateModel(
                name="HistoricalMeasureDropped",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="取りやめた日")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.planmeasure",
                            verbose_name="施策",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 施策の取りやめ",
                    "verbose_name_plural": "historical 施策の取りやめs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalMeasureDone",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="結果")),
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.planmeasure",
                            verbose_name="施策",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 施策の完了",
                    "verbose_name_plural": "historical 施策の完了s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="PlanPoint",
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
                        "place",
                        models.CharField(
                            choices=[
                                ("S", "強み"),
                                ("W", "弱み"),
                                ("O", "機会"),
                                ("T", "脅威"),
                                ("SO", "強み×機会"),
                                ("WO", "弱み×機会"),
                                ("ST", "強み×脅威"),
                                ("WT", "弱み×脅威"),
                            ],
                            max_length=2,
                            verbose_name="欄",
                        ),
                    ),
                    ("text", models.CharField(max_length=600, verbose_name="内容")),
                    ("position", models.PositiveIntegerField(default=1, verbose_name="順")),
                    (
                        "entry",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="plan_points",
                            to="diagnosis.sheetentry",
                            verbose_name="もとの記入",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="points",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画のSWOT",
                    "ordering": ["place", "position", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("text", ""), _negated=True),
                            name="plan_point_says_something",
                            violation_error_message="内容を書いてください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlanSection",
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
                    ("key", models.CharField(max_length=40, verbose_name="見出し")),
                    ("text", models.TextField(blank=True, max_length=8000, verbose_name="本文")),
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
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sections",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "計画の本文",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "key"),
                            name="plan_section_once",
                            violation_error_message="この見出しは、すでに書かれています。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlanVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="版の番号")),
                    ("snapshot", models.JSONField(default=dict, verbose_name="そのときの計画")),
                    (
                        "changes",
                        models.JSONField(
                            blank=True, default=list, verbose_name="前の版から変わったこと"
                        ),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="版を作った日時")),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="版を作った職員",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業計画の版",
                    "ordering": ["plan_id", "-number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "number"), name="plan_version_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1)), name="plan_version_from_one"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlanConfirmation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("in-person", "対面の署名"),
                                ("link", "リンク"),
                                ("paper", "書面"),
                            ],
                            max_length=10,
                            verbose_name="確認のしかた",
                        ),
                    ),
                    ("name", models.CharField(max_length=60, verbose_name="確認した人")),
                    ("at", models.DateTimeField(verbose_name="確認した日時")),
                    ("signature", models.FileField(blank=True, upload_to="", verbose_name="署名")),
                    (
                        "link",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="plan_confirmations",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                    (
                        "witnessed_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="立ち会った職員",
                        ),
                    ),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="confirmation",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業者の確認",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("how", "link"), ("witnessed_by__isnull", False), _connector="OR"
                            ),
                            name="plan_confirmation_witnessed",
                            violation_error_message="立ち会った職員を選んでください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalRevision",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="改訂日")),
                    ("reason", models.CharField(max_length=400, verbose_name="改訂の理由")),
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
                            verbose_name="改訂した職員",
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
                        "version",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 事業計画の改訂",
                    "verbose_name_plural": "historical 事業計画の改訂s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPlanConfirmation",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("in-person", "対面の署名"),
                                ("link", "リンク"),
                                ("paper", "書面"),
                            ],
                            max_length=10,
                            verbose_name="確認のしかた",
                        ),
                    ),
                    ("name", models.CharField(max_length=60, verbose_name="確認した人")),
                    ("at", models.DateTimeField(verbose_name="確認した日時")),
                    (
                        "signature",
                        models.TextField(blank=True, max_length=100, verbose_name="署名"),
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
                        "witnessed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="立ち会った職員",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 事業者の確認",
                    "verbose_name_plural": "historical 事業者の確認s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalAdoption",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="策定日")),
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
                        "witnessed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="立ち会った職員",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 事業計画の策定",
                    "verbose_name_plural": "historical 事業計画の策定s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Adoption",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="策定日")),
                    (
                        "witnessed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="立ち会った職員",
                        ),
                    ),
                    (
                        "plan",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="adoption",
                            to="plans.businessplan",
                            verbose_name="事業計画",
                        ),
                    ),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="adoption",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業計画の策定",
                    "ordering": ["-on", "-id"],
                },
            ),
            migrations.CreateModel(
                name="Revision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="改訂日")),
                    ("reason", models.CharField(max_length=400, verbose_name="改訂の理由")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="改訂した職員",
                        ),
                    ),
                    (
                        "version",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="revision",
                            to="plans.planversion",
                            verbose_name="版",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業計画の改訂",
                    "ordering": ["-on", "-id"],
                },
            ),
        )
    ]
