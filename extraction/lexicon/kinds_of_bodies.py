"""What bodies are called by the words of their names: “the lender” is a bank.

To add a noun for bodies, put it into the line of each kind that may be called so; to add a word of
names, put it into the names of its kind.
"""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.organizations import TRADES_OF_COMPANIES

COMPANIES = (
    words(
        """company firm group business giant conglomerate corporation multinational subsidiary chain
        startup start-up airline airways brewery brewer bank bookmaker carmaker automaker chipmaker
        drugmaker steelmaker shipbuilder insurer lender carrier utility retailer supermarket store
        outfit telco studio telecom toymaker planemaker tyremaker truckmaker phonemaker
        cementmaker discounter bakery dairy creamery winery distillery cannery sawmill shipyard
        refinery foundry tannery"""
    )
    | TRADES_OF_COMPANIES
)
"""What companies are called."""

_PUBLIC = words(
    """agency body authority regulator watchdog commission board bureau office service department
    organisation organization administration inspectorate directorate"""
)
_CIVIL = words(
    """group body organisation organization charity ngo nonprofit non-profit coalition alliance
    society"""
)

_FIRMS_ABROAD = words(
    """banco banque banca banka sparkasse caixa pivovar brouwerij brauerei brasserie cerveceria
    cervejaria birrificio bryggeri browar aerolinhas aerolineas linhas panificio mejeriet mejeri
    meierei molkerei caseificio bodegas vinicola"""
)
_UNIONS_ABROAD = words("sindicato syndicat sindacato gewerkschaft")
_FOUNDATIONS_ABROAD = words(
    "fundacion fundacao fondation stiftung stichting fondazione stiftelsen fundacja nadace"
)
_CLUBS_ABROAD = words("sporting atletico dinamo dynamo spartak lokomotiv deportivo sportclub")
_COOPERATIVES = words("cooperativa cooperative co-operative cooperatieve genossenschaft coop")

OPENING_NAMES = (
    _FIRMS_ABROAD | _UNIONS_ABROAD | _FOUNDATIONS_ABROAD | _CLUBS_ABROAD | _COOPERATIVES
) - words("banka coop")
"""Words that open the names of bodies in their languages, and hardly a person's: “Pivovar Osk”."""

KINDS = (
    (
        words(
            """inc co corp corporation company plc ltd llc holdings industries motors foods stores
            airlines airways air energy group partners studios insurance telecom telecoms resources
            mining steel petroleum pharma pharmaceuticals electronics bank logistics rail beverages
            brewery breweries shipping textiles technologies systems financial capital securities
            energi energia energie"""
        )
        | _FIRMS_ABROAD,
        COMPANIES,
    ),
    (words("ministry department ministerio ministere"), words("ministry department")),
    (words("police constabulary"), words("force police constabulary service department")),
    (
        words(
            """agency authority bureau commission board administration service services office
            inspectorate directorate"""
        ),
        _PUBLIC,
    ),
    (words("council"), words("council authority body group organisation organization")),
    (words("district"), words("district")),
    (
        words("union unions guild congress") | _UNIONS_ABROAD,
        _CIVIL | words("union federation association guild"),
    ),
    (
        words(
            """association federation society alliance coalition chamber league network forum
            council campaign asociacion associacao federacion federacao"""
        ),
        _CIVIL | words("association union federation chamber league network forum campaign"),
    ),
    (words("party movement front partido parti"), words("party group movement")),
    (
        words(
            """foundation trust institute centre center initiative fund project observatory
            instituto institut centro"""
        )
        | _FOUNDATIONS_ABROAD,
        _CIVIL
        | words("foundation trust institute centre center think-tank tank fund initiative project"),
    ),
    (
        words("university college school hospital academy universidad universidade universite"),
        words("university college school hospital academy institution"),
    ),
    (words("medical clinic infirmary"), words("hospital clinic centre center institution")),
    (
        words("club united city fc rovers town athletic bandy handball hockey rugby")
        | _CLUBS_ABROAD,
        words("club side team"),
    ),
    (_COOPERATIVES, words("cooperative co-operative co-op association company")),
    (words("municipal municipality"), words("council authority body municipality corporation")),
    (words("church diocese"), words("church diocese")),
    (words("museum festival orchestra"), words("museum festival orchestra institution")),
)
"""Words of names, and what a body with one of them may be called."""

WORDS_OF_NAMES = frozenset().union(*(names for names, _ in KINDS))

WITHOUT_SUCH_WORDS = (
    COMPANIES
    | _CIVIL
    | words("agency regulator watchdog club team side union party foundation institute think-tank")
    | words("association federation network movement magazine newspaper")
)
"""What a body may be called whose name has none of these words: “Oxfam”, “the charity”."""

BODIES = (WITHOUT_SUCH_WORDS | frozenset().union(*(nouns for _, nouns in KINDS))) - words("giant")
"""Nouns for a body that is spoken of without its name."""

PERSONS_TOO = TRADES_OF_COMPANIES | words("brewer bookmaker giant")
"""Those of them that are called so as well who are no bodies."""

NEVER_PEOPLE = words(
    """airline lender insurer retailer carrier manufacturer refiner wholesaler supplier exporter
    importer distributor lessor provider"""
)
"""Those of them that are hardly ever for one person where an article says “the”."""

UNNAMED_BY_PLACE = words(
    """consortium agency charity club foundation association federation institute magazine paper
    newspaper broadcaster network site team side union university"""
)
"""What else has no name yet in “the Leeds charity”; “the Peruvian army” is one."""

CARRIERS_OF_WORDS = words(
    """facebook twitter instagram whatsapp telegram youtube tiktok linkedin reuters afp bbc cnn
    bloomberg xinhua google"""
)
"""Bodies whose names stand where others' words were read or heard: “in a Facebook post”."""
