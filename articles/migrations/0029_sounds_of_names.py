from __future__ import annotations

from itertools import batched
from typing import Any

from django.db import migrations, models

from identity.sounds import sound_of

UPDATE = """
    UPDATE articles_speakername SET sound = %s, first_sound = %s, last_sound = %s WHERE id = %s
"""
AT_ONCE = 2_000


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every name its sounds; what a name sounds like follows from columns that it has."""
    names = apps.get_model("articles", "SpeakerName").objects.using(schema_editor.connection.alias)
    rows = list(names.order_by().values_list("key", "first", "last", "pk"))
    with schema_editor.connection.cursor() as cursor:
        for some in batched(rows, AT_ONCE):
            cursor.executemany(UPDATE, [(*map(sound_of, words), pk) for *words, pk in some])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_contested_utterances"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="speakername",
                name=name,
                field=models.CharField(db_default="", editable=False, max_length=600),
            )
            for name in ("sound", "first_sound", "last_sound")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AddIndex(
                model_name="speakername",
                index=models.Index(fields=[name], name=f"speaker_name_{name}"),
            )
            for name in ("sound", "first_sound", "last_sound")
        ),
    ]
