# Labels of choices: no SQL.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_changed_article"),
    ]

    operations = [
        migrations.AlterField(
            model_name="quotation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("direct", "Word for word"),
                    ("mixed", "Partly quoted"),
                    ("indirect", "Paraphrased"),
                ],
                max_length=8,
            ),
        ),
    ]
