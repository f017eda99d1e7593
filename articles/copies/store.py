"""Groups of copies in the database, kept in line when articles come, change or go.

`Article.group` is the smallest key of the articles of a group, null for one that is alone.  Two
articles are a pair if their texts are copies (`texts.py`) and their days are within the window;
groups are the connected components of the pairs.  A new article can only add to components, so that
its text is compared with one of each group as a rule; where an article changes or goes, what was
its group is grouped again as a whole.  Either way the result is that of grouping all articles
(`whole.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched

from articles.copies.groups import Copy, Decided, group
from articles.copies.texts import Text, are_copies
from articles.models import Article, CopyDecision, Shingle
from articles.models.articles import ArticleQuerySet
from newsroom.db.bulk import bulk_load, bulk_set

# Texts that are read, and keys in one query, at a time.
TEXTS, KEYS = 16, 500


def put(article: Article) -> None:
    """Group an article whose text is new; one with a text that is known already stays as it is."""
    if Shingle.objects.filter(article=article).exists():
        return
    text = Text.of(article.body)
    write_sketches({article.pk: text})
    decided = CopyDecision.objects.all().decided(article.pk)
    row = Copy(article.pk, None, article.published_on)
    found = [] if decided.apart else list(_copies_of(row, text))
    found += read(decided.joined).values()
    if found:
        _unite(article.pk, found)


def put_many(articles: Mapping[Article, Text]) -> None:
    """Group articles that are new and have no decisions, as `put` does one."""
    texts = {article.pk: text for article, text in articles.items()}
    sharing = Shingle.objects.all().sharing_any(
        {value for text in texts.values() for value in text.sketch}
    )
    for key, text in texts.items():
        for value in text.sketch:
            sharing[value].append(key)
    write_sketches(texts)
    for article in articles:
        text = texts[article.pk]
        shared = Counter(key for value in text.sketch for key in sharing.get(value, ()))
        del shared[article.pk]
        if any(number >= text.common for number in shared.values()):
            row = read([article.pk])[article.pk]
            if found := list(_copies_of(row, text)):
                _unite(article.pk, [*found, row])


def forget_text(article: Article) -> None:
    """Take an article, whose text is replaced, out of the copies of the text it had."""
    Shingle.objects.filter(article=article).delete()
    regroup([article.pk])
    article.refresh_from_db(fields=["group"])


def regroup(keys: Collection[int], left: Iterable[int | None] = ()) -> None:
    """Group articles again, after their days or decisions on them changed; `left` are groups that
    lost some."""
    rows = read(keys)
    for row in list(rows.values()):
        rows |= {found.key: found for found in _linked(row)}
    known = {row.group for row in rows.values()} | set(left)
    rows |= _read(Article.objects.in_groups([key for key in known if key is not None]))
    if rows:
        texts = _texts(rows)
        decided = decided_on(rows)
        write(rows, group(rows, Shingle.objects.all().sketches(rows), texts.__getitem__, decided))


def read(keys: Collection[int]) -> dict[int, Copy]:
    """Return what decides on the groups of these articles, in the order of the keys."""
    found = {
        key: row
        for some in batched(keys, KEYS)
        for key, row in _read(Article.objects.with_pk_in(some)).items()
    }
    return {key: found[key] for key in keys if key in found}


def decided_on(keys: Collection[int]) -> Decided:
    """Return what people decided on these articles."""
    rows = [row for some in batched(keys, KEYS) for row in CopyDecision.objects.all().on(some)]
    return Decided(
        frozenset(row.article_id for row in rows if row.other_id is None),
        tuple((row.article_id, row.other_id) for row in rows if row.other_id is not None),
    )


def write(rows: Mapping[int, Copy], groups: Iterable[list[int]]) -> None:
    """Write the groups of articles where they changed."""
    key_of = {key: found[0] for found in groups for key in found}
    changed = [(k, key_of.get(k)) for k, row in rows.items() if row.group != key_of.get(k)]
    bulk_set(Article, "group", changed)


def write_sketches(texts: Mapping[int, Text]) -> None:
    """Write by what the copies of these texts are found."""
    bulk_load(Shingle, ("article_id", "hash"), [
        (key, value) for key, text in texts.items() for value in text.sketch
    ])  # fmt: skip


def _linked(row: Copy) -> Iterable[Copy]:
    """Return the copies of an article, unless its text is not read yet."""
    if not Shingle.objects.filter(article=row.key).exists():
        return ()
    return _copies_of(row, _texts([row.key])[row.key])


def _copies_of(row: Copy, text: Text) -> Iterator[Copy]:
    """Yield articles that are in a pair with this one by their texts: of each group at least one.

    Texts are read some at a time, since the first of a group tells of all.
    """
    keys = [
        key for key in Shingle.objects.all().sharing(text.sketch, text.common) if key != row.key
    ]
    if not keys:
        return
    apart = decided_on([row.key, *keys]).apart
    near = [each for each in read(keys).values() if each.within_window(row)]
    left = [each for each in near if each.key not in apart and row.key not in apart]
    groups: set[int | None] = set()
    while left:
        some, left = left[:TEXTS], left[TEXTS:]
        texts = _texts([each.key for each in some])
        for each in some:
            if each.group not in groups and are_copies(text, texts[each.key]):
                yield each
                groups |= {each.group} - {None}
        left = [each for each in left if each.group not in groups]


def _unite(key: int, found: Collection[Copy]) -> None:
    """Write one group for an article and the groups of its copies."""
    groups = {row.group for row in found if row.group is not None}
    alone = {key, *(row.key for row in found if row.group is None)}
    smallest = min(groups | alone)
    Article.objects.in_groups(groups - {smallest}).update(group=smallest)
    Article.objects.with_pk_in(alone).update(group=smallest)


def _texts(keys: Collection[int]) -> dict[int, Text]:
    return {
        key: Text.of(body)
        for some in batched(keys, KEYS)
        for key, body in Article.objects.bodies(some).items()
    }


def _read(articles: ArticleQuerySet) -> dict[int, Copy]:
    rows = articles.order_by().values_list("pk", "group", "published_on")
    return {row[0]: Copy(*row) for row in rows}
