"""A web page that a browser printed: the article between what is above, beside and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reading.pages import stubs
from reading.paper import around
from reading.paper.typeset import Paragraph
from reading.patterns import late
from reading.tops.naming import is_person
from reading.tops.stating import Top, bare, states, takes_date

# The time behind a day, and what stands beside a name or a day.
_CLOCK = late(r"(?<=\d{4})\s*[,|·]?\s*(?:à|um|a las|at|alle)?\s*\d{1,2}[:.h]\d{2}\s*(?:Uhr|h)?\Z")
_PARTS = late(r"\s+[·|•/—]\s+")
_ADDED = late(
    r"follow(?:ing)?|(?:published )?in .{2,40}|[\d.,k]+|\d+ min(?:ute)?s?(?: read)?"
    r"|listen|share|save",
    re.IGNORECASE,
)
_UPDATED = late(r"(?=\b(?:last )?(?:updated|mis à jour|aktualisiert|actualizado)\b)", re.IGNORECASE)
_SIGN = late(r"\s+[|–—·-]\s+|\s*\|\s*")
# Words that an article has at least; what is left over by a wrong cut has fewer.
_LEAST_WORDS = 40
# So few words before “Comments”, and so many times more behind it, are a bar above an article.
_FEW_WORDS, _TIMES = 120, 3
# Words of a paragraph that is surely prose, and what prose has in common: points, and a ratio.
_PROSE, _PLACE, _ALIKE = 20, 4.0, 1.06
# Characters of a line that says who wrote an article, and when.
_LONGEST_STATED = 80
# Words of a sentence that is none of a list of headlines.
_SENTENCE, _LONG_SENTENCE = 6, 12
# A headline without its words in the title: how large, and how many words.
_LARGE, _LEAST_HEADLINE = 1.25, 4
# Words of a paywall's offer that may be below an article.
_OFFER = 60
# Paragraphs of prose between two comments that are hardly one reader's.
_LEAST_RUN = 3
MAY_GO_ON = (
    "The article may be incomplete: what is behind the comments of readers was left out. Compare "
    "it with the page before you quote."
)
# Paragraphs that offer a letter, above the field for an address.
_LONGEST_OFFER = 3


def article(
    paragraphs: Sequence[Paragraph], title: str, top: Top | None = None
) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs from the headline to the end of the article, and notes on what is not there.

    It is cut off where the page offers a subscription to read on.  What the lines below the
    headline state goes to `top`, if that is given.  All of it, but for what is surely none of its
    text, where there is no headline.
    """
    begin = _headline_at(paragraphs, title)
    notes: tuple[str, ...] = ()
    if begin is None:
        kept = [each for each in paragraphs if not around.is_noise(each.text)]
    else:
        rest = paragraphs[begin:]
        comments = _comments_at(rest)
        behind, unsure = _behind_comments(rest[:comments], rest[comments:])
        notes = (MAY_GO_ON,) if unsure else ()
        kept = _joined(_without_others([*rest[:comments], *behind]))
        if top:
            kept = _without_stated(kept, top)
    texts = [each.text for each in kept]
    shown = stubs.without_offer(texts)
    offer = " ".join(texts[len(shown) :]).split()
    if 0 < len(offer) < _OFFER and stubs.may_be_beginning("".join(shown)):
        return shown, (*notes, stubs.ONLY_BEGINNING)
    return texts, notes


def _without_stated(paragraphs: Sequence[Paragraph], top: Top) -> list[Paragraph]:
    """The paragraphs but for those above the first prose that say who wrote it, and when."""
    prose = next((at for at, each in enumerate(paragraphs) if _is_prose(each)), 0)
    head, rest = paragraphs[1:prose], paragraphs[prose:]
    if not prose:
        return [*paragraphs]
    stated = [_states(top, each.text) for each in head]
    if not top.names and (top.published_on or top.updated_on):
        alone = [at for at, each in enumerate(head) if not stated[at] and _is_name(each.text)]
        near = [at for at in alone if any(stated[max(0, at - 1) : at + 3])]
        if len(near) == 1:
            top.names, stated[near[0]] = _name(head[near[0]].text), True
    left = [each for each, is_stated in zip(head, stated, strict=True) if not is_stated]
    return [paragraphs[0], *left, *rest]


def _states(top: Top, text: str) -> bool:
    """Take what a paragraph below a headline states, but for what pages add to it."""
    words = _CLOCK.sub("", bare(text))
    words = f"{words[:1].upper()}{words[1:]}"  # “von Jo Ek”
    if states(top, words) or _state_all(top, words) or around.is_of_comments(words):
        return True
    if len(words) > _LONGEST_STATED:
        return False
    parts = [part for part in _PARTS.split(words) if not _ADDED.fullmatch(part)]
    if len(parts) > 1 and parts[-1].isalpha() and parts[-1].istitle():  # where it was written
        del parts[-1]
    return bool(parts) and all(states(top, part) for part in parts)


