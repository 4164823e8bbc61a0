import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("records", "0001_first"),
        ("records", "0002_attachments"),
        ("records", "0003_templates_and_walls"),
        ("records", "0004_dropped_promises"),
        ("records", "0005_cases"),
        ("records", "0006_transfers"),
        ("records", "0007_confidences"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="ExpertDispatch",
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
                    ("theme", models.CharField(max_length=200, verbose_name="相談の内容")),
                    ("asked_on", models.DateField(verbose_name="依頼日")),
                    ("planned_on", models.DateField(blank=True, null=True, verbose_name="派遣日")),
                    (
                        "expert_name",
                        models.CharField(max_length=80, verbose_name="専門家の氏名・資格"),
                    ),
                    (
                        "cost_yen",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="費用（円）"
                        ),
                    ),
                    (
                        "funding",
                        models.CharField(blank=True, max_length=80, verbose_name="費用の出どころ"),
                    ),
                    (
                        "arranged_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="arranged_dispatches",
                            to="accounts.staff",
                            verbose_name="手配した職員",
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expert_dispatches",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "expert",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expert_dispatches",
                            to="accounts.staff",
                            verbose_name="外部専門家（利用者）",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="expert_dispatches",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "専門家派遣",
                    "ordering": ["-asked_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("planned_on__isnull", True),
                                ("planned_on__gte", models.F("asked_on")),
                                _connector="OR",
                            ),
                            name="expert_dispatch_after_asked",
                            violation_error_message="派遣日は依頼日以後の日付にしてください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalExpertDispatch",
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
                    ("theme", models.CharField(max_length=200, verbose_name="相談の内容")),
                    ("asked_on", models.DateField(verbose_name="依頼日")),
                    ("planned_on", models.DateField(blank=True, null=True, verbose_name="派遣日")),
                    (
                        "expert_name",
                        models.CharField(max_length=80, verbose_name="専門家の氏名・資格"),
                    ),
                    (
                        "cost_yen",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="費用（円）"
                        ),
                    ),
                    (
                        "funding",
                        models.CharField(blank=True, max_length=80, verbose_name="費用の出どころ"),
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
                        "arranged_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="手配した職員",
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
                        "expert",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="外部専門家（利用者）",
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
                    "verbose_name": "historical 専門家派遣",
                    "verbose_name_plural": "historical 専門家派遣s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalSupportRecord",
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
                    ("on", models.DateField(verbose_name="日付")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("visit", "巡回"),
                                ("counter", "窓口"),
                                ("phone", "電話"),
                                ("online", "オンライン"),
                                ("meeting", "会議"),
                                ("dispatch", "派遣"),
                            ],
                            max_length=10,
                            verbose_name="方法",
                        ),
                    ),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    (
                        "attendees",
                        models.CharField(
                            blank=True, max_length=120, verbose_name="事業者側の出席者"
                        ),
                    ),
                    (
                        "heard",
                        models.TextField(blank=True, max_length=4000, verbose_name="聞いたこと"),
                    ),
                    (
                        "advice",
                        models.TextField(blank=True, max_length=4000, verbose_name="助言したこと"),
                    ),
                    (
                        "next_contact_on",
                        models.DateField(blank=True, null=True, verbose_name="次回の予定日"),
                    ),
                    (
                        "next_contact_reason",
                        models.CharField(blank=True, max_length=120, verbose_name="次回の用件"),
                    ),
                    (
                        "entry_key",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, verbose_name="入力の識別"
                        ),
                    ),
                    ("recorded_at", models.DateTimeField(editable=False, verbose_name="記録日時")),
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
                        "recorded_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="記録した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 支援記録",
                    "verbose_name_plural": "historical 支援記録s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Topic",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("key", models.SlugField(max_length=60, verbose_name="記号")),
                    ("name", models.CharField(max_length=60, verbose_name="名称")),
                    (
                        "section",
                        models.CharField(blank=True, max_length=10, verbose_name="計画の項"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("section", "計画の取組"),
                                ("theme", "よくあるテーマ"),
                                ("wall", "5つの壁"),
                            ],
                            max_length=10,
                            verbose_name="区分",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
                    ),
                    ("is_retired", models.BooleanField(default=False, verbose_name="今は使わない")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="topics",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "支援テーマ",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "key"), name="topic_key_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SupportRecord",
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
                    ("on", models.DateField(verbose_name="日付")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("visit", "巡回"),
                                ("counter", "窓口"),
                                ("phone", "電話"),
                                ("online", "オンライン"),
                                ("meeting", "会議"),
                                ("dispatch", "派遣"),
                            ],
                            max_length=10,
                            verbose_name="方法",
                        ),
                    ),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    (
                        "attendees",
                        models.CharField(
                            blank=True, max_length=120, verbose_name="事業者側の出席者"
                        ),
                    ),
                    (
                        "heard",
                        models.TextField(blank=True, max_length=4000, verbose_name="聞いたこと"),
                    ),
                    (
                        "advice",
                        models.TextField(blank=True, max_length=4000, verbose_name="助言したこと"),
                    ),
                    (
                        "next_contact_on",
                        models.DateField(blank=True, null=True, verbose_name="次回の予定日"),
                    ),
                    (
                        "next_contact_reason",
                        models.CharField(blank=True, max_length=120, verbose_name="次回の用件"),
                    ),
                    (
                        "entry_key",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, verbose_name="入力の識別"
                        ),
                    ),
                    ("recorded_at", models.DateTimeField(editable=False, verbose_name="記録日時")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="support_records",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="support_records",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="support_records",
                            to="accounts.staff",
                            verbose_name="記録した職員",
                        ),
                    ),
                    (
                        "supporters",
                        models.ManyToManyField(
                            related_name="supported_records",
                            to="accounts.staff",
                            verbose_name="対応した職員",
                        ),
                    ),
                    (
                        "topics",
                        models.ManyToManyField(
                            blank=True,
                            related_name="support_records",
                            to="records.topic",
                            verbose_name="支援テーマ",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "支援記録",
                    "ordering": ["-on", "-id"],
                    "indexes": [
                        models.Index(fields=["organisation", "on"], name="support_record_by_day"),
                        models.Index(fields=["business", "on"], name="support_record_by_business"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "entry_key"),
                            name="support_record_entered_once",
                            violation_error_message="この記録はすでに保存されています。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("minutes__isnull", True),
                                models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                                _connector="OR",
                            ),
                            name="support_record_minutes_within_a_day",
                            violation_error_message="時間は1分から1440分（24時間）の間で入力してください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("next_contact_on__isnull", True),
                                ("next_contact_on__gte", models.F("on")),
                                _connector="OR",
                            ),
                            name="support_record_next_contact_after",
                            violation_error_message="次回の予定日は、この記録の日付より後にしてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Promise",
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
                        "side",
                        models.CharField(
                            choices=[("ours", "商工会"), ("theirs", "事業者")],
                            max_length=10,
                            verbose_name="約束した側",
                        ),
                    ),
                    ("what", models.CharField(max_length=200, verbose_name="内容")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="期日")),
                    (
                        "keeper",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="promises",
                            to="accounts.staff",
                            verbose_name="担当する職員",
                        ),
                    ),
                    (
                        "record",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="promises",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "約束",
                    "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalFulfilment",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
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
                    "verbose_name": "historical 完了",
                    "verbose_name_plural": "historical 完了s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Fulfilment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="完了日")),
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
                        "promise",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="fulfilment",
                            to="records.promise",
                            verbose_name="約束",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "完了",
                },
            ),
            migrations.CreateModel(
                name="HistoricalWithdrawal",
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
                ],
                options={
                    "verbose_name": "historical 取消",
                    "verbose_name_plural": "historical 取消s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalSupportRecord_supporters",
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
                            to="records.historicalsupportrecord",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                        ),
                    ),
                    (
                        "supportrecord",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.supportrecord",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "HistoricalSupportRecord_supporters",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPromise",
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
                        "side",
                        models.CharField(
                            choices=[("ours", "商工会"), ("theirs", "事業者")],
                            max_length=10,
                            verbose_name="約束した側",
                        ),
                    ),
                    ("what", models.CharField(max_length=200, verbose_name="内容")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="期日")),
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
                        "keeper",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="担当する職員",
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
                ],
                options={
                    "verbose_name": "historical 約束",
                    "verbose_name_plural": "historical 約束s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDispatchReport",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="実施日")),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    ("findings", models.TextField(max_length=4000, verbose_name="見立てと助言")),
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
                        "dispatch",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.expertdispatch",
                            verbose_name="専門家派遣",
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
                        "reported_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="報告した人",
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
                ],
                options={
                    "verbose_name": "historical 派遣報告",
                    "verbose_name_plural": "historical 派遣報告s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="DispatchReport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="実施日")),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    ("findings", models.TextField(max_length=4000, verbose_name="見立てと助言")),
                    (
                        "reported_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="報告した人",
                        ),
                    ),
                    (
                        "dispatch",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="report",
                            to="records.expertdispatch",
                            verbose_name="専門家派遣",
                        ),
                    ),
                    (
                        "record",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="dispatch_report",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "派遣報告",
                },
            ),
            migrations.CreateModel(
                name="HistoricalSupportRecord_topics",
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
                            to="records.historicalsupportrecord",
                        ),
                    ),
                    (
                        "supportrecord",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.supportrecord",
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
                ],
                options={
                    "verbose_name": "HistoricalSupportRecord_topics",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Withdrawal",
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
                        "record",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="withdrawal",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "取消",
                },
            ),
            migrations.CreateModel(
                name="Attachment",
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
                    ("name", models.CharField(max_length=200, verbose_name="名前")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("picture", "写真・画像"),
                                ("pdf", "PDF"),
                                ("docx", "Word"),
                                ("xlsx", "Excel"),
                                ("pptx", "PowerPoint"),
                                ("doc", "Word（旧形式）"),
                                ("xls", "Excel（旧形式）"),
                                ("ppt", "PowerPoint（旧形式）"),
                                ("csv", "CSV"),
                                ("txt", "テキスト"),
                            ],
                            max_length=10,
                            verbose_name="種類",
                        ),
                    ),
                    ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                    ("sha256", models.CharField(max_length=64, verbose_name="照合値")),
                    (
                        "width",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="幅（画素）"
                        ),
                    ),
                    (
                        "height",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="高さ（画素）"
                        ),
                    ),
                    (
                        "pages",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="ページ数"),
                    ),
                    ("remark", models.CharField(blank=True, max_length=300, verbose_name="注意")),
                    ("file", models.FileField(blank=True, upload_to="", verbose_name="ファイル")),
                    (
                        "preview",
                        models.FileField(blank=True, upload_to="", verbose_name="縮小した絵"),
                    ),
                    ("attached_at", models.DateTimeField(verbose_name="添付日時")),
                    (
                        "attached_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="添付した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "record",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attachments",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "添付",
                    "ordering": ["attached_at", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("record", "sha256"),
                            name="attachment_once_on_a_record",
                            violation_error_message="同じファイルがすでに添付されています。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("size__gt", 0)),
                            name="attachment_not_empty",
                            violation_error_message="空のファイルは添付できません。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AttachmentRemoval",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="外した日時")),
                    (
                        "attachment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="removal",
                            to="records.attachment",
                            verbose_name="添付",
                        ),
                    ),
                    (
                        "removed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="外した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "添付の取り外し",
                },
            ),
            migrations.CreateModel(
                name="HistoricalAttachment",
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
                    ("name", models.CharField(max_length=200, verbose_name="名前")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("picture", "写真・画像"),
                                ("pdf", "PDF"),
                                ("docx", "Word"),
                                ("xlsx", "Excel"),
                                ("pptx", "PowerPoint"),
                                ("doc", "Word（旧形式）"),
                                ("xls", "Excel（旧形式）"),
                                ("ppt", "PowerPoint（旧形式）"),
                                ("csv", "CSV"),
                                ("txt", "テキスト"),
                            ],
                            max_length=10,
                            verbose_name="種類",
                        ),
                    ),
                    ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                    (
                        "width",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="幅（画素）"
                        ),
                    ),
                    (
                        "height",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="高さ（画素）"
                        ),
                    ),
                    (
                        "pages",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="ページ数"),
                    ),
                    ("remark", models.CharField(blank=True, max_length=300, verbose_name="注意")),
                    ("attached_at", models.DateTimeField(verbose_name="添付日時")),
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
                        "attached_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="添付した職員",
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
                ],
                options={
                    "verbose_name": "historical 添付",
                    "verbose_name_plural": "historical 添付s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalAttachmentRemoval",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="外した日時")),
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
                        "attachment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.attachment",
                            verbose_name="添付",
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
                        "removed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="外した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 添付の取り外し",
                    "verbose_name_plural": "historical 添付の取り外しs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="StagedFile",
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
                    ("name", models.CharField(max_length=200, verbose_name="名前")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("picture", "写真・画像"),
                                ("pdf", "PDF"),
                                ("docx", "Word"),
                                ("xlsx", "Excel"),
                                ("pptx", "PowerPoint"),
                                ("doc", "Word（旧形式）"),
                                ("xls", "Excel（旧形式）"),
                                ("ppt", "PowerPoint（旧形式）"),
                                ("csv", "CSV"),
                                ("txt", "テキスト"),
                            ],
                            max_length=10,
                            verbose_name="種類",
                        ),
                    ),
                    ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                    ("sha256", models.CharField(max_length=64, verbose_name="照合値")),
                    (
                        "width",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="幅（画素）"
                        ),
                    ),
                    (
                        "height",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="高さ（画素）"
                        ),
                    ),
                    (
                        "pages",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="ページ数"),
                    ),
                    ("remark", models.CharField(blank=True, max_length=300, verbose_name="注意")),
                    ("file", models.FileField(blank=True, upload_to="", verbose_name="ファイル")),
                    (
                        "preview",
                        models.FileField(blank=True, upload_to="", verbose_name="縮小した絵"),
                    ),
                    ("received_at", models.DateTimeField(verbose_name="受け取った日時")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="staged_files",
                            to="accounts.staff",
                            verbose_name="送った職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "預かりファイル",
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalRecordTemplate",
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
                    ("name", models.CharField(max_length=40, verbose_name="名前")),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("visit", "巡回"),
                                ("counter", "窓口"),
                                ("phone", "電話"),
                                ("online", "オンライン"),
                                ("meeting", "会議"),
                                ("dispatch", "派遣"),
                            ],
                            max_length=10,
                            verbose_name="方法",
                        ),
                    ),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    (
                        "heard",
                        models.TextField(blank=True, max_length=2000, verbose_name="聞いたこと"),
                    ),
                    (
                        "advice",
                        models.TextField(blank=True, max_length=2000, verbose_name="助言したこと"),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
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
                    "verbose_name": "historical 記録のひな形",
                    "verbose_name_plural": "historical 記録のひな形s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="RecordTemplate",
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
                    ("name", models.CharField(max_length=40, verbose_name="名前")),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("visit", "巡回"),
                                ("counter", "窓口"),
                                ("phone", "電話"),
                                ("online", "オンライン"),
                                ("meeting", "会議"),
                                ("dispatch", "派遣"),
                            ],
                            max_length=10,
                            verbose_name="方法",
                        ),
                    ),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="時間（分）"
                        ),
                    ),
                    (
                        "heard",
                        models.TextField(blank=True, max_length=2000, verbose_name="聞いたこと"),
                    ),
                    (
                        "advice",
                        models.TextField(blank=True, max_length=2000, verbose_name="助言したこと"),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="record_templates",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "topics",
                        models.ManyToManyField(
                            blank=True,
                            related_name="record_templates",
                            to="records.topic",
                            verbose_name="支援テーマ",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "記録のひな形",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "name"),
                            name="record_template_name_once",
                            violation_error_message="同じ名前のひな形があります。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("minutes__isnull", True),
                                models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                                _connector="OR",
                            ),
                            name="record_template_minutes_within_a_day",
                            violation_error_message="時間は1分から1440分（24時間）の間で入力してください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalTemplateRetirement",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="休止日時")),
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
                            verbose_name="休止した職員",
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
                        "template",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.recordtemplate",
                            verbose_name="記録のひな形",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical ひな形の休止",
                    "verbose_name_plural": "historical ひな形の休止s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalRecordTemplate_topics",
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
                            to="records.historicalrecordtemplate",
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
                        "recordtemplate",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.recordtemplate",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "HistoricalRecordTemplate_topics",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TemplateRetirement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="休止日時")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="休止した職員",
                        ),
                    ),
                    (
                        "template",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="retirement",
                            to="records.recordtemplate",
                            verbose_name="記録のひな形",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ひな形の休止",
                },
            ),
            migrations.CreateModel(
                name="HistoricalDropping",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="取りやめた日")),
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
                    "verbose_name": "historical 取りやめ",
                    "verbose_name_plural": "historical 取りやめs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Dropping",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="取りやめた日")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
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
                        "promise",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="dropping",
                            to="records.promise",
                            verbose_name="約束",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "取りやめ",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="dropping_has_a_reason",
                            violation_error_message="取りやめる理由を入力してください。",
                        )
                    ],
                },
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
                        models.PositiveIntegerField(
                            default=1, editable=False, verbose_name="文の版"
                        ),
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
                    "indexes": [
                        models.Index(
                            fields=["organisation", "written_at"], name="support_case_by_day"
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("happened", ""), _negated=True),
                                models.Q(("done", ""), _negated=True),
                            ),
                            name="support_case_tells_something",
                            violation_error_message="題名・何があったか・何をしたかは必ず入れてください。",
                        )
                    ],
                },
            ),
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
                    (
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="checks",
                            to="records.supportcase",
                            verbose_name="事例",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事例の確認",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("case", "text_version"), name="case_text_checked_once"
                        )
                    ],
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
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
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
                            choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                            max_length=1,
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
            migrations.CreateModel(
                name="HistoricalTransferBatch",
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
                    ("first", models.DateField(verbose_name="期間の初め")),
                    ("last", models.DateField(verbose_name="期間の終わり")),
                    ("encoding", models.CharField(max_length=10, verbose_name="文字コード")),
                    ("at", models.DateTimeField(verbose_name="日時")),
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
                            verbose_name="転記した職員",
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
                    "verbose_name": "historical まとめて転記",
                    "verbose_name_plural": "historical まとめて転記s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalTransferTemplate",
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
                    ("columns", models.TextField(verbose_name="項目の並び")),
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
                        "edited_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="直した職員",
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
                    "verbose_name": "historical 転記のひな形",
                    "verbose_name_plural": "historical 転記のひな形s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TransferBatch",
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
                    ("first", models.DateField(verbose_name="期間の初め")),
                    ("last", models.DateField(verbose_name="期間の終わり")),
                    ("encoding", models.CharField(max_length=10, verbose_name="文字コード")),
                    ("at", models.DateTimeField(verbose_name="日時")),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="転記した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="transfer_batches",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "まとめて転記",
                    "ordering": ["-at", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("last__gte", models.F("first"))),
                            name="transfer_batch_ends_after_it_starts",
                            violation_error_message="期間の終わりは初めより後の日付にしてください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Transfer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="何回目")),
                    ("record_version", models.PositiveIntegerField(verbose_name="記録の版")),
                    (
                        "told_withdrawal",
                        models.BooleanField(default=False, verbose_name="取消の転記"),
                    ),
                    ("at", models.DateTimeField(verbose_name="転記日時")),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="転記した職員",
                        ),
                    ),
                    (
                        "record",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="transfers",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="transfers",
                            to="records.transferbatch",
                            verbose_name="まとめて転記",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "転記",
                    "ordering": ["record_id", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("record", "number"), name="transfer_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1)), name="transfer_number_from_one"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalTransfer",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="何回目")),
                    ("record_version", models.PositiveIntegerField(verbose_name="記録の版")),
                    (
                        "told_withdrawal",
                        models.BooleanField(default=False, verbose_name="取消の転記"),
                    ),
                    ("at", models.DateTimeField(verbose_name="転記日時")),
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
                            verbose_name="転記した職員",
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
                        "batch",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.transferbatch",
                            verbose_name="まとめて転記",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 転記",
                    "verbose_name_plural": "historical 転記s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TransferTemplate",
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
                    ("columns", models.TextField(verbose_name="項目の並び")),
                    (
                        "edited_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="直した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="transfer_template",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "転記のひな形",
                },
            ),
            migrations.CreateModel(
                name="Confidence",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="内密にした日時")),
                    (
                        "marked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="内密にした職員",
                        ),
                    ),
                    (
                        "readers",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="ほかに開ける職員",
                        ),
                    ),
                    (
                        "record",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="confidence",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "内密",
                },
            ),
            migrations.CreateModel(
                name="HistoricalConfidence",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="内密にした日時")),
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
                        "marked_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="内密にした職員",
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
                ],
                options={
                    "verbose_name": "historical 内密",
                    "verbose_name_plural": "historical 内密s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalConfidence_readers",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    (
                        "confidence",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="records.confidence",
                        ),
                    ),
                    (
                        "history",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            to="records.historicalconfidence",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "HistoricalConfidence_readers",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Look",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="見た日時")),
                    (
                        "record",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="looks",
                            to="records.supportrecord",
                            verbose_name="支援記録",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="見た職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "閲覧",
                    "ordering": ["-at", "-id"],
                    "indexes": [
                        models.Index(fields=["record", "staff", "at"], name="look_by_record"),
                        models.Index(fields=["at"], name="look_by_moment"),
                    ],
                },
            ),
        )
    ]
