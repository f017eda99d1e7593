"""Speakers: one row a person, organization or group, with all names and offices.

Two people may have one name, so no name is unique; `resolution/` finds whom an article means.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.text import slugify

from articles.models.articles import Article
from articles.models.choices import choices
from articles.models.countries import Country
from articles.models.events import Event, read_events
from articles.models.labelled import count_of, names_of
from articles.models.letters import COLUMNS, NameOf, having, listed, names_among, speakers_having
from articles.models.letters import names_with as with_words
from extraction.annotations import SpeakerType
from extraction.text.folding import ascii_key, key_of
from identity.names import blocks_of
from identity.sounds import sound_of
from newsroom.web.paths import path_to


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """Return names by key as URLs have it; namesakes have their number behind the name."""
        rows = names_of(Speaker)(map(int, keys))
        namesakes = Counter(name for _, name in rows)
        return {str(pk): name if namesakes[name] == 1 else f"{name} (#{pk})" for pk, name in rows}

    def counted(self, counts: Sequence[tuple[int, int]]) -> list[Speaker]:
        """Return those of (key, number of quotations), in this order, with `quotation_count`."""
        return self.ranked([(key, count, None) for key, count in counts])

    def ranked(self, ranking: Sequence[tuple[int, int, dt.date | None]]) -> list[Speaker]:
        """Return those of (key, number of quotations, day of the latest), in this order.

        They have `quotation_count` and `last_quoted`.
        """
        rows = self.select_related("country").in_bulk([key for key, _, _ in ranking])
        found = []
        for key, count, last in ranking:
            if speaker := rows.get(key):
                speaker.quotation_count, speaker.last_quoted = count, last  # type: ignore[attr-defined]
                found.append(speaker)
        return found

    def people(self, keys: Collection[int]) -> dict[int, Speaker]:
        """Return the people with these keys, by key."""
        return self.filter(type=SpeakerType.PERSON).in_bulk(keys)

    def with_last_names(self, names: Collection[str]) -> list[tuple[str, int]]:
        """Return (last word of a name, key) of the people who have one of these, as `key_of` has
        them."""
        rows = SpeakerName.objects.filter(
            last__in=names, speaker__merged_into=None, speaker__type=SpeakerType.PERSON
        )
        return list(rows.order_by().values_list("last", "speaker").distinct())

    def keys_named_like(self, words: str, among: Collection[int] | None = None) -> list[int]:
        """Return the keys of those whose names have all of these words, in any name.

        Accents and case are ignored.  The names of merged speakers count for the speaker they
        were merged into.  NUL, which no database takes in a query, separates words.  Only the names
        of those `among` are read, if given.
        """
        merged = self.filter(merged_into__isnull=False).order_by().values_list("pk", "merged_into")
        into: dict[int, int] = {pk: root for pk, root in merged if root}
        names = SpeakerName.objects.order_by()
        if among is not None:
            wanted = level = set(among)
            while level := {key for key, root in into.items() if root in level} - wanted:
                wanted = wanted | level
            names = names.filter(speaker__in=listed(wanted))
        found: set[int] | None = None
        each = words.replace("\0", " ").split()
        if len(each) == 1 and not into and among is None:
            alone = speakers_having(ascii_key(each[0]))
            if alone is not None:  # tens of thousands may have a few letters
                return list(alone.tolist())
        for word in each:
            plain = ascii_key(word)
            looked_up = speakers_having(plain) if plain and among is None else None
            if looked_up is not None:
                speakers = set(looked_up.tolist())
            else:
                letters = having([plain]) if among is None else Q(key__contains=plain)
                named = names.filter(letters if plain else Q(name__icontains=word))
                speakers = set(named.values_list("speaker", flat=True))
            level = speakers & into.keys()
            while level:
                level = {into[key] for key in level} - speakers
                speakers |= level
                level &= into.keys()
            found = speakers if found is None else found & speakers
        return sorted((found or set()) - into.keys())

    def names_among(
        self, keys: Collection[str], lasts: Collection[str], firsts: Collection[str], most: int
    ) -> list[NameOf]:
        """Return up to `most` names that are one of these keys, or whose last or first word, in
        that of a person, is one of these."""
        # No name is a blank: it stands for an empty list.
        lists = [list(each) or [" "] for each in (keys, lasts, *([firsts] if firsts else []))]
        return self._names_of(names_among(SpeakerName, most)(*lists))

    def names_within(self, words: Collection[str], most: int) -> list[NameOf]:
        """Return up to `most` names of people that have one of these words, of letters alone, among
        others."""
        found = with_words(words) if words else []
        if not found:
            return []
        people = SpeakerName.objects.filter(pk__in=listed(found), speaker__type=SpeakerType.PERSON)
        return self._names(people.order_by("speaker"), most)

    def names_sounding(self, sounds: Collection[str], most: int) -> list[NameOf]:
        """Return up to `most` names that sound like one of these, as `sound_of` has it: as a whole,
        or the first or the last word of them."""
        one = Q(sound__in=sounds) | Q(first_sound__in=sounds) | Q(last_sound__in=sounds)
        return self._names(SpeakerName.objects.filter(one).order_by(), most)

    def _names(self, named: models.QuerySet[SpeakerName], most: int) -> list[NameOf]:
        return self._names_of(named.values_list(*COLUMNS)[:most])

    def _names_of(self, found: Iterable[tuple[Any, ...]]) -> list[NameOf]:
        rows = list(found)
        into = self._roots({merged for _, _, merged, *_ in rows if merged})
        return [
            NameOf(into[merged] if merged else speaker, kind == SpeakerType.PERSON, *name)
            for speaker, kind, merged, *name in rows
        ]

    def words_of_names(self, words: Collection[str]) -> set[str]:
        """Return those of these words that are the first or the last of a name."""
        rows = SpeakerName.objects.filter(Q(first__in=words) | Q(last__in=words)).order_by()
        found = {word for pair in rows.values_list("first", "last").distinct() for word in pair}
        return found.intersection(words)

    def _roots(self, keys: set[int]) -> dict[int, int]:
        """Return the speaker that each of these is now, after any merge."""
        into = {key: key for key in keys}
        level = keys
        while level:
            merged = self.filter(pk__in=level).values_list("pk", "merged_into")
            steps = {key: root for key, root in merged if root}
            into = {key: steps.get(root, root) for key, root in into.items()}
            level = set(steps.values())
        return into

    def keys_under(self, letter: str) -> list[int]:
        """Return the keys of those with a name whose last or first word begins with a letter.

        They are in the order of these words, the last before the first.  The names of merged
        speakers count for nobody.
        """
        plain = ascii_key(letter)
        names = SpeakerName.objects.filter(Q(last__startswith=plain) | Q(first__startswith=plain))
        rows = names.filter(speaker__merged_into=None).order_by()
        words: dict[int, tuple[str, str]] = {}
        for key, first, last in rows.values_list("speaker", "first", "last"):
            word = (last, first) if last.startswith(plain) else (first, last)
            words[key] = min(word, words.get(key, word))
        return sorted(words, key=lambda key: (words[key], key))

    def keys_of(self, kind: str | None, country: Country | None) -> set[int]:
        """Return the keys of those of a type and of a country, where these are given."""
        rows = self.filter(type=kind) if kind else self
        rows = rows.filter(country=country) if country else rows
        return set(rows.order_by().values_list("pk", flat=True))

    def with_merged(self, speakers: Iterable[int]) -> list[int]:
        """Return the keys of speakers and of all that were merged into them, however deep."""
        keys = list(dict.fromkeys(speakers))
        level = keys
        while level:
            merged = self.filter(merged_into__in=level).exclude(pk__in=keys)
            level = list(merged.values_list("pk", flat=True))
            keys += level
        return keys

    def with_pk(self, pk: int) -> Speaker | None:
        return self.filter(pk=pk).select_related("merged_into", "country").first()

    def shared_names(self, names: Iterable[str]) -> set[str]:
        """Return the keys, of those of these names, that more than one speaker has."""
        rows = self.filter(merged_into=None, names__key__in={key_of(name) for name in names})
        counted = rows.values_list("names__key").annotate(n=Count("pk", distinct=True))
        return set(counted.filter(n__gt=1).order_by().values_list("names__key", flat=True))

    def called(self, name: str) -> list[Speaker]:
        """Return all speakers with a name, merged speakers as the one they are now."""
        named = self.filter(names__key=key_of(name)).select_related("merged_into", "country")
        return list({speaker.root.pk: speaker.root for speaker in named}.values())

    def spelled_near(self, name: str, most: int) -> list[tuple[int, tuple[str, str, str]]]:
        """Return (key, (a name, its first word, its last word)) of those worth comparing.

        They have the first or the last word of the name, or begin both as it does; at most `most`
        names are read.  The words are as `key_of` has them.
        """
        blocks = blocks_of(name)
        begun = Q(last__startswith=blocks.last[:2])
        if blocks.first != blocks.last:
            begun = Q(by_family__startswith=f"{blocks.first[:1]} {blocks.last[:1]}")
        alike = SpeakerName.objects.filter(Q(first=blocks.first) | Q(last=blocks.last) | begun)
        rows = alike.order_by().values_list("speaker", "key", "first", "last")
        return [(key, (whole, first, last)) for key, whole, first, last in rows[:most]]

    def unused(self) -> Self:
        """Return those who are quoted nowhere, and whom no merge, office or decision refers to."""
        return self.filter(
            quotations=None, found_in=None, found_decisions=None, merged=None, merged_into=None,
            tenures=None,
        )  # fmt: skip

    def quoted_in(self, article: Article) -> Self:
        return self.filter(quotations__article=article).distinct().order_by("name")

    def quoted_only_in(self, article: Article) -> Self:
        """Return those whom an article quotes and no other does, by name."""
        other = Q(quotations__article__lt=article.pk) | Q(quotations__article__gt=article.pk)
        elsewhere = self.model._default_manager.filter(other, pk=OuterRef("pk"))
        return self.quoted_in(article).exclude(Exists(elsewhere))

    def provisional(self) -> Self:
        """Return those whom one article names by too little, the most quoted first.

        They have `quotation_count`; those who are not quoted are left out.
        """
        quoted = self.model._default_manager.filter(pk=OuterRef("pk"), quotations__isnull=False)
        return (
            self.filter(Exists(quoted), only_in__isnull=False, merged_into=None)
            .select_related("only_in", "country")
            .annotate(quotation_count=count_of(self.model, "quotations"))
            .order_by("-quotation_count", "pk")
        )


class Speaker(models.Model):
    """A person, organization or group who is quoted by name."""

    name = models.CharField(max_length=300)
    type = models.CharField(max_length=12, choices=choices(SpeakerType))
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="speakers"
    )
    country_fixed = models.BooleanField(
        default=False, help_text="Given by the list or an editor: articles do not change it."
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", "Items look like Q9545.")],
        help_text="The item at Wikidata, as Q9545.",
    )
    note = models.TextField(blank=True, max_length=2000)
    events = models.TextField(
        blank=True, max_length=4000, help_text="One a line: the date, then what happened."
    )
    curated = models.BooleanField(
        default=False, help_text="Kept even where nobody is quoted under this name any more."
    )
    only_in = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="provisional_speakers",
        help_text="Set where the name says too little to know this speaker elsewhere.",
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_not_empty"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="speaker_not_merged_into_itself",
            ),
        ]
        indexes = [
            # That of the foreign key has all others too, so that SQLite prefers to read every row.
            models.Index(
                fields=["merged_into"],
                name="speaker_merged",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the name among the names."""
        fresh = self._state.adding
        super().save(*args, **kwargs)
        if fresh:
            SpeakerName.objects.create(speaker=self, name=self.name)
        else:
            SpeakerName.objects.get_or_create(
                speaker=self, key=key_of(self.name), defaults={"name": self.name}
            )

    def get_absolute_url(self) -> str:
        return path_to("speaker", self.pk, slugify(self.name) or "speaker")

    @property
    def dated_events(self) -> list[Event]:
        """The events on file, the earliest first."""
        return read_events(self.events)

    @property
    def root(self) -> Speaker:
        """The speaker that this one was merged into, however many times; else itself."""
        found, seen = self, {self.pk}
        while found.merged_into is not None and found.merged_into_id not in seen:
            found = found.merged_into
            seen.add(found.pk)
        return found

    @property
    def provisional(self) -> bool:
        """Whether one article alone uses this name and it is not known whose it is."""
        return self.only_in_id is not None


