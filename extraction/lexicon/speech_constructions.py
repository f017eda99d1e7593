"""Words beside the verbs of saying: who speaks to whom, who spoke before, and who does not speak.

They are not verbs of a tag: `speech_verbs.py` has those.
"""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.speech_verbs import TAG_VERBS

SPOKEN = words(
    """advice answer assessment boast comment complaint conclusion description diagnosis explanation
    greeting judgement judgment mantra message motto observation opinion plea prediction quip
    reaction refrain rejoinder reply response retort summary verdict view warning word words"""
)
"""What one says, as a noun that has its speaker in front: “…,” was Ana Brel's reply."""

GOING_ON = frozenset(
    {
        "added",
        "adds",
        "also",
        "concluded",
        "concludes",
        "continued",
        "continues",
        "goes on",
        "went on",
    }
)
"""Behind a source, what says that it spoke just before."""
DECLINING = words("decline declined declines declining refuse refused refuses refusing")
UNSAID = words("comment elaborate reply respond say speculate")
"""“Declined to comment on it”, “would not say when”: nothing was said."""
QUESTIONED = words("asked pressed questioned")
"""“…, when asked about it”: no words of the source."""
SAY_NOW = words("claims denies deny say says")
"""“…, while the miners say”: another's statement begins, in the present tense."""

RETORTS = words("answered countered replied responded retorted snapped") | {
    "shot back",
    "fired back",
    "hit back",
    "replied back",
}
"""What one says to another, who may speak next."""

INTERVIEWED = words("asked asks interviewed interviews questioned quizzed met rang phoned") | {
    "spoke to",
    "spoke with",
    "speaks to",
    "speaks with",
    "talked to",
    "talked with",
    "talks to",
    "talks with",
    "sat down with",
    "caught up with",
    "put questions to",
}
"""What joins who asks and who answers, before an interview."""

RECALLING = words(
    """cite cited cites citing hear heard hears quote quoted quotes quoting recall recalled
    recalling recalls remember remembered remembering remembers"""
)
"""What one says of another's words: “she recalled Brel telling them: “…””."""
QUOTING_OTHERS = frozenset(word for word in RECALLING if word.startswith(("quot", "cit"))) | words(
    "report reported reporting reports"
)
"""“The Ledger quoted Brel as saying that …”, “reported her as saying …”: Brel's words."""
REMEMBERING = frozenset(word for word in RECALLING if not word.startswith(("quot", "cit")))
"""The same without quoting: in “she quoted Brel, saying “…”” the words may be hers."""

FRONTED = words("addressing asked referring responding speaking writing")
"""Participles that a sentence opens with before its subject: “Asked about it, Ana Brel said”."""

FRONTED_PLACES = words(
    """inside outside nearby elsewhere upstairs downstairs indoors outdoors backstage onstage
    offstage overhead below above today yesterday tonight afterwards afterward finally eventually"""
)
"""Adverbs of place and time that a sentence opens with before its subject: “Outside, Ana Brel”."""

JUDGED = words(
    "acquitted arrested convicted deported detained evicted executed extradited fined freed"
    " imprisoned jailed sentenced"
)
"""What courts and police do to people; what follows is whom, and nothing that was said."""
CHARGED = words("accused charged suspected convicted acquitted cleared guilty")
"""“X is accused of Y”, “was found guilty of”: what others say of X (Quirk et al. 1985, 16.32)."""

SEARCHES = frozenset(
    {
        "looking for",
        "searching for",
        "hunting",
        "hunting for",
        "seeking",
        "seek",
        "seeks",
        "sought",
        "trying to find",
        "trying to trace",
        "trying to identify",
    }
)
"""What police do, who say nothing by it: “are looking for a man who …”."""

NAMING = words("christened codenamed dubbed entitled headlined nicknamed titled")
"""“Nicknamed “the Fox””: a name, and nothing that was said."""

QUOTING = words("quoted cited")
"""“X was quoted by Y”: X has spoken, not Y."""

SPEECH_ACTS = words(
    """agree apologise apologize back call condemn demand denounce deny deplore disagree endorse
    insist oppose reaffirm refuse regret reiterate reject resent support urge welcome"""
)
"""What one does by saying so: the quoted words begin with them, and their subject stands before
the quotation mark: “Both leaders “condemn the attack””."""

FORMS_OF_SAYING = (
    frozenset(form for verb in TAG_VERBS for form in verb)
    | SPEECH_ACTS
    | words(
        """according address blast brand champion chastis cite citing decry defend derid dub endors
        hail label oppos outlin slam speak spoke talk term tout vouch"""
    )
)
"""Beginnings of words in a cue which say that a noun was spoken about: “condemned the raid”."""

DONE_TO = words(
    """accused arrested attacked axed backed banned barred blamed booed charged cleared
    condemned convicted criticised criticized detained dismissed dropped expelled fined
    fired forced grilled haunted held hit investigated jailed killed mocked named ordered
    probed questioned quizzed rapped rebuked ridiculed sacked sentenced slammed stripped
    sued suspended targeted urged"""
)
"""What was done to whom a headline begins with: “Ek sued for ‘fraud’”; the word is another's."""
DENYING = words("denies dismisses disputes rejects refutes rubbishes")
"""Behind it a headline has the words of another: “Ek denies ‘bribe’ claim”."""
