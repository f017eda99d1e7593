"""The country an article is at home in, where it plainly is in one.

Newspapers do not say whose country people are of who live where the newspaper is read: a report
on an election in Ohio calls nobody American.  Where nearly every country, city, body and leader of
an article is of one country, so are the people of whom it says nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extraction.countries.mentions import candidates, is_name_of_somebody
from extraction.countries.nationality import PARTISANS
from extraction.countries.places import find_places
from extraction.text.patterns import one_of

ENOUGH = 4  # signs
SHARE = 0.8  # of all signs
# Cities, bodies, leaders, parties.  Who writes from outside names the country and its capital;
# who writes at home names what lies in it.
DISTINCT = 3
WASHINGTON = re.compile(
    one_of(("Washington", r"Sen\.\s", r"Rep\.\s", r"Gov\.\s"), not_after=["[’'-]"])
)
INTERNATIONAL = re.compile(
    r"\b(?:United\sNations|U\.?N\.?|EU|European|NATO|World\s(?:Bank|Health|Trade|Food)|IMF|WHO|WTO|"
    r"International|OPEC|African\sUnion|OECD|Red\sCross|Amnesty|Arab\sLeague|ASEAN|[Pp]ope|FIFA|"
    r"UNICEF|UNHCR|UNESCO|Interpol|foreign|overseas|exiled?|refugee|immigrant|migrant)\b"
)


def article_country(text: str, leaders: Iterable[tuple[str, str]]) -> str | None:
    """ISO code, or None where an article is about several countries or hardly any.

    `leaders` are the people in it whom everybody knows, by name, each with a country.
    """
    within = [(span.of(text), code) for span, code in find_places(text)]
    within += [(match[0].rstrip("s"), "US") for match in PARTISANS.finditer(text)]
    within += [(match[0], "US") for match in WASHINGTON.finditer(text)]
    within += leaders
    signs = Counter(code for _, code in within)
    signs.update(code for span, code, _ in candidates(text) if not is_name_of_somebody(text, span))
    if not signs:
        return None
    home, most = signs.most_common(1)[0]
    distinct = {sign for sign, code in within if code == home}
    plainly = most >= ENOUGH and most >= SHARE * signs.total() and len(distinct) >= DISTINCT
    return home if plainly else None


def is_international(phrase: str) -> bool:
    """Whether somebody so described need not be of the country the article is at home in."""
    return bool(INTERNATIONAL.search(phrase))
