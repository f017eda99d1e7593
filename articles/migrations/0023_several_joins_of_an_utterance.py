import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_copies_of_articles")]

    operations = [
        migrations.AlterField(
            model_name="utterancedecision",
            name="quotation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.quotation",
            ),
        ),
    ]
