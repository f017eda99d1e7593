"""How columns of tables and keys of objects are called, in five languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from reading.patterns import late

# As `key_of` writes them.  The surest name of a field comes first, English before German, French,
# Spanish and Italian.
BODIES = (
    "body articlebody bodytext bodyhtml fulltext articletext text textcontent content contenthtml"
    " contenttext maintext plaintext cleanedtext story storytext articlecontent bodyxhtml bodynitf"
    " bodies paragraphs contentelements transcript"
    " fullarticle fullstory articlefulltext fullcontent completetext wholetext rawtext textbody"
    " mainbody newstext storybody newsbody articlehtml bodycontent articlebodytext"
    " volltext artikeltext beitragstext haupttext inhalt"
    " texteintegral textecomplet texte textedelarticle corpsdelarticle corpsdutexte corps contenu"
    " textocompleto textointegro texto cuerpodelarticulo cuerpo contenido"
    " testocompleto testo corpo contenuto"
    " article"
).split()
TITLES = (
    "title headline headlines heading webtitle articletitle articleheadline newstitle storytitle"
    " pagetitle subject hl1 hed storyheadline newsheadline mainheadline hl name"
    " titel uberschrift ueberschrift schlagzeile titre titulo titular titolo"
).split()
DATES = (
    "publishedon published datepublished publicationdate publishdate publisheddate datepublish"
    " pubdate webpublicationdate publishedat publishedtime firstpublished date firstcreated"
    " contentcreated versioncreated articledate dateofpublication issuedate publishdatetime"
    " publisheddatetime publicationdatetime releasedate displaydate dateandtime datetime issued"
    " createdat created timestamp day pubdt pubdatetime publisheddt"
    " erscheinungsdatum erschienenam erschienen veroffentlichtam veroeffentlichtam veroffentlicht"
    " veroeffentlicht veroffentlichungsdatum veroeffentlichungsdatum publikationsdatum datum"
    " datedepublication datepublication datedeparution dateparution publiele"
    " fechadepublicacion fechapublicacion fecha datadipubblicazione datapubblicazione data"
).split()
OUTLETS = (
    "outlet publication publicationname publisher newspaper newspapername sourcename sourcetitle"
    " outletname medianame source mediaoutlet newsoutlet publicationtitle papername newssource"
    " mediname media pub paper journal sitename site website provider feed copyrightholder"
    " infosource infosources"
    " medium mediumname zeitung publikation quelle support nomdumedia periodico medio diario fuente"
    " testata giornale fonte"
    " sourcedomain domain hostname"
).split()
AUTHORS = (
    "author authors byline bylines by creator creators writer writers journalist"
    " journalists reporter reporters writtenby bylinename contributor contributors authornames"
    " authorname autor autoren autorin autorinnen verfasser verfasserin"
    " auteur auteurs auteure redacteur redactrice journaliste signature"
    " autores autora firma periodista redactor autore autori"
).split()
ADDRESSES = (
    "url weburl link articleurl canonicalurl permalink sourceurl weblink webaddress"
    " hyperlink articlelink linktoarticle pageurl originalurl storyurl newsurl uri href guid source"
    " webadresse adresse internetadresse lien adresseurl enlace direccion indirizzo"
).split()
TEASERS = (
    "abstract snippet summary description leadparagraph lead excerpt teaser standfirst trailtext"
    " openingtext hitsentence dek zusammenfassung vorspann anreisser kurztext resume chapeau chapo"
    " resumen entradilla extracto sommario"
).split()

_KNOWN = frozenset([*BODIES, *TITLES])
_SIGNS = late(r"[\W_]+")
_ACCENTS = late("[\u0300-\u036f]")


def key_of(name: object) -> str:
    """A key as the lists above have it: without case, signs and accents.

    >>> key_of("Full_Text "), key_of("Veröffentlicht am")
    ('fulltext', 'veroffentlichtam')
    """
    key = _SIGNS.sub("", str(name)).lower()
    return key if key.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", key))


def is_known(name: str) -> bool:
    """Whether a column has the texts or titles of articles, as every table of articles has."""
    return key_of(name) in _KNOWN


def has_body(keys: Iterable[str]) -> bool:
    return not set(BODIES).isdisjoint(keys)


def are_of_people(keys: Iterable[str]) -> bool:
    """Whether columns are those of a list of people, as `manage.py load_people` reads it."""
    return {"name", "aliases"} <= set(keys) and not has_teaser(keys)


def has_teaser(keys: Iterable[str]) -> bool:
    return not set(TEASERS).isdisjoint(keys)


def has_articles(columns: Iterable[object]) -> bool:
    """Whether columns have the texts of articles, and something else of them that we know."""
    keys = {key_of(column) for column in columns}
    known = (TITLES, DATES, OUTLETS, AUTHORS, ADDRESSES)
    return has_body(keys) and any(not keys.isdisjoint(names) for names in known)


def is_list(columns: Iterable[object]) -> bool:
    """Whether columns are those of a list of articles without their texts."""
    keys = {key_of(column) for column in columns}
    return not keys.isdisjoint(TITLES) and not keys.isdisjoint(ADDRESSES)
