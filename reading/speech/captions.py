"""Captions: WebVTT and SubRip, cues of a few words each → turns (w3.org/TR/webvtt1)."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reading import bylines
from reading.patterns import late
from reading.spoken import Spoken, Turn

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = late(rf"[ \t]*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:[ \t][^\n]*)?")
_CAPTIONS = late(rf"\s*(?:WEBVTT\b|(?:\d+[ \t]*\n)?[ \t]*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}[^\n]*\n)")
_BLOCKS = late(r"\n[ \t]*\n")
_NO_CUE = ("WEBVTT", "NOTE", "STYLE", "REGION")
_VOICE = late(r"<v(?:\.[^\s<>]{0,100}+)?[ \t]{1,9}+([^<>]{1,300}+)>", re.IGNORECASE)
_WHERE_FROM = late(r"(?<=\S) \((?:guest|external|unverified|host|organi[sz]er)\)\Z", re.IGNORECASE)
_TAG = late(r"</?[^<>\n]{0,300}+>|\{\\[^{}\n]{0,300}+\}")
_CHANGE = late(r"(?:>>+|[-–—])[ \t]*")
_LABEL = late(r"((?:[^\W\d_][\w.’'-]*)(?:[ \xa0][\w.’'()-]+){0,5})[ \t]*:[ \t]+(?=\S)")
_NAME = late(r"[^\W\d_a-z][\w.’'-]*(?:[ \xa0][\w.,’'()-]+){0,5}")
# “[Music]”, “(applause)”, “♪ … ♪”: heard, but not said.
_HEARD = late(r"\[[^\]\n]{0,60}\]|\([^)\n]{0,60}\)|♪[^♪\n]*♪?|\*[^*\n]{0,60}\*")
# “[Ana Brel] It rains.”: who speaks, in brackets as sounds are.
_IN_BRACKETS = late(
    r"(?:(?:>>+|[-–—])[ \t]*)?[\[(]"
    r"(?P<name>[^\W\d_a-z][\w.’'-]*(?:[ \xa0](?:[^\W\d_a-z][\w.’'-]*|\d+)){1,3})"
    r"[\])][ \t]*:?[ \t]*(?=[^\s\[(])"
)
_SOUNDS = frozenset(
    "applause applauding audience background band barking beep beeping bell bells booing"
    " chanting cheering cheers chuckles chuckling clapping clears clip coughing coughs"
    " crosstalk crowd crying dog door drums engine foreign gasps groaning groans gunshot horn"
    " inaudible indistinct intro knocking language laughing laughs laughter motor music noise"
    " phone piano playing plays ringing rings sighing sighs silence singing sings siren sirens"
    " song sounds speaking speaks static theme thunder traffic unintelligible video whispering"
    " whistle whistling wind".split()
)
_END = late(r"[.!?…][\"'”’»)\]]*\Z")

# Seconds of silence behind a sentence that end a paragraph in which nobody is named.
_PAUSE = 2.5
# Cues by which a line that comes again is known for a name.
_LEAST_NAMED = 4


class _Cue(NamedTuple):
    start: float
    end: float
    voice: str
    lines: list[str]


def recognised(text: str) -> Spoken | None:
    """The turns of captions; None for any other text.  Times and tags are left out."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _CAPTIONS.match(text):
        return None
    cues = [cue for block in _BLOCKS.split(text) if (cue := _cue(block))]
    return Spoken(list(_turns(_with_voices(cues), _speakers(cues))))


def _cue(block: str) -> _Cue | None:
    lines = block.strip("\n").split("\n")
    at = next((at for at, line in enumerate(lines[:3]) if _TIMES.fullmatch(line)), None)
    if at is None or lines[0].startswith(_NO_CUE):
        return None
    times = _TIMES.fullmatch(lines[at])
    assert times
    voice = _VOICE.search(block)
    said = [clean for line in _with_names(lines[at + 1 :]) if (clean := _clean(line))]
    start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    return _Cue(start, end, _name_of(voice[1]) if voice else "", said)


def _with_names(lines: list[str]) -> list[str]:
    """The lines of a cue; a name in brackets alone above another is put before that."""
    if len(lines) < 2:
        return lines
    head = lines[0].strip()
    first = f"{head} {lines[1].strip()}"
    bracket = _IN_BRACKETS.match(first)
    return [first, *lines[2:]] if bracket and bracket.end() > len(head) else lines


def _name_of(voice: str) -> str:
    """A name as people write it: Teams has “Brel, Ana (Guest)”."""
    return bylines.in_order(_WHERE_FROM.sub("", " ".join(voice.split())))


def _with_voices(cues: list[_Cue]) -> list[_Cue]:
    """The cues with their speakers, where the first line of each is nothing but a name."""
    heads = Counter(cue.lines[0] for cue in cues if len(cue.lines) > 1)
    named = all(len(cue.lines) > 1 and not cue.voice for cue in cues)
    if not named or len(cues) < _LEAST_NAMED or len(heads) * 2 > len(cues):
        return cues
    if not all(map(_NAME.fullmatch, heads)):
        return cues
    return [cue._replace(voice=cue.lines[0], lines=cue.lines[1:]) for cue in cues]


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, parts = (part or "0" for part in clock)
    return int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{parts}")


def _clean(line: str) -> str:
    shown = html.unescape(_TAG.sub("", line)).strip()
    bracket = _IN_BRACKETS.match(shown)
    if bracket and _SOUNDS.isdisjoint(bracket["name"].casefold().split()):
        shown = f"{bracket['name']}: {shown[bracket.end() :]}"
    return " ".join(_HEARD.sub(" ", shown).split())


def _speakers(cues: list[_Cue]) -> set[str]:
    """The labels that are names: several words, or a word that comes again."""
    labels = Counter(
        label[1]
        for cue in cues
        for line in cue.lines
        if (label := _LABEL.match(_without_change(line))) and label[1][0].isupper()
    )
    return {name for name, times in labels.items() if times > 1 or " " in name or name.isupper()}


def _without_change(line: str) -> str:
    change = _CHANGE.match(line)
    return line[change.end() :] if change else line


def _turns(cues: list[_Cue], names: set[str]) -> Iterator[Turn]:
    """The cues of each turn joined; a line that a cue repeats from the one before is left out."""
    speaker, words, until = "", list[str](), 0.0
    written: dict[str, str] = {}  # a name as it comes first, for “ANA BREL” and “Ana Brel”
    previous = ""
    for cue in cues:
        if not cue.voice and not speaker and words and _rests(cue.start - until, words[-1]):
            yield Turn(speaker, " ".join(words))
            words = []
        for line in cue.lines:
            if line == previous:
                continue
            previous = line
            name, said, changes = _spoken(line, cue.voice, names)
            name = written.setdefault(name.casefold(), name)
            if (name and name != speaker) or (changes and not name):
                if words:
                    yield Turn(speaker, " ".join(words))
                speaker, words = name, []
            if said:
                words.append(said)
        until = cue.end if cue.lines else until
    if words:
        yield Turn(speaker, " ".join(words))


def _rests(pause: float, words: str) -> bool:
    return pause >= _PAUSE and bool(_END.search(words))


def _spoken(line: str, voice: str, names: set[str]) -> tuple[str, str, bool]:
    """Who says a line, if it says so, what they say, and whether another speaker begins."""
    bare = _without_change(line)
    label = _LABEL.match(bare)
    if label and label[1] in names:
        return label[1], bare[label.end() :], True
    return voice, bare, not voice and bare != line
