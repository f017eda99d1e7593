"""Bring speakers into line once quotations have changed hands: load, decide, write.

`consequences` decides; this module loads what is affected and writes what follows.  Storing an
article plans this together with its quotations; corrections call `reconcile`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from django.db.models import Count

from articles.models import Decision, Quotation, Speaker, SpeakerName
from articles.resolution.candidates import as_candidate, load_facts
from articles.resolution.consequences import Affected, Consequences, Spoken, Waiting, decide
from articles.resolution.entities import Mentions
from articles.resolution.facts import FIRST_NEW, Additions, Candidate, Facts
from articles.resolution.profiles import (
    NONE,
    load_co_mentions,
    load_speakers,
    people_named_in,
    rare_people,
)
from articles.resolution.resolver import is_lone
from extraction.annotations import EntityType, SpeakerType
from extraction.text.folding import key_of
from identity.names import blocks_of
from newsroom.db.bulk import bulk_update
from newsroom.db.prepared import PreparedQuery

# How many provisional speakers are compared with full names at once.
LATE = 100

# How often each speaker's quotations give, and show, which country.  By title too, so that they
# are counted in the order of an index.
SHOWN = PreparedQuery[tuple[int, str, str | None, str | None, int]](
    lambda keys, apart_from: (
        Quotation.objects.filter(speaker__in=keys)
        .exclude(article__in=apart_from)
        .order_by()
        .values_list("speaker", "speaker_title", "found_country", "speaker_country")
        .annotate(times=Count("*"))
    )
)
# The first and the last word of each name.
ENDS = PreparedQuery[tuple[str, str]](
    lambda keys: (
        SpeakerName.objects.filter(speaker__in=keys).order_by().values_list("first", "last")
    )
)
# Provisional speakers whose names end with a word.
WAITING = PreparedQuery[int](
    lambda words: (
        SpeakerName.objects.filter(
            last__in=words,
            speaker__only_in__isnull=False,
            speaker__curated=False,
            speaker__type=SpeakerType.PERSON,
        )
        .order_by("speaker")
        .values_list("speaker", flat=True)
        .distinct()[:LATE]
    )
)


def reconcile(speakers: Iterable[int | None]) -> None:
    """Bring countries, late names and speakers without quotations into line, for these speakers
    and those they are merged into."""
    loader = AffectedLoader(Additions())
    affected = loader.load({key for key in speakers if key is not None})
    if affected.people:
        consequences, _ = loader.decide(affected)
        write_promoted(loader.additions.promoted)
        write_consequences(consequences)


class AffectedLoader:
    """Loads what a change affects, and decides on it once nothing is missing.

    `facts` and `mentions` are those of the plan's article, and `spoken` its quotations, of which
    nothing is written yet; without them the database is taken as it is.
    """

    def __init__(
        self, additions: Additions, facts: Facts | None = None, spoken: Sequence[Spoken] = (),
        mentions: Mentions | None = None,
    ) -> None:  # fmt: skip
        self.additions = additions
        self.facts = facts or Facts(NONE)
        self.article = self.facts.article
        self.spoken = spoken
        self.mentions = mentions or Mentions()
        self.mentioned = self.mentions.keys

    def load(self, keys: Collection[int]) -> Affected:
        """Load the speakers of these keys and those they are merged into, how their quotations
        count, and the provisional speakers who may be one of them."""
        known = {**self.facts.speakers, **self.additions.speakers}
        people = {key: known[key] for key in keys if key in known}
        people |= {one.root: known[one.root] for one in people.values()}
        for speaker in load_speakers(keys - people.keys()):
            for one in (speaker, speaker.root):
                people[one.pk] = as_candidate(one)
        existing = [key for key in people if key < FIRST_NEW]
        counted = [
            (pk, found, shown, count)
            for pk, _, found, shown, count in SHOWN(existing, [self.article])
        ]
        waiting = self._waiting(people)
        named = (self.article, self.people if waiting else frozenset[str]())
        return Affected(people, tuple(counted), waiting, named)

    def decide(self, affected: Affected) -> tuple[Consequences, list[Spoken]]:
        """Decide, and load the co-mentions of speakers as far as that is undecided without."""
        while True:
            additions = self.additions.copy() if affected.waiting else self.additions
            consequences, spoken = decide(affected, additions, self.spoken)
            if not consequences.missing:
                self.additions = additions
                return consequences, spoken
            affected = replace(affected, waiting=tuple(
                self._with_co_mentions(waiting, consequences.missing.get(waiting.speaker.key, ()))
                for waiting in affected.waiting
            ))  # fmt: skip

    def _with_co_mentions(self, waiting: Waiting, roots: Collection[int]) -> Waiting:
        if not roots:
            return waiting
        loaded = load_co_mentions(
            roots, [self.article, waiting.facts.article],
            without=self.article, mentioned=self.mentioned,
        )  # fmt: skip
        facts = replace(waiting.facts, co_mentions={**waiting.facts.co_mentions, **loaded})
        return replace(waiting, facts=facts)

    @cached_property
    def people(self) -> frozenset[str]:
        """Keys of the people whom the plan's article names, without those whom many name."""
        names = rare_people(
            self.mentions.existing, without=self.article, mentioned=self.mentioned
        ).values()
        new = (key_of(one.name) for one in self.mentions.new if one.type == EntityType.PERSON)
        return frozenset([*names, *new])

    # provisional speakers

    def _waiting(self, people: Mapping[int, Candidate]) -> tuple[Waiting, ...]:
        known = {
            key
            for key, one in people.items()
            if one.type == SpeakerType.PERSON and one.into is None
            and (one.only_in is None or key in self.additions.promoted)
        }  # fmt: skip
        words = {word for pair in ENDS(key for key in known if key < FIRST_NEW) for word in pair}
        for key, name in self.additions.names:
            if key in known:
                blocks = blocks_of(name)
                words |= {blocks.first, blocks.last}
        words.discard("")
        stored = self._stored(set(WAITING(words)) - self.additions.promoted)
        new = [
            one for one in self.additions.speakers.values()
            if one.only_in is not None and one.type == SpeakerType.PERSON
            and blocks_of(one.name).last in words and is_lone(one.name)
        ]  # fmt: skip
        return tuple(sorted([*stored, *map(self._of_article, new)], key=lambda w: w.speaker.name))

    def _of_article(self, speaker: Candidate) -> Waiting:
        """A provisional speaker of the plan's own article."""
        spoken = tuple(one for one in self.spoken if one.speaker.key == speaker.key)
        return Waiting(speaker, spoken, self.people, self.facts)

    def _stored(self, keys: Collection[int]) -> list[Waiting]:
        if not keys:
            return []
        rows = Speaker.objects.filter(pk__in=keys).select_related("only_in").order_by("pk")
        lone = [row for row in rows if is_lone(row.name)]
        said: dict[int, list[Spoken]] = defaultdict(list)
        candidates = {row.pk: as_candidate(row) for row in lone}
        quotations = Quotation.objects.filter(found_speaker__in=candidates).order_by()
        for pk, *columns in quotations.exclude(article=self.article).values_list(
            "found_speaker", "speaker_title", "found_country", "speaker_country"
        ):
            said[pk].append(Spoken(candidates[pk], *columns))
        articles = [row.only_in_id for row in lone if row.only_in_id != self.article]
        people = people_named_in(
            [article for article in articles if article],
            without=self.article, mentioned=self.mentioned,
        )  # fmt: skip
        waiting = []
        for row in lone:
            if row.only_in_id == self.article:
                if any(one.speaker.key == row.pk for one in self.spoken):
                    waiting.append(self._of_article(candidates[row.pk]))
                continue
            article = row.only_in
            assert article is not None
            facts = load_facts(
                [(SpeakerType.PERSON, row.name)], article.published_on,
                article=article.pk, apart_from=[self.article], also=self._newly_named(),
            )  # fmt: skip
            named = people.get(article.pk, frozenset())
            waiting.append(Waiting(candidates[row.pk], tuple(said[row.pk]), named, facts))
        return waiting

    def _newly_named(self) -> set[int]:
        return {key for key, _ in self.additions.names if key < FIRST_NEW}


