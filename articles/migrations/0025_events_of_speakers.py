from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_work_of_extraction")]

    operations = [
        migrations.AddField(
            model_name="speaker",
            name="events",
            field=models.TextField(
                blank=True,
                default="",
                help_text="One a line: the date, then what happened.",
                max_length=4000,
            ),
            preserve_default=False,
        ),
    ]
