"""What databases export with labels above and below each article, or as a page of elements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.databases.test_databases import ARTICLES, BODIES, drafts


def ebsco(number: int) -> str:
    title, outlet, date, _ = ARTICLES[number]
    names = ("Holt, Ana", "Ek, Jon; Roe, Mia")[number]
    return (
        f"Record: {number + 1}\nTitle:\n{title}.\nAuthors:\n{names}\nSource:\n{outlet} (Varde). "
        f"{date.month}/{date.day}/{date.year}, p3. 1p.\nDocument Type:\nArticle\n"
        f"Full Text: {BODIES[number]}\n~~~~~~~~\nCopyright of {outlet} is theirs.\n"
        "ISSN: 0000-0000\nAccession Number: 1AB23\nDatabase: Papers\n\n"
    )


def gale(number: int) -> str:
    title, outlet, date, _ = ARTICLES[number]
    names = ("Ana Holt", "Ek, Jon; Roe, Mia")[number]
    return (
        f"{title}\nAuthor: {names}\nDate: {date:%B} {date.day}, {date.year}\nFrom: {outlet}(Varde, "
        f"Norway)\nPublisher: Herald Media\nDocument Type: Article\nLength: 90 words\n\n"
        f"{BODIES[number]}\n\nCopyright: COPYRIGHT {date.year} Herald Media\nSource Citation\n"
        f"Holt. “{title}.” {outlet}.\nGale Document Number: GALE|A00000000{number}\n\n"
    )


def newsbank(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"{title}\n{outlet} (Varde, Norway) - {date:%B} {date.day}, {date.year}\n"
        f"Author/Byline: {author} Section: News Page: 3\nReadability: >12\n\n{BODIES[number]}\n\n"
        f"Index terms: rain\nRecord: 0123\nCopyright {date.year} Herald Media\n\n"
    )


@pytest.mark.parametrize("export", [ebsco, gale, newsbank], ids=lambda export: export.__name__)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_exports_with_labels_above_and_below(export: Callable[[int], str], end: str) -> None:
    """The month is first in the dates of EBSCO, also where it could be the day: 5 November."""
    text = f"{export(0)}{export(1)}".replace("\n", end)
    found = [
        (each.title, each.outlet, each.published_on, each.author, each.body.replace("\r", ""))
        for each in drafts("a.txt", text.encode())
    ]
    assert found == [(*article, body) for article, body in zip(ARTICLES, BODIES, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "The label said “Accession Number: 12”.\n\nFull Text: none.\n\nTitle: none.",
        "A form asks for\nFrom: your name\n\nand for a Document Number: 12.",
        "He wrote:\n\nAuthor/Byline: me\n\nand that was all.",
    ],
)
def test_labels_within_prose_are_no_export(text: str) -> None:
    assert [each.body for each in drafts("a.txt", text.encode())] == [text]


def test_a_page_of_europresse() -> None:
    """Each article is an element; the section may stand before its day."""

    def article(number: int, top: str, writer: str = "") -> str:
        title, outlet, _, _ = ARTICLES[number]
        text = "".join(f"<p>{part}</p>" for part in BODIES[number].split("\n\n"))
        return (
            f"<article><header><div><span class='DocPublicationName'>{outlet}</span>, no. 12</div>"
            f"<span class='DocHeader'>{top}</span><div class='titreArticle'>"
            f"<p class='titreArticleVisu rdp__articletitle'>{title}</p></div>{writer}</header>"
            f"<section><div class='DocText clearfix'>{text}</div></section>"
            "<footer>news·20230417</footer></article>"
        )

    writer = "<p class='sm-margin-bottomNews'>Ana Holt</p>"
    page = (
        "<html><head><title>Europresse</title></head><body>"
        f"{article(0, 'Nouvelles, lundi 17 avril 2023 - 90 mots, p. 3', writer)}"
        f"{article(1, 'samedi 5 novembre 2022')}<article>Imprimer</article></body></html>"
    )
    found = [
        (each.title, each.outlet, each.published_on, each.author, each.body)
        for each in drafts("a.html", page.encode())
    ]
    assert found == [(*ARTICLES[0], BODIES[0]), (*ARTICLES[1][:3], "", BODIES[1])]


@pytest.mark.parametrize("label", ["Document Number:", "Document No.", "News ID:", "文章編號:"])
@pytest.mark.parametrize("above", [True, False])
def test_an_export_of_wisenews(label: str, above: bool) -> None:
    """Each article has a number above it; its headline is above the paper or below the page."""

    def article(number: int) -> str:
        title, outlet, date, author = ARTICLES[number]
        first, second = (f"{title}\n", "") if above else ("", f"{title}\n")
        return (
            f"{number + 1}.\n{first}{outlet} | {date}\nNewspaper | A03 | Local | By {author}\n"
            f"{second}Word Count: 90 words\n\n{BODIES[number]}\n\n"
            f"{label} 20230417000001{number}\n\n"
        )

    found = [
        (each.title, each.outlet, each.published_on, each.author, each.body)
        for each in drafts("a.txt", f"{article(0)}{article(1)}".encode())
    ]
    assert found == [(*ARTICLES[0], BODIES[0]), (*ARTICLES[1], BODIES[1])]
