"""Where the words of a speaker shift from one quotation to the next: from “will not” to “may”.

What a speaker will do is no, perhaps or yes; what has to be is no, need not or yes; a figure is a
number of something behind one word.  These are read by their words (`_READ`), the narrower first,
and a quotation shifts where it and the last one that says any of the same have none in common.
Questions, and what could have been, commit to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ADVERBS = r"(?:,? (?:\w+ly|also|still|ever|just|now|of course|simply))*"
_NOT = r"(?:,? (?:not|never|no longer|neither)\b|n['’]t\b)"
# A subject that says no, or “I don’t think”, before a modal.
_NOBODY = (
    r"\b(?:(?:nobody|no one|none|neither|nothing|not (?:a|one)|no \w+)\b"
    r"|(?:do|does|did)(?: not|n['’]t) (?:think|believe)\b)(?: \w+){0,3}? "
)
# “The will”, “a can” and “my plan” are nouns.
_NO_NOUN = (
    "".join(
        rf"(?<!\b{word} )"
        for word in (
            "the a an my your his her its our their this that no free good political of".split()
        )
    )
    + r"(?<!['’]s )"
)
_BE = r"(?:am|are|is|was|were|be|been|['’](?:m|re|s))"
_GOING = (
    rf"{_BE}{_ADVERBS} going to (?!(?:the|a|an|my|your|his|her|our|their|war|school|work|bed|court"
    r"|church|jail|prison|hell)\b)"
)
_WILL = rf"(?:{_NO_NOUN}\b(?:will|shall)\b|\b\w{{1,20}}['’]ll\b)"
_PAST = r"(?! have (?!to\b|an?\b|the\b|no\b))"
_HAD = (
    r"(?! (?:\w+(?:ed|en)|gone|done|said|had|better|got|made|told|met|left|put|set|lost|found|come"
    r"|become|begun|heard|won|sent|paid)\b)"
)
_WANT = r"(?:intend|plan|mean|want|wish|propose)"

_PERHAPS = r"(?:perhaps|possibly|maybe|probably|likely)"

# (what it is about, which way, words); a text is searched for each in this order, and what is found
# is taken out of it.
_READ = [
    (about, way, re.compile("|".join(words), re.IGNORECASE))
    for about, way, *words in (
        ("do", "perhaps",
         r"\b(?:\w+ (?:not|never)|\w{1,20}n['’]t|cannot)(?: be)? rul(?:e|ing) out",
         r"\b(?:may|might|could)(?: well)? not\b(?! have \w)", r"\bmightn['’]t\b",
         rf"\b{_PERHAPS}\b(?:,? \w+){{0,3}}? (?:will|shall)\b", rf"{_WILL} {_PERHAPS}\b"),
        ("do", "no",
         r"\brul(?:e|es|ed|ing) out", r"\brefus(?:e|es|ed|ing) to\b",
         r"\b(?:no|any) intentions? (?:of|to)\b", r"\bno plans? to\b",
         rf"(?:\b(?:do|does|did)(?: not|n['’]t)|\bnever) {_WANT} to\b",
         rf"{_BE}(?: not|n['’]t)(?: \w+)? (?:ready|willing|prepared|planning) to\b",
         r"\bunwilling to\b", r"\bno way\b(?: that)?(?: \w+){0,4} to\b",
         r"\b(?:not (?:be )?|im)possible\b"),
        ("must", "need not",
         r"\b(?:do|does|did)(?: not|n['’]t) (?:have|need) to\b", r"\bneed(?: not|n['’]t)\b",
         r"\bno need to\b"),
        ("must", "no",
         rf"\b(?:must|should|ought){_ADVERBS}{_NOT}",
         rf"{_NOBODY}(?:must|should|ought to|has to)\b"),
        ("must", "yes",
         r"\b(?:will )?(?:has|have) to\b", r"\bneeds? to\b", rf"{_NO_NOUN}\bmust\b{_PAST}",
         rf"\bshould\b{_PAST}", r"\bought to\b"),
        ("do", "no",
         rf"{_WILL}{_ADVERBS}{_NOT}", r"\b(?:wo|sha)n['’]t\b", r"\bnever (?:will|shall)\b",
         r"\b(?:can|could)(?: ?not|n['’]t)\b", rf"\bwould{_ADVERBS}{_NOT}{_PAST}",
         rf"{_BE}{_NOT}{_ADVERBS} going to\b", rf"{_NOBODY}(?:will|shall|can|would|{_GOING})\b"),
        ("do", "perhaps",
         rf"(?-i:\bmay\b){_PAST}", rf"{_NO_NOUN}\bmight\b{_PAST}", rf"\b(?:could|would)\b{_PAST}",
         rf"\b(?:i|we|you|he|she|they|it)['’]d\b{_HAD}", r"\b(?:un)?likely to\b",
         r"\b(?:perhaps|possibly|maybe|probably)\b", r"\bpossible that\b", r"\bconsidering\b",
         r"\bhopes? to\b"),
        ("do", "yes",
         _WILL, _GOING, rf"{_NO_NOUN}\bcan\b", rf"{_NO_NOUN}\b{_WANT}s? to\b",
         r"\bpossible to\b",
         rf"{_BE}(?: \w+)? (?:ready|willing|prepared|planning|determined) to\b"),
    )
]  # fmt: skip
# “Pay 300 million euros”: a figure, what it counts, and a word before that says what is done.
_FIGURE = re.compile(
    r"\b(?!(?:in|on|at|of|to|by|from|with|for|than|and|or|the|a|an|between|after|before|until|since"
    r"|per|about|around|some|only|just|over|nearly|almost) )(?P<before>[a-z]+) "
    r"(?:(?:about|around|some|only|just|over|nearly|almost|up to) )?"
    r"(?P<figure>[$€£]?(?!(?:19|20)\d\d\b)\d[\d.,]*)"
    r"(?P<unit>(?: (?:hundred|thousand|million|billion))?"
    r"(?:%| (?!(?:and|that|when|the|for|with|was|were|are|from|but|who|have|had|has)\b)[a-z]{3,})?)"
)
_SENTENCE = re.compile(r"[^.!?…]*(?:\.\d[^.!?…]*)*[.!?…]*")


@dataclass(frozen=True, slots=True)
class Shift:
    """From the words of one quotation to those of the next that says any of the same."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stance:
    """What words are about, which way they go, and the words as they are written."""

    about: str
    way: str
    words: str


