"""What a document has beside its text."""

from __future__ import annotations


def on_footnotes(count: int) -> list[str]:
    """A note on the footnotes and endnotes of a document, which are not in its text."""
    if not count:
        return []
    return [f"Not read: {'a footnote' if count == 1 else f'{count} footnotes'} of the document."]
