"""What follows once quotations have changed hands: countries, late names, rows nobody needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count

from articles.models import Decision, Quotation, Speaker, SpeakerName
from articles.resolution.profiles import people_named_in, speakers_of
from articles.resolution.resolver import Resolved, identify
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person
from identity.names import person_name
from newsroom.db.bulk import bulk_update
from newsroom.db.prepared import PreparedQuery

# Provisional speakers looked at again when a full name comes in.
LATE = 100

# How often each speaker's quotations give, and show, which country.  By title too, so that they
# are counted in the order of an index.
SHOWN = PreparedQuery[tuple[int, str, str | None, str | None, int]](
    lambda keys: (
        Quotation.objects.filter(speaker__in=keys)
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


def reconcile(speakers: Iterable[int | None], known: Iterable[Speaker] = ()) -> None:
    """Bring everything that hangs on who speaks into line, for speakers of these keys, and for
    those that are `known` as they are on file now."""
    people = {speaker.pk: speaker for speaker in known}
    keys = {pk for pk in speakers if pk is not None}
    people |= {speaker.pk: speaker for speaker in speakers_of(keys - people.keys())}
    people |= {root.pk: root for root in [speaker.root for speaker in people.values()]}
    if not people:
        return
    adopt_provisional(people)
    delete_orphans(people.keys() - reconcile_countries(people))


def reconcile_countries(people: Mapping[int, Speaker]) -> set[int]:
    """Give each speaker the country that most of their quotations give, and them theirs; return
    the keys of those who have quotations.

    A tie keeps the country that was, and so does silence: what is known is not forgotten
    because an article does not repeat it.  A country from the list or an editor stands, and
    stands for every quotation; any other fills in where an article is silent.  What an
    editor decided for one quotation is left alone.
    """
    shown = SHOWN(people)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, _, found, _, count in shown:
        if found:
            counts[pk][found] += count
    moved: dict[str, list[int]] = defaultdict(list)
    for pk, by_code in counts.items():
        speaker = people[pk]
        if not speaker.country_fixed:
            held = speaker.country_id
            speaker.country_id = max(by_code, key=lambda c: (by_code[c], c == held, c))
            if speaker.country_id != held:
                moved[speaker.country_id].append(pk)
    for code, keys in moved.items():
        bulk_update(Speaker, keys, {"country": code})
    wrong: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for pk, _, found, shows, _ in shown:
        if shows != (meant := _country_of(people[pk], found)):
            wrong[found, meant].add(pk)
    if wrong:
        _correct_countries(wrong)
    return {row[0] for row in shown}


def _country_of(speaker: Speaker, found: str | None) -> str | None:
    """The country that a quotation of theirs shows, when its article gives the one found."""
    at_home = speaker.country_fixed or (found is None and speaker.type == SpeakerType.PERSON)
    return speaker.country_id if at_home else found


def _correct_countries(wrong: Mapping[tuple[str | None, str | None], Collection[int]]) -> None:
    """Show the country meant in quotations of these speakers for which another was found."""
    speakers = {pk for keys in wrong.values() for pk in keys}
    # In steps that each look at one table: joined, they take PostgreSQL seconds where it has
    # not counted the rows yet.
    decided = Decision.objects.filter(
        quotation__speaker__in=speakers, values__has_key="country"
    ).order_by()
    rows = Quotation.objects.exclude(pk__in=list(decided.values_list("quotation", flat=True)))
    for (found, meant), keys in wrong.items():
        told = rows.filter(speaker__in=keys, found_country=found)
        told.exclude(speaker_country=meant).update(speaker_country=meant)


def adopt_provisional(people: Mapping[int, Speaker]) -> None:
    """Give the quotations of provisional speakers to whoever, it now turns out, they mean."""
    known = [
        speaker.pk
        for speaker in people.values()
        if speaker.type == SpeakerType.PERSON
        and not speaker.provisional
        and speaker.merged_into_id is None
    ]
    words = {word for pair in ENDS(known) for word in pair if word}
    keys = WAITING(words)
    if not keys:
        return
    for provisional in Speaker.objects.filter(pk__in=keys).select_related("only_in"):
        if person_name(provisional.name).lone and (found := _known_by_now(provisional)):
            _hand_over(provisional, found)


def _known_by_now(provisional: Speaker) -> Resolved | None:
    article = provisional.only_in
    assert article is not None
    said = list(provisional.found_in.all())
    who = Person(
        (provisional.name,),
        frozenset(q.found_country_id for q in said if q.found_country_id),
        frozenset(q.speaker_title for q in said if q.speaker_title),
        people_named_in([article.pk]) - {key_of(provisional.name)},
    )
    found, _ = identify(who, article)
    return found if found and found.speaker.pk != provisional.pk else None


def _hand_over(provisional: Speaker, found: Resolved) -> None:
    leaf = found.speaker
    provisional.found_in.update(
        found_speaker=leaf, speaker=leaf.root, identity_reason=found.reason[:500]
    )
    Decision.objects.filter(found_speaker=provisional).update(found_speaker=leaf)
    provisional.delete()


def delete_orphans(silent: Collection[int]) -> None:
    """Delete speakers without a quotation, where nothing refers to them and nobody touched them."""
    if silent:
        Speaker.objects.filter(
            pk__in=silent, curated=False, found_in=None, found_decisions=None, merged=None,
            tenures=None,
        ).delete()  # fmt: skip
