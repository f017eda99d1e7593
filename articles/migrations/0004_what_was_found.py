"""Give every speaker its name to be found by, every quotation what it was found as."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F

from extraction.text.folding import key_of
from identity.names import blocks_of


def fill(apps: Any, schema_editor: Any) -> None:
    Speaker = apps.get_model("articles", "Speaker")
    SpeakerName = apps.get_model("articles", "SpeakerName")
    names = []
    for pk, name in Speaker.objects.values_list("pk", "name").iterator():
        blocks = blocks_of(name)
        names.append(
            SpeakerName(
                speaker_id=pk,
                name=name,
                key=key_of(name),
                first=blocks.first,
                last=blocks.last,
                by_given=blocks.by_given,
                by_family=blocks.by_family,
            )
        )
    SpeakerName.objects.bulk_create(names, batch_size=500)
    apps.get_model("articles", "Quotation").objects.update(
        found_speaker=F("speaker"), found_country=F("speaker_country")
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_identity_and_decisions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
