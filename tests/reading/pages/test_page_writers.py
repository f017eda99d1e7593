"""Who wrote the article of a saved page, where its elements name them, and under which title."""

from __future__ import annotations

import pytest

from reading import read_bytes
from reading.pages.html import MAYBE_SEVERAL
from tests.reading.pages.test_pages import DAY, FIRST, SECOND, one, page


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("<div>By <a rel='author' href='/jo'>Jo Ek</a></div>", "Jo Ek"),
        ("<a rel='nofollow author' href='/jo'>By Jo Ek</a>", "Jo Ek"),
        ("<a class='contributor-name' href='/jo'>Jo Ek</a><span>Our man in Oslo</span>", "Jo Ek"),
        ("<div class='x-TextContributorName e8'>By Jo Ek</div>", "Jo Ek"),
        ("<a class='ArticleAuthor__name-3f' href='/jo'>Jo Ek</a>", "Jo Ek"),
        (
            "<p class='byline'><span>By </span><a href='/j'>Jo Ek</a> and <a href='/a'>Al Ny</a>"
            "<span>Schools Reporter</span></p>",
            "Jo Ek and Al Ny",
        ),
        ("<div class='author-name'>Read more of what we write on schools</div>", ""),
        (
            "<span itemprop='author'><a href='/j'><span itemprop='name'>Jo Ek</span></a></span>",
            "Jo Ek",
        ),
        (
            "<span itemprop='author'>Jo Ek</span> <span itemprop='author'>Al Ny</span>",
            "Jo Ek and Al Ny",
        ),
        ("<p class='byline vcard'>By Jo Ek and Al Ny | 19 June</p>", "Jo Ek and Al Ny"),
        ("<div class='article-author'>By Jo Ek</div>", "Jo Ek"),
        ("<p class='byline'>The writer likes rain.</p>", ""),
        ("<p class='amp-wp-byline'>Jo Ek</p>", "Jo Ek"),
        ("<p class='amp-wp-byline'>Jo Ek</p><p class='list-byline'>Al Ny</p>", ""),
        ("<div class='comment'><span itemprop='author'>Drip77</span></div>", ""),
        ("<aside><a rel='author' href='/al'>Al Ny</a></aside>", ""),
        ("<p itemprop='creator author'><span itemprop='name'>Jo Ek</span></p>", "Jo Ek"),
        ("<p itemprop='author'>Jo Ek</p><ul><li itemprop='author'>Jo Ek Follow</li></ul>", "Jo Ek"),
        ("<p class='auteur'>Par <b>JO EK</b>, <b>AL NY</b> Envoyées</p>", "Jo Ek, Al Ny"),
        ("<p class='firma'><em>Jo Ek</em> | <span>Madrid</span></p>", "Jo Ek"),
        ("<ul><li class='a-creator'>Von Jo Ek</li></ul>", "Jo Ek"),
        ("<p id='article_author_2'><a href='/1'>by Jo Ek</a></p>", "Jo Ek"),
        ("<div class='author'><img><a class='name' href='/jo'>Jo Ek</a></div>", "Jo Ek"),
        ("<p class='post-author vcard'>Posted by <span class='fn'>Jo Ek</span></p>", "Jo Ek"),
        ("<p class='byline'>Jo Ek</p>", "Jo Ek"),
        ("<p class='byline'>Jo Ek</p><ul><li class='byline'>Al Ny</li></ul>", ""),
    ],
)  # fmt: skip
def test_who_an_element_names_as_author(above: str, author: str) -> None:
    assert one(page(above=above)).author == author


@pytest.mark.parametrize(
    ("site", "author"),
    [("echo.example", "Jo Ek"), ("The Echo Newsroom", "Jo Ek"), ("Al Ny", "Al Ny")],
)
def test_a_person_goes_before_a_site_that_names_itself(site: str, author: str) -> None:
    head = f"<meta name='author' content='{site}'><meta property='og:site_name' content='The Echo'>"
    assert one(page(head, "<div>By <a rel='author' href='/jo'>Jo Ek</a></div>")).author == author


@pytest.mark.parametrize(("of", "author"), [("BlogPosting", "Jo Ek"), ("Comment", "")])
def test_the_writer_beside_the_text_of_the_only_article(of: str, author: str) -> None:
    beside = "<footer><p itemprop='author'>Jo Ek</p></footer>"
    scope = f"<div itemscope itemtype='https://schema.org/{of}'>"
    assert one(page().replace("<h1>", f"{scope}{beside}</div><h1>")).author == author


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1>Hello, we are the Echo</h1><h2>Roof of school leaks</h2>", "Roof of school leaks"),
        ("<h1>Roof of school leaks again</h1><h2>Much rain</h2>", "Roof of school leaks again"),
        ("<h1>Schools</h1><h2>News</h2><h3>Roof of school leaks</h3>", "Roof of school leaks"),
    ],
)
def test_a_heading_of_the_site_is_no_title(headings: str, title: str) -> None:
    html = page().replace("<h1>Roof leaks</h1>", headings)
    draft = one(html.replace("<title>Roof leaks |", "<title>Roof of school leaks |"))
    assert draft.title == title


