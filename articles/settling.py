"""What follows once quotations have changed hands: countries, late names, rows nobody needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, F

from articles.extraction.annotations import SpeakerType
from articles.identity.matching import Person
from articles.identity.names import key_of, person_name
from articles.models import Decision, Quotation, Speaker
from articles.resolution import Resolved, identify, people_named_in

# Provisional speakers looked at again when a full name comes in.
LATE = 100


def settle(speakers: Iterable[int | None]) -> None:
    """Bring everything that hangs on who speaks into line, for these speakers."""
    keys = {pk for pk in speakers if pk is not None}
    if not keys:
        return
    keys |= {s.root.pk for s in Speaker.objects.filter(pk__in=keys).select_related("merged_into")}
    adopt(keys)
    settle_countries(keys)
    prune(keys)


def settle_countries(speakers: Collection[int]) -> None:
    """Give each speaker the country that most of their quotations give, and them theirs.

    A tie keeps the country that was, and so does silence: what is known is not forgotten
    because an article does not repeat it.  A country from the list or an editor stands, and
    stands for every quotation; any other fills in where an article is silent.  What an
    editor decided for one quotation is left alone.
    """
    given = Quotation.objects.filter(speaker__in=speakers).exclude(found_country=None)
    rows = given.order_by().values_list("speaker", "found_country").annotate(Count("pk"))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, code, count in rows:
        counts[pk][code] = count
    for speaker in Speaker.objects.filter(pk__in=counts, country_fixed=False):
        by_code, held = counts[speaker.pk], speaker.country_id
        speaker.country_id = max(by_code, key=lambda c: (by_code[c], c == held, c))
        if speaker.country_id != held:
            speaker.save(update_fields=["country"])
    _spread_countries(speakers)


def _spread_countries(speakers: Collection[int]) -> None:
    """Write down in quotations what the countries of these speakers mean for them.

    In steps that each look at one table: joined, they take PostgreSQL seconds where it has not
    counted the rows yet.
    """
    decided = Decision.objects.filter(
        quotation__speaker__in=speakers, values__has_key="country"
    ).values_list("quotation", flat=True)
    rows = Quotation.objects.exclude(pk__in=list(decided))
    fixed: dict[str | None, list[int]] = defaultdict(list)
    people: dict[str | None, list[int]] = defaultdict(list)
    others: list[int] = []
    known = Speaker.objects.filter(pk__in=speakers).order_by()
    for pk, kind, home, is_fixed in known.values_list("pk", "type", "country", "country_fixed"):
        if is_fixed:
            fixed[home].append(pk)
        elif kind == SpeakerType.PERSON:
            people[home].append(pk)
        else:
            others.append(pk)
    for code, keys in fixed.items():
        rows.filter(speaker__in=keys).exclude(speaker_country=code).update(speaker_country=code)
    free = [*others, *(pk for keys in people.values() for pk in keys)]
    told = rows.filter(speaker__in=free, found_country__isnull=False)
    told.exclude(speaker_country=F("found_country")).update(speaker_country=F("found_country"))
    silent = rows.filter(found_country=None)
    for code, keys in (*people.items(), (None, others)):
        silent.filter(speaker__in=keys).exclude(speaker_country=code).update(speaker_country=code)


def adopt(speakers: Iterable[int]) -> None:
    """Give the quotations of provisional speakers to whoever, it now turns out, they mean."""
    full = Speaker.objects.filter(
        pk__in=speakers, type=SpeakerType.PERSON, only_in=None, merged_into=None
    ).prefetch_related("names")
    words = {w for s in full for n in s.names.all() for w in (n.first, n.last) if w}
    waiting = (
        Speaker.objects.filter(
            only_in__isnull=False, curated=False, type=SpeakerType.PERSON, names__last__in=words
        )
        .select_related("only_in")
        .distinct()
    )
    for provisional in waiting[:LATE]:
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


def prune(speakers: Iterable[int]) -> None:
    """Delete speakers to whom nothing refers and whom nobody has touched."""
    Speaker.objects.filter(
        pk__in=speakers, curated=False, quotations=None, found_in=None, found_decisions=None,
        merged=None, tenures=None,
    ).delete()  # fmt: skip
