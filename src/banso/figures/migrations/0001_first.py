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
                name="FigureLink",
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
                    ("made_at", models.DateTimeField(verbose_name="作った日時")),
                    ("expires_on", models.DateField(verbose_name="使える最後の日")),
                    (
                        "last_used_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="最後に使われた日時"
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="figure_links",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
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
                ],
                options={
                    "verbose_name": "月次の入力リンク",
                    "ordering": ["-made_at", "-id"],
                },
            ),
            migrations.CreateModel(
                name="FigureLinkRevocation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="失効日時")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="失効させた職員",
                        ),
                    ),
                    (
                        "link",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="revocation",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "入力リンクの失効",
                },
            ),
            migrations.CreateModel(
                name="HistoricalAccountName",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="科目名")),
                    ("code", models.CharField(blank=True, max_length=40, verbose_name="行")),
                    ("settled_at", models.DateTimeField(verbose_name="決めた日時")),
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
                    (
                        "settled_by",
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
                ],
                options={
                    "verbose_name": "historical 勘定科目の対応",
                    "verbose_name_plural": "historical 勘定科目の対応s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalFigureLink",
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
                    ("made_at", models.DateTimeField(verbose_name="作った日時")),
                    ("expires_on", models.DateField(verbose_name="使える最後の日")),
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
                ],
                options={
                    "verbose_name": "historical 月次の入力リンク",
                    "verbose_name_plural": "historical 月次の入力リンクs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalFigureLinkRevocation",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="失効日時")),
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
                            verbose_name="失効させた職員",
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
                ],
                options={
                    "verbose_name": "historical 入力リンクの失効",
                    "verbose_name_plural": "historical 入力リンクの失効s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalFinancialStatement",
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
                    ("starts_on", models.DateField(verbose_name="期首")),
                    ("ends_on", models.DateField(verbose_name="期末")),
                    (
                        "form",
                        models.CharField(
                            choices=[
                                ("corporation", "法人の決算書"),
                                ("proprietor", "青色申告決算書（貸借対照表あり）"),
                                ("proprietor-short", "青色・白色（貸借対照表なし）"),
                            ],
                            max_length=20,
                            verbose_name="様式",
                        ),
                    ),
                    ("amounts", models.JSONField(blank=True, default=dict, verbose_name="金額")),
                    (
                        "employees",
                        models.DecimalField(
                            blank=True,
                            decimal_places=1,
                            max_digits=7,
                            null=True,
                            verbose_name="従業員数（人）",
                        ),
                    ),
                    ("is_outline", models.BooleanField(default=False, verbose_name="概要だけ")),
                    ("is_forecast", models.BooleanField(default=False, verbose_name="予測")),
                    ("is_closed", models.BooleanField(default=True, verbose_name="確定")),
                    (
                        "typed_in",
                        models.CharField(
                            choices=[("yen", "円"), ("thousand-yen", "千円")],
                            default="yen",
                            max_length=20,
                            verbose_name="単位",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(blank=True, max_length=200, verbose_name="入力のもと"),
                    ),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
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
                ],
                options={
                    "verbose_name": "historical 決算",
                    "verbose_name_plural": "historical 決算s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalMonthlyFigure",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("month", models.DateField(verbose_name="月")),
                    (
                        "item",
                        models.CharField(
                            choices=[
                                ("sales_store", "売上（店頭）"),
                                ("sales_online", "売上（EC）"),
                                ("sales_other", "売上（そのほか）"),
                                ("cashless_sales", "うちキャッシュレスの売上"),
                                ("gross_profit", "粗利益"),
                                ("operating_profit", "営業利益"),
                                ("inventories", "月末の在庫"),
                                ("employees", "従業員"),
                                ("lead_time_days", "受注から納品まで"),
                                ("ad_cost", "広告費"),
                            ],
                            max_length=40,
                            verbose_name="項目",
                        ),
                    ),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="値",
                        ),
                    ),
                    ("is_unknown", models.BooleanField(default=False, verbose_name="不明")),
                    (
                        "evidence",
                        models.CharField(
                            choices=[
                                ("declared", "申告"),
                                ("trial-balance", "試算表"),
                                ("statement", "決算書"),
                            ],
                            default="declared",
                            max_length=20,
                            verbose_name="証憑",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="入力日時")),
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
                ],
                options={
                    "verbose_name": "historical 月次数値",
                    "verbose_name_plural": "historical 月次数値s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="StatementImport",
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
                                ("template", "決算の Excel ひな形"),
                                ("journal", "会計ソフトの仕訳"),
                                ("local-benchmark", "ローカルベンチマークの入力シート"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("file_name", models.CharField(max_length=200, verbose_name="ファイル名")),
                    ("contents", models.JSONField(default=dict, verbose_name="読んだ内容")),
                    ("uploaded_at", models.DateTimeField(verbose_name="受け取った日時")),
                    (
                        "business",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="statement_imports",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="statement_imports",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "uploaded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り込んだ職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "決算の取込",
                    "ordering": ["-uploaded_at", "-id"],
                },
            ),
            migrations.CreateModel(
                name="AccountName",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=100, verbose_name="科目名")),
                    ("code", models.CharField(blank=True, max_length=40, verbose_name="行")),
                    ("settled_at", models.DateTimeField(verbose_name="決めた日時")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="account_names",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "settled_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="決めた職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "勘定科目の対応",
                    "ordering": ["name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "name"), name="account_name_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FinancialStatement",
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
                    ("starts_on", models.DateField(verbose_name="期首")),
                    ("ends_on", models.DateField(verbose_name="期末")),
                    (
                        "form",
                        models.CharField(
                            choices=[
                                ("corporation", "法人の決算書"),
                                ("proprietor", "青色申告決算書（貸借対照表あり）"),
                                ("proprietor-short", "青色・白色（貸借対照表なし）"),
                            ],
                            max_length=20,
                            verbose_name="様式",
                        ),
                    ),
                    ("amounts", models.JSONField(blank=True, default=dict, verbose_name="金額")),
                    (
                        "employees",
                        models.DecimalField(
                            blank=True,
                            decimal_places=1,
                            max_digits=7,
                            null=True,
                            verbose_name="従業員数（人）",
                        ),
                    ),
                    ("is_outline", models.BooleanField(default=False, verbose_name="概要だけ")),
                    ("is_forecast", models.BooleanField(default=False, verbose_name="予測")),
                    ("is_closed", models.BooleanField(default=True, verbose_name="確定")),
                    (
                        "typed_in",
                        models.CharField(
                            choices=[("yen", "円"), ("thousand-yen", "千円")],
                            default="yen",
                            max_length=20,
                            verbose_name="単位",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(blank=True, max_length=200, verbose_name="入力のもと"),
                    ),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="statements",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "決算",
                    "ordering": ["business_id", "ends_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="statement_ends_after_it_starts",
                            violation_error_message="期末は期首より後の日付にしてください。",
                        ),
                        models.UniqueConstraint(
                            fields=("business", "ends_on", "is_forecast"),
                            name="statement_once_per_period",
                            violation_error_message="この期末の決算は、すでに入っています。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("form__in", ["corporation", "proprietor", "proprietor-short"])
                            ),
                            name="statement_form_is_known",
                            violation_error_message="様式を選んでください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("employees__isnull", True), ("employees__gte", 0), _connector="OR"
                            ),
                            name="statement_employees_not_negative",
                            violation_error_message="従業員数は0以上の数にしてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MonthlyFigure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("month", models.DateField(verbose_name="月")),
                    (
                        "item",
                        models.CharField(
                            choices=[
                                ("sales_store", "売上（店頭）"),
                                ("sales_online", "売上（EC）"),
                                ("sales_other", "売上（そのほか）"),
                                ("cashless_sales", "うちキャッシュレスの売上"),
                                ("gross_profit", "粗利益"),
                                ("operating_profit", "営業利益"),
                                ("inventories", "月末の在庫"),
                                ("employees", "従業員"),
                                ("lead_time_days", "受注から納品まで"),
                                ("ad_cost", "広告費"),
                            ],
                            max_length=40,
                            verbose_name="項目",
                        ),
                    ),
                    (
                        "value",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="値",
                        ),
                    ),
                    ("is_unknown", models.BooleanField(default=False, verbose_name="不明")),
                    (
                        "evidence",
                        models.CharField(
                            choices=[
                                ("declared", "申告"),
                                ("trial-balance", "試算表"),
                                ("statement", "決算書"),
                            ],
                            default="declared",
                            max_length=20,
                            verbose_name="証憑",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="入力日時")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="monthly_figures",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="入力した職員",
                        ),
                    ),
                    (
                        "link",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="figures",
                            to="figures.figurelink",
                            verbose_name="月次の入力リンク",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "月次数値",
                    "ordering": ["business_id", "month", "item"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("business", "month", "item"), name="monthly_figure_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("is_unknown", True), ("value__isnull", True)),
                                models.Q(("is_unknown", False), ("value__isnull", False)),
                                _connector="OR",
                            ),
                            name="monthly_figure_known_or_not",
                            violation_error_message="値を入れるか、不明を選んでください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("entered_by__isnull", False), ("link__isnull", True)),
                                models.Q(("entered_by__isnull", True), ("link__isnull", False)),
                                _connector="OR",
                            ),
                            name="monthly_figure_by_staff_or_owner",
                        ),
                    ],
                },
            ),
        )
    ]
