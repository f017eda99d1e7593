"""The body with its marks: nothing lost, everything nested, each quotation once."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Entity, Mention, Quotation, Speaker
from articles.presentation.markup import Body, Mark, render
from tests.support.growth import growth
from tests.support.sizes import sized

SPEAKER = Speaker(pk=7, name="Ada Roe", type="person")
PLACE = Entity(pk=3, name="Geneva", type="place")
LETTERS = "ab “”\"'.?\n\r\t<&>é𝔸\u00a0"


def quote(*spans: tuple[int, int], source: tuple[int, int] | None = None, pk: int = 1) -> Quotation:
    return Quotation(
        pk=pk,
        kind="direct",
        start=spans[0][0],
        end=spans[-1][1],
        content=[list(span) for span in spans],
        source=[list(source)] if source else [],
        speaker=SPEAKER if source else None,
        confidence=0.9,
    )


def texts(body: Body) -> str:
    return "".join(
        "".join(token.text for token in block.tokens) + block.gap for block in body.blocks
    )


def html(body: Body) -> str:
    return render_to_string("parts/body.html", {"body": body}).removesuffix("\n")


class Checker(HTMLParser):
    """Fails where tags do not nest, where a link is in a link, or where an id comes twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        found = dict(attrs).get("id")
        assert found not in self.ids
        if found:
            self.ids.add(found)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Quotation], list[Mention]]:
    body = draw(st.text(alphabet=LETTERS, min_size=1, max_size=80))
    place = st.integers(0, len(body) + 3)
    spans = st.tuples(place, place).filter(lambda span: span[0] < span[1])
    quotations = []
    for pk in range(draw(st.integers(0, 4))):
        edges = sorted(draw(st.sets(place, min_size=2, max_size=6)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        source = draw(st.none() | spans)
        quotations.append(quote(*pairs, source=source, pk=pk))
    mentions = [
        Mention(entity=PLACE, start=start, end=end)
        for start, end in draw(st.lists(spans, max_size=4))
    ]
    return body, quotations, mentions


@given(articles())
def test_without_tags_it_is_the_body(found: tuple[str, list[Quotation], list[Mention]]) -> None:
    text, quotations, mentions = found
    body = render(text, quotations, mentions, links={PLACE.pk: "/there/"})
    assert texts(body) == text
    markup = html(body)
    assert unescape(re.sub(r"<[^>]*>", "", markup)) == text
    checker = Checker()
    checker.feed(markup)
    checker.close()
    assert not checker.open


@given(articles())
def test_every_quotation_is_marked_and_referred_to(
    found: tuple[str, list[Quotation], list[Mention]],
) -> None:
    text, quotations, mentions = found
    body = render(text, quotations, mentions, links={PLACE.pk: "/there/"})
    tokens = [token for block in body.blocks for token in block.tokens]
    visible = {
        n.anchor for n in body.notes if any(start < len(text) for start, _ in n.quotation.content)
    }
    first = [token.note.anchor for token in tokens if token.first and token.note]
    referred = [
        token.note.number for token in tokens if token.mark is Mark.REFERENCE and token.note
    ]
    assert len(first) == len(set(first))
    assert set(first) <= visible
    assert len(referred) == len(set(referred))
    for note in body.notes:
        start, end = note.quotation.start, min(note.quotation.end, len(text))
        if text[start:end].strip():
            assert note.number in referred


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n \r\n\r\nTwo.\n", ["One.", "Two.\n"]),
        ("One is long enough.\nTwo is too.", ["One is long enough.", "Two is too."]),
        (
            "Line one goes on\nto line two and\nends.\n\nNext.",
            ["Line one goes on\nto line two and\nends.", "Next."],
        ),
        ("Broken at a width\nonly", ["Broken at a width\nonly"]),
        ("\n\nOne.", ["\n\nOne."]),
    ],
)
def test_paragraphs(body: str, paragraphs: list[str]) -> None:
    blocks = render(body, []).blocks
    assert ["".join(token.text for token in block.tokens) for block in blocks] == paragraphs


def test_crossheads_and_a_title_said_twice() -> None:
    body = render(
        "A title\n\nIt began.\n\nWhat now?\n\nNobody knows.\n\nA last line", [], title="A title"
    )
    assert [block.crosshead for block in body.blocks] == [False, False, True, False, False]
    assert [block.repeats_title for block in body.blocks] == [True, False, False, False, False]


def test_marks_around_the_words_are_lit_with_them() -> None:
    text = "“Yes,” she said."
    markup = html(render(text, [quote((1, 5), source=(7, 10))]))
    assert ">“Yes,”</mark>" in markup
    assert re.search(r'class="speaker"[^>]*>she</a>', markup)


def test_nested_quotations_nest_and_crossing_ones_are_cut() -> None:
    text = "abcdefghij"
    nested = render(text, [quote((0, 10)), quote((2, 5), pk=2)])
    crossing = render(text, [quote((0, 6)), quote((4, 10), pk=2)])

    def shape(body: Body) -> str:
        signs = {Mark.QUOTE: "[", Mark.END_QUOTE: "]", Mark.REFERENCE: "*"}
        return "".join(
            signs.get(token.mark, token.text) for block in body.blocks for token in block.tokens
        )

    assert shape(nested) == "[ab[cde]*fghij]*"
    assert shape(crossing) == "[abcd[ef]]*[ghij]*"


def test_a_joint_statement_is_lit_once_and_referred_to_twice() -> None:
    body = render("abcdef", [quote((0, 6)), quote((0, 6), pk=2)])
    marks = [token.mark for token in body.blocks[0].tokens]
    assert marks.count(Mark.QUOTE) == 1
    assert marks.count(Mark.REFERENCE) == 2


def test_a_quotation_over_paragraphs_has_its_anchor_at_the_first() -> None:
    text = "“One.\n\n“Two.”"
    markup = html(render(text, [quote((1, 12))]))
    assert markup.count("<mark") == 2
    assert markup.count('id="q1-12"') == 1


UNIT = "“We shall not go there now, or ever,” said Ada Roe here. "
WORDS = (0, UNIT.index("”") + 1)
NAME = (UNIT.index("Ada"), UNIT.index(" here"))


def dense(separator: str, size: int) -> object:
    """Render a text of `size` quotations, one after the other."""
    unit = UNIT + separator

    def moved(span: tuple[int, int], unit_number: int) -> tuple[int, int]:
        return span[0] + unit_number * len(unit), span[1] + unit_number * len(unit)

    quotations = [quote(moved(WORDS, n), source=moved(NAME, n), pk=n) for n in range(size)]
    return render(unit * size, quotations)


@pytest.mark.parametrize("separator", ["", "\n\n"], ids=["one paragraph", "many"])
def test_the_time_grows_with_the_size(separator: str) -> None:
    assert growth(lambda size: dense(separator, size), sized(150, 400)) < 2.5
