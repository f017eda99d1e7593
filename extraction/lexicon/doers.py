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

DEEDS_ON_THE_FIELD = words(
    """goal strike header penalty effort try hat-trick brace free-kick century winner equaliser
    equalizer opener shot volley conversion corner cross pass save double treble single homer
    touchdown basket putt ace"""
)
"""What stands behind the name of a player who did it: “a Brel header”."""

ENDINGS_OF_DOERS = words(
    """master mistress keeper maker worker driver owner grower breeder herder seller dealer trainer
    teacher builder hunter ologist ographer ician"""
)
"""What nouns for who does something end in that are no family names: “Gamekeeper Ana Brel”."""
