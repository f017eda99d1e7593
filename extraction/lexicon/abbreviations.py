"""Abbreviations behind whose point a sentence goes on; written as in a text, without the point."""

from __future__ import annotations

from extraction.lexicon import words

BEFORE_NAMES = words("Mr Mrs Ms Dr St Sen Rep Gov Gen Lt Rev Prof")
RANKS = words("Col Capt Sgt Hon Maj Brig Adm Cmdr Cpl Supt Insp")
BEHIND_NAMES = words("Jr Sr")
SMALL_WORDS = words("vs No")
COMPANIES = words("Inc Ltd Co Corp")
MONTHS = words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
DOTTED = words("U.S U.K e.g i.e")

ABBREVIATIONS = BEFORE_NAMES | RANKS | BEHIND_NAMES | SMALL_WORDS | COMPANIES | MONTHS | DOTTED

IN_NARRATION = ABBREVIATIONS - RANKS - COMPANIES - MONTHS - DOTTED
"""Where coreference and countries look for the ends of sentences."""

IN_TITLES = ABBREVIATIONS - COMPANIES - DOTTED
"""In the first sentence of a text, which becomes its title."""
