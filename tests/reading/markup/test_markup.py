"""Articles in XML: of agencies, feeds, parliaments, wikis and note-takers."""

from __future__ import annotations

import datetime as dt
from html import escape

import pytest

from reading.pages import paragraphs
from tests.support.drafts import drafts, errors, one

DAY = dt.date(2023, 4, 17)
FIRST = "Rain fell on Varde all Monday, and the harbour was shut."
SECOND = "“It never stops,” said Oda Lien."
BODY = f"{FIRST}\n\n{SECOND}"
HTML = f"<p>Rain fell on <b>Varde</b> all Monday,\nand the harbour was shut.</p><p>{SECOND}</p>"

NITF = (
    "<nitf><head><docdata><date.issue norm='20230417T081500Z'/>"
    "<ed-msg info='Eds: Adds quotes.'/></docdata></head><body><body.head>"
    "<hedline><hl1>Rain in Varde</hl1><hl2>Wet</hl2></hedline>"
    "<byline>By ANA HOLT<byttl>Wire Writer</byttl></byline><distributor>The Wire</distributor>"
    f"</body.head><body.content><block>{HTML}</block><media><media-caption><p>A picture.</p>"
    "</media-caption></media></body.content></body></nitf>"
)


def header(draft: object) -> tuple[object, ...]:
    return tuple(getattr(draft, key) for key in ("title", "published_on", "outlet", "author"))


WHOLE = ("Rain in Varde", DAY, "The Wire", "Ana Holt")


def test_nitf() -> None:
    for name in ("a.xml", "a.txt", "a.nitf"):
        draft = one(name, NITF)
        assert header(draft) == WHOLE
        assert draft.body == BODY


def test_nitf_of_an_archive() -> None:
    data = NITF.replace("<date.issue norm='20230417T081500Z'/>", (
        "<pubdata date.publication='20230417T000000' name='The Herald'/>"
    )).replace(f"<block>{HTML}", f"<block class='lead_paragraph'><p>{FIRST}</p></block>"
               f"<block class='full_text'>{HTML}")  # fmt: skip
    draft = one("a.xml", data)
    assert (draft.published_on, draft.outlet, draft.body) == (DAY, "The Herald", BODY)


def test_nitf_of_a_paper() -> None:
    """The address is that of the site; the name in capitals is of a writer, what follows not."""
    data = NITF.replace("<date.issue", "<pubdata ex-ref='https://wire.example/1'/><date.issue")
    data = data.replace(
        "<byline>By ANA HOLT<byttl>Wire Writer</byttl></byline>",
        "<byline>By ANA HOLT and JON EK, The Wire</byline>",
    ).replace(f"<block>{HTML}</block>", f"<![CDATA[{HTML}]]>")
    draft = one("a.xml", data)
    assert (draft.author, draft.url) == ("Ana Holt and Jon Ek", "https://wire.example/1")
    assert draft.body == BODY


# ── NewsML ────────────────────────────────────────────────────────────────────────────────

G2 = "xmlns='http://iptc.org/std/nar/2006-10-01/'"
ITEM = (
    f"<newsItem {G2}><itemMeta><provider><name>The Wire</name></provider>"
    "<versionCreated>2023-04-18T08:00:00Z</versionCreated></itemMeta><contentMeta>"
    "<contentCreated>2023-04-17T08:00:00Z</contentCreated><by>By Ana Holt</by>"
    "<headline>Rain in Varde</headline></contentMeta><contentSet>{}</contentSet></newsItem>"
)
XHTML = f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{HTML}</body></html>"


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML contenttype='application/xhtml+xml'>{XHTML}</inlineXML>",
        f"<inlineXML><nitf><body><body.content>{HTML}</body.content></body></nitf></inlineXML>",
        f"<inlineData>{BODY}</inlineData>",
        f"<inlineData>{escape(HTML)}</inlineData>",
    ],
    ids=["xhtml", "nitf", "plain", "escaped"],
)
def test_newsml(content: str) -> None:
    message = f"<newsMessage {G2}><itemSet>{ITEM.format(content) * 2}</itemSet></newsMessage>"
    for draft in [one("a.xml", ITEM.format(content)), *drafts("a.xml", message)]:
        assert header(draft) == WHOLE
        assert draft.body == BODY


def test_a_heading_within_newsml_is_the_title() -> None:
    page = XHTML.replace("<body>", "<body><h1>Rain in Varde</h1>")
    assert one("a.xml", ITEM.format(f"<inlineXML>{page}</inlineXML>")).body == BODY


def test_newsml_without_text() -> None:
    (error,) = errors("a.xml", ITEM.format("<remoteContent href='a.jpg'/>"))
    assert "no text in it" in error


