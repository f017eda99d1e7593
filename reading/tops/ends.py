"""Where an article ends: before the signs of its end, and what a reader of papers adds below."""

from __future__ import annotations

import re

from reading.bylines import author
from reading.header import Header
from reading.patterns import late

# “###”, “# # #”, “-30-”, “-ENDS-”, “(END)”, alone on the last line.
_SIGN = late(
    r"#{2,}|(?:#[ \t]+){1,4}#|\*{3,}|[-–—]{1,3}[ \t]?(?:30|ends?|ENDS?|fin|Ende?)[ \t]?[-–—]{1,3}"
    r"|[-–—]{0,3}[ \t]?ENDS?\.?|\(END\)|\[END\]"
)
# What PressReader puts below an article that is copied.
_BELOW = late(
    r"Newspapers (?:in|from) [A-Z].{1,40}|(?:(?:©|\(c\)|Powered by) ?)?PressReader\b.{0,60}"
    r"|\(c\) Copyright (?:Thomson )?Reuters.{0,60}|\(\([^()]{3,200}\)\)|-0- .{0,40}"
    r"|Advertisement|Share(?: this(?: article| story| page)?)?|Subscribe(?: now)?"
    r"|(?:https?://)?www\.pressreader\.com\S*|Start Page: ?\S{0,8}|End Page: ?\S{0,8}"
)
# What agencies put below their copy for editors: up to the end of the text.
_FOR_EDITORS = late(
    r"^[ \t]*(?:To contact the (?:reporters?|editors?|authors?|staff)\b.{0,80}:"
    r"|#{0,2} ?dpa-Notizblock)[ \t]*$",
    re.MULTILINE,
)
_LONGEST_FOR_EDITORS = 2500
_LABEL = late(r"(Article Name|Publication|Author|Section): ?(.{0,300})")
_FIELDS = {"Article Name": "title", "Publication": "outlet", "Author": "author"}
# Lines that are looked at, from the last up, and the longest that can be such a line.
_LOOKED_AT, _LONGEST = 12, 320
# Every such line has one of these letters or signs as its first.
_FIRST = frozenset("#*-–—(E[N©PhwSA")


def end_of(text: str, start: int, header: Header) -> int:
    """Where the article ends that begins at `start`; what lines below it state goes to `header`.

    Without such lines it is the end of the text, blanks included.
    """
    end, labels = _before_editors(text, start), dict[str, str]()
    found, at = end, end
    for _ in range(_LOOKED_AT):
        at = _before_blanks(text, at)
        begins = max(text.rfind("\n", start, at), text.rfind("\r", start, at)) + 1
        line = text[begins:at].strip()
        if begins <= start or len(line) > _LONGEST or line[:1] not in _FIRST:
            break
        label = _LABEL.fullmatch(line)
        if label:
            labels.setdefault(label[1], label[2].strip())
        elif not _SIGN.fullmatch(line) and not _BELOW.fullmatch(line):
            break
        found = at = begins
    if (found == end < len(text)) and not labels:
        return _before_blanks(text, end)
    if found == end or (labels and not _FIELDS.keys() <= labels.keys()):
        return end
    _complete(header, labels)
    first, _, rest = text[header.offset : found].partition("\n")
    if labels and first.strip() == header.title:  # the headline, which a label below has too
        header.offset = found - len(rest.lstrip())
    return _before_blanks(text, found)


def _before_editors(text: str, start: int) -> int:
    """Where what agencies write for editors begins; else the end of the text."""
    at = max(start, len(text) - _LONGEST_FOR_EDITORS)
    # One character is found far more quickly: most texts have none of these near their end.
    if (text.find(":", at) < 0 or text.find("To contact the ", at) < 0) and (
        text.find("z", at) < 0 or text.find("dpa-Notizblock", at) < 0
    ):
        return len(text)
    found = _FOR_EDITORS.search(text, at)
    return found.start() if found else len(text)


def without_below(paragraphs: list[str]) -> list[str]:
    """The paragraphs of a page but for what a reader of papers adds at its end."""
    end = len(paragraphs)
    while end > 1 and _BELOW.fullmatch(paragraphs[end - 1].lstrip("- ")):
        end -= 1
    return paragraphs[:end]


def _before_blanks(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _complete(header: Header, labels: dict[str, str]) -> None:
    for label, field in _FIELDS.items():
        value = labels.get(label)
        if value and not getattr(header, field):
            setattr(header, field, author(value) if field == "author" else value)
