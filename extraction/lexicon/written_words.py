"""Words of what is written, sung or supposed, which nobody says to a reporter."""

from __future__ import annotations

from extraction.lexicon import words

INSCRIBED = words(
    """adage anthem ballad banner billboard chorus definition epitaph graffiti
    headline headlines hymn inscription jingle lyric lyrics motto placard plaque poster posters
    proverb refrain signboard signpost slogan subtitle subtitles tagline tattoo"""
)
"""Things with words on them that are nobody's: “The proverb is old. “…””."""
SIGNS = frozenset(
    f"{which} sign"
    for which in words("a the one wooden metal painted road neon warning handwritten")
)
"""“Sign” where it has words on it, and is no sign of something."""
SUNG = words("sang sing sings singing sung")
SUPPOSING = words("imagine picture say suppose supposing")
"""Imperatives in front of an example: “Suppose a customer calls. “…””."""

RUBRICS = words(
    """caption correction crossword explainer factbox gallery glossary horoscope infobox listings
    obituary photos quiz recipe timeline update video"""
)
"""Words in front of a colon that say what an article is, not who speaks: “Quiz: …?”."""

SMALL_IN_TITLES = words(
    """an and as at but by da de del der di du el en et for in la le les nor of off on or out per
    the up van via von vs"""
)
"""Small words that the titles of works have between their capitals: “The Roads of Velm”."""

PICTURES = words(
    "photo photos photograph photographs photographer picture pictures pic image images"
    " illustration video graphic foto"
)
"""What a credit names before who took or drew it."""
