"""What follows once quotations have changed hands: countries, late names, rows nobody needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, F, OuterRef, Q, Subquery

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
    """Write down in quotations what the countries of these speakers mean for them."""
    home = Subquery(Speaker.objects.filter(pk=OuterRef("speaker")).values("country")[:1])
    rows = Quotation.objects.filter(speaker__in=speakers).exclude(
        decision__values__has_key="country"
    )
    differs = ~Q(speaker_country=F("speaker__country"))
    somewhere = Q(speaker_country__isnull=False) | Q(speaker__country__isnull=False)
    kinds = set(
        Speaker.objects.filter(pk__in=speakers).order_by().values_list("country_fixed", "type")
    )
    if any(fixed for fixed, _ in kinds):
        rows.filter(differs, somewhere, speaker__country_fixed=True).update(speaker_country=home)
    told = rows.filter(speaker__country_fixed=False, found_country__isnull=False)
    told.exclude(speaker_country=F("found_country")).update(speaker_country=F("found_country"))
    silent = rows.filter(speaker__country_fixed=False, found_country=None)
    person = Q(speaker__type=SpeakerType.PERSON)
    if any(kind == SpeakerType.PERSON for _, kind in kinds):
        silent.filter(person, differs, somewhere).update(speaker_country=home)
    if any(kind != SpeakerType.PERSON for _, kind in kinds):
        silent.exclude(person).exclude(speaker_country=None).update(speaker_country=None)


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
