"""Transcripts as Otter, Rev, Trint, Descript, Teams and people write them: turns without times."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reading import clip
from reading.bylines import in_order
from reading.dates import leading_date
from reading.hints import ANY_TIME, Signs
from reading.interviews import interviewed, with_labels
from reading.spoken import Spoken, Turn

NOT_NAMED = "Nobody is named who answers in this interview; put their name in place of “A”."

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,:]\d{1,7})?"
# From when to when, as Teams writes it: “0:0:2.0 --> 0:0:7.34”.
_SPAN = r"\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,7})?\s*-->\s*\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,7})?"
_CLOCKS = rf"(?:{_SPAN}|{_CLOCK}(?:\s*(?:-|–|-->)\s*{_CLOCK})?)"
_TIME = rf"(?:\[{_CLOCKS}\]|\({_CLOCKS}\)|{_CLOCKS})"
_CAPITAL = r"(?![a-z\d_])\w[\w.’'&-]*"
_NEXT = rf"{_CAPITAL}|de|da|del|van|von|der|den|bin|al|of|\d{{1,3}}|\([^()\n]{{1,40}}\)"
_NAME = rf"(?:{_CAPITAL}(?:[ \xa0](?:{_NEXT})){{0,6}}|speaker \d+)"
# As offices list people: “Brel, Ana”.
_LISTED_NAME = (
    rf"{_CAPITAL}(?:[ \xa0]{_CAPITAL}){{0,2}},[ \xa0]{_CAPITAL}(?:[ \xa0](?:{_NEXT})){{0,3}}"
)
_GAP = r"[ \t\xa0]*[-–—|•·,]?[ \t\xa0]*"

# A name and a time alone on a line, in either order; what is said follows below.
_HEAD = re.compile(
    rf"(?:\[?(?P<name>{_NAME}|{_LISTED_NAME})\]?:?{_GAP}{_TIME}:?"
    rf"|{_TIME}{_GAP}(?P<other>{_NAME}):?)[ \t]*\Z"
)
# “[00:00:02] Ana Brel: …”, “Ana Brel: [00:00:02] …”, “Ana Brel [00:02]: …”, “Ana Brel [00:02] …”
_TIMED = re.compile(
    rf"(?:{_TIME}{_GAP}(?P<name>{_NAME})[ \t]*:"
    rf"|(?P<other>{_NAME})[ \t]*(?::[ \t]*{_TIME}:?|{_TIME}:|[\[(]{_CLOCKS}[\])]))"
    r"[ \t]+(?P<said>\S.*)\Z"
)
# “10:12:04  From Ana Brel to Everyone: …”
_CHAT = re.compile(
    rf"{_TIME}[ \t]+From[ \t]+(?P<name>{_NAME})[ \t]+to[ \t]+[^:]{{1,60}}:[ \t]*(?P<said>.*)\Z"
)
# A message as WhatsApp exports it: “[14/05/2024, 09:15:02] Ana Brel: …” or, on other telephones,
# “5/14/24, 9:15 AM - Ana Brel: …”; without a name, what the program says itself.
_BLANK = r"[ \u202f\xa0]"
_MESSAGE = re.compile(
    rf"[\u200e\u202a]*\[?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}},?{_BLANK}\d{{1,2}}[:.]\d{{2}}"
    rf"(?:[:.]\d{{2}})?(?:{_BLANK}?[AaPp]\.?[Mm]\.?)?(?:\]|{_BLANK}-){_BLANK}"
    r"(?:(?P<name>[^:\n]{1,60}): ?)?(?P<said>.*)\Z"
)
_NO_WORDS = re.compile(
    r"\u200e?(?:<[^<>]{0,40}(?:omitted|attached)[^<>]{0,60}>|(?:image|video|audio|sticker|GIF|document"
    r"|contact card)\u200e? omitted|(?:this message was|you) deleted.{0,20})\Z",
    re.IGNORECASE,
)
# “Ana Brel: …”, where times are within what is said, or on lines of their own.
_LABEL = re.compile(rf"(?P<name>{_NAME}):[ \t]+(?P<said>\S.*)\Z")
_LABEL_ALONE = re.compile(rf"(?P<name>{_NAME}):(?P<said>)\Z")
_ONLY_TIME = re.compile(rf"{_TIME}[ \t]*\Z")
_FIRST_TIME = re.compile(rf"{_TIME}{_GAP}(?=\S)")
_INNER_TIME = re.compile(rf"[ \t]*[\[(]{_CLOCK}[\])]|(?<=\[)(\w+) {_CLOCK}(?=\])")
_BOLD = re.compile(rf"(\*\*|__)(?P<name>{_NAME})(?::\1|\1[ \t]*:)[ \t]*(?P<said>\S.*)\Z")
_BOLD_SIGNS = ("**", "__")
_BOLD_ALONE = re.compile(rf"(\*\*|__)(?P<name>{_NAME}):?\1:?\Z")
_ALONE = re.compile(rf"(?P<name>{_NAME}):?\Z")
_ASKED = re.compile(
    r"(?:\*\*|__)?(?P<name>Q|A|Question|Answer|Interviewer|Interviewee)"
    r"(?:[.:](?:\*\*|__)?|(?:\*\*|__)[.:])[ \t]+(?P<said>\S.*)\Z"
)
_QUESTIONS = frozenset({"Q", "Question", "Interviewer"})

_NOT_SAID = re.compile(
    r"(?:transcribed by|transcript (?:by|provided by)|\W*end of (?:transcript|recording|interview)"
    r"|\[end\]|this (?:editable )?transcript was (?:generated|created|exported|computer)"
    r"|(?:meeting|transcription) ended after|.{1,60} (?:started|stopped) transcription)\b.*\Z",
    re.IGNORECASE,
)
# What exporters list above a transcript: the line, and those below it up to a blank one.
_LISTED = re.compile(
    r"(?:summary )?(?:keywords|speakers|participants|attendees|duration|summary|outline)\b"
    r"[ \t]*(?::.*)?\Z",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(r"transcript|\W+|(?:\d+ ?[hms]\w{0,6} ?){1,3}", re.IGNORECASE)
# What programs add to the name of a meeting.
_IS_TRANSCRIPT = re.compile(r"\s+[-–—]\s+transcript\Z", re.IGNORECASE)
_DATED = re.compile(r"\A(?:date|recorded|published)(?: on)?:?[ \t]+", re.IGNORECASE)
_LONGEST_DATE = 80

# A name of several words and a time in brackets, alone on a line: two such are enough.
_SURE_HEAD = re.compile(
    rf"(?:speaker \d+|{_CAPITAL}(?:[ \xa0](?!\()\S+){{1,6}}):?{_GAP}[\[(]{_CLOCKS}[\])]:?\Z"
)
_LEAST_TURNS, _LEAST_SURE, _LEAST_SPEAKERS = 3, 2, 2
# The part of the lines that begin with times where nobody is named.
_TIMES = 0.4
# The part of the times that have names beside them where any has.
_NAMED = 0.8
# Lines that may stand above the first turn.
_LONGEST_TOP = 12


class _Line(NamedTuple):
    """A line of a transcript: who begins to speak in it, if anybody, and what it says."""

    name: str | None
    said: str


# A line that is nothing but a time.
_TIME_ALONE = _Line(None, "")


def recognised(text: str, title: str, signs: Signs) -> Spoken | None:
    """The turns of a text that is a transcript with times, bold labels or “Q:” and “A:”.

    None for any other text, also for one whose labels are plain names (“Ana Brel: …”): that is
    read unchanged.  `title` is what the file names it, if it does; `signs` are those of the text.
    """
    times, asked, bold, labelled = signs
    lines = [line.strip() for line in text.splitlines()]
    return (
        (times >= _LEAST_SURE and _timed(lines))
        or (asked and _asked(lines, title))
        or (bold and (_bold(lines) or _bold_questions(lines, title)))
        or (labelled and _labelled(lines))
        or (times >= _least_times(lines) and _times_only(lines))
        or None
    )


# ── layouts ───────────────────────────────────────────────────────────────────────────────


def _timed(lines: list[str]) -> Spoken | None:
    found = [_timed_line(line) if ":" in line else None for line in lines]
    _name_times(lines, found)
    heads = [words for line, words in zip(found, lines, strict=True) if line and line.name]
    sure = len(heads) >= _LEAST_TURNS or all(map(_SURE_HEAD.match, heads))
    marked = [line or _Line(None, words) for line, words in zip(found, lines, strict=True)]
    return _spoken(lines, marked, least=_LEAST_SURE) if sure else None


def _name_times(lines: list[str], found: list[_Line | None]) -> None:
    """Take names that have a line of their own above the times, or else below them."""
    filled = [at for at, line in enumerate(lines) if line]
    times = [place for place, at in enumerate(filled) if found[at] is _TIME_ALONE]
    if not times:
        return
    for step in (-1, 1):
        firsts = [place + min(step, 0) for place in times]
        # Behind both the time and the name is what is said.
        named = [
            (first, name["name"])
            for first, place in zip(firsts, times, strict=True)
            if 0 <= first < len(filled) - 2
            if (name := _ALONE.match(lines[filled[place + step]]))
        ]
        if len(named) >= _LEAST_TURNS and len(named) > _NAMED * len(times):
            for first, speaker in named:
                found[filled[first]] = _Line(speaker, "")
                found[filled[first + 1]] = _Line(None, "")
            return


def _timed_line(line: str) -> _Line | None:
    """A line that has a time in it; None for any other."""
    if not ANY_TIME.search(line):
        return None
    line = line.replace("**", "")
    if message := _MESSAGE.match(line):
        return _message(message)
    if head := _HEAD.match(line):
        return _Line(in_order(head["name"] or head["other"]), "")
    if timed := _TIMED.match(line):
        return _Line(timed["name"] or timed["other"], timed["said"])
    if chat := _CHAT.match(line):
        return _Line(chat["name"], chat["said"])
    return _TIME_ALONE if _ONLY_TIME.match(line) else None


def _message(message: re.Match[str]) -> _Line:
    """A message with its writer; nothing is said in a picture, or by the program itself."""
    name, said = message["name"], message["said"].lstrip("\u200e")
    if not name:
        return _Line(None, "")
    return _Line(name.strip("~\u200e\u202a\u202c\u202f "), "" if _NO_WORDS.match(said) else said)


def _labelled(lines: list[str]) -> Spoken | None:
    """Plain labels, where times are within what is said or on lines of their own."""
    found = [
        _LABEL.match(line)
        if ": " in line
        else _LABEL_ALONE.match(line)
        if line[-1:] == ":"
        else None
        for line in lines
    ]
    names = Counter(label["name"] for label in found if label)
    known = {name for name, count in names.items() if count > 1}
    first = next((at for at, label in enumerate(found) if label and label["name"] in known), 0)
    timed = any(map(_has_time_apart, lines[first:]))
    times_above = any(_ONLY_TIME.match(line) for line in lines[:first])
    if len(known) < _LEAST_SPEAKERS or not (timed or times_above):
        return None
    return _spoken(lines, [
        _Line(label["name"], label["said"]) if label and label["name"] in known
        else _Line(None, "" if _ONLY_TIME.match(line) else line)
        for label, line in zip(found, lines, strict=True)
    ])  # fmt: skip


def _has_time_apart(line: str) -> bool:
    in_brackets = ("[" in line or "(" in line) and _INNER_TIME.search(line)
    return bool(in_brackets or _ONLY_TIME.match(line))


def _bold(lines: list[str]) -> Spoken | None:
    bold = [line.startswith(_BOLD_SIGNS) for line in lines]
    found = [
        _BOLD.match(line) if is_bold else None for line, is_bold in zip(lines, bold, strict=True)
    ]
    if sum(map(bool, found)) >= _LEAST_TURNS:
        return _spoken(lines, [
            _Line(label["name"], label["said"]) if label else _Line(None, line)
            for label, line in zip(found, lines, strict=True)
        ])  # fmt: skip
    alone = [
        _BOLD_ALONE.match(line) if is_bold else None
        for line, is_bold in zip(lines, bold, strict=True)
    ]
    times = Counter(label["name"] for label in alone if label)
    if len([name for name, count in times.items() if count > 1]) < _LEAST_SPEAKERS:
        return None  # they are headings
    return _spoken(lines, [
        _Line(label["name"], "") if label else _Line(None, line)
        for label, line in zip(alone, lines, strict=True)
    ])  # fmt: skip


def _bold_questions(lines: list[str], title: str) -> Spoken | None:
    """Questions in bold, the answers given to who the heading names."""
    bold = [len(line) > 4 and line[:2] == line[-2:] and line[:2] in _BOLD_SIGNS for line in lines]
    filled = [at for at, line in enumerate(lines) if line]
    bare = [lines[at].strip("*_") if bold[at] else lines[at] for at in filled]
    labelled = with_labels(bare, [bold[at] for at in filled], title)
    if labelled == bare:
        return None
    return _asked([part for words in labelled for part in (words, "")], title)


def _asked(lines: list[str], title: str) -> Spoken | None:
    """`Q:` and `A:`, the answers given to who the heading names."""
    labels = [_ASKED.match(line) for line in lines]
    names = {label["name"] for label in labels if label}
    if not names & _QUESTIONS or not names - _QUESTIONS:
        return None
    first = next(at for at, label in enumerate(labels) if label)
    who = interviewed([title, *lines[:first]])
    spoken = _spoken(lines, [
        _Line("Q" if label["name"] in _QUESTIONS else who or "A", label["said"])
        if label else _Line(None, line)
        for label, line in zip(labels, lines, strict=True)
    ])  # fmt: skip
    if spoken and not who:
        spoken.notes.append(NOT_NAMED)
    return spoken


def _times_only(lines: list[str]) -> Spoken | None:
    """Times before lines that name nobody, as a player shows them beside a film."""
    times = [bool(_FIRST_TIME.match(line) or _ONLY_TIME.match(line)) for line in lines]
    if sum(times) < _least_times(lines):
        return None
    first = times.index(True)
    said = " ".join(
        bare for line in lines[first:] if (bare := _FIRST_TIME.sub("", line, count=1).strip())
        and not _ONLY_TIME.match(line)
    )  # fmt: skip
    return _with_top(lines[:first], [Turn("", said)]) if any(map(str.isalpha, said)) else None


def _least_times(lines: list[str]) -> float:
    return max(_LEAST_TURNS, _TIMES * sum(map(bool, lines)))


# ── what is common to them ────────────────────────────────────────────────────────────────


def _spoken(lines: list[str], marked: list[_Line], *, least: int = _LEAST_TURNS) -> Spoken | None:
    heads = [at for at, line in enumerate(marked) if line.name is not None]
    if len(heads) < least or sum(map(bool, lines[: heads[0]])) > _LONGEST_TOP:
        return None
    turns = list(_turns(marked[heads[0] :]))
    return _with_top(lines[: heads[0]], turns) if len(turns) >= least else None


def _turns(marked: list[_Line]) -> Iterator[Turn]:
    """A turn a paragraph: lines that no blank one divides are one."""
    speaker, words = "", list[str]()
    for name, said in [*marked, _Line("", "")]:
        bare = "" if _NOT_SAID.match(said) else _INNER_TIME.sub(r"\1", said).strip()
        if words and (name is not None or not bare):
            yield Turn(speaker, " ".join(words))
            words = []
        speaker = speaker if name is None else name
        if bare:
            words.append(bare)


def _with_top(top: list[str], turns: list[Turn]) -> Spoken:
    """The turns with what the lines above them say of the whole.

    A heading that names a speaker stays in the text: it may say who that is.
    """
    spoken = Spoken(turns)
    paragraphs: list[str] = []
    listed = waits = False  # in such a list; before its first line
    for line in top:
        if _LISTED.match(line):
            listed = waits = ":" not in line
        elif not line:
            listed = waits
        elif listed or _states_nothing(line):
            waits = False
        elif not spoken.published_on and (day := _date(line)):
            spoken.published_on = day
        elif paragraphs and clip.takes(spoken, line):
            continue
        else:
            paragraphs.append(line)
    if paragraphs:
        first = " ".join(paragraphs[0].strip("*_# ").split())
        paragraphs[0] = spoken.title = _IS_TRANSCRIPT.sub("", first)
    heading = spoken.title.casefold()
    if not any(turn.speaker and turn.speaker.casefold() in heading for turn in turns):
        del paragraphs[:1]
    spoken.before = paragraphs
    return spoken


def _states_nothing(line: str) -> bool:
    message = _MESSAGE.match(line)
    if message and not message["name"]:
        return True
    return bool(_NO_HEADING.fullmatch(line) or _NOT_SAID.match(line) or _ONLY_TIME.match(line))


def _date(line: str) -> dt.date | None:
    """The date that a line begins with, if it says little else."""
    found = leading_date(_DATED.sub("", line)) if len(line) < _LONGEST_DATE else None
    return found[0] if found else None
