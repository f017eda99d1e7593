"""Decisions laid over the machine's quotations, which may be others after a new extraction.

`apply` runs at the end of every storing of an article.  Each decision is placed by its words and
matched with the machine's quotation that shares most of them; what a person set replaces what
the machine says, and what the machine says is kept with the decision, for undoing it.
A decision whose words are gone from the article is lost: shown for review, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from articles.models import Article, Decision, Quotation, Speaker
from articles.models.quotations import QuotationQuerySet
from articles.models.values import truncated
from extraction.annotations import Spans, SpeakerType
from extraction.confidence import PERSON_DECIDED
from extraction.text.anchors import anchors_for, jaccard, quoted_text, relocate
from extraction.text.folding import ascii_key

# Content shared, of that which either has, from which two quotations are the same one.
SAME = 0.3
# From which a second quotation by the same source says again what a person settled.
AGAIN = 0.5
SAME_SOURCE = 0.2


def apply(article: Article) -> set[int]:
    """Lay every decision of an article over its quotations; the speakers this touches.

    These must be the machine's own, as `articles/ingest/store.py` has just written them, or none.
    """
    decisions = list(article.decisions.select_related("found_speaker"))
    if not decisions:
        return set()
    placed = {d.pk: relocate(d.anchors, article.body) for d in decisions}
    touched = _join_parted(article, decisions, placed)
    rows = list(article.quotations.prefetch_related("about"))
    matched = _matched(article, decisions, placed, rows)
    touched |= {row.speaker_id for row in rows}
    for decision in decisions:
        row = matched.get(decision.pk)
        if row is not None:
            rows.remove(row)
            decision.found, decision.found_speaker = snapshot(article, row), row.found_speaker
        elif decision.found is not None:
            decision.found["gone"] = True
        _lay(article, decision, row, placed[decision.pk], undo=False)
    _drop_repetitions(decisions, rows)
    touched |= set(article.quotations.values_list("speaker", flat=True))
    return {pk for pk in touched if pk is not None}


def apply_one(decision: Decision) -> set[int]:
    """Lay one decision over its quotation again; return the speakers this touches."""
    row = decision.quotation
    touched = {row.speaker_id} if row else set()
    _lay(
        decision.article,
        decision,
        row,
        relocate(decision.anchors, decision.article.body),
        undo=True,
    )
    if decision.quotation:
        touched.add(decision.quotation.speaker_id)
    return {pk for pk in touched if pk is not None}


def take_over(decision: Decision, spans: Spans) -> None:
    """Lay a decision over the machine's quotation at its new place, as the next reading would.

    What the machine finds a second time of it goes.  The caller applies the decision.
    """
    article = decision.article
    rows = list(article.quotations.undecided().prefetch_related("about"))
    row = max(rows, key=lambda row: jaccard(row.content, spans), default=None)
    if row is not None and jaccard(row.content, spans) >= SAME and decision.quotation is None:
        rows.remove(row)
        decision.quotation = row
        decision.found, decision.found_speaker = snapshot(article, row), row.found_speaker
    decision.anchors, decision.lost = anchors_for(article.body, spans), False
    _drop_repetitions([decision], rows)


def let_go(decision: Decision, anchors: Any) -> set[int]:
    """Undo `take_over`: give the machine its quotation back, and the decision its lost words.

    Returns the speakers this touches.  The caller applies the decision.
    """
    row = decision.quotation
    touched = {row.speaker_id} if row else set()
    restored = _restored(decision.article, decision, row)
    touched.add(restored.speaker_id if restored else None)
    decision.quotation = decision.found = decision.found_speaker = None
    decision.anchors, decision.lost = anchors, True
    decision.save()
    return {pk for pk in touched if pk is not None}


def snapshot(article: Article, row: Quotation) -> dict[str, Any]:
    """What the machine says of a quotation; its speaker is kept in a column, as a reference."""
    return {
        "anchors": anchors_for(article.body, row.content),
        "source": anchors_for(article.body, row.source),
        "cue": anchors_for(article.body, row.cue),
        "kind": row.kind,
        "speaker_type": row.speaker_type,
        "identity_reason": row.identity_reason,
        "title": row.speaker_title,
        "country": row.found_country_id,
        "likely_country": row.likely_country_id,
        "country_probability": row.country_probability,
        "country_reason": row.country_reason,
        "about": sorted(country.pk for country in row.about.all()),
        "confidence": row.confidence,
        "reason": row.reason,
    }


def _join_parted(
    article: Article, decisions: Sequence[Decision], placed: dict[int, Spans | None]
) -> set[int | None]:
    """Join what the machine has parted since a person decided on it as one quotation.

    Returns the speakers this touches.
    """
    rows = list(article.quotations.prefetch_related("about"))
    touched: set[int | None] = set()
    for decision in decisions:
        spans = placed[decision.pk]
        rejected = decision.verdict == Decision.Verdict.REJECTED
        if not spans or not decision.standing or rejected or "content" in decision.values:
            continue
        source = " ".join(anchor["exact"] for anchor in (decision.found or {}).get("source", ()))
        parts = [row for row in rows if row.source_text == source and _lies_in(row, spans)]
        if len(parts) > 1:
            touched |= {row.speaker_id for row in parts}
            _join(article, parts)
            rows = [row for row in rows if row not in parts]
    return touched


def _lies_in(row: Quotation, spans: Spans) -> bool:
    return all(any(s <= a and b <= e for s, e in spans) for a, b in row.content)


def _join(article: Article, parts: Sequence[Quotation]) -> None:
    """Give the first of several quotations the words and countries of all."""
    first, *others = sorted(parts, key=lambda row: row.start)
    codes = dict.fromkeys(country.pk for row in (first, *others) for country in row.about.all())
    first.content = sorted(span for row in (first, *others) for span in row.content)
    for row in others:
        row.delete()
    _set_extent(article, first)
    first.save()
    first.about.set(codes)


def _matched(
    article: Article,
    decisions: Sequence[Decision],
    placed: dict[int, Spans | None],
    rows: Sequence[Quotation],
) -> dict[int, Quotation]:
    """The machine's quotation that each decision is about, each given to one decision only."""
    pairs = []
    for decision in decisions:
        found = decision.found or {}
        machine = relocate(found["anchors"], article.body) if found else None
        source = " ".join(anchor["exact"] for anchor in found.get("source", ()))
        for row in rows:
            score = max(jaccard(row.content, spans) for spans in (placed[decision.pk], machine)
                        if spans) if placed[decision.pk] or machine else 0.0  # fmt: skip
            if score >= SAME:
                score += SAME_SOURCE * (quoted_text(article.body, row.source) == source)
                pairs.append((score, -decision.pk, -row.pk, decision, row))
    matched: dict[int, Quotation] = {}
    taken: set[int] = set()
    for *_, decision, row in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if decision.pk not in matched and row.pk not in taken:
            matched[decision.pk] = row
            taken.add(row.pk)
    return matched


