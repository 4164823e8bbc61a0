import uuid

import django.core.serializers.json
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("registry", "0001_first"),
        ("registry", "0002_ledger_imports"),
        ("registry", "0003_merges"),
        ("registry", "0004_disclosures"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="District",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("key", models.SlugField(max_length=40, verbose_name="記号")),
                    ("name", models.CharField(max_length=40, verbose_name="地区名")),
                    (
                        "position",
                        models.PositiveSmallIntegerField(default=0, verbose_name="並び順"),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="districts",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "地区",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "key"), name="district_key_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalBusiness",
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
                    ("name", models.CharField(max_length=120, verbose_name="事業者名（屋号）")),
                    (
                        "name_kana",
                        models.CharField(blank=True, max_length=160, verbose_name="フリガナ"),
                    ),
                    (
                        "legal_form",
                        models.CharField(
                            choices=[("corporation", "法人"), ("sole-proprietor", "個人")],
                            max_length=20,
                            verbose_name="法人・個人",
                        ),
                    ),
                    (
                        "corporate_number",
                        models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                    ),
                    (
                        "postcode",
                        models.CharField(blank=True, max_length=8, verbose_name="郵便番号"),
                    ),
                    (
                        "prefecture",
                        models.CharField(blank=True, max_length=10, verbose_name="都道府県"),
                    ),
                    ("city", models.CharField(blank=True, max_length=40, verbose_name="市区町村")),
                    (
                        "street",
                        models.CharField(blank=True, max_length=120, verbose_name="町名・番地"),
                    ),
                    (
                        "building",
                        models.CharField(blank=True, max_length=80, verbose_name="建物名"),
                    ),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    ("fax", models.CharField(blank=True, max_length=40, verbose_name="FAX")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="メール")),
                    ("website", models.URLField(blank=True, verbose_name="ウェブサイト")),
                    (
                        "membership",
                        models.CharField(
                            choices=[
                                ("member", "会員"),
                                ("non-member", "非会員"),
                                ("unknown", "未確認"),
                            ],
                            default="unknown",
                            max_length=20,
                            verbose_name="会員",
                        ),
                    ),
                    (
                        "industry_code",
                        models.CharField(
                            blank=True, max_length=2, verbose_name="業種（日本標準産業分類 中分類）"
                        ),
                    ),
                    (
                        "line_of_business",
                        models.CharField(blank=True, max_length=200, verbose_name="事業の内容"),
                    ),
                    (
                        "capital_yen",
                        models.BigIntegerField(blank=True, null=True, verbose_name="資本金（円）"),
                    ),
                    (
                        "founded_year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="創業年（西暦）"
                        ),
                    ),
                    (
                        "officers",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="役員・個人事業主"
                        ),
                    ),
                    (
                        "family_workers",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="同居の親族従業員"
                        ),
                    ),
                    (
                        "full_time",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="常用の従業員"
                        ),
                    ),
                    (
                        "part_time",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="短時間の従業員"
                        ),
                    ),
                    (
                        "on_leave",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="休業中の従業員"
                        ),
                    ),
                    (
                        "day_labourers",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="日雇い"),
                    ),
                    (
                        "up_to_two_months",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="2か月以内の雇用"
                        ),
                    ),
                    (
                        "seasonal",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="季節雇用（4か月以内）"
                        ),
                    ),
                    (
                        "probation",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="試用期間（14日以内）"
                        ),
                    ),
                    (
                        "owner_name",
                        models.CharField(blank=True, max_length=60, verbose_name="代表者名"),
                    ),
                    (
                        "owner_kana",
                        models.CharField(blank=True, max_length=80, verbose_name="代表者フリガナ"),
                    ),
                    (
                        "owner_title",
                        models.CharField(blank=True, max_length=30, verbose_name="役職"),
                    ),
                    (
                        "owner_birth_year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="代表者の生年（西暦）"
                        ),
                    ),
                    (
                        "successor",
                        models.CharField(
                            choices=[
                                ("unknown", "未確認"),
                                ("agreed", "候補者がいて了承済み"),
                                ("not-agreed", "候補者はいるが未了承"),
                                ("none", "候補者がいない"),
                                ("not-needed", "当面必要なし"),
                                ("closing", "廃業の意向"),
                            ],
                            default="unknown",
                            max_length=20,
                            verbose_name="後継者",
                        ),
                    ),
                    ("caution", models.CharField(blank=True, max_length=300, verbose_name="注意")),
                    ("note", models.TextField(blank=True, max_length=4000, verbose_name="備考")),
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
                        "adviser",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="担当指導員",
                        ),
                    ),
                    (
                        "district",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.district",
                            verbose_name="地区",
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
                        "member_number",
                        models.CharField(blank=True, max_length=40, verbose_name="会員番号"),
                    ),
                ],
                options={
                    "verbose_name": "historical 事業者",
                    "verbose_name_plural": "historical 事業者s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDistrict",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("key", models.SlugField(max_length=40, verbose_name="記号")),
                    ("name", models.CharField(max_length=40, verbose_name="地区名")),
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
                    "verbose_name": "historical 地区",
                    "verbose_name_plural": "historical 地区s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Tag",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=30, verbose_name="タグ")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="tags",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "タグ",
                    "ordering": ["name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "name"), name="tag_name_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Business",
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
                    ("name", models.CharField(max_length=120, verbose_name="事業者名（屋号）")),
                    (
                        "name_kana",
                        models.CharField(blank=True, max_length=160, verbose_name="フリガナ"),
                    ),
                    (
                        "legal_form",
                        models.CharField(
                            choices=[("corporation", "法人"), ("sole-proprietor", "個人")],
                            max_length=20,
                            verbose_name="法人・個人",
                        ),
                    ),
                    (
                        "corporate_number",
                        models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                    ),
                    (
                        "postcode",
                        models.CharField(blank=True, max_length=8, verbose_name="郵便番号"),
                    ),
                    (
                        "prefecture",
                        models.CharField(blank=True, max_length=10, verbose_name="都道府県"),
                    ),
                    ("city", models.CharField(blank=True, max_length=40, verbose_name="市区町村")),
                    (
                        "street",
                        models.CharField(blank=True, max_length=120, verbose_name="町名・番地"),
                    ),
                    (
                        "building",
                        models.CharField(blank=True, max_length=80, verbose_name="建物名"),
                    ),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    ("fax", models.CharField(blank=True, max_length=40, verbose_name="FAX")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="メール")),
                    ("website", models.URLField(blank=True, verbose_name="ウェブサイト")),
                    (
                        "membership",
                        models.CharField(
                            choices=[
                                ("member", "会員"),
                                ("non-member", "非会員"),
                                ("unknown", "未確認"),
                            ],
                            default="unknown",
                            max_length=20,
                            verbose_name="会員",
                        ),
                    ),
                    (
                        "industry_code",
                        models.CharField(
                            blank=True, max_length=2, verbose_name="業種（日本標準産業分類 中分類）"
                        ),
                    ),
                    (
                        "line_of_business",
                        models.CharField(blank=True, max_length=200, verbose_name="事業の内容"),
                    ),
                    (
                        "capital_yen",
                        models.BigIntegerField(blank=True, null=True, verbose_name="資本金（円）"),
                    ),
                    (
                        "founded_year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="創業年（西暦）"
                        ),
                    ),
                    (
                        "officers",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="役員・個人事業主"
                        ),
                    ),
                    (
                        "family_workers",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="同居の親族従業員"
                        ),
                    ),
                    (
                        "full_time",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="常用の従業員"
                        ),
                    ),
                    (
                        "part_time",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="短時間の従業員"
                        ),
                    ),
                    (
                        "on_leave",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="休業中の従業員"
                        ),
                    ),
                    (
                        "day_labourers",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="日雇い"),
                    ),
                    (
                        "up_to_two_months",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="2か月以内の雇用"
                        ),
                    ),
                    (
                        "seasonal",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="季節雇用（4か月以内）"
                        ),
                    ),
                    (
                        "probation",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="試用期間（14日以内）"
                        ),
                    ),
                    (
                        "owner_name",
                        models.CharField(blank=True, max_length=60, verbose_name="代表者名"),
                    ),
                    (
                        "owner_kana",
                        models.CharField(blank=True, max_length=80, verbose_name="代表者フリガナ"),
                    ),
                    (
                        "owner_title",
                        models.CharField(blank=True, max_length=30, verbose_name="役職"),
                    ),
                    (
                        "owner_birth_year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="代表者の生年（西暦）"
                        ),
                    ),
                    (
                        "successor",
                        models.CharField(
                            choices=[
                                ("unknown", "未確認"),
                                ("agreed", "候補者がいて了承済み"),
                                ("not-agreed", "候補者はいるが未了承"),
                                ("none", "候補者がいない"),
                                ("not-needed", "当面必要なし"),
                                ("closing", "廃業の意向"),
                            ],
                            default="unknown",
                            max_length=20,
                            verbose_name="後継者",
                        ),
                    ),
                    ("caution", models.CharField(blank=True, max_length=300, verbose_name="注意")),
                    ("note", models.TextField(blank=True, max_length=4000, verbose_name="備考")),
                    (
                        "search_text",
                        models.TextField(blank=True, editable=False, verbose_name="検索用"),
                    ),
                    (
                        "adviser",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="businesses",
                            to="accounts.staff",
                            verbose_name="担当指導員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="businesses",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "district",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="businesses",
                            to="registry.district",
                            verbose_name="地区",
                        ),
                    ),
                    (
                        "tags",
                        models.ManyToManyField(
                            blank=True,
                            related_name="businesses",
                            to="registry.tag",
                            verbose_name="タグ",
                        ),
                    ),
                    (
                        "member_number",
                        models.CharField(blank=True, max_length=40, verbose_name="会員番号"),
                    ),
                ],
                options={
                    "verbose_name": "事業者",
                    "ordering": ["name_kana", "name", "id"],
                    "indexes": [
                        models.Index(
                            fields=["organisation", "name_kana", "name"], name="business_by_kana"
                        ),
                        models.Index(
                            fields=["organisation", "adviser"], name="business_by_adviser"
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("corporate_number", ""), _negated=True),
                            fields=("organisation", "corporate_number"),
                            name="business_corporate_number_once",
                            violation_error_message="この法人番号の事業者はすでに登録されています。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("legal_form", "corporation"),
                                ("corporate_number", ""),
                                _connector="OR",
                            ),
                            name="business_number_only_for_corporations",
                            violation_error_message="個人事業主に法人番号はありません。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("capital_yen__isnull", True),
                                ("capital_yen__gte", 0),
                                _connector="OR",
                            ),
                            name="business_capital_not_negative",
                            violation_error_message="資本金は0以上の金額にしてください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True),
                            name="business_has_a_name",
                            violation_error_message="事業者名を入力してください。",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("member_number", ""), _negated=True),
                            fields=("organisation", "member_number"),
                            name="business_member_number_once",
                            violation_error_message="この会員番号の事業者はすでに登録されています。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Closure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="廃業日")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    (
                        "business",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="closure",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="確認した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "廃業",
                },
            ),
            migrations.CreateModel(
                name="ContactPerson",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("position", models.CharField(blank=True, max_length=60, verbose_name="立場")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="メール")),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="備考")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="contact_people",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "連絡先",
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalAccessGrant",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("granted_on", models.DateField(verbose_name="許可日")),
                    (
                        "ends_on",
                        models.DateField(blank=True, null=True, verbose_name="閲覧できる期限"),
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
                        "granted_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="許可した職員",
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
                            verbose_name="外部専門家",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 閲覧許可",
                    "verbose_name_plural": "historical 閲覧許可s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalClosure",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="廃業日")),
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
                ],
                options={
                    "verbose_name": "historical 廃業",
                    "verbose_name_plural": "historical 廃業s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalConsent",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    (
                        "scope",
                        models.CharField(
                            choices=[
                                ("support", "支援の実施と記録"),
                                ("federation", "県連合会・全国連への提供"),
                                ("expert", "専門家への提供"),
                                ("bank", "金融機関への提供"),
                                ("municipality", "市・県への提供"),
                                ("publication", "事例としての公表"),
                            ],
                            max_length=20,
                            verbose_name="範囲",
                        ),
                    ),
                    ("given_on", models.DateField(verbose_name="同意日")),
                    (
                        "given_by",
                        models.CharField(blank=True, max_length=60, verbose_name="同意した人"),
                    ),
                    (
                        "withdrawn_on",
                        models.DateField(blank=True, null=True, verbose_name="撤回日"),
                    ),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="備考")),
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
                    "verbose_name": "historical 同意",
                    "verbose_name_plural": "historical 同意s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalContactPerson",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("position", models.CharField(blank=True, max_length=60, verbose_name="立場")),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="電話")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="メール")),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="備考")),
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
                    "verbose_name": "historical 連絡先",
                    "verbose_name_plural": "historical 連絡先s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalBusiness_tags",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                    (
                        "business",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.business",
                        ),
                    ),
                    (
                        "history",
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            to="registry.historicalbusiness",
                        ),
                    ),
                    (
                        "tag",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            db_tablespace="",
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.tag",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "HistoricalBusiness_tags",
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="AccessGrant",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("granted_on", models.DateField(verbose_name="許可日")),
                    (
                        "ends_on",
                        models.DateField(blank=True, null=True, verbose_name="閲覧できる期限"),
                    ),
                    (
                        "granted_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="許可した職員",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="access_grants",
                            to="accounts.staff",
                            verbose_name="外部専門家",
                        ),
                    ),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="access_grants",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "閲覧許可",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("business", "staff"), name="access_grant_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("granted_on")),
                                _connector="OR",
                            ),
                            name="access_grant_ends_after_given",
                            violation_error_message="閲覧できる期限は許可日以後の日付にしてください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Consent",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "scope",
                        models.CharField(
                            choices=[
                                ("support", "支援の実施と記録"),
                                ("federation", "県連合会・全国連への提供"),
                                ("expert", "専門家への提供"),
                                ("bank", "金融機関への提供"),
                                ("municipality", "市・県への提供"),
                                ("publication", "事例としての公表"),
                            ],
                            max_length=20,
                            verbose_name="範囲",
                        ),
                    ),
                    ("given_on", models.DateField(verbose_name="同意日")),
                    (
                        "given_by",
                        models.CharField(blank=True, max_length=60, verbose_name="同意した人"),
                    ),
                    (
                        "withdrawn_on",
                        models.DateField(blank=True, null=True, verbose_name="撤回日"),
                    ),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="備考")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="consents",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="記録した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "同意",
                    "ordering": ["-given_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("withdrawn_on__isnull", True),
                                ("withdrawn_on__gte", models.F("given_on")),
                                _connector="OR",
                            ),
                            name="consent_withdrawn_after_given",
                            violation_error_message="撤回日は同意日以後の日付にしてください。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LedgerImport",
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
                                ("ledger", "事業者の台帳"),
                                ("corporate-numbers", "国税庁の法人番号"),
                            ],
                            default="ledger",
                            max_length=20,
                            verbose_name="ファイルの種類",
                        ),
                    ),
                    ("file_name", models.CharField(max_length=200, verbose_name="ファイル名")),
                    ("size", models.PositiveIntegerField(verbose_name="大きさ（バイト）")),
                    (
                        "sheet_name",
                        models.CharField(blank=True, max_length=200, verbose_name="シート"),
                    ),
                    (
                        "columns",
                        models.JSONField(blank=True, default=dict, verbose_name="列の意味"),
                    ),
                    (
                        "empties_blank",
                        models.BooleanField(default=False, verbose_name="空欄で上書きする"),
                    ),
                    ("uploaded_at", models.DateTimeField(verbose_name="受け取った日時")),
                    (
                        "task_id",
                        models.CharField(
                            blank=True, editable=False, max_length=64, verbose_name="仕事の番号"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="ledger_imports",
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
                    "verbose_name": "台帳の取込",
                    "ordering": ["-uploaded_at", "-id"],
                },
            ),
            migrations.CreateModel(
                name="ImportApplication",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("applied_at", models.DateTimeField(verbose_name="取り込んだ日時")),
                    ("created", models.PositiveIntegerField(default=0, verbose_name="登録した数")),
                    ("changed", models.PositiveIntegerField(default=0, verbose_name="変更した数")),
                    ("closed", models.PositiveIntegerField(default=0, verbose_name="廃業とした数")),
                    (
                        "left_out",
                        models.PositiveIntegerField(default=0, verbose_name="取り込まなかった数"),
                    ),
                    (
                        "applied_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り込んだ職員",
                        ),
                    ),
                    (
                        "ledger_import",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="application",
                            to="registry.ledgerimport",
                            verbose_name="台帳の取込",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "取込の実行",
                },
            ),
            migrations.CreateModel(
                name="ImportDecision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("row_number", models.PositiveIntegerField(verbose_name="行")),
                    (
                        "decision",
                        models.CharField(
                            choices=[
                                ("same", "同じ事業者として変更"),
                                ("separate", "別の事業者として登録"),
                                ("left-out", "取り込まない"),
                            ],
                            max_length=10,
                            verbose_name="判断",
                        ),
                    ),
                    ("decided_at", models.DateTimeField(verbose_name="判断した日時")),
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
                        "ledger_import",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="decisions",
                            to="registry.ledgerimport",
                            verbose_name="台帳の取込",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "重複の判断",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("ledger_import", "row_number"),
                            name="import_decision_once_per_row",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportPreview",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="確認を作った日時")),
                    ("created", models.PositiveIntegerField(default=0, verbose_name="登録")),
                    ("changed", models.PositiveIntegerField(default=0, verbose_name="変更")),
                    (
                        "unchanged",
                        models.PositiveIntegerField(default=0, verbose_name="変わらない"),
                    ),
                    (
                        "refused",
                        models.PositiveIntegerField(default=0, verbose_name="受け付けない"),
                    ),
                    (
                        "suspected",
                        models.PositiveIntegerField(default=0, verbose_name="重複の疑い"),
                    ),
                    (
                        "remarked",
                        models.PositiveIntegerField(default=0, verbose_name="一部を取り込まない"),
                    ),
                    (
                        "newest_business",
                        models.BigIntegerField(default=0, verbose_name="最後の事業者"),
                    ),
                    ("problem", models.TextField(blank=True, verbose_name="読めなかった理由")),
                    (
                        "ledger_import",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="preview",
                            to="registry.ledgerimport",
                            verbose_name="台帳の取込",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "取込の確認",
                },
            ),
            migrations.CreateModel(
                name="LedgerLayout",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("headings_key", models.TextField(verbose_name="見出しの組")),
                    ("columns", models.JSONField(default=dict, verbose_name="列の意味")),
                    ("used_at", models.DateTimeField(verbose_name="最後に使った日時")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="ledger_layouts",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "台帳の列の覚え",
                    "ordering": ["-used_at", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "headings_key"),
                            name="ledger_layout_once_per_headings",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Comparison",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="見比べた日時")),
                    ("businesses", models.PositiveIntegerField(verbose_name="見比べた事業者数")),
                    (
                        "left_out",
                        models.PositiveIntegerField(default=0, verbose_name="比べなかった項目数"),
                    ),
                    (
                        "organisation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="comparison",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業者の見比べ",
                },
            ),
            migrations.CreateModel(
                name="HistoricalDistinction",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("one_seen", models.TextField(editable=False, verbose_name="一方の内容")),
                    ("other_seen", models.TextField(editable=False, verbose_name="他方の内容")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    ("at", models.DateTimeField(verbose_name="確認日時")),
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
                        "by",
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
                        "one",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.business",
                            verbose_name="一方",
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
                        "other",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.business",
                            verbose_name="他方",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 別の事業者の確認",
                    "verbose_name_plural": "historical 別の事業者の確認s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Merge",
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
                    ("into", models.UUIDField(editable=False, verbose_name="まとめた先の公開ID")),
                    (
                        "absorbed_id",
                        models.BigIntegerField(editable=False, verbose_name="まとめた事業者の番号"),
                    ),
                    (
                        "absorbed_public_id",
                        models.UUIDField(editable=False, verbose_name="まとめた事業者の公開ID"),
                    ),
                    (
                        "absorbed_name",
                        models.CharField(max_length=120, verbose_name="まとめた事業者"),
                    ),
                    (
                        "absorbed_words",
                        models.TextField(
                            blank=True, editable=False, verbose_name="まとめた事業者の検索用"
                        ),
                    ),
                    (
                        "moved",
                        models.JSONField(
                            default=list,
                            encoder=django.core.serializers.json.DjangoJSONEncoder,
                            verbose_name="移したもの",
                        ),
                    ),
                    (
                        "put_by",
                        models.JSONField(
                            default=list,
                            encoder=django.core.serializers.json.DjangoJSONEncoder,
                            verbose_name="控えたもの",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="まとめた日時")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="まとめた職員",
                        ),
                    ),
                    (
                        "kept",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merges",
                            to="registry.business",
                            verbose_name="残した事業者",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="merges",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "事業者のまとめ",
                    "ordering": ["-at", "-id"],
                    "indexes": [
                        models.Index(fields=["absorbed_public_id"], name="merge_by_absorbed")
                    ],
                },
            ),
            migrations.CreateModel(
                name="MergeWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取消日時")),
                    ("left", models.JSONField(default=list, verbose_name="そのままにしたもの")),
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
                        "merge",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="withdrawal",
                            to="registry.merge",
                            verbose_name="事業者のまとめ",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "まとめの取消",
                },
            ),
            migrations.CreateModel(
                name="Suspicion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("points", models.IntegerField(verbose_name="点数")),
                    (
                        "comparison",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="suspicions",
                            to="registry.comparison",
                            verbose_name="事業者の見比べ",
                        ),
                    ),
                    (
                        "one",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="registry.business",
                            verbose_name="一方",
                        ),
                    ),
                    (
                        "other",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="registry.business",
                            verbose_name="他方",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "重複の疑い",
                    "ordering": ["-points", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("one", "other"), name="suspicion_once"),
                        models.CheckConstraint(
                            condition=models.Q(("one__lt", models.F("other"))),
                            name="suspicion_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Distinction",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("one_seen", models.TextField(editable=False, verbose_name="一方の内容")),
                    ("other_seen", models.TextField(editable=False, verbose_name="他方の内容")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                    ("at", models.DateTimeField(verbose_name="確認日時")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="確認した職員",
                        ),
                    ),
                    (
                        "one",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="registry.business",
                            verbose_name="一方",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="distinctions",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "other",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="registry.business",
                            verbose_name="他方",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "別の事業者の確認",
                    "ordering": ["-at", "-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("one", "other"), name="distinction_once"),
                        models.CheckConstraint(
                            condition=models.Q(("one__lt", models.F("other"))),
                            name="distinction_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ErasureRequest",
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
                    ("asked_on", models.DateField(verbose_name="求めのあった日")),
                    ("asked_by", models.CharField(max_length=120, verbose_name="求めた人")),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("own-wish", "本人の求め"),
                                ("heir", "相続人・代理人の求め"),
                                ("no-use", "使わなくなった（廃業・保存期間の経過）"),
                                ("other-law", "その他の法令"),
                            ],
                            max_length=20,
                            verbose_name="根拠",
                        ),
                    ),
                    ("identity", models.CharField(max_length=200, verbose_name="本人確認の方法")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
                    ("recorded_at", models.DateTimeField(editable=False, verbose_name="記録日時")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure_requests",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure_requests",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="記録した職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "消去の求め",
                    "ordering": ["-recorded_at", "-id"],
                },
            ),
            migrations.CreateModel(
                name="ErasureWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取り下げた日時")),
                    ("reason", models.CharField(max_length=200, verbose_name="理由")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="取り下げた職員",
                        ),
                    ),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="registry.erasurerequest",
                            verbose_name="消去の求め",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "求めの取り下げ",
                },
            ),
            migrations.CreateModel(
                name="HistoricalDisclosure",
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
                                ("particulars", "台帳の事項"),
                                ("records", "支援記録"),
                                ("documents", "書類・資料"),
                                ("access", "画面の閲覧"),
                                ("everything", "保有する情報の一式"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("what", models.CharField(max_length=300, verbose_name="渡したもの")),
                    (
                        "recipient_kind",
                        models.CharField(
                            choices=[
                                ("federation", "県連合会・全国連"),
                                ("expert", "専門家"),
                                ("bank", "金融機関"),
                                ("municipality", "市・県"),
                                ("publication", "公表"),
                                ("owner", "本人"),
                            ],
                            max_length=20,
                            verbose_name="提供先の区分",
                        ),
                    ),
                    ("recipient", models.CharField(max_length=120, verbose_name="提供先")),
                    ("purpose", models.CharField(max_length=200, verbose_name="目的")),
                    ("on", models.DateField(verbose_name="提供日")),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("consent", "本人の同意"),
                                ("law", "法令に基づく"),
                                ("emergency", "緊急（生命・身体・財産を守るため）"),
                                ("owner-request", "本人の依頼"),
                            ],
                            max_length=20,
                            verbose_name="根拠",
                        ),
                    ),
                    (
                        "ground_reason",
                        models.CharField(blank=True, max_length=200, verbose_name="根拠の説明"),
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
                        "consent",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.consent",
                            verbose_name="同意",
                        ),
                    ),
                    (
                        "disclosed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="渡した職員",
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
                    "verbose_name": "historical 提供の記録",
                    "verbose_name_plural": "historical 提供の記録s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalErasureWithdrawal",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="取り下げた日時")),
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
                            verbose_name="取り下げた職員",
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
                        "request",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registry.erasurerequest",
                            verbose_name="消去の求め",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 求めの取り下げ",
                    "verbose_name_plural": "historical 求めの取り下げs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalErasureRequest",
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
                    ("asked_on", models.DateField(verbose_name="求めのあった日")),
                    ("asked_by", models.CharField(max_length=120, verbose_name="求めた人")),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("own-wish", "本人の求め"),
                                ("heir", "相続人・代理人の求め"),
                                ("no-use", "使わなくなった（廃業・保存期間の経過）"),
                                ("other-law", "その他の法令"),
                            ],
                            max_length=20,
                            verbose_name="根拠",
                        ),
                    ),
                    ("identity", models.CharField(max_length=200, verbose_name="本人確認の方法")),
                    ("note", models.CharField(blank=True, max_length=400, verbose_name="備考")),
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
                    "verbose_name": "historical 消去の求め",
                    "verbose_name_plural": "historical 消去の求めs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Disclosure",
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
                                ("particulars", "台帳の事項"),
                                ("records", "支援記録"),
                                ("documents", "書類・資料"),
                                ("access", "画面の閲覧"),
                                ("everything", "保有する情報の一式"),
                            ],
                            max_length=20,
                            verbose_name="種類",
                        ),
                    ),
                    ("what", models.CharField(max_length=300, verbose_name="渡したもの")),
                    (
                        "recipient_kind",
                        models.CharField(
                            choices=[
                                ("federation", "県連合会・全国連"),
                                ("expert", "専門家"),
                                ("bank", "金融機関"),
                                ("municipality", "市・県"),
                                ("publication", "公表"),
                                ("owner", "本人"),
                            ],
                            max_length=20,
                            verbose_name="提供先の区分",
                        ),
                    ),
                    ("recipient", models.CharField(max_length=120, verbose_name="提供先")),
                    ("purpose", models.CharField(max_length=200, verbose_name="目的")),
                    ("on", models.DateField(verbose_name="提供日")),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                ("consent", "本人の同意"),
                                ("law", "法令に基づく"),
                                ("emergency", "緊急（生命・身体・財産を守るため）"),
                                ("owner-request", "本人の依頼"),
                            ],
                            max_length=20,
                            verbose_name="根拠",
                        ),
                    ),
                    (
                        "ground_reason",
                        models.CharField(blank=True, max_length=200, verbose_name="根拠の説明"),
                    ),
                    ("recorded_at", models.DateTimeField(editable=False, verbose_name="記録日時")),
                    (
                        "business",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disclosures",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "consent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disclosures",
                            to="registry.consent",
                            verbose_name="同意",
                        ),
                    ),
                    (
                        "disclosed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="渡した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disclosures",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "提供の記録",
                    "ordering": ["-on", "-id"],
                    "indexes": [
                        models.Index(fields=["organisation", "on"], name="disclosure_by_day"),
                        models.Index(fields=["business", "on"], name="disclosure_by_business"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("consent__isnull", False), ("ground", "consent")),
                                models.Q(
                                    models.Q(("ground", "consent"), _negated=True),
                                    ("consent__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="disclosure_by_consent_names_it",
                            violation_error_message="同意を根拠にするときは、その同意を記録してください。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ground", "consent"),
                                models.Q(("ground_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="disclosure_without_consent_says_why",
                            violation_error_message="同意によらないときは、根拠の説明を入力してください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Erasure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="番号")),
                    ("at", models.DateTimeField(verbose_name="消去した日時")),
                    ("extent", models.TextField(verbose_name="消去したものの数")),
                    (
                        "business",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure",
                            to="registry.business",
                            verbose_name="事業者",
                        ),
                    ),
                    (
                        "carried_out_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="消去した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasures",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "request",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="erasure",
                            to="registry.erasurerequest",
                            verbose_name="消去の求め",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "消去",
                    "ordering": ["-number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "number"), name="erasure_number_once"
                        )
                    ],
                },
            ),
        )
    ]