def _name(text: str) -> str:
    return " ".join(part for part in _PARTS.split(bare(text)) if not _ADDED.fullmatch(part))


def _is_name(text: str) -> bool:
    return is_person(_name(text))


def _state_all(top: Top, text: str) -> bool:
    """Take two dates in one line: “Published 5 May 2026, updated 6 May 2026”."""
    parts = _UPDATED.split(text, maxsplit=1)
    return len(parts) > 1 and all(takes_date(top, part.strip(" ,")) for part in parts)


def _joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each that what is beside it divides as one again."""
    body = _Place(paragraphs)
    joined: list[Paragraph] = []
    for each in paragraphs:
        if each.text[:1].islower() and body.has(each):
            begun = next((at for at in range(len(joined) - 1, 0, -1) if body.has(joined[at])), 0)
            beside = joined[begun + 1 :]
            if begun and not joined[begun].is_ended and not any(map(body.is_left, beside)):
                del joined[begun + 1 :]
        last = joined[-1] if joined else None
        if (
            last
            and each.text[:1].islower()
            and not last.is_ended
            and last.words >= _SENTENCE
            and last.size / _ALIKE < each.size < last.size * _ALIKE
        ):
            joined[-1] = replace(last, text=f"{last.text} {each.text}")
        else:
            joined.append(each)
    return joined


def stands_alone(line: str) -> bool:
    """Whether a line is surely no part of a sentence that is longer."""
    return around.stands_alone(line) or (
        len(line) < _LONGEST_STATED and states(Top(), bare(line)) and not line.endswith(".")
    )


def without_outlet(title: str) -> list[str]:
    """A title as browsers show it, whole and without what follows its signs, the longest first."""
    ends = [len(title), *(sign.start() for sign in reversed([*_SIGN.finditer(title)]))]
    return [title[:end] for end in ends if end]


def headline(paragraphs: Sequence[Paragraph], title: str) -> str:
    """The most of a title that is a paragraph of the page; empty if none is."""
    found = {_folded(each.text) for each in paragraphs}
    return next((each for each in without_outlet(title) if _folded(each) in found), "")


def largest(paragraphs: Sequence[Paragraph]) -> str:
    """The words in the largest letters above the first prose, if they are a headline's."""
    prose = next((at for at, each in enumerate(paragraphs) if _is_prose(each)), 0)
    if not prose:
        return ""
    heads = [each for each in paragraphs[:prose] if each.words >= _LEAST_HEADLINE]
    found = max(heads, key=lambda each: each.size, default=None)
    return found.text if found and found.size > _LARGE * paragraphs[prose].size else ""


def _headline_at(paragraphs: Sequence[Paragraph], title: str) -> int | None:
    """Where the title is the headline, in its largest letters."""
    sought = _folded(title)
    places = [at for at, each in enumerate(paragraphs) if sought and _folded(each.text) == sought]
    return max(places, key=lambda at: paragraphs[at].size, default=None)


