"""The full names of people whom an article names in part, as a newsroom's decisions gave them.

A part of a name stays as it is where another person of the article may have it, and where the
article tells another gender.
"""

from __future__ import annotations

from extraction import learned
from extraction.document import Chain, Document
from extraction.names import core, fit


def name_known_people(document: Document) -> None:
    """Give a chain the full name that editors gave it in other articles."""
    names = learned.current().names
    for chain in document.chains if names else ():
        known = None if chain.full else names.get(known_key(chain))
        if known and chain.gender in (None, known.gender) and _alone(chain, known, document):
            chain.words, chain.known = known.name.split(), known


def known_key(chain: Chain) -> str:
    """The form in which a name is looked up."""
    return " ".join(core(chain.words))


def _alone(chain: Chain, known: learned.KnownName, document: Document) -> bool:
    """Whether nobody else in the article may have this name or the full one."""
    full = known.name.split()
    return not any(
        fit(chain.words, other.words) or fit(other.words, full)
        for other in document.chains
        if other is not chain
    )
