"""Store articles with what was found in them: many at once, with the rows of one by one.

What is known for all names of a batch is loaded at once (`resolution/load_known.py`).  The articles
are decided in their order, each on what is known with what those before it add, and their rows are
written together.  An article that needs more than was loaded is decided on the database between
them, as `store` does.  Utterances and copies are grouped once for all.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from django.db import Error, connection, transaction
from django.utils import timezone

from articles.copies import store as copies
from articles.copies.texts import Text
from articles.ingest import claims
from articles.ingest.new_rows import NewRows, load_rows
from articles.ingest.plan import Plan, draft, make_plan
from articles.ingest.save import article_columns, load_outlets, refuse_deleted
from articles.ingest.store import check_spans, day_in_words, store_alone, with_co_mentions
from articles.models import Article, CopyDecision, Decision
from articles.resolution.consequences import decide
from articles.resolution.entities import entity_key, resolve_entities
from articles.resolution.known import Known, NotLoadedError
from articles.resolution.load_known import have_decided_countries, load_known
from articles.resolution.profiles import Unwritten
from articles.resolution.resolver import Named, names_in, resolve
from articles.search.backends import backend
from articles.utterances.store import echo_of, regroup_articles, regroup_keys, regrouped
from articles.utterances.store import write as write_utterances
from extraction.annotations import Extraction
from extraction.text.anchors import quoted_text
from newsroom.db.bulk import bulk_update
from newsroom.db.keys import Keys
from newsroom.db.locks import look_up_by_key, single_writer
from newsroom.db.reader import AT_ONCE
from reading.draft import Draft

logger = logging.getLogger(__name__)

# Articles that are decided on one look-up: as many as that, fewer after one was decided alone.
MOST, FEWEST = 128, 4
# Code points of the texts of one transaction, few enough that other writers wait for less than a
# second.
LONGEST = 1_000_000
# Articles that nothing was found in before, and nobody decided on or remarked.
UNREAD = """SELECT id, content_hash FROM articles_article AS article
WHERE id IN ({}) AND first_read_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM articles_quotation WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_mention WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_shingle WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_decision WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_clipping WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_report WHERE article_id = article.id)
    AND NOT EXISTS (SELECT 1 FROM articles_comment WHERE article_id = article.id)
ORDER BY id"""

type Annotated = tuple[Draft, Extraction, str]


@dataclass(frozen=True, slots=True)
class Ready:
    """A new article that can be stored, and what of it needs no database: the hash of its text,
    whom it names, and its shingles.  The words of its quotations are in memory."""

    annotated: Annotated
    hash: str
    named: Named
    text: Text

    @classmethod
    def of(cls, annotated: Annotated) -> Ready:
        draft, found, _ = annotated
        for quotation in found.quotations:
            echo_of(quoted_text(draft.body, quotation.content))
        named = names_in(found, draft.body)
        return cls(annotated, Article.hash_of(draft.body), named, Text.of(draft.body))

    @property
    def draft(self) -> Draft:
        return self.annotated[0]


@dataclass(frozen=True, slots=True)
class _Item:
    """A new article, what was found in it, whom it names and its shingles."""

    article: Article
    found: Extraction
    named: Named
    text: Text


def store_new(ready: Sequence[Ready], reader: Executor = AT_ONCE) -> None:
    """Store articles whose texts are new, each another one, in one transaction.

    The `reader` decides them on the database as it was before, while this thread writes them.
    Raises what the database raises, and ReadingError for a text that was deleted; then nothing is
    stored.  Texts and spans are to be checked before.  The words of earlier batches get their place
    in the index; the caller is to give it to those of the last (`merge_words`).
    """
    with single_writer():
        look_up_by_key()
        items = _made(ready)
        deciding = reader.submit(_decided, items[:MOST])
        load_rows(Article, [item.article for item in items])
        copies.put_many({item.article: item.text for item in items})
        merge_words()
        _store(items, deciding.result(), reader)


def merge_words() -> None:
    """Put written words under the index; where that fails they wait, are found all the same, and
    the log says why, with the traceback of what is no error of the database."""
    try:
        with transaction.atomic():
            backend().merge_written()
    except Exception as error:
        fault = not isinstance(error, Error)
        level = logging.ERROR if fault else logging.WARNING
        logger.log(level, "Words wait for their place in the index: %s", error, exc_info=fault)


def store_unread(read: Sequence[tuple[Article, Extraction]], version: str) -> bool:
    """Store what was found in articles that have nothing of their own yet, in one transaction.

    Return False, and store nothing, if one is gone, has another text now, or has rows that refer to
    it.  Raises ValueError, and changes nothing, if a span lies outside its body.
    """
    for article, found in read:
        check_spans(article.body, found)
    articles = [article for article, _ in read]
    with single_writer():
        look_up_by_key()
        if not _lock_unread(articles):
            return False
        items = [
            _Item(article, found, names_in(found, article.body), Text.of(article.body))
            for article, found in read
        ]
        copies.put_many({item.article: item.text for item in items})
        _store(items, _decided(items[:MOST]), AT_ONCE)
        backend().merge_written()
        done = claims.done_values(version)
        bulk_update(Article, [article.pk for article in articles], done)
    for article in articles:
        for column, value in done.items():
            setattr(article, column, value)
    return True


def _lock_unread(articles: Sequence[Article]) -> bool:
    """Lock the rows of articles until the transaction ends; return whether they are as they were
    and nothing refers to them."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    keys = [article.pk for article in articles]
    with connection.cursor() as cursor:
        cursor.execute(UNREAD.format(", ".join(["%s"] * len(keys))) + lock, keys)
        unread = dict(cursor.fetchall())
    same = unread == {article.pk: article.content_hash for article in articles}
    return same and not CopyDecision.objects.all().on(keys).exists()


