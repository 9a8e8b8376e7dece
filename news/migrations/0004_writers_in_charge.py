from django.db import migrations, models


def put_writers_in_charge(apps, schema_editor):
    """What was there before is in the charge of whoever began it."""
    rows = apps.get_model("news", "newsitem").objects
    rows.filter(in_charge=None).update(in_charge=models.F("created_by"))


class Migration(migrations.Migration):
    """A file of its own: PostgreSQL alters no table whose rows were changed in the same breath."""

    dependencies = [("news", "0003_in_charge_and_urgent")]
    operations = [migrations.RunPython(put_writers_in_charge, migrations.RunPython.noop)]
