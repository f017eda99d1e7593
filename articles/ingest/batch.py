"""Store articles with what was found in them: many at once, with the rows of one by one.

What is known for all names of a batch is loaded at once (`resolution/load_known.py`).  The articles
are decided in their order, each on what is known with what those before it add, and their rows are
written together.  An article that needs more than was loaded is decided on the database between
them, as `store` does.  Utterances and copies are grouped once for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
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
from articles.utterances.store import echo_of, regroup_articles, regroup_keys
from extraction.annotations import Extraction
from extraction.text.anchors import quoted_text
from newsroom.db.bulk import bulk_update
from newsroom.db.keys import Keys
from newsroom.db.locks import look_up_by_key, single_writer
from reading.draft import Draft

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


def store_new(items: Sequence[Ready]) -> None:
    """Store articles whose texts are new, each another one, in one transaction.

    Raises what the database raises, and ReadingError for a text that was deleted; then nothing is
    stored.  Texts and spans are to be checked before.  Words wait for their place in the index,
    which the caller is to give them (`merge_written`).
    """
    with single_writer():
        look_up_by_key()
        _store_and_group(_insert(items))


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
        _store_and_group([
            _Item(article, found, names_in(found, article.body), Text.of(article.body))
            for article, found in read
        ])  # fmt: skip
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


def _store_and_group(items: Sequence[_Item]) -> None:
    moved = _store(items)
    regroup_articles([item.article.pk for item in items])
    regroup_keys(moved)
    copies.put_many({item.article: item.text for item in items})


def _insert(ready: Sequence[Ready]) -> list[_Item]:
    """Write the rows of the articles, which are done."""
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
    load_rows(Article, [item.article for item in items])
    return items


def _store(items: Sequence[_Item]) -> list[int]:
    """Store what was found; return other quotations whose speakers changed."""
    moved: list[int] = []
    size, at = MOST, 0
    while at < len(items):
        some = items[at : at + size]
        known = _store_on_known(some)
        at += known
        if known < len(some):
            moved += store_alone(items[at].article, items[at].found)
            at += 1
        size = max(FEWEST, size // 2) if known < len(some) else min(MOST, size * 2)
    return moved


def _store_on_known(items: Sequence[_Item]) -> int:
    """Store articles as far as what is known for all of them is enough; return how many."""
    try:
        known = load_known(
            [item.named for item in items],
            [entity for item in items for entity in item.found.entities],
        )
    except NotLoadedError:
        return 0
    rows, done = NewRows(known), 0
    decisions = Decision.objects.exists()
    for item in items:
        try:
            plan = plan_on(known, item, rows.unwritten, decisions=decisions)
        except NotLoadedError:
            break
        rows.add(item.article, plan)
        done += 1
    rows.write()
    return done


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
