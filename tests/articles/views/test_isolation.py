"""Names with U+202E and the like turn round nothing beside them, on any page that prints them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import Outlet, Quotation, Speaker
from articles.presentation.isolation import isolated, isolated_text
from tests.support.quotations import make_quotation

TURNED = "\u202eeoR anA"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Attributes that people read; others are values of forms and addresses.
READ = {"aria-label", "title", "alt"}


class Turning(HTMLParser):
    """Collects where a text turns what is behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []
        self.seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            is_read = name in READ or (tag == "meta" and name == "content")
            if is_read and value and turns_its_surroundings(value):
                self.found.append(f"{tag} {name}={value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.seen += "\u202e" in data
        isolates = {"bdi", "option", "textarea"} & set(self.open)
        if not isolates and turns_its_surroundings(data):
            self.found.append(f"{self.open[-2:]}: {data.strip()!r}")


def turns_its_surroundings(text: str) -> bool:
    """Whether a name is in it that nothing isolates, in markup that is shown as text either."""
    return "\u202e" in re.sub("\u2068[^\u2069]*\u2069|<bdi>.*?</bdi>", "", text)


@pytest.mark.django_db
@pytest.mark.one_database
def test_no_page_is_turned_by_a_name(admin_client: Client) -> None:
    quotation = make_quotation("We shall stay in the green valley")
    speaker = quotation.speaker
    assert speaker is not None
    article = quotation.article
    article.title, article.author = f"Rain {TURNED}", TURNED
    article.outlet = Outlet.objects.create(name=f"Gazette {TURNED}")
    article.save()
    Speaker.objects.filter(pk=speaker.pk).update(name=TURNED)
    Quotation.objects.update(speaker_title=f"mayor {TURNED}")
    from articles.search.index.live_index import forget

    forget()
    pages = [
        "/", "/articles/", article.get_absolute_url(), speaker.get_absolute_url(),
        quotation.get_absolute_url(), "/speakers/", "/?q=stay",
        "/check/?words=We+shall+stay+in+the+green+valley",
        f"/speakers/{speaker.pk}/card/", f"{quotation.get_absolute_url()}embed/",
        f"/desk/?speaker={speaker.pk}", f"/desk/articles/{article.pk}/",
        f"/?{urlencode({'title': TURNED})}", f"/desk/quotes/{quotation.pk}/",
        f"/desk/speakers/{speaker.pk}/", f"/desk/articles/delete/?id={article.pk}",
    ]  # fmt: skip
    turned: dict[str, list[str]] = {}
    unseen: list[str] = []
    for path in pages:
        response = admin_client.get(path, follow=True)
        turning = Turning()
        turning.feed(response.content.decode())
        assert not re.search("&lt;(?:select|input|textarea)", response.content.decode()), path
        turned |= {path: turning.found} if turning.found else {}
        unseen += [] if turning.seen else [path]
    assert (turned, unseen) == ({}, [])


@pytest.mark.parametrize("plain", ["", "Ana Roe", "Zoë", "“Ana” & Bo", "北京"])
def test_what_is_written_from_left_to_right_is_left_alone(plain: str) -> None:
    assert isolated(plain) == isolated_text(plain) == plain


@pytest.mark.parametrize(
    "turning", ["\u202eab", "\u2067ab", "\u200fab", "שלום", "أمل", "\u2069\u202eab"]
)
def test_what_is_not_is_isolated(turning: str) -> None:
    assert re.fullmatch(r"<bdi>.*</bdi>", isolated(turning))
    text = isolated_text(turning)
    assert (text[0], text[-1]) == ("\u2068", "\u2069")
    assert text.count("\u2069") == sum(text.count(each) for each in "\u2066\u2067\u2068")
    assert isolated(f"<b>{turning}").startswith("<bdi>&lt;b&gt;")
