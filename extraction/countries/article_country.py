"""The country of a whole article, if it plainly has one.

A newspaper does not give the country of people who live where it is read: a report on an election
in Ohio calls no one American.  If nearly every country, city, institution and leader of an article
is of one country, so are the people whose country it does not give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extraction.countries.mentions import candidates, is_in_person_name
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
    """ISO code, or None if an article is about several countries or hardly any.

    `leaders` are the well-known people in it by name, each with a country.
    """
    within = [(span.of(text), code) for span, code in find_places(text)]
    within += [(match[0].rstrip("s"), "US") for match in PARTISANS.finditer(text)]
    within += [(match[0], "US") for match in WASHINGTON.finditer(text)]
    within += leaders
    signs = Counter(code for _, code in within)
    signs.update(code for span, code, _ in candidates(text) if not is_in_person_name(text, span))
    if not signs:
        return None
    country, most = signs.most_common(1)[0]
    distinct = {sign for sign, code in within if code == country}
    plainly = most >= ENOUGH and most >= SHARE * signs.total() and len(distinct) >= DISTINCT
    return country if plainly else None


def is_international(phrase: str) -> bool:
    """Whether a person so described need not be of the article's country."""
    return bool(INTERNATIONAL.search(phrase))
