"""Every country, so that no other code ever creates one."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from extraction.countries.table import COUNTRIES


def add_countries(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    countries = apps.get_model("articles", "Country").objects.using(schema_editor.connection.alias)
    countries.bulk_create(countries.model(code=code, name=name) for code, name in COUNTRIES.items())


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(add_countries, migrations.RunPython.noop, elidable=False)]
