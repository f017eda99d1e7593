"""From attributions to quotations: who each speaker is, what office they hold, which country.

Takes what the stages before have found – attributions, mentions, chains of people, countries –
and answers for each quotation.  In doubt nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.annotations import Attribution, Kind, Quotation, Span, SpeakerType
from extraction.confidence import calibrated
from extraction.coreference.pronouns import Salience
from extraction.coreference.sources import Sources
from extraction.countries.speaker_country import SpeakerCountries
from extraction.document import Chain, CountryMention, Mention, ResolvedSource, Title
from extraction.lexicon.speech_verbs import AFTER_DESCRIPTIONS
from extraction.names import plain
from extraction.text.patterns import any_of

TITLE_WORDS = 12  # a longer apposition is a story, not a title
DESCRIPTION_END = re.compile(rf",|;|\s(?:{any_of(AFTER_DESCRIPTIONS)}|who|which|that)\s")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is, as far as one article tells."""

    who: ResolvedSource
    title: str | None = None
    country: str | None = None


class Speakers:
    """Resolves the sources of one article, in text order."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
        quoted: Sequence[Span],
        attributions: Sequence[Attribution],
        countries: Sequence[CountryMention],
        author: str = "",
    ) -> None:
        self.text, self.countries = text, countries
        self.speaker_countries = SpeakerCountries(text, countries, chains)
        sources = [_whole(a.source) for a in attributions if a.source]
        salience = Salience(text, chains, quoted, sources)
        self.sources = Sources(text, mentions, chains, salience, author)
        self.attributions = attributions
        self.known: dict[Span, Speaker] = {}

    def of(self, attribution: Attribution) -> Speaker:
        """The speaker of an attribution; one without a source has none."""
        if not attribution.source:
            return Speaker(ResolvedSource(None, certainty=0.5, reason="no source found"))
        source = _whole(attribution.source)
        if source not in self.known:
            self.known[source] = self._resolve(source, attribution)
        return self.known[source]

    def _resolve(self, source: Span, attribution: Attribution) -> Speaker:
        first = plain(source.of(self.text).strip().split(" ")[0]) if source.of(self.text) else ""
        if first in {"i", "me"} and (outer := self._outer(source, attribution)):
            return outer
        who = self.sources.who(source)
        if who.chain is not None:
            country = self.speaker_countries.of(who.chain)
            return Speaker(who, _title_of(who.chain, source), country)
        return Speaker(who, self._description(source, who), self._country(source, who))

    def _outer(self, source: Span, inner: Attribution) -> Speaker | None:
        """Whose “I” it is: the speaker of the quotation around it."""
        around = [
            a
            for a in self.attributions
            if a is not inner and a.source and any(span.contains(source) for span in a.content)
        ]
        if not around:
            return None
        closest = min(around, key=lambda a: sum(end - start for start, end in a.content))
        if _whole(closest.source) == source:
            return None
        return self.of(closest)

    def _description(self, source: Span, who: ResolvedSource) -> str | None:
        """What an unnamed source is called: “senior ministry official”."""
        if who.type is not SpeakerType.UNNAMED:
            return None
        phrase = DESCRIPTION_END.split(source.of(self.text).strip(), maxsplit=1)[0]
        phrase = re.sub(r"^(?:the|a|an|one|another)\s+", "", phrase, flags=re.IGNORECASE)
        words = phrase.split()
        if len(words) > TITLE_WORDS or not words or plain(words[0]) in {"i", "he", "she", "who"}:
            return None
        return phrase

    def _country(self, source: Span, who: ResolvedSource) -> str | None:
        if code := self.speaker_countries.of_source(source):
            return code
        return (
            self.speaker_countries.of_source(who.mention.span) if who.mention is not None else None
        )


def _whole(spans: Sequence[Span]) -> Span:
    """The mention a source turns on: its first span."""
    return spans[0]


def _title_of(chain: Chain, source: Span) -> str | None:
    """The fullest office the article gives the person, the nearest of equals first."""
    titles = [(place, t) for place, t in chain.titles if 0 < len(t.text.split()) <= TITLE_WORDS]
    if not titles:
        return None

    def worth(item: tuple[Span, Title]) -> tuple[bool, int]:
        place, title = item
        return (len(title.text.split()) > 1, -abs(place.start - source.start))

    return max(titles, key=worth)[1].text


def quotations(
    attributions: Sequence[Attribution],
    speakers: Speakers,
    kind_of: Callable[[Attribution], Kind],
    about: Callable[[Attribution, str | None], tuple[str, ...]],
) -> tuple[Quotation, ...]:
    """One `Quotation` an attribution, in the same order."""
    return tuple(_quotation(a, speakers.of(a), kind_of, about) for a in attributions)


def _quotation(
    attribution: Attribution,
    speaker: Speaker,
    kind_of: Callable[[Attribution], Kind],
    about: Callable[[Attribution, str | None], tuple[str, ...]],
) -> Quotation:
    who = speaker.who
    reason = who.reason
    if attribution.carried_from is not None:
        reason = "; ".join(filter(None, ("carried on from the quote before", reason)))
    kind = kind_of(attribution)
    return Quotation(
        kind=kind,
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        name=who.name and who.name.replace("’", "'"),
        speaker_type=who.type,
        title=speaker.title,
        speaker_country=speaker.country,
        about=about(attribution, speaker.country),
        confidence=round(calibrated(attribution.confidence * who.certainty, kind), 4),
        reason=reason,
    )
