"""Labels in front of a colon that are nobody: a rubric, the topic of a headline."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.attribution.subjects import SPEAKING_LABELS, names_in
from extraction.document import Document
from extraction.lexicon import words
from extraction.lexicon.organizations import COLLECTIVE, DOCUMENTS, SEVERAL_BODIES
from extraction.lexicon.roles import HEADS
from extraction.lexicon.written_words import RUBRICS
from extraction.names import is_given
from extraction.text.folding import plain

_SPEAKING = HEADS | COLLECTIVE | SEVERAL_BODIES | DOCUMENTS
_NAMED_AFTER = words("award awards cup day games medal prize prizes trophy")
"""What ends the name of a thing that a person's name opens: “the Brel Prize”."""


def is_topic(document: Document, label: Span) -> bool:
    """“Flood: ‘We lost it all’”: a word that a headline opens with, and that is nobody's name.

    A name comes again in the article, or is a given one; who has an office or speaks for many may
    come in the headline alone.
    """
    text, word = document.text, label.of(document.text)
    bare = plain(word)
    if bare in RUBRICS:
        return True
    if text[: label.start].strip() or not word.isalpha() or word.isupper():
        return False
    if not {bare, bare.removesuffix("s")}.isdisjoint(_SPEAKING):
        return False
    end = document.paragraph(label.start).end
    again = [Span(*m.span()) for m in re.compile(rf"\b{word}\b").finditer(text, end)]
    if not text[end:].strip() or (is_given(word) and not again):
        return False
    return all(_is_thing(document, span) for span in again)


def _is_thing(document: Document, span: Span) -> bool:
    """Whether a word is in the name of what cannot speak: “the Brel Prize”."""
    around = names_in(document.names, span)
    last = [plain(name.of(document.text).split()[-1]) for name, _ in around]
    labelled = any(label not in SPEAKING_LABELS for _, label in around)
    return labelled or not _NAMED_AFTER.isdisjoint(last)