def stances(text: str) -> list[Stance]:
    """Return what a text commits to, one of each kind.

    >>> [stance.words for stance in stances("We won’t go in May, but they may. Will you?")]
    ['won’t', 'may']
    """
    found: dict[tuple[str, str], Stance] = {}
    for sentence in _SENTENCE.findall(text):
        if not sentence.endswith("?"):
            for stance in _stances(sentence):
                found.setdefault((stance.about, stance.way), stance)
    return sorted(found.values(), key=lambda stance: (stance.about, stance.way, stance.words))


def _stances(sentence: str) -> Iterator[Stance]:
    for match in _FIGURE.finditer(sentence):
        if match["unit"]:
            about = f"{match['before']} … {match['unit'].split()[-1]}"
            words = match["figure"] + match["unit"]
            yield Stance(about, words, words)
    for about, way, words in _READ:
        for match in words.finditer(sentence):
            yield Stance(about, way, match[0].strip(" ,"))
        sentence = words.sub(lambda match: "·" * len(match[0]), sentence)


def shifts(texts: Iterable[str]) -> list[Shift | None]:
    """Return, for each of these texts in time, the shift that it makes.

    A text shifts if it says something of what an earlier one did, and in no way that the last of
    those did.

    >>> shifts(["We will not pay.", "We met.", "We may pay."])
    [None, None, Shift(before='will not', after='may')]
    """
    found: list[Shift | None] = []
    last: dict[str, list[Stance]] = {}
    for text in texts:
        now: dict[str, list[Stance]] = {}
        for stance in stances(text):
            now.setdefault(stance.about, []).append(stance)
        shifted = [
            (last[about], said)
            for about, said in now.items()
            if about in last and not {s.way for s in last[about]} & {s.way for s in said}
        ]
        found.append(Shift(*map(_joined, zip(*shifted, strict=True))) if shifted else None)
        last |= now
    return found


def _joined(said: Iterable[list[Stance]]) -> str:
    return ", ".join(stance.words for each in said for stance in each)
