# The model gets another name; its table keeps the one it has, so that no SQL touches it.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_known_of_speaker"),
    ]

    operations = [
        migrations.AlterModelTable(name="Touched", table="articles_touched"),
        migrations.RenameModel(old_name="Touched", new_name="ChangedArticle"),
        migrations.AlterModelOptions(
            name="changedarticle",
            options={},
        ),
    ]