# ── feeds ─────────────────────────────────────────────────────────────────────────────────

RSS = (
    "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Wire</title>{}</channel></rss>"
)
ENTRY = (
    "<item><title>Rain in Varde</title><link>https://wire.example/1</link>"
    "<dc:creator>Ana Holt</dc:creator><pubDate>Mon, 17 Apr 2023 08:15:00 +0000</pubDate>{}</item>"
)
FULL = ENTRY.format(f"<description>In short.</description><content:encoded>{escape(HTML)}"
                    "</content:encoded>")  # fmt: skip
TEASER = ENTRY.format("<description>In short.</description>")
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Wire</title><entry>"
    "<title type='html'>Rain in Varde</title><link rel='self' href='https://x.example'/>"
    "<link href='https://wire.example/1'/><author><name>Ana Holt</name></author>"
    "<published>2023-04-17T08:15:00Z</published><updated>2023-04-19T08:15:00Z</updated>{}"
    "</entry></feed>"
)
LONG = "".join(f"<p>{FIRST} {SECOND}</p>" for _ in range(9))


@pytest.mark.parametrize(
    "feed",
    [
        RSS.format(FULL),
        ATOM.format(f"<content type='html'>{escape(HTML)}</content>"),
        ATOM.format(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
            f"{HTML}</div></content>"
        ),
        RSS.format(FULL).replace("<dc:creator>Ana Holt</dc:creator>",
                                 "<author>ana@wire.example (Ana Holt)</author>"),
    ],
    ids=["rss", "atom", "atom with xhtml", "rss with an address"],
)  # fmt: skip
def test_a_feed_with_full_texts(feed: str) -> None:
    for name in ("a.xml", "a.rss", "a.txt"):
        draft = one(name, feed)
        assert header(draft) == WHOLE
        assert (draft.body, draft.url) == (BODY, "https://wire.example/1")


def test_a_description_may_be_the_whole_text() -> None:
    draft = one("a.xml", RSS.format(ENTRY.format(f"<description>{escape(LONG)}</description>")))
    assert draft.body.count(FIRST) == 9


def test_a_short_description_of_several_paragraphs_is_a_text() -> None:
    short = f"<p>{FIRST} {FIRST}</p><p>{SECOND} {FIRST}</p><p>{SECOND} {FIRST} {FIRST}</p>"
    draft = one("a.xml", RSS.format(ENTRY.format(f"<description>{escape(short)}</description>")))
    assert draft.body.count(FIRST) == 5


@pytest.mark.parametrize(
    "line",
    [
        "The post <a href='https://wire.example/1'>Rain</a> appeared first on <a>The Wire</a>.",
        "Der Beitrag <a href='https://wire.example/1'>Rain</a> erschien zuerst auf The Wire.",
    ],
)
def test_where_an_entry_was_first_is_not_its_text(line: str) -> None:
    content = f"<content:encoded>{escape(f'{HTML}<p>{line}</p>')}</content:encoded>"
    assert one("a.xml", RSS.format(ENTRY.format(content))).body == BODY


def test_one_entry_of_atom() -> None:
    entry = ATOM.partition("</title>")[2].removesuffix("</feed>")
    entry = entry.replace("<entry>", "<entry xmlns='http://www.w3.org/2005/Atom'>")
    said = "<source><title>The Wire</title></source><content type='html'>{}</content>"
    draft = one("a.xml", entry.format(said.format(escape(HTML))))
    assert (header(draft), draft.body) == (WHOLE, BODY)


@pytest.mark.parametrize(
    ("feed", "part"),
    [
        (RSS.format(TEASER * 2), "2 entries with no more than a summary"),
        (RSS.format(FULL + TEASER), "1 entry with"),
        (ATOM.format("<summary>In short.</summary>"), "1 entry with"),
        (RSS.format(FULL.replace("Oda Lien.", "Oda Lien. […]")), "1 entry with"),
        (RSS.format(""), "no entry"),
    ],
)
def test_summaries_are_refused(feed: str, part: str) -> None:
    (error,) = errors("a.rss", feed)
    assert part in error
    assert "Save the pages" in error


# ── WordPress, Evernote ───────────────────────────────────────────────────────────────────


def post(kind: str = "post", status: str = "publish") -> str:
    return (
        "<item><title>Rain in Varde</title><dc:creator>aholt</dc:creator>"
        "<link>https://wire.example/1</link><pubDate>Tue, 18 Apr 2023 00:00:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[<!-- wp:paragraph -->\n{FIRST}\n\n{SECOND}\n"
        "[gallery ids='1']<!-- /wp:paragraph -->[caption id='x']A picture[/caption]]]>"
        f"</content:encoded><wp:post_date>2023-04-17 10:15:00</wp:post_date>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
    )


