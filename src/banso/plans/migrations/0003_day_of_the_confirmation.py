"""The day of the owner's yes apart from the moment it was entered."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOKYO = ZoneInfo("Asia/Tokyo")
AT_ONCE = timedelta(minutes=1)


def fill(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """The adoption's or revision's day where the yes was entered with it, else that of entry."""
    made = {}
    for name in ("Adoption", "Revision"):
        rows = apps.get_model("plans", name).objects.values_list(
            "version_id", "version__made_at", "on"
        )
        made |= {version: (at, on) for version, at, on in rows}
    for name in ("PlanConfirmation", "HistoricalPlanConfirmation"):
        for row in apps.get_model("plans", name).objects.filter(on=None):
            at, on = made.get(row.version_id, (None, None))
            together = at is not None and row.how != "link" and abs(row.at - at) < AT_ONCE
            row.on = on if together else row.at.astimezone(TOKYO).date()
            row.save(update_fields=["on"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_confirmed_in_person")]

    operations = [
        *(
            migrations.AddField(name, "on", models.DateField("確認した日", null=True))
            for name in ("planconfirmation", "historicalplanconfirmation")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(name, "on", models.DateField("確認した日"))
            for name in ("planconfirmation", "historicalplanconfirmation")
        ),
        *(
            migrations.AlterField(name, "at", models.DateTimeField("確認を記録した日時"))
            for name in ("planconfirmation", "historicalplanconfirmation")
        ),
    ]
