"""Who publishes articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from articles.models.labelled import LabelledQuerySet
from extraction.text.folding import ascii_key


class OutletQuerySet(LabelledQuerySet):
    def called(self, phrases: Mapping[str, str], alone: Collection[str]) -> dict[str, list[int]]:
        """Return, by phrase, the keys of the outlets of this name, with or without “The”.

        `phrases` has each as typed, by its key as `ascii_key` has it.  A name of one word counts
        where it is typed with its capitals, or is one of `alone`: “metro” may be any word.  One of
        `alone` may be the initials that names begin with: “bbc” is BBC News and BBC Sport.
        """
        forms = {form for both in phrases.items() for form in (both[0], both[1].lower())}
        names = [name for form in forms for name in (form, f"the {form}")]
        wanted = Q(plain__in=names)
        for word in alone:
            wanted |= Q(plain__startswith=word) if word.isalnum() else Q()
        rows = self.annotate(plain=Lower("name")).filter(wanted).order_by("pk")
        found: dict[str, list[int]] = {}
        for pk, name in rows.values_list("pk", "name"):
            whole = ascii_key(name)
            for key in {whole, whole.removeprefix("the ")} & phrases.keys():
                capitals = phrases[key] in {name, name.removeprefix("The ")} and not name.islower()
                if " " in key or key in alone or capitals:
                    found.setdefault(key, []).append(pk)
            first = re.match(r"\w+", name)
            if first and first[0].isupper() and len(first[0]) > 1:
                key = first[0].lower()
                if key in alone and key != whole:
                    found.setdefault(key, []).append(pk)
        return found


class Outlet(models.Model):
    """A publisher."""

    name = models.CharField(max_length=200, unique=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
