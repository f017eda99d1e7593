"""Nouns for who does something, whose verb has forms of its own."""

from __future__ import annotations

from extraction.lexicon import words

IRREGULAR_DEEDS = {
    "buyer": words("bought"),
    "dealer": words("dealt"),
    "driver": words("drove driven"),
    "fighter": words("fought"),
    "grower": words("grew grown"),
    "keeper": words("kept"),
    "lender": words("lent"),
    "maker": words("made"),
    "rider": words("rode ridden"),
    "runner": words("ran"),
    "seller": words("sold"),
    "singer": words("sang sung"),
    "swimmer": words("swam swum"),
    "teacher": words("taught"),
    "winner": words("won"),
    "writer": words("wrote written"),
}
"""What is said of a teacher besides “teaches”: “taught”."""
