"""Clippings follow their quotations when the quotations of an article are written again."""

from __future__ import annotations

from articles.models import Article, Clipping, Quotation
from extraction.text.anchors import jaccard, relocate

# Content shared, of that which either has, from which a quotation is the one that was clipped.
SAME = 0.3


def place(article: Article) -> None:
    """Give each clipping of an article the quotation that has its words now.

    One whose words no quotation has is lost: its list shows what was kept of it.
    """
    clippings = list(Clipping.objects.in_article(article).order_by("pk"))
    if not clippings:
        return
    rows = list(article.quotations.all())
    taken: set[tuple[int, int]] = set()
    for clipping in clippings:
        row = _placed(clipping, article, rows)
        if row is not None and (clipping.clipping_list_id, row.pk) in taken:
            row = None  # two clippings of a list have become one quotation
        if row is not None:
            taken.add((clipping.clipping_list_id, row.pk))
        clipping.quotation = row
    Clipping.objects.in_article(article).update(quotation=None)
    Clipping.objects.bulk_update(clippings, ["quotation"])


def _placed(clipping: Clipping, article: Article, rows: list[Quotation]) -> Quotation | None:
    """The quotation with the words of a clipping; the row that it has already is preferred."""
    spans = relocate(clipping.anchors, article.body)
    if spans is None:
        return None

    def fit(row: Quotation) -> tuple[float, bool, int]:
        return jaccard(row.content, spans), row.pk == clipping.quotation_id, -row.pk

    best = max(rows, key=fit, default=None)
    return best if best is not None and fit(best)[0] >= SAME else None
