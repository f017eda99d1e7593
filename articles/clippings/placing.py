"""Clippings, reports and comments follow their quotations when these are written again."""

from __future__ import annotations

from articles.models import Article, Clipping, Comment, Quotation, Report
from extraction.text.anchors import jaccard, relocate

# Content shared, of that which either has, from which a quotation is the one that was clipped.
SAME = 0.3


def place(article: Article) -> None:
    """Give what is attached to quotations of an article those that have its words now.

    A clipping whose words no quotation has is lost: its list shows what was kept of it.
    """
    _place_remarks(article)
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


def _place_remarks(article: Article) -> None:
    """Do the same for reports and comments, of which a quotation may have several."""
    reports = list(Report.objects.all().in_article(article))
    comments = list(Comment.objects.all().in_article(article))
    if not (reports or comments):
        return
    rows = list(article.quotations.all())
    remarks: list[Report | Comment] = [*reports, *comments]
    for remark in remarks:
        remark.quotation = _placed(remark, article, rows)
    Report.objects.bulk_update(reports, ["quotation"])
    Comment.objects.bulk_update(comments, ["quotation"])


def _placed(
    clipping: Clipping | Report | Comment, article: Article, rows: list[Quotation]
) -> Quotation | None:
    """The quotation with the words of a clipping; the row that it has is preferred."""
    spans = relocate(clipping.anchors, article.body)
    if spans is None:
        return None

    def fit(row: Quotation) -> tuple[float, bool, int]:
        return jaccard(row.content, spans), row.pk == clipping.quotation_id, -row.pk

    best = max(rows, key=fit, default=None)
    return best if best is not None and fit(best)[0] >= SAME else None
