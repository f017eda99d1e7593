"""A web page that a browser printed: the article between what is above and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A line that ends the article: what follows leads elsewhere, or is of others.
_END = re.compile(
    r"(?:comments?(?: ?\(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|more on this(?: story)?"
    r"|more (?:stories|from|in|news)\b.{0,40}|related(?: (?:stories|articles|topics|content))?"
    r"|(?:most|trending|popular)(?: (?:read|viewed|popular|now))?|recommended(?: for you)?"
    r"|you (?:may|might) also like|read next|up next|around the web|sponsored(?: content)?"
    r"|sign up (?:for|to) .{0,60}|get our (?:free )?newsletter.{0,40}|newsletter|topics"
    r"|explore more on these topics|© ?\d{4}.*|copyright ©? ?\d{4}.*|all rights reserved.*"
    r"|(?:about|follow) the author|view comments.*|join the (?:conversation|discussion).{0,40})",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:(?:share|tweet|e-?mail|print|save|copy link|facebook|twitter|whatsapp|linkedin|x|listen"
    r"|on|this(?: article)?|\d+ (?:shares|comments)|comments?|link|bookmark)[\s,|•·]*)+"
    r"|(?:read (?:more|also|next)|also read|see also|related|watch|more on this)\s*:.*"
    r"|.*\b(?:photograph|photo|picture|image|credit|illustration)s?(?: by|: ?| ©).{1,60}"
    r"|advertisement|ad feature|skip (?:past|to) .{0,60}|accept(?: all)?|manage options"
    r"|(?:home|news|world|politics|sport|business|opinion|culture|menu|search|sign in|subscribe)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s+[|–—·-]\s+|\s*\|\s*")
# Words that an article has at least; what is left over by a wrong cut has fewer.
_LEAST_WORDS = 40


def article(lines: Sequence[str], title: str) -> list[str]:
    """The lines from the headline to the end of the article; all where there is no headline."""
    begin = _headline(lines, title)
    if begin is None:
        return [line for line in lines if not _NOISE.fullmatch(line.strip())]
    left = [line for line in lines[begin:] if not _NOISE.fullmatch(line.strip())]
    for at, line in enumerate(left):
        if _END.fullmatch(line.strip()) and len(" ".join(left[:at]).split()) >= _LEAST_WORDS:
            return left[:at]
    return left


def without_outlet(title: str) -> list[str]:
    """A title as browsers show it, whole and without what follows its signs, the longest first."""
    ends = [len(title), *(sign.start() for sign in reversed([*_SIGN.finditer(title)]))]
    return [title[:end] for end in ends if end]


def has_headline(lines: Sequence[str], title: str) -> bool:
    """Whether a page has its title as a headline, the outlet behind it or not."""
    return any(_headline(lines, each) is not None for each in without_outlet(title))


def _headline(lines: Sequence[str], title: str) -> int | None:
    """Where the title is the headline, which may take several lines."""
    sought = _folded(title)
    if not sought:
        return None
    for at in range(len(lines)):
        words = ""
        for line in lines[at : at + 4]:
            words += _folded(line)
            if not words or not sought.startswith(words):
                break
            if words == sought:
                return at
    return None


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
