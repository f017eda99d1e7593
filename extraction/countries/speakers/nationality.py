"""The country of a person or institution, read from the phrase that describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extraction.annotations import Span
from extraction.countries.people.leaders import country_of_camp
from extraction.countries.signs.mentions import candidates, is_in_person_name, which_georgia
from extraction.countries.signs.places import IN_STATE, STATES, find_places
from extraction.lexicon.roles import FOR_MARKETS, OF_OTHER_COUNTRIES, POLITICIANS
from extraction.text.folding import KNOWN
from extraction.text.patterns import any_of, one_of

# What is American unless the phrase names another country.
AMERICAN = re.compile(
    r"\b(?:(?:Rep|Sen|Gov|Del|Reps|Sens|Dels)\.(?:\s|$)|[DRI]-[A-Z][a-z]*\.?|the\s(?:House|Senate)\b"
    r"|(?:House|Senate|Congressional)\s(?:Speaker|Majority|Minority|Intelligence|Judiciary|Oversight"
    r"|Republican|Democrat|GOP|Benghazi|Committee)|House\sspeaker\b|Congressm[ae]n\b|Congresswom[ae]n\b"
    r"|Assembly(?:man|woman)\b|(?<!Social\s)(?<!Christian\s)(?<!Liberal\s)(?<!Free\s)(?<!New\s)(?:Democratic|Republican)\s(?:National|Party|presidential|nominee"
    r"|senator|Sen\b|lawmaker|candidate|congress(?:man|woman)|strategist|pollster|consultant"
    r"|operative|leader|governor|incumbent|donor|[vV]oter|activist|challenger|rival|hopeful"
    r"|representative|convention|primary|front-?runner|vice)s?\b|Tea\sParty\b|[sS]uper\sPAC"
    r"|Libertarian\sParty|Supreme\sCourt\sJustice|Secretary\sof\sState\b"
    r"|Ways\sand\sMeans|Armed\sServices\sCommittee|Army\sCorps|National\sGuard|Marine\sCorps"
    r"|Washington\b)"
    rf"|,\s{STATES}"
)
# What other countries have too: “Sen. Tanko”, in Abuja.
ALSO_ELSEWHERE = re.compile(
    r"(?:Rep|Sen|Gov|Reps|Sens)\.|the\s(?:House|Senate)|(?:House|Senate)\s|Congress(?:m|wom)[ae]n|Assembly"
    r"|Attorney|Supreme|National|Armed|Marine|(?:Republican|Democratic|Libertarian)\sParty"
)
OTHER_PARTIES = ("Social", "Christian", "Liberal", "Free", "Sweden", "Irish")
PARTISANS = re.compile(
    one_of(
        ("Democrat", "Republican", "Libertarian"),
        not_after=[rf"{word}\s" for word in OTHER_PARTIES],
    )
    + r"s?(?!\s(?:Union|Forces|League))\b"
)
INTERNATIONAL = re.compile(
    r"\b(?:United\sNations|UN(?:[A-Z]{2,6}|-[A-Z]\w+)?|U\.N\.?|EU|European|NATO|Nato|Unicef|Unesco|World\s(?:Bank|Health|"
    r"Trade|Food|Athletics|Rugby|Weather|Meteorological|Economic)|IMF|WHO|WTO|WFP|WEF|IPCC|ITU|ICAO|IMO|WMO|FAO|ILO|IOM|IAEA|ICC|ICJ|OSCE|ESA|ECB|"
    r"International(?=\s(?:[A-Z]|\w+ing\b))|[Ss]pecial\s[Rr]apporteur|Transparency\sInternational|OPEC|Opec|African\s(?:Union|Development)|Africa\sCDC|ECOWAS|Ecowas|SADC|IGAD|Mercosur|CARICOM|Caricom|PAHO|"
    r"Pan[\s-]American|Asian\sDevelopment|Inter-American|Organi[sz]ation\sof\s(?:American|Islamic)|Commonwealth\s"
    r"(?:Secretar|Secretariat)|Council\sof\sEurope|OECD|Red\sC(?:ross|rescent)|Amnesty|Human\sRights\sWatch|"
    r"M[ée]decins\sSans|(?:Doctors|Reporters)\sWithout|Greenpeace|World\sVision|Caritas|World\sAnti-Doping|WADA|Wada|"
    r"Oxfam|WWF|Arab\sLeague|Gulf\sCooperation|ASEAN|Asean|Pacific\sIslands\sForum|"
    r"[Pp]ope|[Tt]he\sbloc|FIFA|Fifa|UEFA|Uefa|IOC|ICRC|MSF|Interpol|INTERPOL|Europol)\b"
)
FROM_ABROAD = re.compile(
    r"\b(?:foreign(?!\s(?:minist|secretar|affairs|office|policy|trade))|overseas|exiled?|refugee|immigrant|migrant)\b"
)
NOT_OWN = re.compile(
    r"\b(?:to|on|about|against|with|covering|speciali[sz]ing\s+in|focus(?:ing|es|ed)\s+on|born\s+in|native\s+of|studie[sd]"
    r"|studying|research(?:es|ing)|follow(?:s|ing)|(?:envoy|rapporteur|co-?ordinator|representative)\s+for"
    r"|monitor(?:s|ing)|translates?(?:\s+from)?|teaches|professor\s+of|scholar\s+of|historian\s+of"
    rf"|{any_of(OF_OTHER_COUNTRIES)}\s+of)\s+(?:the\s+)?$"
)
ADJECTIVE_END = re.compile(r"\s[a-z]+s\b")  # “a teacher of French pupils”
# “A teacher of French”, but not “a teacher in France”
TAUGHT = re.compile(
    r"\b(?:teachers?|lecturers?|instructors?|professors?|tutors?|students?|degrees?|graduates?|courses?|lessons?)"
    r"\s(?:of|in)\s$"
)
# “who is taking a master’s degree in Bergen”: where students are from elsewhere, too
STUDIES = re.compile(
    r"\b(?:stud(?:ies|ied|ying)|read(?:s|ing)|degree|doctorate|PhD|exchange|scholarship|semester|apprenticeship)\b[^,;.]*\s(?:in|at)\s(?:the\s)?$"
)
# “A spokeswoman in New York for the Kenya Tourist Office”
STATIONED = re.compile(r"\b(?:in|at)\s+(?:the\s)?$")
STATIONED_WITH = re.compile(r"\b(?:in|at)\s+(?:the\s)?[A-Z][\w.]+\swith\s+(?:the\s+)?$")
EMPLOYED = re.compile(r"(?:,\s[A-Z][\w.]+,?)?\s(?:for|with|of)\s(?:the\s)?[A-Z]")
FIELDS = re.compile(
    r"-born\b|\s(?:expert|specialist|watcher|scholar|historian|hand|correspondent|bureau|desk|studies|history|politics|literature"
    r"|affairs|cinema|languages?|archaeology|programme|program|analyst|campaigner|envoy|policy)\b"
)
DEMONYM_FIELDS = re.compile(
    r"-born\b|\s(?:studies|(?:\w+\s)?history|politics|literature|affairs|cinema|languages?|archaeology|"
    r"foreign\spolicy|economic\spolicy|securit\w+\spolicy)\b"
)
# “Senior vice president for sales”, “a Brelco spokesman”
MANAGER = re.compile(
    r"(?:senior|executive|assistant)\svice|vice\spresident\s(?:for|at|of)\b"
    r"|\b[A-Z]\w+\s(?:spokes(?:man|woman)|president)\b"
)
OF_A_BODY = re.compile(
    r"\bpresident\sof\s(?!the\s(?:republic|country|nation|state)\b)", re.IGNORECASE
)
PARTY = re.compile(r"\b(?:opposition|party|parliament|parliamentary)\b", re.IGNORECASE)


@lru_cache(maxsize=KNOWN)
def country_in(phrase: str, *, abroad: bool = False) -> str | None:
    """The country of a person or institution from the phrase that describes it.

    Reads more than `find_countries`: capitals and big cities as places, known bodies, the camp
    of a known leader, American offices and parties.  A country that a person is sent to or speaks
    on is not their own.  `abroad`, a supreme court justice is no American.

    >>> country_in("Norway’s ambassador to Fiji"), country_in("mayor of Istanbul")
    ('NO', 'TR')
    """
    found = sorted(_named(phrase), key=lambda pair: (pair[0].start, -pair[0].end))
    for span, code in found:
        if not NOT_OWN.search(phrase[: span.start]):
            return code
    if found:
        return None
    if not abroad and (AMERICAN.search(phrase) or PARTISANS.search(phrase)):
        return "US"
    return country_of_camp(phrase)


def _named(phrase: str) -> Iterator[tuple[Span, str]]:
    for span, code, _ in candidates(phrase):
        if not is_in_person_name(phrase, span):
            code = which_georgia(phrase) if span.of(phrase).startswith("Georgia") else code
            yield span, "US" if IN_STATE.match(phrase, span.end) else code
    yield from ((span, code) for span, code, _ in find_places(phrase))


def international_in(phrase: str) -> int | None:
    """Where a phrase names an international body that the person works for, if it does.

    >>> international_in("the UN envoy"), international_in("Israel’s ambassador to the UN")
    (4, None)
    """
    for match in INTERNATIONAL.finditer(phrase):
        if not NOT_OWN.search(phrase[: match.start()]):
            return match.start()
    return None


def is_field(phrase: str, span: Span, *, demonym: bool) -> bool:
    """Whether a country in a description is what a person works on, not whose they are.

    >>> is_field("a China expert in Oslo", Span(2, 7), demonym=False)
    True
    >>> is_field("a Chinese expert", Span(2, 9), demonym=True)
    False
    >>> is_field("a teacher of French", Span(13, 19), demonym=True)
    True
    >>> is_field("a clerk in Oslo for the Peru Office", Span(11, 15), demonym=False)
    True
    """
    behind = (DEMONYM_FIELDS if demonym else FIELDS).match(phrase, span.end)
    before = phrase[: span.start]
    stationed = STATIONED.search(before) and EMPLOYED.match(phrase, span.end)
    about = NOT_OWN.search(before) and not STATIONED_WITH.search(before)
    taught = demonym and TAUGHT.search(before) and not ADJECTIVE_END.match(phrase, span.end)
    return bool(behind or stationed or about or taught or STUDIES.search(before))


def is_political(head: str, phrase: str) -> bool:
    """Whether an office is one of politics: no vice president for sales."""
    if MANAGER.search(phrase) or (OF_A_BODY.search(phrase) and country_in(phrase) is None):
        return False
    return head in POLITICIANS or (head in {"leader", "member"} and bool(PARTY.search(phrase)))


# Whom a bank asks for an opinion is of any country: “an economist at Swiss Re”
ANALYSTS = re.compile(rf"\b(?:{any_of(FOR_MARKETS)}|fund\smanager)s?\b", re.IGNORECASE)
COMPANY = re.compile(r"\s[A-Z]")


def is_employer(phrase: str, span: Span, kind: str) -> bool:
    """Whether a name that tells a country is that of the firm of an analyst.

    >>> is_employer("an economist at Swiss Re", Span(16, 21), "demonym")
    True
    >>> is_employer("a Swiss economist", Span(2, 7), "demonym")
    False
    """
    if not ANALYSTS.search(phrase, 0, span.start) and not ANALYSTS.search(phrase, span.end):
        return False
    return kind == "institution" or (kind == "demonym" and bool(COMPANY.match(phrase, span.end)))
