"""What the abbreviations of an article stand for: those it introduces, and initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import EntityType, Span
from extraction.document import Mention
from extraction.lexicon.organizations import NOT_IN_INITIALS
from extraction.text.folding import name_key

ABBREVIATION = re.compile(r"[”\"]? \(([A-Z][A-Za-z.]{1,9})\)")


def long_names(text: str, mentions: Sequence[Mention]) -> dict[Span, str]:
    """The full name of each abbreviation that the article spells out: “IMF”."""
    others = [m for m in mentions if m.type is not EntityType.PERSON]
    keys = keys_of(text, others)
    full = {key: m.name for m in reversed(others) if (key := name_key(m.name)) == keys[m.span]}
    return {
        m.span: full[keys[m.span]]
        for m in others
        if keys[m.span] in full
        and full[keys[m.span]] != m.name
        and m.name.replace(".", "").isupper()
    }


def keys_of(text: str, mentions: Sequence[Mention]) -> dict[Span, str]:
    """A key for each mention; an abbreviation has the key of its long form."""
    long_forms: dict[str, str] = {}
    for mention in mentions:
        key = name_key(mention.name)
        initials = "".join(w[0] for w in key.split() if w not in NOT_IN_INITIALS)
        if len(initials) > 1:
            long_forms.setdefault(initials, key)
        if given := ABBREVIATION.match(text, mention.span.end):
            long_forms[name_key(given[1])] = key
    keys = {}
    for mention in mentions:
        name = mention.name
        key = name_key(name)
        keys[mention.span] = long_forms.get(key, key) if name.replace(".", "").isupper() else key
    return keys
