from datetime import UTC, datetime

from django.db import migrations, models

FIELD = "受けた日時"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # of calls written before: a visit of the day answers


class Migration(migrations.Migration):
    dependencies = [("followup", "0005_readings_keep_their_kpi")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="at",
            field=models.DateTimeField(default=LONG_AGO, verbose_name=FIELD),
            preserve_default=False,
        )
        for name in ("historicalownercall", "ownercall")
    ]
