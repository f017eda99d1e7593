"""The syntax of searches, parsed once for all backends.

    cease-fire "short list" peace OR truce -denied negotia*

Words match with any ending, case and accents; phrases between any quotation marks match
literally; `-` excludes a word or phrase; `*` matches any ending; `OR` joins the words or phrases
on its two sides, before anything else.  Everything else is a word, and what looks like more is a
problem that the reader is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

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

OR, AND = "OR", "AND"
_OR_SIGNS = {OR, "|", "||"}
_AND_SIGNS = {AND, "&", "&&"}
# Operators of other search engines: in capitals, or with a distance.
_FOREIGN = re.compile(r"NOT|NEAR|ADJ|(?:NEAR|ADJ|[Ww]|[Nn]|)/\d+")
_FIELD = re.compile(r"[A-Za-z]{2,}:\w")
_SIGNS = re.compile(r"[~^]|\?(?=\w)")
_BRACKETS = re.compile(r"(-?)\(([^()]*)\)")
# An operator before its bracket, as in NEAR(peace talks, 5).
_CALL = re.compile(r"\b(NEAR|ADJ|NOT|AND|OR)\(")


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
        """Return the term as it would be typed: “short list”, cease-fire, econ*."""
        return {
            Form.WORD: self.text,
            Form.PHRASE: self.text if _is_joined(self.text) else f"“{self.text}”",
            Form.PREFIX: f"{self.text}*",
        }[self.form]


@dataclass(frozen=True, slots=True)
class Query:
    """One term of each group of `groups` and none of `unwanted`.

    `problems` are sentences for the reader.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """All terms that may be in what is found."""
        return tuple(dict.fromkeys(chain.from_iterable(self.groups)))

    def __bool__(self) -> bool:
        return bool(self.groups or self.unwanted)

    def __str__(self) -> str:
        groups = (f" {OR} ".join(map(str, group)) for group in self.groups)
        return " ".join([*groups, *(f"-{term}" for term in self.unwanted)])


def parse(typed: str) -> Query:
    """Parse a search; any text gives a query, if need be with problems.

    >>> str(parse("“short list”  ports OR harbours -denied econ*"))
    '“short list” ports OR harbours econ* -denied'
    >>> parse('said "no').problems
    ('A closing quotation mark is missing: “no” was looked for.',)
    """
    reader = _Reader()
    for piece in _PIECE.finditer(typed):
        reader.read(piece)
    reader.finish(typed)
    return Query(
        tuple(dict.fromkeys(map(tuple, reader.groups))),
        tuple(dict.fromkeys(reader.unwanted)),
        tuple(dict.fromkeys(reader.problems)),
    )


@dataclass(slots=True)
class _Reader:
    """What was read so far; `operator` is the OR or AND read last, until its second side is."""

    groups: list[list[Term]] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    operator: str = ""
    after_wanted: bool = False
    terms: int = 0

    def read(self, piece: re.Match[str]) -> None:
        word = piece["word"]
        if word in _OR_SIGNS | _AND_SIGNS and not piece["minus"]:
            self._operator(word)
            return
        term = _phrase(piece, self.problems) if word is None else _word(word, self.problems)
        if term is None:
            return
        if self.terms == MOST_TERMS:
            self.problems.append(f"Only the first {MOST_TERMS} words and phrases were looked for.")
            return
        self.terms += 1
        if piece["minus"]:
            self._unwanted(term)
        elif self.operator in _OR_SIGNS:
            if term not in self.groups[-1]:
                self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.operator, self.after_wanted = "", not piece["minus"]

    def finish(self, typed: str) -> None:
        if not self.terms and typed.strip():
            self._nothing(typed.strip())
        elif self.operator in _OR_SIGNS:
            self.problems.append(f"{self.operator} needs a word behind it, and was left out.")
        for minus, inner in _BRACKETS.findall(typed):
            if minus or (_has_or(typed) and not _is_alternatives(inner)):
                self.problems.append(
                    f"Brackets are not read: in “{minus}({inner})”, - and {OR} apply to the one "
                    "word or phrase beside them."
                )
        self._odd_brackets(typed)

    def _odd_brackets(self, typed: str) -> None:
        """Add a problem for brackets of other search engines, and for one alone."""
        for name in dict.fromkeys(_CALL.findall(typed)):
            self.problems.append(
                f"{name}(…) is not read: {name} was looked for as a word, with what is behind it. "
                "Write “exact words” for words side by side."
            )
        if typed.count("(") != typed.count(")"):
            self.problems.append(
                f"A bracket has no other half: “{typed}” was read without brackets."
            )

    def _nothing(self, typed: str) -> None:
        if typed in (OR, AND):
            self.groups, self.problems = [[Term(Form.WORD, typed.lower())]], []
        elif not self.problems:
            self.problems.append(f"“{typed}” has no letter or digit to look for.")

    def _operator(self, word: str) -> None:
        if word in _AND_SIGNS:
            self.operator = self.operator or word
        elif self.after_wanted and not self.operator:
            self.operator = word
        else:
            self.problems.append(f"{word} needs a word on both sides, and was left out.")

    def _unwanted(self, term: Term) -> None:
        self.unwanted.append(term)
        if self.operator in _OR_SIGNS:
            self.problems.append(
                f"{self.operator} joins words to look for: -{term} leaves quotes out, whatever "
                "is before it."
            )


