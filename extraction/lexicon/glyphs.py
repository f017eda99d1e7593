"""Characters that writers and word processors use as quotation marks and apostrophes.

Source: the characters with the Unicode property Quotation_Mark that news in Latin script uses, and
the wide straight mark; the backtick of TeX beside them.
"""

from __future__ import annotations

CURLY_DOUBLE = frozenset("“”„‟")
STRAIGHT_DOUBLE = frozenset('"＂')
GUILLEMETS = frozenset("«»")
DOUBLE = CURLY_DOUBLE | STRAIGHT_DOUBLE | GUILLEMETS

CURLY_SINGLE = frozenset("‘’‚‛")
STRAIGHT_SINGLE = frozenset("'")
SINGLE_GUILLEMETS = frozenset("‹›")
SINGLE = CURLY_SINGLE | STRAIGHT_SINGLE | SINGLE_GUILLEMETS

QUOTATION_GLYPHS = DOUBLE | SINGLE
BACKTICK = frozenset("`")
"""Opens a quotation as “``”; one by itself is no quotation mark."""

# In English; other houses close with the first of these and open with the second.
OPENING_DOUBLE = frozenset("“„‟«")
CLOSING_DOUBLE = frozenset("”»")
OPENING_SINGLE = frozenset("‘‚‛‹")
CLOSING_SINGLE = frozenset("’›")

OPENING_A_LINE = DOUBLE - {"”"} | frozenset("‘‚'")
"""Carry on an open quotation where a paragraph begins with them."""

FOREIGN_MARKS = {
    "´": "'",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〝": "“",
    "〞": "”",
    "❝": "“",
    "❞": "”",
}
"""What stands for a mark in pasted text, and the English one it is read as."""

APOSTROPHES = frozenset("’‘‛´`＇")
"""Written for an apostrophe, besides “'”."""

SINGLE_ALIKE = CURLY_SINGLE | STRAIGHT_SINGLE | {"ʼ"}
DOUBLE_ALIKE = DOUBLE - {"＂"}
DASHES = frozenset("-–—‐‑")
"""Of each of these three, one may have been put in place of another when a text was edited."""

PASTED = DOUBLE_ALIKE - {"‟"}
"""Around words that a person typed or pasted."""

SHOWN_OPENING = QUOTATION_GLYPHS - frozenset("＂‛")
SHOWN_CLOSING = SHOWN_OPENING - frozenset("„‟‚")
"""A page marks them together with the quotation that they open or close."""

SEARCH_OPENING = DOUBLE - frozenset("»＂")
SEARCH_CLOSING = DOUBLE - frozenset("„＂")
"""Around a phrase that is looked for."""
