"""Every number that makes a quotation more or less sure, and what follows from it.

The confidence of an attribution is the tagger's, or that of the rule that made it.  It is
multiplied by the certainty of the resolved source and calibrated to a probability, which the
database stores and the pages show.  All numbers are 0 to 1.

Those without a source of their own were set by hand while reading errors on PolNeAR dev, 84
articles (docs/accuracy.md says how honest the figures are).  The levels at which the network's
output becomes spans belong to its weights: `attribution/tagger/weights/config.json` and
`attribution/tagger/decoding.py` have them.
"""

from __future__ import annotations

from math import exp, log

from extraction import learned
from extraction.annotations import Kind

# ---------------------------------------------------------------- attributions that rules make
LAYOUT = 0.95
"""A layout that names the speaker: `NAME: …`, `“…” — Name`.  Surer than the tagger usually is."""
TAGGED = 0.9
"""A verb of saying and its subject that touch a quoted span: “…,” said Ana Brel."""
CARRIED = 0.6
"""Factor on the confidence of the neighbour whose speaker is carried to a quoted span."""
INTRODUCED = 0.7
"""Words before a colon that introduce a quoted span; also the factor for “both leaders “condemn
…”, according to Y”, where the words move from Y to the leaders."""
INHERITED = 0.8
"""Factor on an attribution whose cue had no source and takes the subject of its sentence."""
POSTPOSED = 0.75
"""A sentence without marks that ends in its tag: “…, said Ana Brel.”"""
SPOKEN_OF_BEFORE = 0.6
"""A paragraph that is one quotation, behind one about a single person."""
UNATTRIBUTED = 0.6
"""A paragraph that is one quotation, whose speaker is not given."""

# ---------------------------------------------------------------- attributions that are kept
LEAST = 0.45
"""The least confidence of an attribution without any words between quotation marks."""
LEAST_SAID = 0.3
"""The same with a source that “said” or “told” it, the plainest words of saying."""
LEAST_QUOTED = 0.2
"""The same with words between marks.  Below it there are mostly titles and scare quotes."""
LEAST_TITLE = 0.6
"""The same if all words between marks are capitalised as titles of works are."""

# ---------------------------------------------------------------- certainty of a source
BY_NAME = 1.0
"""The source is a name that the article gives in full."""
BY_PART_OF_NAME = 0.9
"""It is a part of a name, and no mention of the person has all of it."""
BY_DESCRIPTION = 0.9
"""It is a description that fits one holder of such an office: “the senator”."""
BY_TRADE = 0.8
"""It is what the article calls one person beside the name: “the trader”, “Ana Brel, a trader”."""
UNLINKED = 0.65
"""The most of a description of whom the article does not say that they are so."""
SPOKEN_OF = 0.6
"""It is new, and one person alone is spoken of just before: “the ex-striker”, “the 44-year-old”."""
OF_PARAGRAPH = 0.8
"""It is new, and its paragraph is about one person, who spoke in it before."""
NAMED_NEXT = 0.6
"""It is a description in a lead that names nobody, and the next paragraph opens with the name."""
OF_TWO = 0.4
"""It is a name that two people have, and what tells them apart is not understood."""
IT = 0.8
"""It is “it”, and a body that did not speak yet is the subject before."""
BY_ORGANIZATION_WORD = 0.9
"""It is the head noun of an organization: “the commission”, found before or not."""
BY_KIND_OF_BODY = 0.85
"""It is what a body of that kind is called: “the lender”, of a bank."""
LEAST_PRONOUN = 0.5
"""The least certainty of a pronoun's antecedent; below it nobody is named."""
LEAST_DESCRIPTION = 0.5
"""The same of a description: “the New York businessman”."""
SURE_DESCRIPTION = 0.9
"""A description that is less certain yields to what the article calls one person.  Any bound from
0.7 on gives the same figures on PolNeAR dev, the world and training/own."""
MOST_PRONOUN = 0.97
"""No pronoun is surer than this."""
SURE_PRONOUN = 0.7
"""A pronoun less certain than this tells nothing of its antecedent's gender."""
UNNAMED = 0.9
"""A description of a person whom the article does not name: “a senior official”."""
UNRESOLVED = 0.5
"""There is no source, or it refers to nobody plainly: “she” without a woman before, “it”."""
WITHOUT_ANTECEDENT = 0.4
"""A relative pronoun without a name before it."""

# ---------------------------------------------------------------- the country of a speaker
LEAST_COUNTRY = 0.65
"""The least probability of a speaker's country that is sure."""
LEAST_LIKELY_COUNTRY = 0.55
"""The least probability of one that is shown as likely; below it none is given."""

# ---------------------------------------------------------------- what is stored and shown
PERSON_DECIDED = 1.0
"""The confidence of a quotation that an editor has added, corrected or checked."""
REVIEW_BELOW = 0.7
"""Below it a page says “check speaker” and a quotation is in the list to review.  A choice, not
a fit: of quotations at this confidence three in ten are wrong."""
REVIEW_NAMED_BELOW = 0.935
"""The same for quoted words that have a name, where a mistake is worst: of the names above it about
one in a hundred is wrong (docs/accuracy.md, Confidence)."""
NAMED = learned.Line(1.1, 1.2)
"""The calibration of a name given to quoted words, from the calibration of quoted words: a name is
right more often than the words, the source and the name together.  On PolNeAR dev, the 58 articles
of the world and training/own without its held-out part its error is at most .025; the line that
fits these best with equal weight (1.32, 1.44) would put half as many more wrong names above .92."""


def calibrated(score: float, kind: Kind, named: bool = False) -> float:
    """The share of quotations with this score that are right.

    Quotation marks make a quotation surer than the tagger thinks it, and a name surer still;
    paraphrase is as sure as it says.  The line of quoted words was fitted on PolNeAR dev with an
    earlier network (docs/accuracy.md, Confidence, has the errors now).  What the newsroom's
    decisions taught moves the result along a line of logits.
    """
    shipped = score if kind is Kind.INDIRECT else 0.4 + 0.6 * score
    if named and kind is not Kind.INDIRECT:
        shipped = moved(shipped, NAMED)
    line = learned.current().lines.get(kind)
    return moved(shipped, line) if line else shipped


def moved(probability: float, line: learned.Line) -> float:
    """A probability on a line of logits (Platt 1999)."""
    return 1 / (1 + exp(-(line.slope * logit(probability) + line.offset)))


def logit(probability: float) -> float:
    """The logarithm of the odds, of a probability that is kept off 0 and 1."""
    kept = min(max(probability, 0.005), 0.995)
    return log(kept / (1 - kept))


def needs_review(confidence: float, kind: str, named: bool) -> bool:
    """Whether a reader should check the speaker before relying on the quotation.

    `kind` is a value of `Kind`; `named` says whether the quotation has a speaker with a name.
    """
    strict = named and kind != Kind.INDIRECT
    return confidence < (REVIEW_NAMED_BELOW if strict else REVIEW_BELOW)
