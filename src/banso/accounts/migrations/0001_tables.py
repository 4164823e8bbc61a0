import uuid

import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from banso.core.migrating import CreateModels


class Migration(migrations.Migration):
    replaces = [("accounts", "0001_first"), ("accounts", "0002_tokens")]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Person",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("is_active", models.BooleanField(default=True, verbose_name="利用できる")),
                ],
                options={
                    "verbose_name": "利用者",
                    "constraints": [
                        models.UniqueConstraint(
                            django.db.models.functions.text.Lower("email"),
                            name="person_email_once",
                            violation_error_message="このメールアドレスはすでに使われています。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalOrganisation",
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
                    ("name", models.CharField(max_length=100, verbose_name="名称")),
                    (
                        "corporate_number",
                        models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                    ),
                    (
                        "municipality",
                        models.CharField(blank=True, max_length=50, verbose_name="市町村"),
                    ),
                    (
                        "postcode",
                        models.CharField(blank=True, max_length=8, verbose_name="郵便番号"),
                    ),
                    (
                        "address",
                        models.CharField(blank=True, max_length=200, verbose_name="所在地"),
                    ),
                    ("phone", models.CharField(blank=True, max_length=20, verbose_name="電話")),
                    ("website", models.URLField(blank=True, verbose_name="ウェブサイト")),
                    ("is_demonstration", models.BooleanField(default=False, verbose_name="実演用")),
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
                ],
                options={
                    "verbose_name": "historical 商工会",
                    "verbose_name_plural": "historical 商工会s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalPerson",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    ("is_active", models.BooleanField(default=True, verbose_name="利用できる")),
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
                ],
                options={
                    "verbose_name": "historical 利用者",
                    "verbose_name_plural": "historical 利用者s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Organisation",
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
                    ("name", models.CharField(max_length=100, verbose_name="名称")),
                    (
                        "corporate_number",
                        models.CharField(blank=True, max_length=13, verbose_name="法人番号"),
                    ),
                    (
                        "municipality",
                        models.CharField(blank=True, max_length=50, verbose_name="市町村"),
                    ),
                    (
                        "postcode",
                        models.CharField(blank=True, max_length=8, verbose_name="郵便番号"),
                    ),
                    (
                        "address",
                        models.CharField(blank=True, max_length=200, verbose_name="所在地"),
                    ),
                    ("phone", models.CharField(blank=True, max_length=20, verbose_name="電話")),
                    ("website", models.URLField(blank=True, verbose_name="ウェブサイト")),
                    ("is_demonstration", models.BooleanField(default=False, verbose_name="実演用")),
                ],
                options={
                    "verbose_name": "商工会",
                    "ordering": ["name"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("corporate_number", ""), _negated=True),
                            fields=("corporate_number",),
                            name="organisation_corporate_number_once",
                            violation_error_message="この法人番号の商工会はすでに登録されています。",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalStaff",
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
                        "role",
                        models.CharField(
                            choices=[
                                ("administrator", "管理者"),
                                ("secretary-general", "事務局長"),
                                ("statutory-adviser", "法定経営指導員"),
                                ("adviser", "経営指導員"),
                                ("support-staff", "経営支援員"),
                                ("council-member", "協議会委員"),
                                ("expert", "外部専門家"),
                                ("observer", "閲覧者（市・連合会）"),
                            ],
                            max_length=20,
                            verbose_name="役割",
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
                        "person",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="利用者",
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
                    "verbose_name": "historical 職員",
                    "verbose_name_plural": "historical 職員s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Staff",
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
                        "role",
                        models.CharField(
                            choices=[
                                ("administrator", "管理者"),
                                ("secretary-general", "事務局長"),
                                ("statutory-adviser", "法定経営指導員"),
                                ("adviser", "経営指導員"),
                                ("support-staff", "経営支援員"),
                                ("council-member", "協議会委員"),
                                ("expert", "外部専門家"),
                                ("observer", "閲覧者（市・連合会）"),
                            ],
                            max_length=20,
                            verbose_name="役割",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="staff",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="staff",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="利用者",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "職員",
                    "ordering": ["organisation_id", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "person"),
                            name="staff_once_per_organisation",
                            violation_error_message="この人はすでにこの商工会の職員です。",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "role__in",
                                    [
                                        "administrator",
                                        "secretary-general",
                                        "statutory-adviser",
                                        "adviser",
                                        "support-staff",
                                        "council-member",
                                        "expert",
                                        "observer",
                                    ],
                                )
                            ),
                            name="staff_role_is_known",
                            violation_error_message="役割を選んでください。",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Invitation",
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
                    ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("administrator", "管理者"),
                                ("secretary-general", "事務局長"),
                                ("statutory-adviser", "法定経営指導員"),
                                ("adviser", "経営指導員"),
                                ("support-staff", "経営支援員"),
                                ("council-member", "協議会委員"),
                                ("expert", "外部専門家"),
                                ("observer", "閲覧者（市・連合会）"),
                            ],
                            max_length=20,
                            verbose_name="役割",
                        ),
                    ),
                    (
                        "token_hash",
                        models.CharField(max_length=64, unique=True, verbose_name="照合値"),
                    ),
                    ("expires_at", models.DateTimeField(verbose_name="期限")),
                    (
                        "accepted_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="受けた日時"),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="invitations",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "invited_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="招待した職員",
                        ),
                    ),
                    (
                        "resets",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="password_links",
                            to="accounts.staff",
                            verbose_name="再設定する職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "招待",
                    "ordering": ["-expires_at"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalInvitation",
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
                    ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                    ("name", models.CharField(max_length=60, verbose_name="氏名")),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("administrator", "管理者"),
                                ("secretary-general", "事務局長"),
                                ("statutory-adviser", "法定経営指導員"),
                                ("adviser", "経営指導員"),
                                ("support-staff", "経営支援員"),
                                ("council-member", "協議会委員"),
                                ("expert", "外部専門家"),
                                ("observer", "閲覧者（市・連合会）"),
                            ],
                            max_length=20,
                            verbose_name="役割",
                        ),
                    ),
                    ("expires_at", models.DateTimeField(verbose_name="期限")),
                    (
                        "accepted_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="受けた日時"),
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
                    (
                        "invited_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="招待した職員",
                        ),
                    ),
                    (
                        "resets",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="再設定する職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 招待",
                    "verbose_name_plural": "historical 招待s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalDeactivation",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True, blank=True, db_index=True, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="停止日")),
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
                    "verbose_name": "historical 利用停止",
                    "verbose_name_plural": "historical 利用停止s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Deactivation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="停止日")),
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
                        "staff",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="deactivation",
                            to="accounts.staff",
                            verbose_name="職員",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "利用停止",
                },
            ),
            migrations.CreateModel(
                name="ApiToken",
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
                    ("name", models.CharField(max_length=60, verbose_name="使いみち")),
                    ("scopes", models.JSONField(verbose_name="できること")),
                    ("ends_on", models.DateField(verbose_name="使える最後の日")),
                    (
                        "token_hash",
                        models.CharField(max_length=64, unique=True, verbose_name="照合値"),
                    ),
                    ("issued_at", models.DateTimeField(verbose_name="発行日時")),
                    (
                        "last_used_on",
                        models.DateField(blank=True, null=True, verbose_name="最後に使われた日"),
                    ),
                    (
                        "issued_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="発行した職員",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="api_tokens",
                            to="accounts.organisation",
                            verbose_name="商工会",
                        ),
                    ),
                    (
                        "staff",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="api_tokens",
                            to="accounts.staff",
                            verbose_name="だれとして使うか",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "APIトークン",
                    "ordering": ["-issued_at", "-id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalApiToken",
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
                    ("name", models.CharField(max_length=60, verbose_name="使いみち")),
                    ("scopes", models.JSONField(verbose_name="できること")),
                    ("ends_on", models.DateField(verbose_name="使える最後の日")),
                    ("issued_at", models.DateTimeField(verbose_name="発行日時")),
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
                        "issued_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="発行した職員",
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
                        "staff",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.staff",
                            verbose_name="だれとして使うか",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical APIトークン",
                    "verbose_name_plural": "historical APIトークンs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalTokenRevocation",
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
                        "token",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.apitoken",
                            verbose_name="APIトークン",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical 失効",
                    "verbose_name_plural": "historical 失効s",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TokenRevocation",
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
                        "token",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="revocation",
                            to="accounts.apitoken",
                            verbose_name="APIトークン",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "失効",
                },
            ),
            migrations.CreateModel(
                name="GivenAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("key", models.CharField(max_length=100, verbose_name="キー")),
                    ("request_hash", models.CharField(max_length=64, verbose_name="照合値")),
                    ("status", models.PositiveSmallIntegerField(verbose_name="状態コード")),
                    ("body", models.TextField(verbose_name="本文")),
                    ("given_at", models.DateTimeField(verbose_name="日時")),
                    (
                        "token",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="given_answers",
                            to="accounts.apitoken",
                            verbose_name="APIトークン",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "二重送信の控え",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("token", "key"), name="given_answer_once_per_key"
                        )
                    ],
                },
            ),
        )
    ]
