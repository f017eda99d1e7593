"""Which encoding of one byte a text is in, by the letters that each language has."""

from __future__ import annotations

from reading.patterns import late

# The letters beyond ASCII in which a language is written, by the encodings of its countries.
_WEST = (
    "äöüß", "àâæçèéêëîïôœùûüÿ", "áéíñóúü", "áâãàçéêíóôõúü", "àèéìíòóùú", "åäöéü", "æøåéö",
    "áéëïóöü", "áðéíóúýþæö", "àçéèíïóòúü", "õäöüšž",
)  # fmt: skip
_CENTRE = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž",
)  # fmt: skip
_TURKISH = ("âçğîıöşüû",)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "õäöüšž")
_ENCODINGS = (
    ("cp1250", _CENTRE),
    ("iso8859_2", _CENTRE),
    ("cp1254", _TURKISH),
    ("cp1257", _BALTIC),
)

# Letters that are common in a script, and the part of its letters that they are at least.
_CYRILLIC, _KANA = "оеаиітсрнвлкмдпу", "".join(map(chr, range(0x3041, 0x3097)))
_SCRIPTS = (
    ("cp1251", _CYRILLIC, 0.65),
    ("koi8_r", _CYRILLIC, 0.65),
    ("koi8_u", _CYRILLIC, 0.65),
    ("iso8859_5", _CYRILLIC, 0.65),
    ("cp866", _CYRILLIC, 0.65),
    ("cp932", _KANA, 0.25),
    ("euc_jp", _KANA, 0.25),
)

# Letters beyond ASCII that a text has at least, how many different ones, and how many of them are
# others in Windows’ encoding of the West.
_LEAST, _DIFFERENT, _TELLING = 4, 3, 3
_LEAST_OF_SCRIPT = 20
# Baltic letters are where Western ones are that are common.
_TELLING_OF = {"cp1257": 8}
# The part of them that its language has; less than that of any language of the West.
_SURE = 0.98
# Characters that are no letters of a word, and a capital within one.
_SIGNS = r"[\x80-\x9f\ufffd]|(?<=[^\W\d_])[^\w\s!-~\xa0\xad‘’“”‚„‹›«»–—…°´·®™©](?=[^\W\d_])"
_MISPLACED = late(_SIGNS)
# A word of Cyrillic with a sign or a letter of another alphabet in it.
_MIXED = late(rf"{_SIGNS}|[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")
_LETTERS = late(r"[^\W\d_a-zA-Z]")


def of_script(data: bytes) -> str:
    """The encoding in which bytes are Cyrillic or Japanese, surely; else empty."""
    found = {codec: _common(data, codec, letters) / least for codec, letters, least in _SCRIPTS}
    best = max(found, key=found.__getitem__)
    return best if found[best] >= 1 else ""


def _common(data: bytes, codec: str, common: str) -> float:
    """The part of the letters beyond ASCII that are common; 0 where words have others as well."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0
    letters = "".join(_LETTERS.findall(text))
    if len(letters) < _LEAST_OF_SCRIPT or (common is _CYRILLIC and _MIXED.search(text)):
        return 0
    return sum(map(letters.count, common)) / len(letters)


def elsewhere(data: bytes) -> str:
    """The encoding in which bytes are of a language that Western ones do not write.

    That is surely so where nearly all letters beyond ASCII are those of one language, and those
    that Western encodings show are not.  Empty for anything else, and for few such letters.
    """
    if _fits(data, "cp1252", _WEST) >= _SURE or _fits(data, "mac_roman", _WEST) >= _SURE:
        return ""
    found = {codec: _fits(data, codec, alphabets) for codec, alphabets in _ENCODINGS}
    best = max(found, key=found.__getitem__)
    return best if found[best] >= _SURE and _tells(data, best) else ""


def _tells(data: bytes, codec: str) -> bool:
    """Whether enough of the text is another in the West, rather than a few names."""
    pairs = zip(
        data.decode(codec, errors="replace"), data.decode("cp1252", errors="replace"), strict=True
    )
    return sum(1 for one, other in pairs if one != other) >= _TELLING_OF.get(codec, _TELLING)


def _fits(data: bytes, codec: str, alphabets: tuple[str, ...]) -> float:
    """The part of the letters beyond ASCII that the likeliest of these languages has."""
    text = data.decode(codec, errors="replace")
    letters = _LETTERS.findall(text)
    if len(letters) < _LEAST or len(set(map(str.lower, letters))) < _DIFFERENT:
        return 0
    if _MISPLACED.search(text) or _has_capital_within(text):
        return 0
    lowered = "".join(letters).lower()
    return max(sum(map(lowered.count, alphabet)) for alphabet in alphabets) / len(letters)


def _has_capital_within(text: str) -> bool:
    """Whether a capital beyond ASCII follows a small letter."""
    places = (found.start() for found in _LETTERS.finditer(text) if found[0].isupper())
    return any(at and text[at - 1].islower() for at in places)