def _without_others(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without what is none of the text, and without lists of other articles."""
    prose = next((at for at, each in enumerate(paragraphs) if _is_prose(each)), len(paragraphs))
    kept: list[Paragraph] = []
    at, words = 0, 0
    while at < len(paragraphs):
        each = paragraphs[at]
        at += 1
        if around.asks_for_address(each.text):
            _take_back_offer(kept, each)
        elif words >= _LEAST_WORDS and around.leads_elsewhere(each.text):
            goes_on = _goes_on_at(paragraphs, at, kept)
            if goes_on == at < len(paragraphs) and around.may_head_a_part(each.text):
                kept.append(each)
            at = goes_on
        elif not around.is_noise(each.text) and not (
            at <= prose and around.names_sections(each.text)
        ):
            kept.append(each)
            words += each.words
    return kept


def _take_back_offer(kept: list[Paragraph], field: Paragraph) -> None:
    """Take back what offers the letter for which an address is asked, in a box of its own."""
    body = _Place(kept)
    for _ in range(_LONGEST_OFFER):
        if not body.lefts or body.is_left(field) or body.is_left(kept[-1]):
            return
        kept.pop()


def _comments_at(paragraphs: Sequence[Paragraph]) -> int:
    """Where what readers say begins: at its heading, else where they are asked to say more.

    A link to it above the article is none, nor a question within it.
    """
    last = max(
        (n for n, each in enumerate(paragraphs) if around.is_by_reader(each.text)), default=0
    )
    before = 0
    invited = len(paragraphs)
    for at, each in enumerate(paragraphs):
        if before >= _LEAST_WORDS and around.begins_comments(each.text):
            prose = sum(other.words for other in paragraphs[at:] if _is_prose(other))
            if before >= _FEW_WORDS or prose < _TIMES * before or last > at:
                return at
        elif before >= _LEAST_WORDS and invited > at and around.invites_comments(each.text):
            below = paragraphs[at + 1 : at + 2]
            asked = last > at or any(around.is_remark(other.text) for other in below)
            invited = at if asked else invited
        before += each.words
    return invited


def _behind_comments(
    before: Sequence[Paragraph], comments: Sequence[Paragraph]
) -> tuple[Sequence[Paragraph], bool]:
    """What of an article goes on behind comments, and whether there may be more of it.

    It surely goes on behind the buttons of the last comment, where some of it is in a column of
    the article in which no comment is.  Else its place and size are those of the prose before.
    """
    body = _Place(before)
    signs = [at for at, each in enumerate(comments) if at and around.is_remark(each.text)]
    ends = [*signs, len(comments)]
    for begin, end in pairwise([0, *ends[:-1]]):
        if sum(map(body.has, filter(_is_prose, comments[begin + 1 : end]))) >= _LEAST_RUN:
            return (), True
    if not comments:
        return (), False
    last = signs[-1] if signs else 0
    run = comments[last + 1 :]
    if last and not around.has_buttons(comments[last].text):  # it is above what the reader says
        return (), any(body.has(each) for each in filter(_is_prose, run[1:]))
    prose = [at for at, each in enumerate(run) if _is_prose(each) and body.has(each)]
    if not prose:
        return (), False
    others = {round(each.left) for each in comments[: last + 1]}
    apart = any(min(abs(run[at].left - left) for left in others) > _PLACE for at in prose)
    headed = any(each.size > _LARGE * body.size for each in run)
    sure = bool(last) and apart and not headed and len(body.lefts) > 1
    return (run[prose[0] :], False) if sure else ((), True)


def _goes_on_at(paragraphs: Sequence[Paragraph], start: int, kept: Sequence[Paragraph]) -> int:
    """Where the article goes on behind a list of others, with the heading above that; else the end.

    What goes on has the place and the size of the prose before.  Of a list in that place, it is
    prose, with the sentences above it, or the one sentence that is left.
    """
    body = _Place(kept, paragraphs)
    if not body.lefts:
        return start
    heading, first = paragraphs[start - 1 : start], paragraphs[start : start + 1]
    if _heads(*heading, *first) and body.is_large(first[0]):
        return start
    beside = not body.is_left(paragraphs[start - 1])
    for at in range(start, len(paragraphs)):
        each = paragraphs[at]
        if not body.has(each):
            continue
        if _is_long_sentence(each) or (beside and each.is_ended):
            while at > start and body.has(paragraphs[at - 1]) and _is_sentence(paragraphs[at - 1]):
                at -= 1
            headed = at > start and body.is_headed(paragraphs[at - 1])
            return at - 1 if headed else at
        if _is_sentence(each) and _is_last(paragraphs, at):
            if around.is_of_writer(paragraphs[start - 1].text):
                return len(paragraphs)
            others = paragraphs[start:at]
            return at if not any(map(_is_sentence, others)) else len(paragraphs)
    return len(paragraphs)


def _heads(heading: Paragraph, first: Paragraph | None = None) -> bool:
    """Whether a long sentence is right below a heading, which may be one of the article then."""
    return (
        first is not None
        and _is_long_sentence(first)
        and abs(first.left - heading.left) < _PLACE
        and around.may_head_a_part(heading.text)
        and not around.is_of_writer(heading.text)
    )


class _Place:
    """Where on its pages, and how large, the prose of an article is."""

    def __init__(self, kept: Sequence[Paragraph], others: Sequence[Paragraph] = ()) -> None:
        """`others` may be in columns that `kept` does not reach; each has many words."""
        prose = [each for each in kept if _is_prose(each)]
        self.size = prose[-1].size if prose else 0.0
        self.lefts = {round(each.left) for each in prose}
        if prose:
            words: Counter[int] = Counter()
            for each in others:
                words[round(each.left)] += each.words if self.is_large(each) else 0
            self.lefts |= {left for left, count in words.items() if count >= _LEAST_WORDS}

    def is_large(self, paragraph: Paragraph) -> bool:
        return self.size / _ALIKE < paragraph.size < self.size * _ALIKE

    def is_left(self, paragraph: Paragraph) -> bool:
        return any(abs(paragraph.left - left) < _PLACE for left in self.lefts)

    def has(self, paragraph: Paragraph) -> bool:
        return self.is_large(paragraph) and self.is_left(paragraph)

    def is_headed(self, paragraph: Paragraph) -> bool:
        return paragraph.size > _ALIKE * self.size and self.is_left(paragraph)


def _is_last(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the article ends behind a paragraph."""
    following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    return not following or around.leads_elsewhere(following) or around.is_noise(following)


def _is_long_sentence(paragraph: Paragraph) -> bool:
    return paragraph.words >= _LONG_SENTENCE and paragraph.is_ended


def _is_sentence(paragraph: Paragraph) -> bool:
    return paragraph.words >= _SENTENCE and paragraph.text.endswith((".", "”", '"', "»", "“"))


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.words >= _PROSE and paragraph.is_ended


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
