"""What is near a search that finds nothing: other spellings, and any of its words.

A word that no quotation has is looked for with one letter more, less, changed or moved; failing
that, among the words that begin as it does, in a few quotations.  No step reads the vocabulary
or all quotations, so that none takes longer in a large archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase

from pyroaring import BitMap
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from articles.models import Speaker
from articles.models.listed import texts as texts_of
from articles.search.answers.tally import tally
from articles.search.backends import backend
from articles.search.index.live_index import LiveIndex, current_index
from articles.search.offices import is_title
from articles.search.own_words import Words
from articles.search.query import OR, Form, Term, bare_words, parse
from articles.search.selection import Selection
from articles.search.typed.called import WORDS_TOO
from articles.search.typed.country_words import country_called, is_slip_for_country
from articles.search.typed.query_words import FILLERS, HONORIFICS, JOINING
from articles.search.typed.readings import Offer, offers_each
from extraction.names import is_given
from extraction.text.folding import ascii_key, fold_in_place
from extraction.text.spelling import spellings
from identity.sounds import in_other_letters

# Words of a search that are spelt otherwise, spellings of each, searches that are tried, offered.
MOST_WORDS, SPELLINGS, MOST_TRIED, MOST_OFFERED = 3, 3, 9, 3
# Letters of a word that may be misspelt: in shorter ones, one letter makes another word.
SHORTEST, LONGEST = 4, 20
# Letters that a misspelt word and the right one share at the beginning, quotations in which the
# words with them are read, how alike two are (of 100), and beginnings with quotations.
SHARED, READ, ALIKE, BEGINNINGS = 3, 200, 78, 3

# A word in one quotation of so many says nothing about which one is meant.
COMMON = 5
# Words that are not looked for where any of the words will do.
SAYING_NOTHING = FILLERS | JOINING | HONORIFICS | {"not"}

_WORD = re.compile(r"[^\W\d_]+")

# A word, its other spellings with whether each is a name, the best first, and whether it is of a
# name as it is.
_Change = tuple[re.Match[str], list[tuple[str, bool]], bool]


def near(typed: str, selection: Selection) -> list[Offer]:
    """Return searches that find something where `typed` under a selection finds nothing.

    Those with another spelling are first, then any of the words, then the words without the
    other filters.
    """
    plain = re.sub(r"\*(?=\s|$)", "", typed)
    found = _respelt(plain, selection)[:MOST_OFFERED]
    with current_index() as live:
        some = _any_of(live, plain, selection)
        found += [some] if some else []
        unfiltered = Selection(words=Words.ALL, once=selection.once)
        if count := _count(live, plain, unfiltered):
            filtered = replace(selection, words=Words.ALL, query=unfiltered.query) != unfiltered
            found.append(Offer({}, plain, count, Words.ALL, unfiltered=filtered))
    return found


def names_spelt(typed: str) -> list[str]:
    """Return what was typed with words as names of speakers and countries spell them.

    First with all words that no name has, and if each is in one, with any word.
    """
    folded = fold_in_place(typed)
    words = dict.fromkeys(place[0] for place in _WORD.finditer(folded))
    long = [word for word in words if SHORTEST <= len(word) <= LONGEST and word.isascii()]
    slips = sorted(set(long) - Speaker.objects.words_of_names(long), key=long.index)
    one_off = {word: _one_off(word) for word in (slips or long)[:MOST_WORDS]}
    names = Speaker.objects.words_of_names(set().union(*one_off.values()))
    meant = {word: _likeliest(word, others, names) for word, others in one_off.items()}
    if slips:
        best = {word: others[0] for word, others in meant.items() if others}
        return [_respelling(folded, best)] if best else []
    return [_respelling(folded, {word: one}) for word, others in meant.items() for one in others]


def _likeliest(word: str, others: set[str], names: set[str]) -> list[str]:
    """Return those that are of names of speakers or countries, the likeliest first."""
    named = [o for o in others if o in names or is_slip_for_country(word, o)]
    return sorted(named, key=lambda other: (*_unlikeness(word, other), other))[:SPELLINGS]


def _respelling(folded: str, by_word: Mapping[str, str]) -> str:
    return _WORD.sub(lambda place: by_word.get(place[0], place[0]), folded)


# ── other spellings ───────────────────────────────────────────────────────────────────────


def _respelt(typed: str, selection: Selection) -> list[Offer]:
    """Return the search without words of asking, and with some words spelt otherwise.

    What the likeliest spelling can mean is first, then what is found most often.
    """
    tried = list(dict.fromkeys(_searches(typed)))[:MOST_TRIED]
    wider = Words.ALL if selection.words is Words.OWN else selection.words
    found: dict[str, Offer] = {}
    with current_index() as live:
        for words in dict.fromkeys((selection.words, wider)):
            for search in dict.fromkeys(_without_asking(search) for search, _ in tried):
                if count := _count(live, search, replace(selection, words=words)):
                    found.setdefault(search, Offer({}, search, count, words))
            if found:
                break
    ranked = sorted(found.values(), key=lambda offer: -offer.count)
    likely = [
        (search, named or not place)
        for place, (search, named) in enumerate(tried[:MOST_OFFERED])
        if search != typed and (named or not place or not ranked)
    ]
    read: list[Offer] = []
    each = offers_each([search for search, _ in likely], selection, failing=True)
    for (search, sure), those in zip(likely, each, strict=True):
        if sure or not read:
            read += [offer for offer in those[:1] if not _far_fetched(offer, search, typed)]
    return [*read, *ranked]


def _far_fetched(offer: Offer, search: str, typed: str) -> bool:
    """Whether a search was spelt otherwise and lost a word, so that hardly what was asked is left.

    A word that quotations have is no slip then, and one that none has is part of the name, as a
    given name is: “pope francis” is not asked of one Cope.  Nor is one spelt otherwise and left
    out then, or a value that is a guess.
    """
    lost, kept, asked = (
        _WORD.findall(fold_in_place(text)) for text in (offer.dropped, search, typed)
    )
    changed = set(asked) - set(kept) - FILLERS
    if not lost or not changed:
        return False
    given = any(is_given(word) and word not in WORDS_TOO for word in lost)
    if given or (is_given(asked[-1]) and asked[-1] in lost):
        return True
    if offer.guessed or not set(asked).issuperset(lost):
        return True
    with current_index() as live:
        rows = _rows_of(live, [Term(Form.WORD, word) for word in sorted(changed.union(lost))])
    had = {term.text for term, keys in rows.items() if keys}
    return not had.issuperset(lost) or not had.isdisjoint(changed)


def _without_asking(typed: str) -> str:
    """Return a search without its words of asking, unless it has no others.

    >>> _without_asking("Who said “about ports”"), _without_asking("said about")
    ('“about ports”', 'said about')
    """
    parts = [
        text
        for text, free in bare_words(typed)
        if not (free and text.strip(",.;:?!()").casefold() in FILLERS)
    ]
    kept = " ".join(parts)
    return kept if parse(kept).wanted else typed


def _searches(typed: str) -> Iterator[tuple[str, bool]]:
    """Yield what was typed with other spellings, and whether one is a name.

    First with the best spelling of every word that has one, then with one word changed.  A word
    of a name is changed only where no other is, or beside others.
    """
    if _without_asking(typed) != typed:
        yield typed, False
    changes = _changes(typed)
    others = [change for change in changes if not change[2]]
    if others and len(others) < len(changes):
        yield from _with_each(typed, others)
    yield from _with_each(typed, [*others, *(change for change in changes if change[2])])


def _with_each(typed: str, changes: Sequence[_Change]) -> Iterator[tuple[str, bool]]:
    best = typed
    for place, others, _ in sorted(changes, key=lambda change: -change[0].start()):
        best = _with(best, place, others[0][0])
    named = any(others[0][1] for _, others, _ in changes)
    if changes:
        yield best, named
    for place, others, _ in changes:
        yield from ((_with(typed, place, other), name) for other, name in others)


def _with(typed: str, place: re.Match[str], other: str) -> str:
    return f"{typed[: place.start()]}{other}{typed[place.end() :]}"


def _changes(typed: str) -> list[_Change]:
    """Return the words that can be changed."""
    places = [place for place in _WORD.finditer(typed) if place[0] != OR]
    words = [fold_in_place(place[0]) for place in places]
    with current_index() as live:
        forms = dict.fromkeys(form for word in words for form in (word, *spellings(word)))
        rows = _rows_of(live, [Term(Form.WORD, form) for form in forms])
        has = {term.text for term, keys in rows.items() if keys}
    others = {
        word: [(form, False) for form in spellings(word) if form != word and form in has]
        for word in words
    }
    names = Speaker.objects.words_of_names(words)
    beside = {
        word
        for before, word in pairwise(words)
        if (before in names or before not in has) and word not in names
    } | {before for before, word in pairwise(words) if word in names and before not in names}
    slips = [
        word
        for word in dict.fromkeys(words)
        if SHORTEST <= len(word) <= LONGEST
        and not others[word]
        and not (country_called(word) or is_title(word))
        and (word not in has or word in beside)
    ][:MOST_WORDS]
    for word, meant in _misspelt(slips).items():
        # A word that quotations have is a slip only for a name, beside another part of one.
        others[word] = [one for one in meant if one[1]] if word in has else meant
    return [
        (place, others[word], word in names)
        for place, word in zip(places, words, strict=True)
        if others[word]
    ]


def _rows_of(live: LiveIndex, terms: Sequence[Term]) -> dict[Term, BitMap]:
    """Return the quotations with each of these terms, in one query."""
    return dict(zip(terms, live.quotations_having_each(terms), strict=True))


def _misspelt(words: Sequence[str]) -> dict[str, list[tuple[str, bool]]]:
    """Return, by word, the words and names that it may be a slip for, the likeliest first.

    A word in other letters than Latin ones is read as they sound: “Брелл” may be Brel.
    """
    latin = {word: ascii_key(word) for word in words}
    one_off = {
        word: ({key} if in_other_letters(word) else _one_off(key) | {key} - {word})
        if key.isascii() and key.isalpha()
        else set()
        for word, key in latin.items()
    }
    every = sorted(set().union(*one_off.values()))
    names = set(backend().naming(every)) if every else set()
    with current_index() as live:
        known = set(live.existing(every)) - FILLERS - JOINING
    found = {}
    for word, others in one_off.items():
        key = latin[word]
        named = {o for o in others if o in names or is_slip_for_country(key, o)}
        both = [(other, True) for other in named]
        if key == word:  # in Latin letters: what is written in others is a name at most
            both += [(other, False) for other in others & known]
        both.sort(key=lambda one: (*_unlikeness(key, one[0]), not one[1], one[0]))
        alike = both or [(other, False) for other in _beginning_alike(word)]
        found[word] = alike[:SPELLINGS]
    return found


def _unlikeness(word: str, other: str) -> tuple[bool, bool]:
    """Return how unlikely a slip is: rarely is the first letter wrong, or the last added."""
    return word[0] != other[0], OSA.distance(word, other) > 1 or other[-1] != word[-1]


def _one_off(word: str) -> set[str]:
    """Return all that one slip makes of a word: a letter left out, added, changed or moved.

    >>> sorted(other for other in _one_off("form") if other in {"from", "for", "forms", "farm"})
    ['farm', 'for', 'forms', 'from']
    """
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    less = {left + right[1:] for left, right in parts if right}
    moved = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    other = {left + c + right[1:] for left, right in parts if right for c in ascii_lowercase}
    more = {left + c + right for left, right in parts for c in ascii_lowercase}
    return (less | moved | other | more) - {word}


def _beginning_alike(word: str) -> list[str]:
    """Return words like this one among those that begin as it does, the most alike first."""
    beginnings = [word[:length] for length in range(len(word) - 1, SHARED - 1, -1)]
    tried = 0
    # The shortest, which many words have, takes longest: it is looked up where it is needed.
    for some in filter(None, (beginnings[:-1], beginnings[-1:])):
        if tried == BEGINNINGS:
            break
        with current_index() as live:
            had = live.some_beginning(some, READ)
        places = [(start, list(keys)) for start, keys in zip(some, had, strict=True) if keys]
        for beginning, present in places[: BEGINNINGS - tried]:
            tried += 1
            texts = " ".join(texts_of(present).values())
            words = {w for w in _WORD.findall(fold_in_place(texts)) if w.startswith(beginning)}
            alike = extract(word, sorted(words), scorer=ratio, score_cutoff=ALIKE, limit=SPELLINGS)
            if alike:
                return [other for other, _, _ in alike]
    return []


# ── fewer words ───────────────────────────────────────────────────────────────────────────


def _any_of(live: LiveIndex, typed: str, selection: Selection) -> Offer | None:
    """Return the search for any of the words that quotations of the selection have."""
    query = parse(typed)
    every = [term for wanted in query.wanted for term in _words(wanted)]
    words = [term for term in every if _says_something(term)] or every
    base = live.index.select(selection, None)
    rows = _rows_of(live, list(dict.fromkeys(words)))
    had = [term for term in rows if rows[term] & base]
    rare = [term for term in had if len(rows[term]) * COMMON < len(live.index.every)]
    had = rare or had
    if not had or len(set(words)) == 1:
        return None
    left_out = " ".join(str(term) for term in rows if not rows[term] & base)
    search = f" {OR} ".join(map(str, had))
    if query.unwanted:
        search += "".join(f" -{term}" for term in query.unwanted)
    count = _count(live, search, selection)
    return Offer({}, search, count, selection.words, left_out, any_of=len(had)) if count else None


def _words(term: Term) -> list[Term]:
    if term.form is Form.PREFIX:
        return [term]
    return [Term(Form.WORD, word) for word in re.findall(r"[^\W_]+", term.text)]


def _says_something(term: Term) -> bool:
    """Whether a word is neither a scrap of “U.S.” nor says nothing: “about”, “Mr”."""
    return len(term.text) > 1 and term.text.casefold() not in SAYING_NOTHING


def _count(live: LiveIndex, typed: str, selection: Selection) -> int:
    rows = live.quotations_with(parse(typed))
    if not rows:
        return 0
    return tally(live.index, once=selection.once).size(live.index.select(selection, rows))
