"""What the tagger leaves open: sources it did not give, quoted spans nobody claims.

Only what the text plainly says is filled in.  A speaker is carried from one quotation to the
next where a reader would carry it: within a paragraph, through a quotation of many paragraphs,
into a paragraph that is nothing but a quotation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extraction.annotations import Attribution, Span, length, overlap
from extraction.attribution.subjects import (
    antecedent,
    first_noun,
    names_in,
    noun_before,
    subject,
    whole_name,
    with_given_name,
)
from extraction.attribution.tagger.extents import unmarked
from extraction.document import Name
from extraction.text.quotation_marks import QuotedSpan, near
from extraction.text.sentences import Sentences

CLAIMED = 0.6
"""The share of a quoted span that an attribution must hold to claim it."""
CARRIED, INTRODUCED, INHERITED = 0.6, 0.7, 0.8
"""What the confidence of another attribution is worth where it is carried on."""
MIN_WORDS = 3

_WORD = re.compile(r"\w+")
_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)\Z", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|add(?:s|ed|ing)|ask(?:s|ing)|stat(?:es|ed|ing)"
    r"|argu(?:es|ed|ing)|claim(?:s|ed|ing)|warn(?:s|ed|ing)|insist(?:s|ed|ing)|not(?:es|ed|ing)"
    r"|declar(?:es|ed|ing)|call(?:s|ed|ing)|describ(?:es|ed|ing)|explain(?:s|ed|ing)|quip(?:s|ped|ping)"
    r"|jok(?:es|ed|ing)|repl(?:ies|ied|ying)|respond(?:s|ed|ing)|continu(?:es|ed|ing)|w(?:rote|rites|riting)"
    r"|tweet(?:s|ed|ing)|post(?:s|ed|ing)|chant(?:s|ed|ing)|shout(?:s|ed|ing)|yell(?:s|ed|ing)"
    r"|boast(?:s|ed|ing)|conclud(?:es|ed|ing)|echo(?:es|ed|ing)|recall(?:s|ed|ing)|admit(?:s|ted|ting)"
    r"|acknowledg(?:es|ed|ing)|suggest(?:s|ed|ing)|stress(?:es|ed|ing)|emphasi[sz](?:es|ed|ing)"
    r"|remark(?:s|ed|ing)|complain(?:s|ed|ing)|promis(?:es|ed|ing)|vow(?:s|ed|ing)|pledg(?:es|ed|ing)"
    r"|criticis|criticiz(?:es|ed|ing)|accus(?:es|ed|ing)|urg(?:es|ed|ing)|den(?:ies|ied|ying)"
    r"|dismiss(?:es|ed|ing)|prais(?:es|ed|ing)|condemn(?:s|ed|ing)|confirm(?:s|ed|ing)|reiterat(?:es|ed|ing)"
    r"|assert(?:s|ed|ing)|observ(?:es|ed|ing)|report(?:s|ed|ing)|announc(?:es|ed|ing)|read(?:s|ing)?"
    r"|lament(?:s|ed|ing)|express(?:es|ed|ing)|demand(?:s|ed|ing)|propos(?:es|ed|ing)|quot(?:es|ed|ing))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+)?"
    r"(?!(?:quoted|cited)\b)\w+(?:ed|en|own|wn|ut)\b",
    re.IGNORECASE,
)
_QUOTED_BY = re.compile(
    r"\b(?:was|were|is|are|been)\s+(?:also\s+)?(?:quoted|cited)\s+by\s+(?:the\s+)?\Z"
)
_AS_SAYING = re.compile(r"(?:as )?(?:saying|having said|telling \w+)[,:]?\s+(?:that\s+)?")
_WHEN_ASKED = re.compile(
    r",?\s+when\s+(?:(?:he|she|they|[A-Z]\w+)\s+(?:was|were)\s+)?(?:asked|pressed|questioned)\b"
)
_JOINT = re.compile(r"(?:and|but|or|where|while|too)\b")
_ACTS = re.compile(
    r"(?:\w+ly\s+)?(?:condemn|reject|oppose|support|welcome|regret|deplore|denounce|demand|urge"
    r"|reaffirm|reiterate|endorse|back|call|agree|disagree|apologi[sz]e|resent|refuse|deny|insist)"
    r"(?:s|ed|d|es)?\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?:\b(?:he|she|they|we|I)|\b(?:both|the two|the|all|these|those|two|three) (?:\w+ ){0,2}\w+s"
    r"|\b[^\W\d_a-z][\w.’'-]*(?:[ \xa0][^\W\d_a-z][\w.’'-]*)*)\s*\Z",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"according to\b", re.IGNORECASE)


@dataclass(frozen=True)
class Completion:
    """One text with what is known of it.  `names` are by start and do not overlap."""

    text: str
    quoted_spans: Sequence[QuotedSpan]
    names: Sequence[Name] = ()

    @cached_property
    def outer(self) -> list[QuotedSpan]:
        return [quoted_span for quoted_span in self.quoted_spans if quoted_span.depth == 0]

    @cached_property
    def quoted(self) -> list[Span]:
        return [quoted_span.span for quoted_span in self.outer]

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text, self.quoted_spans)

    # ------------------------------------------------------------ content
    def tidy(self, attribution: Attribution) -> Attribution:
        """Without scraps: unquoted pieces of other sentences than the cue's, unless whole ones."""
        attribution = self._clear_of_source(self._clear_of_cue(attribution))
        attribution = _with_content(attribution, map(self._without_tail, attribution.content))
        if not attribution.cue:
            return attribution
        home = self.sentences.at(attribution.cue[0].start)
        kept = [s for s in attribution.content if s.overlaps(home) or self._stands_alone(s)]
        return _with_content(attribution, kept) if kept else attribution

    def _without_tail(self, span: Span) -> Span:
        """A quoted clause that ends in its own stop or comma is all that was said.

        In PolNeAR hardly any of the text after “…,” belongs to content that starts with a mark.
        """
        asked = " when" in span.of(self.text) and _WHEN_ASKED.search(self.text, *span)
        if asked and not near(self.outer, Span(asked.start(), span.end)):
            span = Span(span.start, asked.start())
        inside = near(self.outer, span)
        if not inside or inside[0].span.start != span.start or not inside[0].closed:
            return span
        last = inside[-1]
        tail = self.text[last.span.end : span.end].strip()
        stop = self.text[last.inner.end - 1 : last.inner.end]
        if not tail[:1].isalpha() or stop not in (",", ".", "?", "!") or _JOINT.match(tail):
            return span
        return unmarked(self.text, Span(span.start, last.span.end), inside)

    def _clear_of_cue(self, attribution: Attribution) -> Attribution:
        """Without the “as saying” that a passive puts before the words."""
        first = attribution.content[0]
        lead = _AS_SAYING.match(self.text, *first)
        if not lead or lead.end() >= first.end:
            return attribution
        rest = Span(lead.end(), first.end)
        rest = unmarked(self.text, rest, near(self.outer, rest))
        return replace(attribution, content=(rest, *attribution.content[1:]))

    def _clear_of_source(self, attribution: Attribution) -> Attribution:
        """Content that runs on from a quoted span into its own source ends with that span."""
        if not overlap(attribution.content, attribution.source):
            return attribution
        kept: list[Span] = []
        for span in attribution.content:
            if overlap((span,), attribution.source):
                inside = [s.inner for s in near(self.outer, span) if span.contains(s.inner)]
                kept += [i for i in inside if not overlap((i,), attribution.source)]
            else:
                kept.append(span)
        return replace(attribution, content=tuple(kept)) if kept else attribution

    def _stands_alone(self, span: Span) -> bool:
        if near(self.outer, span):
            return True
        sentence = self.sentences.at(span.start)
        begins = not self.text[sentence.start : span.start].strip(' "“')
        return begins and self.text[span.end - 1 : span.end + 1].strip()[-1:] in (".", "!", "?")

    # ------------------------------------------------------------ sources
    def with_sources(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """The same, tidied, with better sources.

        Relative pronouns get their antecedents, cut names are made whole, and a cue of saying
        without a source takes the subject of its sentence.
        """
        return [self._with_source(self.tidy(each)) for each in attributions]

    def _with_source(self, attribution: Attribution) -> Attribution:
        text = self.text
        if not attribution.source:
            return self._inherited(attribution)
        first = attribution.source[0]
        if quoted := self._quoted_by(attribution):
            return quoted
        if _RELATIVE.match(first.of(text)):
            found = antecedent(text, first, self.sentences.at(first.start), self.names)
            if found and found.end <= first.start:
                return replace(attribution, source=(found, *attribution.source))
            return attribution
        whole = with_given_name(text, whole_name(first, self._people(first)))
        cut = text[first.end : first.end + 1] in ("'", "’", "-")
        if (
            (whole.start < first.start or cut)
            and whole != first
            and not any(whole.overlaps(o) for o in attribution.source[1:])
        ):
            return replace(attribution, source=(whole, *attribution.source[1:]))
        return attribution

    def _quoted_by(self, attribution: Attribution) -> Attribution | None:
        """“X was quoted by Y as saying”: the words are X's, not Y's."""
        first = attribution.source[0]
        before = self.text[max(0, first.start - 40) : first.start]
        passive = "ed by" in before and _QUOTED_BY.search(before)
        if not passive:
            return None
        start = first.start - len(before) + passive.start()
        sentence = self.sentences.at(start)
        found = subject(self.text, Span(start, first.start), sentence, self.quoted, self.names)
        return replace(attribution, source=(found,)) if found else None

    def _people(self, span: Span) -> list[Name]:
        return [
            name
            for name in names_in(self.names, span)
            if name[1] == "PERSON" and "\n" not in name[0].of(self.text)
        ]

    def _inherited(self, attribution: Attribution) -> Attribution:
        if not attribution.cue or not any(near(self.outer, s) for s in attribution.content):
            return attribution
        start = attribution.content[0].start
        cue = max((c for c in attribution.cue if c.end <= start), default=attribution.cue[0])
        sentence = self.sentences.at(cue.start)
        if _PASSIVE.search(self.text, max(sentence.start, cue.start - 12), cue.end):
            return attribution
        saying = any(_SAYING.search(span.of(self.text)) for span in attribution.cue)
        find = subject if saying else noun_before
        found = find(self.text, cue, sentence, self.quoted, self.names)
        if found is None or any(
            found.overlaps(span) for span in (*attribution.content, *attribution.cue)
        ):
            return attribution
        confidence = attribution.confidence * INHERITED
        return replace(attribution, source=(found,), confidence=confidence)

    # ------------------------------------------------------------ who acts in their own words
    def acts(self, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
        """“Both leaders “strongly condemn …”, according to Y”: the words are the leaders'."""
        for each in attributions:
            if not each.cue or not _REPORTED.match(each.cue[0].of(self.text)):
                continue
            for quoted_span in self._touched(each):
                held = overlap(each.content, (quoted_span.span,))
                if held < CLAIMED * length((quoted_span.span,)) or not _ACTS.match(
                    quoted_span.inner.of(self.text).strip()
                ):
                    continue
                sentence = self.sentences.at(quoted_span.span.start)
                before = self.text[
                    max(sentence.start, quoted_span.span.start - 80) : quoted_span.span.start
                ]
                actor = _ACTOR.search(before)
                if actor:
                    start = quoted_span.span.start - len(before) + actor.start()
                    source = Span(start, start + len(actor[0].rstrip()))
                    yield Attribution(
                        (quoted_span.inner,), (source,), (), each.confidence * INTRODUCED
                    )

    # ------------------------------------------------------------ unclaimed quoted spans
    def carried(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """Attributions for quoted spans that none of these claims, in text order."""
        touching: dict[Span, list[Attribution]] = defaultdict(list)
        for each in attributions:
            for quoted_span in self._touched(each) if each.source else ():
                touching[quoted_span.span].append(each)
        claims = [
            self._claim(quoted_span, touching[quoted_span.span]) for quoted_span in self.outer
        ]
        found: list[Attribution] = []
        for index, quoted_span in enumerate(self.outer):
            if claims[index] is None and self._is_quotation(quoted_span):
                new = self._carry(index, claims) or self._introduced(quoted_span)
                if new is not None:
                    claims[index] = new
                    found.append(new)
        return found

    def _touched(self, attribution: Attribution) -> list[QuotedSpan]:
        """The quoted spans that content overlaps, in text order."""
        found = {s.span: s for span in attribution.content for s in near(self.outer, span)}
        return [found[span] for span in sorted(found)]

    def _claim(
        self, quoted_span: QuotedSpan, attributions: Sequence[Attribution]
    ) -> Attribution | None:
        least = CLAIMED * (quoted_span.inner.end - quoted_span.inner.start)
        claiming = [a for a in attributions if overlap(a.content, (quoted_span.inner,)) >= least]
        return min(claiming, key=lambda a: length(a.content), default=None)

    def _is_quotation(self, quoted_span: QuotedSpan) -> bool:
        """At least three words, or a sentence of its own; no title, no scare quotes."""
        inner = quoted_span.inner.of(self.text).strip()
        words = _WORD.findall(inner)
        sentence = inner[:1].isupper() and inner[-1:] in ".!?,…"
        if len(words) < MIN_WORDS and not sentence:
            return False
        capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
        return not (len(words) <= 8 and capital >= 0.6 * len(words) and inner[-1:] not in ".!?,")

    def _carry(self, index: int, claims: Sequence[Attribution | None]) -> Attribution | None:
        quoted_span = self.outer[index]
        before = claims[index - 1] if index else None
        after = claims[index + 1] if index + 1 < len(claims) else None
        if (
            before is not None
            and before.source
            and self._carries_on(self.outer[index - 1], quoted_span, before)
        ):
            return self._carried_from(quoted_span, before)
        if after is not None and after.source:
            following = self.outer[index + 1]
            between = self.text[quoted_span.span.end : following.span.start]
            if not between.strip() and ("\n" not in between or following.continues):
                return self._carried_from(quoted_span, after)
        return None

    def _carries_on(
        self, previous: QuotedSpan, quoted_span: QuotedSpan, claim: Attribution
    ) -> bool:
        """Whether the speaker of the quoted span before goes on."""
        text = self.text
        between = text[previous.span.end : quoted_span.span.start]
        if quoted_span.continues:
            return True
        if "\n" not in between:
            ends = re.search(r"[.!?…]\s*\Z", between)
            joint = between.strip(" ,.;:—–-…\xa0")
            of_claim = not joint or any(
                previous.span.end <= span.start < quoted_span.span.start
                for span in (*claim.source, *claim.cue)
            )
            return bool(of_claim and (ends or not joint) and len(between) < 250)
        line_end = text.find("\n", quoted_span.span.end)
        after = text[quoted_span.span.end : line_end if line_end >= 0 else len(text)]
        alone = (
            not after.strip(" .\xa0\t")
            and not text[
                max(0, text.rfind("\n", 0, quoted_span.span.start)) : quoted_span.span.start
            ].strip()
        )
        return (
            alone
            and self._is_direct(previous, claim)
            and between.count("\n") <= 2
            and len(between) < 250
        )

    def _is_direct(self, quoted_span: QuotedSpan, claim: Attribution) -> bool:
        return overlap(claim.content, (quoted_span.span,)) >= 0.8 * length(claim.content)

    def _carried_from(self, quoted_span: QuotedSpan, claim: Attribution) -> Attribution:
        origin = claim.carried_from if claim.carried_from is not None else claim.content[0].start
        return Attribution(
            (quoted_span.inner,), claim.source, (), claim.confidence * CARRIED, carried_from=origin
        )

    def _introduced(self, quoted_span: QuotedSpan) -> Attribution | None:
        """By the words before a colon, in this paragraph or at the end of the one before."""
        text = self.text
        end = quoted_span.span.start
        while end > 0 and quoted_span.span.start - end < 10 and text[end - 1].isspace():
            end -= 1
        if text[end - 1 : end] != ":":
            return None
        sentence = self.sentences.at(end - 1)
        saying = list(_SAYING.finditer(text, sentence.start, end))
        if not saying:
            return None
        cue = Span(*saying[-1].span())
        found = subject(text, cue, sentence, self.quoted, self.names) or first_noun(
            text, sentence, cue.start, self.quoted, self.names
        )
        if found is None or found.overlaps(cue):
            return None
        return Attribution((quoted_span.inner,), (found,), (cue,), INTRODUCED)


def _with_content(attribution: Attribution, content: Iterable[Span]) -> Attribution:
    spans = tuple(content)
    return attribution if spans == attribution.content else replace(attribution, content=spans)


def completed(
    text: str,
    attributions: Sequence[Attribution],
    quoted_spans: Sequence[QuotedSpan],
    names: Sequence[Name] = (),
) -> tuple[Attribution, ...]:
    """The attributions with the gaps filled, by start of content."""
    work = Completion(text, quoted_spans, names)
    found = work.with_sources(attributions)
    found += list(work.acts(found))
    found += work.carried(found)
    return tuple(sorted(found, key=lambda a: (a.content, a.source)))