class SpeakerName(models.Model):
    """A name of a speaker; the columns below it are blocking keys."""

    class Origin(models.TextChoices):
        ARTICLE = "article"
        LIST = "list"
        EDITOR = "editor"

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.ARTICLE)
    key = models.CharField(max_length=300, db_index=True, editable=False)
    first = models.CharField(max_length=300, editable=False)
    last = models.CharField(max_length=300, editable=False)
    by_given = models.CharField(max_length=310, editable=False)
    by_family = models.CharField(max_length=310, editable=False)
    # How it sounds, and its first and its last word, as `sound_of` has them.
    sound = models.CharField(max_length=600, db_default="", editable=False)
    first_sound = models.CharField(max_length=600, db_default="", editable=False)
    last_sound = models.CharField(max_length=600, db_default="", editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "name"
        constraints = [
            models.UniqueConstraint(fields=["speaker", "key"], name="speaker_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_has_letters"),
        ]
        indexes = [
            models.Index(fields=["first"], name="speaker_name_first"),
            models.Index(fields=["last"], name="speaker_name_last"),
            models.Index(fields=["by_given"], name="speaker_name_by_given"),
            models.Index(fields=["by_family"], name="speaker_name_by_family"),
            models.Index(fields=["sound"], name="speaker_name_sound"),
            models.Index(fields=["first_sound"], name="speaker_name_first_sound"),
            models.Index(fields=["last_sound"], name="speaker_name_last_sound"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.put_under_blocks()
        super().save(*args, **kwargs)

    def put_under_blocks(self) -> None:
        """Fill the blocking keys from the name."""
        self.key = key_of(self.name)
        blocks = blocks_of(self.name)
        self.first, self.last = blocks.first, blocks.last
        self.by_given, self.by_family = blocks.by_given, blocks.by_family
        self.sound = sound_of(self.key)
        self.first_sound, self.last_sound = sound_of(blocks.first), sound_of(blocks.last)