def _lay(
    article: Article, decision: Decision, row: Quotation | None, spans: Spans | None, *, undo: bool
) -> None:
    """Give a decision the row it asks for.  `undo` brings back what the machine had found."""
    before = row.pk if row else None
    rejected = decision.verdict == Decision.Verdict.REJECTED
    decision.lost = decision.standing and not rejected and spans is None
    if rejected or (decision.added and not (decision.standing and spans)):
        _discard(row)
        row = None
    elif decision.standing and spans is not None:
        row = _overlaid(article, decision, row, spans)
        decision.lost = row is None
    elif undo:
        row = _restored(article, decision, row)
    decision.quotation = row
    decision.last_row = row.pk if row else decision.last_row or before
    decision.save()


def _row_again(article: Article, decision: Decision) -> Quotation:
    """A new row under the key that the last one had, unless another quotation has it by now."""
    key = decision.last_row
    if key is not None and Quotation.objects.all().with_pk_in([key]).exists():
        key = None
    return Quotation(pk=key, article=article)


def _discard(row: Quotation | None) -> None:
    if row is not None and row.pk:
        row.delete()


def _overlaid(
    article: Article, decision: Decision, row: Quotation | None, spans: Spans
) -> Quotation | None:
    """The row with what a person set; None where another decision has its place."""
    row = row or _row_again(article, decision)
    _as_found(article, decision, row, spans)
    _decided(article, decision, row, spans)
    clash = list(_in_its_place(article, row).select_related("decision"))
    if any(hasattr(other, "decision") for other in clash):
        _discard(row)
        return None
    for other in clash:
        other.delete()
    row.save()
    row.about.set(decision.values.get("about", (decision.found or {}).get("about", [])))
    return row


def _restored(article: Article, decision: Decision, row: Quotation | None) -> Quotation | None:
    """The machine's quotation again, once nothing is decided about it any more."""
    found = decision.found
    if found is None or found.get("gone") or relocate(found["anchors"], article.body) is None:
        _discard(row)
        return None
    row = row or _row_again(article, decision)
    _as_found(article, decision, row, ())
    if _in_its_place(article, row).exists():
        _discard(row)
        return None
    row.save()
    row.about.set(found["about"])
    return row


