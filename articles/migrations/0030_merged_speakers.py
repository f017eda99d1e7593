from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_sounds_of_names"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(
                fields=["merged_into"],
                name="speaker_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
        ),
    ]