# ── writing ───────────────────────────────────────────────────────────────────────────────


def write_promoted(keys: Collection[int]) -> None:
    """Make provisional speakers known beyond their article."""
    if keys:
        Speaker.objects.filter(pk__in=keys).update(only_in=None)


def write_consequences(consequences: Consequences, keys: Mapping[int, int] | None = None) -> None:
    """Write what follows; `keys` are the primary keys of the speakers that the plan created."""
    new = keys or {}
    for one in consequences.handed_over:
        if one.provisional < FIRST_NEW:
            leaf = new.get(one.speaker.key, one.speaker.key)
            root = new.get(one.speaker.root, one.speaker.root)
            _hand_over(one.provisional, leaf, root, one.reason)
    moved: dict[str, list[int]] = defaultdict(list)
    for key, code in consequences.countries.items():
        if key < FIRST_NEW:
            moved[code].append(key)
    for code, speakers in moved.items():
        bulk_update(Speaker, speakers, {"country": code})
    if consequences.shown:
        _show_countries(consequences, new)
    _delete_orphans([key for key in consequences.silent if key < FIRST_NEW])


def _hand_over(provisional: int, leaf: int, root: int, reason: str) -> None:
    Quotation.objects.filter(found_speaker=provisional).update(
        found_speaker=leaf, speaker=root, identity_reason=reason[:500]
    )
    Decision.objects.filter(found_speaker=provisional).update(found_speaker=leaf)
    Speaker.objects.get(pk=provisional).delete()


def _show_countries(consequences: Consequences, new: Mapping[int, int]) -> None:
    """Show another country in quotations of these speakers, unless an editor decided it."""
    shown = [
        (found, meant, [new.get(key, key) for key in keys])
        for found, meant, keys in consequences.shown
    ]
    speakers = {key for _, _, keys in shown for key in keys}
    # In steps that each look at one table: joined, they take PostgreSQL seconds where it has
    # not counted the rows yet.
    decided = Decision.objects.filter(
        quotation__speaker__in=speakers, values__has_key="country"
    ).order_by()
    rows = Quotation.objects.exclude(pk__in=list(decided.values_list("quotation", flat=True)))
    for found, meant, keys in shown:
        wrong = rows.filter(speaker__in=keys, found_country=found).exclude(speaker_country=meant)
        wrong.update(speaker_country=meant)


def _delete_orphans(silent: Collection[int]) -> None:
    """Delete speakers without a quotation, unless something refers to them or a person edited
    them."""
    if silent:
        Speaker.objects.filter(
            pk__in=silent, curated=False, found_in=None, found_decisions=None, merged=None,
            tenures=None,
        ).delete()  # fmt: skip
