"""Bylines as articles have them → names as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reading.patterns import late

_BY = late(
    r"(?:byline\s*:\s*)?(?:(?:written|reported|story|words)\s+)?(?:by\b:?\s*)+", re.IGNORECASE
)
_POST = late(
    r"\s*(?:[,;|–—-]|\bfor\b)\s*[^,;]*\b(?:writers?|correspondents?|editors?|reporters?|staff|press"
    r"|bureau|columnist|contributors?|agency|agencies|news|special (?:to|for)|in [A-Z]\w+)\b.*\Z",
    re.IGNORECASE,
)
# The same in German, French and Spanish: “Von Ana Brel”, not “Von Trier”.
_FROM = late(r"(?:Von|Par|Por|VON|PAR|POR):? (?=[^\W\d_a-z][\w.’'-]*[ .][^\W\d_a-z])")
# A post behind a name, as databases have it: “Ana Brel Chief Reporter”.
_POST_BEHIND = late(
    r"(?<=\w)\s+(?:(?:chief|senior|staff|deputy|assistant|special|political|business|education|health"
    r"|crime|sports?|science|environment|foreign|home|social|legal|transport|city|local|economics|northern|southern"
    r"|national|defen[cs]e|technology|arts|media|diplomatic|europe|world|consumer)"
    r"(?:\s+affairs)?\s+){0,3}(?:writer|correspondent|editor|reporter|columnist)\Z",
    re.IGNORECASE,
)
# Where each writes, and who else does: “Ana Brel in Oslo and Jo Ek in Rome”, “Jo Ek and agencies”.
_CAPITAL = r"(?![a-z\d_])\w[\w.’'-]*"
_IN_PLACE = late(
    rf"((?:{_CAPITAL} ){{1,3}}{_CAPITAL}) in (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
    r"(?=,| and |\Z)"
)
_AND_AGENCIES = late(r",? (?:and|with) (?:agencies|agency|wires)\Z", re.IGNORECASE)
# Words by which a name is that of a paper or a station.
PRESS = late(
    r"\b(?:Times|Post|Gazette|News|Herald|Guardian|Daily|Journal|Tribune|Courier|Telegraph|Press"
    r"|Wire|Chronicle|Observer|Mail|Mirror|Star|Standard|Independent|Express|Globe|Record|Echo"
    r"|Argus|Bulletin|Dispatch|Examiner|Register|Review|Weekly|Monthly|Magazine|Zeitung|Post"
    r"|Sentinel|Advertiser|Mercury|Argus|Leader|Evening|Morning|Sunday|Today|Radio|TV|Reuters"
    r"|BBC|CNN|NPR|AFP|Bloomberg|Le Monde|El País)\b"
)
# “Ash, Tom”
_REVERSED = late(r"[^,]+, [^,\s]+(?: [^,\s]+)?")
_ONE_REVERSED = late(r"\A((?:[a-z]{1,4} ){0,2}[^\s,;]+), ([A-Z][^\s,;]*(?: [A-Z][^\s,;]*)?)\.?\Z")
# Whom a writer works for: “Ana Brel, The Northern Echo”.
_EMPLOYER = late(r",\s+The\s[^,;]+\Z")
# The same of stations, agencies and papers that no person is called: “Ana Brel, CNN”.
_STATION = late(
    r",\s+(?:CNN|BBC|NPR|AFP|AP|PBS|CBS|NBC|ABC|CBC|MSNBC|ITV|Reuters|Bloomberg|USA TODAY|Fox News"
    r"|Sky News|(?:The )?Associated Press)(?:\s[^,;]+)?\Z"
)
_LONGEST = 200
# Words between the names of one person, or of several.
SMALL = frozenset("and de da do dos la le van von der den del di du ten ter y e und et".split())


def in_order(name: str) -> str:
    """One name that catalogues have with the last name first, as people write it.

    >>> in_order("van Dyk, Piet"), in_order("Tom Ash, Priya Lund")
    ('Piet van Dyk', 'Tom Ash, Priya Lund')
    """
    return _ONE_REVERSED.sub(r"\2 \1", name)


def author(byline: str) -> str:
    """The names in a byline, without “By” and the writer's post, no longer in capitals.

    >>> author("By AMINA O'HARA-McBEAL, Northern Press Writer=")
    "Amina O'Hara-McBeal"
    >>> author("Tom Ash and Priya Lund")
    'Tom Ash and Priya Lund'
    >>> author("Von Tom Ash und Priya Lund"), author("Von Trier")
    ('Tom Ash und Priya Lund', 'Von Trier')
    >>> author("Tom Ash in New York and Priya Lund in Rome")
    'Tom Ash and Priya Lund'
    >>> author("Tom Ash, CNN"), author("Tom Ash, Priya Lund, USA TODAY")
    ('Tom Ash', 'Tom Ash, Priya Lund')
    >>> author("Ash, Tom; Lund, Priya"), author("TOM ASH and PRIYA LUND, The Echo")
    ('Tom Ash and Priya Lund', 'Tom Ash and Priya Lund')
    """
    names = " ".join(byline.split()).strip(" =|;,")
    if found := _BY.match(names):
        names = names[found.end() :]
    names = _FROM.sub("", names, count=1) if _FROM.match(names) else names
    names = _IN_PLACE.sub(r"\1", _AND_AGENCIES.sub("", names))
    names = _POST.sub("", names).strip(" =|;,.")
    if (post := _POST_BEHIND.search(names)) and " " in names[: post.start()]:
        names = names[: post.start()]
    if len(names) > _LONGEST or not any(map(str.isalpha, names)):
        return ""
    if (employer := _EMPLOYER.search(names)) and PRESS.search(employer[0]):
        names = names[: employer.start()]
    names = _listed(_STATION.sub("", names))
    before, _, last = names.rpartition(", ")
    if _shouted(before) and not _shouted(last) and not last.isupper():  # whom they write for
        names = before
    return " ".join(map(_in_small, names.split())) if _shouted(names) else names


def _listed(names: str) -> str:
    """Names that a semicolon divides, as catalogues and programs list them, as a byline."""
    parts = [part.strip() for part in names.split(";") if part.strip()]
    if len(parts) > 1 and all(_REVERSED.fullmatch(part) for part in parts):
        parts = [" ".join(reversed(part.split(", "))) for part in parts]
    return joined(parts) if len(parts) > 1 else names


def _shouted(names: str) -> bool:
    """Whether names are in capitals, but for the words between them and the c of “McBeal”."""
    words = (word for word in names.split() if word not in SMALL)
    letters = [each for word in words for each in word if each.isalpha() and each != "c"]
    return len(letters) > 3 and all(map(str.isupper, letters))


def _in_small(word: str) -> str:
    """A word in capitals as a name is written."""
    if word.lower() in SMALL:
        return word.lower()
    if (len(word) <= 2 and word.endswith(".")) or len(word) == 1:
        return word
    parts = re.split(r"([-'’]|\bM[Cc](?=[A-Z]))", word)
    return "".join(part.capitalize() for part in parts)


def joined(names: Iterable[str]) -> str:
    """Several names as a byline has them.

    >>> joined(["Ana Brel", "Jo Ek", "Al Ny"])
    'Ana Brel, Jo Ek and Al Ny'
    """
    *first, last = [*dict.fromkeys(filter(None, names))] or [""]
    return f"{', '.join(first)} and {last}" if first else last