def _made(ready: Sequence[Ready]) -> list[_Item]:
    """Make the rows of the articles, which are done."""
    outlets = load_outlets([one.draft.outlet for one in ready])
    keys = Keys(Article).take_many(len(ready))
    now = timezone.now()
    items = []
    for pk, one in zip(keys, ready, strict=True):
        _, found, version = one.annotated
        columns = article_columns(one.draft, mine=False, outlets=outlets)
        article = Article(
            pk=pk, state=Article.State.DONE, extractor_version=version, tries=1, added_at=now,
            processed_at=now, first_read_at=now, **columns,
        )  # fmt: skip
        if article.published_on:
            article.unread_date = ""
        items.append(_Item(article, found, one.named, one.text))
    refuse_deleted([item.article.content_hash for item in items])
    return items


def _store(items: Sequence[_Item], first: NewRows, reader: Executor) -> None:
    """Store what was found, with the rows of the `first` articles, and group the quotations."""
    if len(first.articles) == len(items):
        grouping = reader.submit(regrouped, first.to_group())
        first.write()
        write_utterances(*grouping.result())
    else:
        moved = _store_parts(items, first)
        regroup_articles([item.article.pk for item in items])
        regroup_keys(moved)


def _store_parts(items: Sequence[_Item], rows: NewRows) -> list[int]:
    """Store these rows of the first articles, then the others, of which some need more than was
    loaded; return other quotations whose speakers changed."""
    moved: list[int] = []
    size, at = MOST, 0
    while True:
        rows.write()
        end, at = min(at + size, len(items)), at + len(rows.articles)
        if at < end:
            moved += store_alone(items[at].article, items[at].found)
            at, size = at + 1, max(FEWEST, size // 2)
        else:
            size = min(MOST, size * 2)
        if at == len(items):
            return moved
        rows = _decided(items[at : at + size])


def _decided(items: Sequence[_Item]) -> NewRows:
    """Decide articles as far as what is known for all of them is enough; return their rows."""
    try:
        known = load_known(
            [item.named for item in items],
            [entity for item in items for entity in item.found.entities],
        )
    except NotLoadedError:
        return NewRows(Known(0))
    rows = NewRows(known)
    decisions = Decision.objects.exists()
    for item in items:
        try:
            plan = plan_on(known, item, rows.unwritten, decisions=decisions)
        except NotLoadedError:
            break
        rows.add(item.article, plan)
    rows.number_quotations()
    return rows


def plan_on(known: Known, item: _Item, unwritten: Unwritten, *, decisions: bool) -> Plan:
    """Decide what storing a new article writes; raises NotLoadedError if more must be loaded.

    `unwritten` is what those before it say, for the people named beside namesakes.  With
    `decisions` of editors, quotations in other articles may keep the country they show.
    """
    article, found = item.article, item.found
    places = {entity_key(entity) for entity in found.entities}
    there = {place: known.entities[place] for place in places if place in known.entities}
    facts = known.facts(article.pk, item.named, article.published_on)
    day = day_in_words(article.published_on)
    mentions = resolve_entities(found.entities, there)
    resolution = resolve(found.quotations, item.named, facts, day)
    while resolution.missing:
        facts = with_co_mentions(facts, resolution, mentions, unwritten)
        resolution = resolve(found.quotations, item.named, facts, day)
    rows, additions = draft(article.body, found, resolution), resolution.additions
    spoken = rows.spoken
    consequences, after = decide(known.affected(facts, additions, spoken), additions, spoken)
    if consequences.silent:
        raise NotLoadedError("speakers without a quotation")
    changed = {key for _, _, keys in consequences.shown for key in keys}
    if decisions and changed and have_decided_countries(changed):
        raise NotLoadedError("decisions of editors")
    return make_plan(rows, additions, mentions, decided=(consequences, after))