def _in_its_place(article: Article, row: Quotation) -> QuotationQuerySet:
    return Quotation.objects.filter(
        article=article, start=row.start, end=row.end, source_text=row.source_text
    ).exclude(pk=row.pk)


def _as_found(article: Article, decision: Decision, row: Quotation, spans: Spans) -> None:
    """Give a row what the machine says; to a quotation that a person added, that is nothing."""
    found = decision.found
    row.found_speaker = decision.found_speaker
    row.speaker = decision.found_speaker.root if decision.found_speaker else None
    if found is None:
        row.content = [list(span) for span in spans]
        row.source, row.cue, row.source_text = [], [], ""
        row.confidence, row.reason = PERSON_DECIDED, ""
    else:
        content = relocate(found["anchors"], article.body) or spans
        row.content = [list(span) for span in content]
        row.source = [list(span) for span in relocate(found["source"], article.body) or ()]
        row.cue = [list(span) for span in relocate(found["cue"], article.body) or ()]
        row.source_text = truncated(Quotation, "source_text", quoted_text(article.body, row.source))
        row.kind, row.speaker_type = found["kind"], found["speaker_type"]
        row.speaker_title, row.found_country_id = found["title"], found["country"]
        row.confidence, row.reason = found["confidence"], found["reason"]
        row.identity_reason = found["identity_reason"]
        # Decisions of before likely countries were found have none of these.
        row.likely_country_id = found.get("likely_country")
        row.country_probability = found.get("country_probability")
        row.country_reason = found.get("country_reason")
    row.speaker_country_id = row.found_country_id
    _set_extent(article, row)


def _set_extent(article: Article, row: Quotation) -> None:
    row.start, row.end = row.content[0][0], row.content[-1][1]
    row.text = quoted_text(article.body, row.content)


def _decided(article: Article, decision: Decision, row: Quotation, spans: Spans) -> None:
    """Lay over a row what a person set."""
    values = decision.values
    if "content" in values:
        row.content = [list(span) for span in spans]
        _set_extent(article, row)
    if "speaker" in values:
        leaf = Speaker.objects.all().with_pk(values["speaker"]) if values["speaker"] else None
        if _names_another(row.source_text, decision.found_speaker, leaf):
            row.source, row.source_text = [], ""
        row.found_speaker, row.speaker = leaf, leaf.root if leaf else None
        row.speaker_type = leaf.type if leaf else SpeakerType.UNNAMED.value
        row.identity_reason = ""
    row.kind = values.get("kind", row.kind)
    row.speaker_title = values.get("title", row.speaker_title)
    if "country" in values:
        row.speaker_country_id = values["country"]
    another = "speaker" in values and values["speaker"] != decision.found_speaker_id
    if "country" in values or another:
        row.likely_country = row.country_probability = row.country_reason = None
    if "speaker" in values or decision.verdict == Decision.Verdict.CHECKED:
        row.confidence, row.reason = PERSON_DECIDED, ""


def _names_another(source: str, found: Speaker | None, leaf: Speaker | None) -> bool:
    """Whether the source names whom the machine found, and so not who it is: no pronoun does."""
    if found is None or (leaf is not None and leaf.root == found.root):
        return False
    words = set(ascii_key(source).split())
    return bool(words & set(ascii_key(found.name).split()))


def _drop_repetitions(decisions: Iterable[Decision], rows: Iterable[Quotation]) -> None:
    """Delete what the machine finds a second time of a quotation that a person settled."""
    settled = [d for d in decisions if d.standing and not d.lost]
    for row in rows:
        if any(_repeats(decision, row) for decision in settled):
            row.delete()


def _repeats(decision: Decision, row: Quotation) -> bool:
    """Whether a quotation that the machine found says what a person settled already."""
    spans = relocate(decision.anchors, decision.article.body)
    if spans is None:
        return False
    found = decision.found or {}
    source = " ".join(anchor["exact"] for anchor in found.get("source", ()))
    inside = _lies_in(row, spans)
    if jaccard(row.content, spans) >= AGAIN:
        return row.source_text == source or not row.source_text or not source
    if decision.verdict == Decision.Verdict.REJECTED:
        return inside and row.source_text == source and row.kind == found.get("kind")
    settled = "content" in decision.values
    return inside and settled and bool(source) and row.source_text == source
