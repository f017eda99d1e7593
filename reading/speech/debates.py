"""Debates of parliaments as they print them: the Congressional Record and Hansard."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reading.dates import leading_date
from reading.patterns import late
from reading.speech.hints import LONG_PARTY, SOURCE
from reading.spoken import Spoken, Turn

_RECORD = late(
    r"\s*\[?Congressional Record\b[^\n]*?\((?:[A-Z][a-z]+day, )?"
    r"(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})\)"
)
_ABOVE = late(
    r"\s*(?:\[?Congressional Record\b.*|\[[^\]]*\]|From the Congressional Record Online.*"
    r"|www\.gpo\.gov.*|_{3,}|-{3,})\s*"
)
# “[[Page S3662]]”, with its line where it has one of its own, and “{time} 1400”.
_PAGE = late(r"^[ \t]*\[\[Page \w+\]\][ \t]*\n|\[\[Page \w+\]\]|\{time\}\s*\d+", re.MULTILINE)
_SPEAKER = late(
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Senator|Representative)\.? "
    r"(?:[A-Z]{2}|[A-Z][A-Za-z’'-]*[A-Z]{2})[A-Z’'-]*"
    r"(?: [A-Z]{2}[A-Z’'-]*)*|The (?:[A-Z]{3,}(?: [A-Z]{2,})*)(?: pro tempore)?)"
    r"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?| \([^)\n]{1,60}\))?\. +(?=\S)"
)
# “Harriet Colne (Marlow) (Lab):”, “The Secretary of State for Transport (Martin Dowe):”
_MEMBER = late(
    r"(?:\d+\. |T?\d+\. )?(?P<name>[A-Z][^\W\d_]*(?:[ .’'-]+[^\W\d_]+){1,8}?)"
    r"(?P<brackets>(?: \([^()\n]{2,80}\)){1,3})"
    r"(?P<end>(?: to the [A-Z][^:\n]{2,80})?:[ \t]+|[ \t]*\Z)"
)
_OFFICE = late(r"The |.*\b(?:Minister|Secretary|Chancellor|Attorney|Speaker|Leader)\b")
# Of the United Kingdom, Canada, Australia and New Zealand, with the seat before or behind it.
_PARTY = late(
    r" \((?:[^()]{2,50}(?:, |—))?(?:Lab|Con|LD|Lib Dem|SNP|DUP|PC|Green|Ind|CB|UUP|Alba|Reform|SDLP"
    r"|Alliance|CPC|Lib\.|NDP|BQ|GP|ISG|PSG|CSG|ALP|LP|NATS|AG|AUS|IND|Labour|National|Greens?|ACT"
    r"|NZ First|Te Pāti Māori)(?![^\W\d_])[^()]*\)"
)
# When a member began to speak: “Ms TARRANT (Penrith) (14:01):”.
_BEGAN = late(r" \(\d{1,2}[:.]\d{2}(?: ?[ap]m)?\)")
_TITLED = late(r"(?:(?:Rt|Right) )?Hon\b|(?:Mr|Mrs|Ms|Miss|Dr|Senator)\b")
# The chair, who has no seat and no party in brackets.
_CHAIR = late(
    r"(?:(?:Mr|Madam|Mrs|Ms)\.? |The )?(?:Acting )?(?:Deputy )?(?:Speaker|SPEAKER|PRESIDENT|Chair"
    r"|CHAIR|Lord Speaker)"
)
_NO_HEADING = late(
    r"House of (?:Lords|Commons|Representatives)|(?:The )?Senate|Westminster Hall|Questions?"
    r"|Asked by|Oral (?:Answers to )?Questions|Statement|Motion|QUESTIONS WITHOUT NOTICE",
)

_SOURCE = late(SOURCE)
_TIME = late(r"\d{1,2}[.:]\d{2} ?[ap]m|\d{1,2} ?[ap]m|noon|midnight", re.IGNORECASE)

# A member who speaks again, as “Harriet Colne:”.
_SHORT = late(r"([A-Z][^\n:]{2,40}):[ \t]+")

_TITLES = ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.")

# What a page has on the line below a name: “(Marlow) (Lab)”, “Labour, Marlow”, an office.
_BRACKETS = late(r"(?:\([^()\n]{2,80}\) ?){1,3}")
_PARTY_ALONE = late(rf"{LONG_PARTY}(?:(?: MP)?, (?P<seat>[A-Z][^\d:;?!]{{2,80}}))?")
_OFFICE_ALONE = late(
    r"(?:The |Parliamentary |Deputy |Shadow )*(?:Minister|Secretary|Under-?[Ss]ecretary|Chancellor"
    r"|Attorney|Solicitor|Leader|Prime)\b[^.?!:;]{0,90}"
)
_NAME_ALONE = late(
    r"(?:\d+\. )?(?:[A-Z][^\W\d_]*\.?|The)"
    r"(?:[ '’-](?:of|for|the|and|de|van|von|[^\W\d_a-z][^\W\d_]*\.?)){1,12}"
)
_SEAT_ALONE = late(r"[A-Z][^\W\d_]*(?:[ ,-]+[^\W\d_]+){0,6}")
# What pages have beside each turn.
_NOT_SAID = late(r"Share(?: this contribution)?|(?:Link|Hansard source|Citation).{0,40}")

_LEAST_TURNS = 2


def recognised(text: str) -> Spoken | None:
    """The turns of a debate; None for any other text.

    The text is one of which `hints.may_be_debate` says that it may be.
    """
    if record := _RECORD.match(text):
        return _record(text, record["day"])
    return _hansard(_with_heads([line.strip() for line in text.splitlines()]))


# ── the Congressional Record ──────────────────────────────────────────────────────────────


def _record(text: str, day: str) -> Spoken | None:
    lines = _PAGE.sub("", text).splitlines()
    while lines and (not lines[0].strip() or _ABOVE.fullmatch(lines[0])):
        del lines[0]
    paragraphs = list(_paragraphs(lines))
    first = next((at for at, each in enumerate(paragraphs) if _SPEAKER.match(each)), None)
    if first is None:
        return None
    title, *before = paragraphs[:first] or [""]
    found = leading_date(day)
    return Spoken(
        list(_turns(paragraphs[first:])),
        title=title,
        published_on=found[0] if found else None,
        outlet="Congressional Record",
        before=before,
    )


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Paragraphs of lines that were wrapped: each begins with an indent, or behind a blank."""
    words: list[str] = []
    for line in [*lines, ""]:
        indented = line.startswith("  ") and not (words and line.startswith(" " * 12))
        if words and (not line.strip() or indented):
            yield " ".join(words)
            words = []
        if line.strip() and not re.fullmatch(r"\s*[_-]{3,}\s*", line):
            words.extend(line.split())


