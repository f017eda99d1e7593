"""Words of the comment clauses behind what was said: “The water will rise, said the mayor.”"""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.speech_verbs import verbs

_COMMENTS = verbs(
    """
    say said
    acknowledge
    add
    admit admitted admitting
    allege
    announce
    argue
    assert
    believe
    caution
    claim
    complain
    conclude
    concede
    confirm
    contend
    declare
    estimate
    explain
    fear
    forecast forecast
    hint
    hope
    imply
    insist
    intimate
    joke
    maintain
    note
    observe
    point
    predict
    promise
    recall
    reckon
    remark
    report
    reveal
    state
    stress
    suggest
    think thought
    vow
    warn
    write wrote
    """
)
_NOUNS = words(
    """caution claim estimate fear forecast hint hope joke note point promise report state vow"""
)
COMMENTING = frozenset(
    form for verb in _COMMENTS for form in (verb.base, verb.third, verb.past) if form not in _NOUNS
) | {"forecast"}
"""Verbs that take a whole sentence before them (Quirk et al. 1985, 15.54), in forms that are no
nouns as well."""

STATING_THAT = (
    frozenset(verb.past for verb in _COMMENTS if verb.base not in {"forecast", "point", "think"})
    | frozenset(verb.third for verb in _COMMENTS if verb.base not in _NOUNS | {"think"})
    | {"claims", "let slip", "radioed", "swears", "swore", "texted"}
    | frozenset(f"{verb} of the {view}" for verb in ("is", "was") for view in ("view", "opinion"))
)
"""Verbs before “that” and what is said, in forms that are hardly nouns before it."""

NO_SUBJECTS = words(
    """according after although and as at because before but by during even for from how if in
    including is nor not of on or since so than that then though to too under unless until was were
    what when where whether which while who whom whose why with"""
)
"""What no subject of such a verb begins with."""

OPENING_SUBJECTS = words(
    """a an another both many most one several some the their these this those two three he she
    they his her its our my critics"""
)
"""What a subject behind such a verb begins with, where it is no name and no plural."""

UNFINISHED = words(
    """a an and as at because but by for from if in of on or so than that the therefore to when
    where which while who with"""
)
"""What no whole sentence ends with."""

FRONTING = words(
    """after again also and as at because before besides but by during earlier even for from
    here however if in instead just last later maybe meanwhile moreover next not now of on once
    over perhaps rather since so still that then there though thus today tomorrow under until
    when while with without yesterday yet"""
)
"""What stands in front of a tag within a sentence and is no subject: “Last year, Ek said, …”."""