def _has_or(typed: str) -> bool:
    return not _OR_SIGNS.isdisjoint(re.sub(r"[()]", " ", typed).split())


def _is_alternatives(inner: str) -> bool:
    """Whether what is between brackets reads the same without them.

    >>> _is_alternatives("a OR “b c”"), _is_alternatives("a b OR c"), _is_alternatives("a")
    (True, False, True)
    """
    words = [piece[0] for piece in _PIECE.finditer(inner)]
    return len(words) % 2 == 1 and _OR_SIGNS.issuperset(words[1::2])


def while_typing(typed: str) -> str:
    """Return the search with a prefix for its last word, which may be incomplete.

    >>> while_typing("peace tal"), while_typing("peace "), while_typing('"peace tal')
    ('peace tal*', 'peace ', '"peace tal')
    """
    pieces = list(_PIECE.finditer(typed))
    last = pieces[-1] if pieces else None
    if last is None or last["word"] is None or last.end() != len(typed):
        return typed
    if last["word"] in (OR, AND):
        return typed
    tokens = _TOKEN.findall(last["word"])
    ends_in_word = tokens and last["word"].endswith(tokens[-1])
    return f"{typed}*" if ends_in_word and len(tokens[-1]) >= SHORTEST_PREFIX else typed


def bare_words(typed: str) -> list[tuple[str, bool]]:
    """Return the parts of a search as typed, and whether each is a word free of operators.

    >>> bare_words("Brel OR Roe “short list” -denied ports")
    [('Brel OR Roe', False), ('“short list”', False), ('-denied', False), ('ports', True)]
    """
    parts: list[tuple[str, bool]] = []
    joins = False
    for piece in _PIECE.finditer(typed):
        if piece[0] in _AND_SIGNS:
            continue
        operator = piece[0] in _OR_SIGNS
        free = not (operator or piece["minus"] or piece["word"] is None)
        if parts and (operator or joins):
            parts[-1] = f"{parts[-1][0]} {piece[0]}", False
        else:
            parts.append((piece[0], free))
        joins = operator
    return parts


def _is_joined(text: str) -> bool:
    """Whether this is a phrase without quotation marks too, as “cease-fire” and “don’t” are.

    >>> _is_joined("cease-fire"), _is_joined("short list"), _is_joined("short"), _is_joined("U.S.")
    (True, False, False, False)
    """
    at_ends = text[0].isalnum() and text[-1].isalnum()
    return at_ends and len(_TOKEN.findall(text)) > 1 and not re.search(r"[\s*]", text)


def _phrase(piece: re.Match[str], problems: list[str]) -> Term | None:
    text = " ".join(piece["phrase"].replace("*", " ").split())
    if not _TOKEN.search(text):
        return None
    if not piece["closed"]:
        problems.append(f"A closing quotation mark is missing: “{text}” was looked for.")
    return Term(Form.PHRASE, text)


def _word(word: str, problems: list[str]) -> Term | None:
    bare = word.rstrip("*.,;:!?)]").lstrip("([")
    _name_what_is_unread(bare, problems)
    if bare in (OR, AND):
        bare = bare.lower()  # a word, as its punctuation says
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


def _name_what_is_unread(word: str, problems: list[str]) -> None:
    """Add a problem for what means something to other search engines, and nothing here."""
    if _FOREIGN.fullmatch(word):
        hint = "; write - before a word to leave it out" if word == "NOT" else ""
        problems.append(f"{word} is no operator here, and was looked for as a word{hint}.")
    elif _FIELD.match(word):
        problems.append(
            f"“{word}” was looked for as words: there are no fields; use the filters for who, "
            "where and when."
        )
    elif sign := _SIGNS.search(word):
        problems.append(f"{sign[0]} means nothing here: “{word}” was read without it.")