def wordpress(*posts: str) -> str:
    author = (
        "<wp:author><wp:author_login>aholt</wp:author_login>"
        "<wp:author_display_name>Ana Holt</wp:author_display_name></wp:author>"
    )
    space = "<rss xmlns:wp='http://wordpress.org/export/1.2/' "
    return RSS.replace("<rss ", space).format(author + "".join(posts))


def test_wordpress() -> None:
    data = wordpress(post(), post("page"), post("attachment"), post(status="draft"))
    draft = one("a.xml", data)
    assert header(draft) == WHOLE
    assert (draft.body, draft.url) == (BODY, "https://wire.example/1")
    parts = "_first_name>Ana</wp:author_first_name><wp:author_last_name>Holt</wp:author_last_name>"
    unnamed = data.replace("_display_name>Ana Holt</wp:author_display_name>", parts)
    assert header(one("a.xml", unnamed)) == WHOLE
    assert "no published post" in errors("a.xml", wordpress(post("page")))[0]


def test_short_codes_of_wordpress() -> None:
    said = "<blockquote><p>It is wet.</p><cite>Jon Ek</cite></blockquote>"
    codes = (
        f"[et_pb_text admin='x']{FIRST}[/et_pb_text]\n\n[note]{SECOND}[/note]\n\n{said}\n\n"
        "[embed]https://film.example/1[/embed][pullquote]It never stops[/pullquote] [sic]"
        "[contact-form-7 id='1'] [co-owner]"
    )
    data = wordpress(post().replace(f"{FIRST}\n\n{SECOND}", codes))
    assert one("a.xml", data).body == f"{BODY}\n\n“It is wet.” — Jon Ek\n\n[sic] [co-owner]"


def test_evernote() -> None:
    note = (
        "<note><title>Rain in Varde</title><created>20230501T080000Z</created><note-attributes>"
        "<author>a reader</author><source-url>https://wire.example/1</source-url>"
        "</note-attributes><content><![CDATA[<?xml version='1.0'?><!DOCTYPE en-note SYSTEM 'x'>"
        f"<en-note style='a'><h1>Rain in Varde</h1>"
        f"<div>{FIRST}</div><div><br/></div><div>{SECOND}&nbsp;</div>"
        "<en-media type='image/png'/></en-note>]]></content></note>"
    )
    top = "<?xml version='1.0'?><!DOCTYPE en-export SYSTEM 'http://x.example/e.dtd'>"
    for draft in drafts("a.enex", f"{top}<en-export>{note * 2}</en-export>"):
        assert (draft.body, draft.url) == (BODY, "https://wire.example/1")
        assert header(draft) == ("Rain in Varde", None, "", "")
    titled = note.replace("<title>Rain in Varde", "<title>Rain in Varde - The Herald")
    (draft,) = drafts("a.enex", f"{top}<en-export>{titled}</en-export>")
    assert (draft.body, *header(draft)) == (BODY, "Rain in Varde", None, "The Herald", "")
    assert "no note" in errors("a.enex", f"{top}<en-export></en-export>")[0]


# ── wikis ─────────────────────────────────────────────────────────────────────────────────


def wiki(text: str, more: str = "") -> str:
    return (
        "<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/'><siteinfo>"
        "<sitename>The Wire</sitename></siteinfo><page><title>Rain in Varde</title><ns>0</ns>"
        f"<revision><text>{escape(text)}</text></revision></page>{more}</mediawiki>"
    )


PAGE = (
    "{{date|April 17, 2023}}\n{{box|a={{b}}|c}}\n[[File:a.jpg|thumb|The [[harbour]] today.]]\n"
    "Rain fell on [[w:Varde|Varde]] all '''Monday''', and the [[harbour]] was shut."
    "<ref name='a'>The Herald</ref>\n{| class='x'\n| a || b\n|}\n\n"
    "“It [https://x.example never stops],” said Oda Lien.<!-- hidden -->\n\n== Sources ==\n"
    "* {{source|url=x}}\n[[Category:Rain]]"
)


