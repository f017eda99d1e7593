"""Words of asking, of joining, and of leaving out, in what readers type."""

from __future__ import annotations

import re

from extraction.lexicon import words
from extraction.lexicon.honorifics import (
    ABBREVIATED_TITLES,
    ENGLISH_HONORIFICS,
    HONORIFICS_ABROAD,
)

ON = words("on about regarding concerning over")
BY = words("by from of")
ARTICLES = words("the a an")
# They have a country's word in them, and are none.
NO_COUNTRIES = frozenset(
    """new england, new mexico, new jersey, gulf of mexico, gulf of guinea, persian gulf,
    south china sea, east china sea, indian ocean, english channel, irish sea, latin america,
    south america, north america, central america, bank of england, bank of america,
    bank of japan, guinea pig, guinea pigs, french fries, french open, us open, australian open,
    american football, german shepherd, prince of wales""".replace("\n    ", " ").split(", ")
)
EITHER = words("or and vs versus")
# Words that join a name to the others, and say nothing without it.
JOINING = ON | BY | ARTICLES | words("and or vs versus in at for to with")
HONORIFICS = (
    ENGLISH_HONORIFICS
    | ABBREVIATED_TITLES
    | HONORIFICS_ABROAD
    | words("mx pres messrs rt hon honourable honorable hon'ble")
)
ASKING = words(
    "what who whom which how did does do has have when where why quotes statements according"
)
# What a statement about a speaker ends with: “Brel said”.
SAID = words("said says say told")
FILLERS = (
    ASKING
    | ON
    | BY
    | ARTICLES
    | words(
        """had say says said saying told tell talk talks talked talking speak speaks spoke spoken
        think thinks thought comment comments commented statement quote quoted remark remarks
        mention mentioned in ever often anyone anybody someone is was were been me anything
        something everything vs versus"""
    )
)

# What is before a name that is left out: “but not by the”, “everyone except”, “other than”.
WITHOUT = re.compile(
    r"(?:(?:everyone|everybody|anyone|anybody|people|all|others?) )?"
    r"(?:(?:but |and |or )?(?:(?P<plainly>not|except|excluding)|without|other than|apart from)"
    r"|(?<=one )but|(?<=body )but|(?<=all )but)"
    rf"(?: for)?(?: (?P<side>{'|'.join(sorted(ON | BY))}))?(?: (?:{'|'.join(sorted(ARTICLES))}))? "
)

# What may be between an office and the words beside it: “mayor of London”.
BETWEEN_TITLES = words("of for the at in")
FORMER = words("former ex then late")
# What articles call the people of a party too, by the word that readers type, without its -s.
PARTIES = {
    "lib dem": ("liberal democrat",),
    "liberal democrat": ("lib dem",),
    "tory": ("conservative",),
    "torie": ("conservative", "tory"),
    "conservative": ("tory",),
    "gop": ("republican",),
    "republican": ("gop",),
    "democrat": ("democratic",),
    "democratic": ("democrat",),
}
