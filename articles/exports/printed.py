"""Quotations as a page to print: the whole list on one, without the rest of the newsroom."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string

from articles.exports.export import Export

TEMPLATE = "printed.html"
# Where the quotations come in the page.
_HERE = "<!-- quotations -->"


def write(export: Export) -> Iterator[bytes]:
    """Yield the page, some hundreds of quotations at a time."""
    page = render_to_string(TEMPLATE, {"export": export, "here": _HERE})
    head, _, foot = page.partition(_HERE)
    yield head.encode()
    for chunk in export.chunks():
        noted = [(row, export.notes.get(row.pk, "")) for row in chunk]
        context = {"quotations": noted, "site": export.site}
        yield render_to_string(f"{TEMPLATE}#quotations", context).encode()
    yield foot.encode()
