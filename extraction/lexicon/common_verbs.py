"""Forms of verbs that mark a clause, and so no noun phrase, without a parse."""

from __future__ import annotations

from extraction.lexicon import words

AUXILIARIES = words(
    """is are was were be been being am has have had having do does did will would can could shall
    should may might must cannot"""
)
APPOINTED = words("appointed elected named made declared confirmed chosen retired")
"""Behind a name and a comma, in front of what the person is: “Ana Brel, named the director”."""

CLAUSE_OPENERS = words("to that how why whether what if not")
"""Words that open a clause, or are only in one."""

OPENING_CLAUSES = words(
    """according after although as because before if once since though told unless until when
    whenever while"""
)
"""What a sentence opens with, up to a comma, before its subject (Quirk et al. 1985, 14.12)."""

IRREGULAR = words(
    """said made took went came got won lost left found knew thought saw gave told kept held brought
    began felt became let put set ran fell rose met paid sent built spent cut led read grew lay
    stood understood wrote broke chose drove spoke drew sold bought caught taught fought hit hurt
    shot"""
)
"""Pasts that do not end in “-ed”."""

COMMON_PRESENTS = words(
    """need needs want wants go goes get gets make makes take takes know knows think thinks come
    comes see sees mean means seem seems believe believes"""
)
FINITE = AUXILIARIES | CLAUSE_OPENERS | IRREGULAR | COMMON_PRESENTS

PASSING = words("only just also even then still later soon once again too never now")
"""Adverbs between a subject and its verb: “Brel only said”."""

NOUNS_IN_LY = words(
    "family assembly ally reply bully supply weekly daily monthly quarterly anomaly"
)
"""Nouns that end as adverbs do: “the Brel family”."""

BETWEEN_TWO = (
    FINITE
    | CLAUSE_OPENERS
    | words(
        """of for to at in on by with from under over and or but as than about against after before
        near behind beside via without into onto who whose which said says told"""
    )
)
"""Between the names of two bodies or people, of which the second is no member of the first."""
