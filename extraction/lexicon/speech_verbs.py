"""Verbs of saying.

To add one, add a line with its base form: to REPORTING_VERBS if it hardly means anything else
(“tweet”), so that it counts wherever a verb of saying is looked for; to OTHER_SPEECH_VERBS if it
often does (“read”, “call”), so that it is a cue only; to TOUCHING_VERBS if it says so only where it
touches a quotation (“…,” mutters Ana Brel).  A verb is in one of the three.  “-s”, “-ed” and
“-ing” follow by rule; where they do not, as in “quip quipped quipping”, the past and, if need be,
the gerund stand behind the base form.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extraction.lexicon import words


class Verb(NamedTuple):
    """A verb with the forms in which it reports speech."""

    base: str
    third: str
    past: str
    gerund: str


def verb(base: str, past: str = "", gerund: str = "") -> Verb:
    """A verb by its base form, and by those forms that do not follow from it.

    >>> verb("deny"), verb("quip", "quipped", "quipping").third
    (Verb(base='deny', third='denies', past='denied', gerund='denying'), 'quips')
    """
    ends_in_y = base[-1] == "y" and base[-2] not in "aeiou"
    stem = base[:-1] + "i" if ends_in_y else base
    third = stem + ("es" if ends_in_y or base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return Verb(
        base,
        third,
        past or stem.removesuffix("e") + "ed",
        gerund or base.removesuffix("e") + "ing",
    )


def verbs(table: str) -> frozenset[Verb]:
    """The verbs of a table, one a line."""
    return frozenset(verb(*line.split()) for line in table.strip().splitlines())


def pasts(of: Iterable[Verb]) -> frozenset[str]:
    return frozenset(verb.past for verb in of)


def gerunds(of: Iterable[Verb]) -> frozenset[str]:
    return frozenset(verb.gerund for verb in of)


def inflected(of: Iterable[Verb]) -> frozenset[str]:
    """All forms but the base, which is a noun as often: “claim”, “report”."""
    return frozenset(form for verb in of for form in verb[1:])


REPORTING_VERBS = verbs(
    """
    say said
    tell told
    add
    ask
    argue
    declare
    state
    tweet
    warn
    write wrote
    """
)
OTHER_SPEECH_VERBS = verbs(
    """
    accuse
    acknowledge
    admit admitted admitting
    announce
    assert
    boast
    call
    chant
    claim
    complain
    conclude
    condemn
    confirm
    continue
    criticize
    demand
    deny
    describe
    dismiss
    echo
    emphasise
    emphasize
    explain
    express
    insist
    joke
    lament
    note
    observe
    pledge
    post
    praise
    promise
    propose
    quip quipped quipping
    quote
    read read
    recall
    reiterate
    remark
    reply
    report
    respond
    shout
    stress
    suggest
    urge
    vow
    yell
    """
)
SPEECH_VERBS = REPORTING_VERBS | OTHER_SPEECH_VERBS

CUES = (inflected(SPEECH_VERBS) | words("say tell read")) - {"asked"}
"""Cues whose subject is the source.  Who is “asked” has not spoken yet."""

LEAD_INS = (gerunds(REPORTING_VERBS) - words("telling warning")) | words("said says")
"""Between a source and its first quotation mark they are part of the cue: “, adding: “…””."""

AFTER_TITLES = (pasts(REPORTING_VERBS) - words("argued asked declared stated tweeted")) | {"says"}
"""Where an office behind a name ends: “Ana Brel, the head of the port, warned”."""

AFTER_OFFICES = AFTER_TITLES - {"wrote"}
"""What follows an office between commas: “…, the culture minister, said”."""

AFTER_NAMES = AFTER_TITLES - words("added warned wrote")
"""Not part of a name that they follow, even where a recogniser finds them in it."""

AFTER_DESCRIPTIONS = AFTER_NAMES - {"says"}
"""Where the description of a source ends."""

SUBJECT_BEFORE = AFTER_NAMES | {"called"}
"""Verbs whose subject is a person with a country in the title: “Iran's president Brel said”."""

TAKING_OBJECTS = words("accused asked called told urged")
"""A name behind one of these is its object, not the subject of the sentence."""

TOUCHING_VERBS = verbs(
    """
    admonish
    advise
    affirm
    agree
    allege
    answer
    assure
    bark
    bawl
    beg begged begging
    bellow
    bemoan
    beseech besought
    blurt
    boom
    breathe
    caution
    challenge
    cheer
    chide
    chuckle
    clarify
    comment
    concede
    concur concurred concurring
    confess
    confide
    contend
    coo
    counsel
    counter
    croak
    croon
    cry
    deadpan deadpanned deadpanning
    declaim
    drawl
    e-mail
    elaborate
    email
    enquire
    enthuse
    estimate
    exclaim
    exhort
    fume
    gasp
    giggle
    grin grinned grinning
    gripe
    groan
    growl
    grumble
    grunt
    gush
    heckle
    hiss
    holler
    howl
    huff
    implore
    inquire
    insinuate
    instruct
    interject
    interrupt
    intone
    jeer
    jest
    laugh
    maintain
    moan
    murmur
    muse
    mutter
    object
    offer
    opine
    order
    plead
    ponder
    posit
    preach
    predict
    proclaim
    protest
    query
    radio radioed
    rasp
    reason
    reassure
    recite
    reckon
    recount
    reflect
    rejoin
    relate
    remember
    remind
    reminisce
    repeat
    reprove
    retort
    reveal
    roar
    scoff
    scold
    scream
    scribble
    seethe
    shriek
    shrug shrugged shrugging
    sigh
    smile
    snap snapped snapping
    snarl
    sneer
    sniff
    snigger
    snort
    sob sobbed sobbing
    speculate
    splutter
    sputter
    squawk
    squeal
    stammer
    stutter
    summarise
    summarize
    surmise
    swear swore
    taunt
    tease
    testify
    text texted
    theorise
    theorize
    think thought
    thunder
    utter
    venture
    voice
    volunteer
    wail
    wheeze
    whimper
    whine
    whisper
    whoop
    wisecrack
    wonder
    yelp
    """
)
"""Verbs that say so when they touch a quotation: “…,” grumbled Ana Brel.  Levin, “English Verb
Classes and Alternations”, 1993: verbs of saying (37.7), manner of speaking (37.3), instruments of
communication (37.4) and nonverbal expression (40.2), of which news has these."""

TAG_VERBS = SPEECH_VERBS | TOUCHING_VERBS
"""What says so where it touches a quotation."""

PHRASAL_TAGS = frozenset(
    """put in|puts in|chimed in|chimes in|cut in|cuts in|broke in|breaks in|weighed in|threw in
    |joined in|shot back|shoots back|fired back|hit back|hits back|called out|cried out|burst out
    |went on|goes on|piped up|pipes up|spoke up|blurted out|pointed out|points out|rang out
    |summed up|sums up|chipped in|butted in|added in|wrote back|replied back|insisted on""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
"""The same of a verb and a particle: “…,” chimed in Ana Brel."""

PLAIN_SAYING = words("said says say told tells")
"""What says nothing but that it was said."""
