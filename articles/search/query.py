"""The syntax of searches, parsed once for all backends.

    cease-fire "short list" -denied negotia*

Words match whatever their ending, case and accents; phrases between any quotation marks match
literally; `-` excludes a word or phrase; `*` matches any ending.  Everything else is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extraction.lexicon.glyphs import SEARCH_CLOSING, SEARCH_OPENING

# A search as long as a paragraph is a mistake, and each term costs.
MOST_TERMS = 20
SHORTEST_PREFIX = 2

_OPENING = "".join(sorted(SEARCH_OPENING))
_CLOSING = "".join(sorted(SEARCH_CLOSING))
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[-−–])?(?:[{_OPENING}](?P<phrase>[^{_OPENING}{_CLOSING}]*)"
    rf"(?P<closed>[{_CLOSING}])?|(?P<word>[^\s{_OPENING}{_CLOSING}]+))"
)
_TOKEN = re.compile(r"[^\W_]+")


class Form(StrEnum):
    """How a term matches."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for; `text` has a letter or a digit in it, and neither `"` nor `*`."""

    form: Form
    text: str

    def __str__(self) -> str:
        return {
            Form.WORD: self.text,
            Form.PHRASE: f"“{self.text}”",
            Form.PREFIX: f"{self.text}*",
        }[self.form]


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` and none of `unwanted`; `problems` are sentences for the reader."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def __str__(self) -> str:
        return " ".join([*map(str, self.wanted), *(f"-{term}" for term in self.unwanted)])


def parse(typed: str) -> Query:
    """Parse a search; any text gives a query, if need be with problems.

    >>> parse('“short list” ports -denied econ*').wanted
    (Term(form=<Form.PHRASE: 'phrase'>, text='short list'), Term(form=<Form.WORD: 'word'>, \
text='ports'), Term(form=<Form.PREFIX: 'prefix'>, text='econ'))
    >>> parse('said "no').problems
    ('A closing quotation mark is missing: “no” was looked for.',)
    """
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    problems: list[str] = []
    for piece in _PIECE.finditer(typed):
        term = _phrase(piece, problems) if piece["word"] is None else _word(piece["word"], problems)
        if term is not None:
            (unwanted if piece["minus"] else wanted)[term] = None
    if len(wanted) + len(unwanted) > MOST_TERMS:
        problems.append(f"Only the first {MOST_TERMS} words and phrases were looked for.")
    kept = tuple(wanted)[:MOST_TERMS]
    left = tuple(unwanted)[: MOST_TERMS - len(kept)]
    return Query(kept, left, tuple(dict.fromkeys(problems)))


def while_typing(typed: str) -> str:
    """Return the search with a prefix for its last word, which may be incomplete.

    >>> while_typing("peace tal"), while_typing("peace "), while_typing('"peace tal')
    ('peace tal*', 'peace ', '"peace tal')
    """
    pieces = list(_PIECE.finditer(typed))
    last = pieces[-1] if pieces else None
    if last is None or last["word"] is None or last.end() != len(typed):
        return typed
    tokens = _TOKEN.findall(last["word"])
    ends_in_word = tokens and last["word"].endswith(tokens[-1])
    return f"{typed}*" if ends_in_word and len(tokens[-1]) >= SHORTEST_PREFIX else typed


def _phrase(piece: re.Match[str], problems: list[str]) -> Term | None:
    text = " ".join(piece["phrase"].replace("*", " ").split())
    if not _TOKEN.search(text):
        return None
    if not piece["closed"]:
        problems.append(f"A closing quotation mark is missing: “{text}” was looked for.")
    return Term(Form.PHRASE, text)


def _word(word: str, problems: list[str]) -> Term | None:
    bare = word.rstrip("*.,;:!?)]")
    starred = "*" in word[len(bare) :]
    if "*" in bare:
        problems.append(f"* matches an ending only: “{word}” was read without it.")
        bare = bare.replace("*", "")
    tokens = _TOKEN.findall(bare)
    if not tokens:
        if starred:
            problems.append(f"Give the * at least {SHORTEST_PREFIX} letters to begin with.")
        return None
    if not starred:
        # “cease-fire” and “don’t” are several words to a backend, and belong together.
        return Term(Form.WORD if len(tokens) == 1 else Form.PHRASE, bare)
    if len(tokens[-1]) < SHORTEST_PREFIX:
        problems.append(f"Give the * at least {SHORTEST_PREFIX} letters: “{bare}” is a word now.")
        return Term(Form.WORD if len(tokens) == 1 else Form.PHRASE, bare)
    return Term(Form.PREFIX, bare)