def _turns(paragraphs: list[str]) -> Iterator[Turn]:
    """A turn a paragraph, in capitals as the Record names its speakers."""
    speaker = ""
    for paragraph in paragraphs:
        found = _SPEAKER.match(paragraph)
        speaker = found["name"].upper() if found else speaker
        yield Turn(speaker, paragraph[found.end() :] if found else paragraph)


# ── Hansard ───────────────────────────────────────────────────────────────────────────────


def _with_heads(lines: list[str]) -> list[str]:
    """The lines, names joined with what the lines below say of the member, in brackets."""
    found: list[str] = []
    under_head = False  # a line that is but a seat or a post may follow
    for line in lines:
        if _NOT_SAID.fullmatch(line):
            continue
        below = _below(found[-1], line) if found and _NAME_ALONE.fullmatch(found[-1]) else ""
        if below:
            found[-1] = below
        elif not (under_head and (_OFFICE_ALONE.fullmatch(line) or _SEAT_ALONE.fullmatch(line))):
            found.append(line)
        under_head = bool(below) and bool(_PARTY_ALONE.fullmatch(line))
    return found


def _below(name: str, line: str) -> str:
    """A name with what a line below it says, as a head has it; nothing if it says none."""
    if _BRACKETS.fullmatch(line):
        return f"{name} {line}"
    if party := _PARTY_ALONE.fullmatch(line):
        return f"{name} ({party['seat']}) (Ind)" if party["seat"] else f"{name} (Ind)"
    return f"The {line.removeprefix('The ')} ({name})" if _OFFICE_ALONE.fullmatch(line) else ""


def _hansard(lines: list[str]) -> Spoken | None:
    """Members with their seat and party, or an office with its holder, in brackets."""
    heads = [_MEMBER.match(line) if ")" in line else None for line in lines]
    sure = [head for head in heads if head and _is_member(head)]
    if len(sure) < _LEAST_TURNS:
        return None
    first = heads.index(sure[0])
    top = [line for line in lines[:first] if line]
    turns = list(_members(lines[first:]))
    days = (day for line in top if (day := _day(line)))
    top = [line for line in top if not _day(line) and not _TIME.fullmatch(line)]
    title, *before = [line for line in top if not _NO_HEADING.fullmatch(line)] or top[:1] or [""]
    before = [line for line in before if not _SOURCE.match(line)]
    return Spoken(turns, title=title, published_on=next(days, None), before=before)


def _day(line: str) -> dt.date | None:
    """The day that a line is of, also behind the number of the volume."""
    label = _SOURCE.match(line)
    found = leading_date(line, label.end() if label else 0)
    return found[0] if found else None


def _is_member(head: re.Match[str]) -> bool:
    if any(sign.search(head["brackets"]) for sign in (_PARTY, _BEGAN)):
        return True
    if _TITLED.match(head["name"]) and _OFFICE.search(head["brackets"]):
        return True
    return bool(_OFFICE.match(head["name"])) and _holder(head) != head["name"]


def _holder(head: re.Match[str]) -> str:
    """The name of who speaks: an office has its holder in brackets, a member a seat."""
    inside = head["brackets"].strip(" ()").split(") (")[0]
    is_office = bool(_OFFICE.match(head["name"])) and bool(re.fullmatch(r"[^\d]+ [^\d]+", inside))
    return inside if is_office else head["name"]


def _members(lines: list[str]) -> Iterator[Turn]:
    speaker, known = "", dict[str, str]()
    for line in filter(None, lines):
        head = _MEMBER.match(line)
        short = _SHORT.match(line)
        if head and (_is_member(head) or head["end"].strip().endswith(":")):
            speaker = _holder(head)
            known.update(dict.fromkeys(_names(speaker, head["name"]), speaker))
            rest = line[head.end() :]
        elif line.casefold() in known or _CHAIR.fullmatch(line):
            speaker, rest = known.get(line.casefold(), line), ""
        elif short and (short[1].casefold() in known or _CHAIR.fullmatch(short[1])):
            speaker, rest = known.get(short[1].casefold(), short[1]), line[short.end() :]
        else:
            rest = line
        if rest and not re.fullmatch(r"(?:\([^)]*\) ?)+|Share", rest):
            yield Turn(speaker, rest)


def _names(*names: str) -> Iterator[str]:
    """The names by which a member is called again, in small letters: “Mr Dowe” of Martin Dowe."""
    for name in names:
        yield name.casefold()
        last = name.split()[-1].casefold()
        yield from (f"{title} {last}" for title in _TITLES)