def test_a_wiki() -> None:
    talk = "<page><title>Talk:Rain</title><ns>1</ns><revision><text>No.</text></revision></page>"
    moved = "<page><title>Old</title><ns>0</ns><redirect title='Rain'/></page>"
    foreign = PAGE.replace("Sources", "Quellen").replace("{{date", "{{Datum")
    for source in (PAGE, PAGE.replace("== S", "----\n== S"), foreign):
        draft = one("a.xml", wiki(source, talk + moved))
        assert header(draft) == ("Rain in Varde", DAY, "The Wire", "")
        assert draft.body == BODY


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{quote|It is [[w:wet|wet]].|Jon Ek}}", "“It is wet.” — Jon Ek"),
        ("{{Cquote|text=“It is wet.”|author=[[Jon Ek]]}}", "“It is wet.” — Jon Ek"),
        ("{{blockquote|It is wet.}}", "“It is wet.”"),
    ],
)
def test_quotations_of_a_wiki_keep_their_speakers(template: str, shown: str) -> None:
    draft = one("a.xml", wiki(f"{FIRST} {template}\n{SECOND}"))
    assert draft.body == f"{FIRST}\n\n{shown}\n\n{SECOND}"


@pytest.mark.parametrize(
    "text", ["{{" * 5000 + "Rain.", "[[" * 5000 + "Rain.", "{{a}} ]] }} Rain."]
)
def test_markup_that_never_ends_is_text(text: str) -> None:
    assert one("a.xml", wiki(text)).body.endswith("Rain.")


# ── any XML ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "root",
    [
        "rss",
        "feed",
        "entry",
        "nitf",
        "mediawiki",
        "en-export",
        "publicwhip",
        "akomaNtoso",
        "Hansard",
        "hansard",
        "newsItem",
        "newsMessage",
        "NewsML",
    ],
)
def test_entities_are_refused(root: str) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    data = (
        f"<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY l0 'ha'>{laughs}]><{root}>&l9;</{root}>"
    )
    (error,) = errors("a.xml", data)
    assert "declares entities" in error
    secret = f"<!DOCTYPE {root} [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><{root}>&x;</{root}>"
    assert "declares entities" in errors("a.xml", secret)[0]


@pytest.mark.parametrize("data", ["<nitf>" + "<p>" * 100_000, "<nitf><body", "<rss>\0</rss>"])
def test_broken_xml_is_refused(data: str) -> None:
    assert errors("a.xml", data)


# ── paragraphs ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A<br>b</p>c<p> d <i>e</i>  f</p>", "A\nb\n\nc\n\nd e f"),
        ("<p>A<br><br>b</p>", "A\n\nb"),
        ("<ul><li>A</li><li>b</li></ul>", "A\n\nb"),
        ("<p>She said <q>no</q>.</p><aside>Ad</aside>tail", "She said “no”.\n\ntail"),
        ("<figure><img><figcaption>x</figcaption></figure><p>A &amp; b &#8212; c</p>", "A & b — c"),
        ("<!-- a -->A<!-- b -->b", "Ab"),
        ("<script>x()</script><style>y</style>", ""),
        ("", ""),
    ],
)
def test_paragraphs(html: str, text: str) -> None:
    assert paragraphs.of_html(html) == text


BLOGGER = "scheme='http://schemas.google.com/g/2005#kind' "
KIND = "http://schemas.google.com/blogger/2008/kind#"


@pytest.mark.parametrize("what", ["settings", "comment", "page", "template", "draft"])
@pytest.mark.parametrize("takeout", [False, True])
def test_an_export_of_blogger_has_posts_alone(what: str, takeout: bool) -> None:
    """What else the blog has is an entry, too."""

    def entry(kind: str, title: str) -> str:
        own = f"<category {BLOGGER}term='{KIND}{'post' if kind == 'draft' else kind}'/>"
        if kind == "draft":
            own += "<app:control><app:draft>yes</app:draft></app:control>"
        if takeout:
            state = "DRAFT" if kind == "draft" else "LIVE"
            name = "POST" if kind == "draft" else kind.upper()
            own = f"<b:type>{name}</b:type><b:status>{state}</b:status>"
        text = f"<content type='html'>{escape(HTML)}</content>"
        return f"<entry><title>{title}</title><published>2023-04-17</published>{own}{text}</entry>"

    data = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'"
        " xmlns:b='http://schemas.google.com/blogger/2018'><title>Wet days</title>"
        f"{entry(what, 'No post')}{entry('post', 'Rain in Varde')}</feed>"
    )
    assert header(one("a.xml", data)) == ("Rain in Varde", DAY, "Wet days", "")


def test_elements_of_an_entry_named_like_those_of_blogger_hide_nothing() -> None:
    data = (
        "<rss><channel><title>Wet days</title><item><title>Rain</title><type>page</type>"
        f"<status>DRAFT</status><encoded>{escape(HTML)}</encoded></item></channel></rss>"
    )
    assert one("a.xml", data).title == "Rain"