@pytest.mark.parametrize(
    "above",
    [
        "<h1>Roof</h1><div>By Jo Ek</div><div>The Echo, 19 June 2025</div>",
        "<h1>Roof</h1><div>The Echo | 19 June 2025</div><div>By Jo Ek</div>",
        "<div><h1>Roof</h1></div><div>By Jo Ek</div><div>The Echo, 19 June 2025</div>",
        "<p class='c1 title'><span>Roof</span></p><p>By Jo Ek</p><p>The Echo, 19 June 2025</p>",
        "<h1>Roof</h1><p>By Jo Ek, The Echo, 19 June 2025</p>",
    ],
)
def test_the_lines_above_a_text_that_a_program_of_notes_exported(above: str) -> None:
    draft = one(f"<html><head></head><body>{above}<p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert (draft.title, draft.author, draft.outlet) == ("Roof", "Jo Ek", "The Echo")
    assert draft.published_on == DAY
    assert draft.body == f"{FIRST}\n\n{SECOND}"


def test_a_place_and_a_day_are_no_paper() -> None:
    above = "<h1>Roof</h1><p>In Oslo, 19 June 2025</p>"
    draft = one(f"<html><body>{above}<p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert draft.outlet == ""


@pytest.mark.parametrize("element", ["p", "div"])
def test_a_page_without_a_heading_has_it_in_its_first_lines(element: str) -> None:
    """As word processors and notes write pages."""
    lines = ["<b>Roof leaks</b>", "By Jo Ek", "The Northern Echo, 19 June 2025", FIRST, SECOND]
    within = "".join(f"<{element}><span>{line}</span></{element}>" for line in lines)
    draft = one(f"<html><head><style>p {{}}</style></head><body>{within}</body></html>")
    assert (draft.title, draft.author, draft.outlet) == ("Roof leaks", "Jo Ek", "The Northern Echo")
    assert draft.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("title", ["Pier", "document1"])
def test_a_page_whose_title_no_heading_shows(title: str) -> None:
    """As Word writes pages: the title of the file, and the article's in its first line."""
    lines = ["Roof leaks", "By Jo Ek", "The Northern Echo, 19 June 2025", FIRST, SECOND]
    within = "".join(f"<p class=MsoNormal>{line}</p>" for line in lines)
    draft = one(f"<html><head><title>{title}</title></head><body>{within}</body></html>")
    assert (draft.title, draft.author, draft.published_on) == ("Roof leaks", "Jo Ek", DAY)
    assert draft.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("heading", ["<h1>Unread</h1>", "<h3>Kept</h3>", ""])
def test_a_list_of_links_that_were_kept_is_refused(heading: str) -> None:
    items = "".join(f"<li><a href='/{n}'>Roof {n} leaks again</a></li>" for n in range(3))
    (error,) = read_bytes("a.html", f"<html><body>{heading}<ol>{items}</ol></body></html>".encode())
    assert "leads to articles" in str(error)


@pytest.mark.parametrize(
    ("between", "several"), [("<h1>Rain</h1>", True), ("<h2>Rain</h2>", False)]
)
def test_a_page_of_several_main_headings_may_be_several_articles(
    between: str, several: bool
) -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    draft = one(f"<html><body><h1>Roof leaks</h1>{text}{between}{text}</body></html>")
    assert (MAYBE_SEVERAL in draft.notes) == several


@pytest.mark.parametrize(
    ("label", "body", "other", "outlet"),
    [
        ("From:", "<a href='/roofs'>Office of Roofs</a>", "Published", "Office of Roofs"),
        ("From", "Office of Roofs and Rain", "Published:", "Office of Roofs and Rain"),
        ("From", "10 in the morning", "Published", ""),
        ("From", "Varde", "To", ""),
    ],
)
def test_the_body_beside_the_day_of_publication(
    label: str, body: str, other: str, outlet: str
) -> None:
    listed = f"<dl><dt>{label}</dt><dd>{body}</dd><dt>{other}</dt><dd>14 May 2024</dd></dl>"
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert one(f"<html><body><h1>Roof leaks</h1>{listed}{text}</body></html>").outlet == outlet


@pytest.mark.parametrize(
    ("other", "several"),
    [
        ("<article><h2>Rain</h2>{text}{text}</article>", True),
        ("<article><header><h1>Rain</h1></header><div>{text}{text}</div></article>", True),
        ("<article><h2>Rain</h2><p>It rains in Oslo.</p><p>Read more.</p></article>", False),
        ("<article>{text}{text}</article>", False),
        ("<aside><article><h2>Rain</h2>{text}{text}</article></aside>", False),
        ("<div class='comments'><article><h2>Rain</h2>{text}{text}</article></div>", False),
    ],
)
def test_a_page_of_several_elements_for_articles_may_be_several(other: str, several: bool) -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    first = f"<article><h2>Roof leaks</h2>{text}{text}</article>"
    draft = one(f"<html><body>{first}{other.format(text=text)}</body></html>")
    assert (MAYBE_SEVERAL in draft.notes) == several


def test_posts_within_an_article_are_parts_of_it() -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    posts = f"<article><h2>Rain</h2>{text}{text}</article>" * 2
    draft = one(f"<html><body><article><h1>Roof leaks</h1>{text}{posts}</article></body></html>")
    assert MAYBE_SEVERAL not in draft.notes
