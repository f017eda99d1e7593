"""The words in the file of the index are those that the database finds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from articles.models import Quotation
from articles.search.backends import TextIndex, backend
from articles.search.highlight import words_in
from articles.search.index import index_file, vocabulary
from articles.search.index.live_index import current_index, forget
from articles.search.index.vocabulary import KEYS, read_vocabulary
from articles.search.query import Form, Term
from tests.support.quotations import make_quotation
from tests.support.sizes import sized

SAID = (
    "The harbour is shut, and the harbours stay shut",
    "São Paulo’s harbour—shut! “Shut” (it)",
    "the treaty of the port_authority: 1e5, 3rd, 0x1f, 12th and U.S.",
    "Économie, naïve café; ŒUVRE Straße ΣΊΣΥΦΟΣ Ёлка 東京 ½ x² İzmir",
    "the the the\tthe\nthe\x01the",
    "Ports negotiating, negotiated negotiations in the port",
    "e\u0301clair co\u0327te 🙂emoji🙂 don't can’t",
)
TYPED = (
    "harbour", "harbours", "Shut", "stay", "negotiation", "the", "paulo", "sao", "cafe", "naive",
    "1e5", "3rd", "0x1f", "authority", "sisyphos", "ae", "s", "emoji", "eclair", "u", "t", "izmir",
    "strasse", "nothing", "don",
)  # fmt: skip
BEGINNINGS = ("ha", "neg", "nego", "po", "port", "sh", "th", "the", "1e", "ec", "st", "zz")
PHRASES = (
    "the the", "the harbour", "harbour shut", "shut shut", "paulo s", "u s", "the treaty",
    "don t", "port authority", "shut the", "in the", "authority 1e5",
)  # fmt: skip


def terms() -> list[Term]:
    return [
        *(Term(Form.WORD, text) for text in TYPED),
        *(Term(Form.PREFIX, text) for text in (*BEGINNINGS, *TYPED) if len(text) > 1),
        *(Term(Form.PHRASE, text) for text in PHRASES),
    ]


def differing() -> list[str]:
    """Return the terms of which the file and the database say something else."""
    wrong = []
    with current_index() as live:
        each = live.quotations_having_each(terms())
        for term, rows in zip(terms(), each, strict=True):
            wanted = backend().matching(TextIndex.QUOTATIONS, term)
            if rows != wanted or live.quotations_having(term) != wanted:
                wrong.append(str(term))
        words = sorted({word for text in (*TYPED, *SAID) for word in words_in(text)})
        wrong += set(live.existing(words)).symmetric_difference(backend().existing(words))
    return wrong


def test_words_beginnings_and_pairs_are_those_of_the_database(filed: None) -> None:
    made = [make_quotation(text) for text in SAID]
    assert differing() == []
    make_quotation("The harbour of the port is negotiable; shut the theatre")
    Quotation.objects.filter(pk=made[0].pk).update(text="Stay in the port, don’t shut it")
    made[5].article.delete()
    assert differing() == []
    index_file.build()
    forget()
    assert differing() == []


def test_what_is_in_the_file_is_not_looked_up(filed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in SAID:
        make_quotation(text)
    listed = [Term(Form.PREFIX, "har"), Term(Form.PHRASE, "the harbour"), Term(Form.WORD, "ports")]
    with current_index() as live, monkeypatch.context() as patch:
        assert live.index.base.stored
        patch.setattr(type(backend()), "matching", None)
        patch.setattr(type(backend()), "existing", None)
        assert sorted(live.existing(["treaty", "treatises", "ports"])) == ["ports", "treaty"]
        assert [len(live.quotations_having(term)) for term in listed] == [2, 1, 2]
        assert len(live.quotations_having(Term(Form.PHRASE, "harbour the"))) == 0
        assert [len(rows) for rows in live.quotations_having_each(listed)] == [2, 1, 2]


def test_the_newest_with_a_beginning_are_not_looked_up(
    filed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make_quotation(text).pk for text in ("A harbour", "The harbours", "The port", "A hare")]
    found = [BitMap([made[1], made[3]]), BitMap([made[2]]), BitMap()]
    with current_index() as live, monkeypatch.context() as patch:
        patch.setattr(type(backend()), "some_beginning", None)
        assert live.some_beginning(["har", "po", "zz"], 2) == found
    made.append(make_quotation("A harpist").pk)
    make_quotation("Économie")
    with current_index() as live:
        assert live.some_beginning(["har"], 2) == [BitMap(made[-2:])]
        assert len(live.some_beginning(["écon", "har"], 2)[0]) == 1


def test_rare_words_of_a_phrase_are_looked_up(filed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_COMMON", 1)  # “the”
    for text in SAID:
        make_quotation(text)
    assert differing() == []


class Divided:
    """A database of texts with these keys."""

    def __init__(self, rows: dict[int, str]) -> None:
        self.rows = rows

    def texts(self, start: int, end: int) -> list[tuple[int, str]]:
        return sorted((key, text) for key, text in self.rows.items() if start <= key < end)

    divided = staticmethod(lambda pieces: [piece.split("-") for piece in pieces])
    stems = staticmethod(lambda words: [word[:3] for word in words])


@settings(max_examples=sized(20, 200))
@given(
    st.dictionaries(
        st.integers(1, 5 * KEYS),
        st.text(st.sampled_from("abC é-\x01\x02"), max_size=12),
        min_size=1,
    )
)
def test_keys_far_apart_have_their_words(rows: dict[int, str]) -> None:
    """In containers of any number, with texts that have no word between others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "backend", lambda: Divided(rows))
        patch.setattr(vocabulary, "COMMON", 10_000)
        found = read_vocabulary(BitMap(rows))
    wanted: dict[str, set[int]] = {}
    pairs: dict[tuple[str, str], set[int]] = {}
    for key, text in rows.items():
        plain = text.replace("\x01", " ").replace("\x02", " ").replace("C", "c").replace("-", " ")
        words = plain.split()
        for word in words:
            wanted.setdefault(word, set()).add(key)
        for pair in pairwise(words):
            pairs.setdefault(pair, set()).add(key)
    having = zip(found.words, found.rows, strict=True)
    assert {word: set(keys) for word, keys in having if keys} == wanted
    common = [found.words[place] for place in found.common]
    known = {pair: keys for pair, keys in pairs.items() if set(pair) <= set(common)}
    size = len(common)
    assert {
        (common[number // size], common[number % size]): set(keys)
        for number, keys in found.pairs.items()
    } == known
