"""A small newsroom for the browser: three articles whose quotes are known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page

from articles.clippings import lists
from articles.ingest.store import store
from articles.models import Article, ClippingList, Outlet
from extraction.annotations import EntityType, Extraction, Kind, SpeakerType
from tests.support.factories import FixedExtractor, make_article, mentioned, said, span

HARBOUR = """Grain ships waited off the coast for a third day on Tuesday.

“The ports stay shut until we have a treaty,” said Foreign Minister Ada Roe, who had come to \
Geneva with a short list of demands. “Nobody asked us.”

What happens next?

Speaking for Italy, Bo Li warned that the price of bread would double in Poland.

“We have waited long enough. We have been patient.

“Now we ask for an answer,” Roe added.
"""


def extraction(text: str) -> Extraction:
    """What a reader would find in HARBOUR; nothing in any other text."""
    if text.strip() != HARBOUR.strip():
        return Extraction()
    source = span(text, "Foreign Minister Ada Roe")
    roe: dict[str, Any] = {"by": "Ada Roe", "title": "foreign minister", "speaker_country": "PL"}
    return Extraction(
        (
            said(text, "The ports stay shut until we have a treaty,", source=(source,),
                 about=("RU",), reason="“Ada Roe” is the subject of “said”.", **roe),
            said(text, "Nobody asked us.", confidence=0.4, **roe),
            said(text, "the price of bread would double in Poland", by="Bo Li",
                 kind=Kind.INDIRECT, source=(span(text, "Bo Li"),), speaker_country="IT",
                 about=("PL",)),
            said(text, "We have waited long enough. We have been patient.",
                 "Now we ask for an answer,", about=("RU", "US"), **roe),
            said(text, "a treaty", by="World Grain Council",
                 speaker_type=SpeakerType.ORGANIZATION, kind=Kind.MIXED),
        ),
        (
            mentioned(text, "Ada Roe", country="PL"),
            mentioned(text, "Geneva", EntityType.PLACE, "CH"),
            mentioned(text, "Poland", EntityType.COUNTRY, "PL"),
        ),
    )  # fmt: skip


EXTRACTOR = FixedExtractor(extraction)


def open_newsroom() -> Article:
    """Fill the database; return the article about the harbour."""
    article = make_article(
        HARBOUR,
        title="Grain ships wait as ports stay shut",
        outlet=Outlet.objects.create(name="The Harbour Post"),
        published_on=dt.date(2026, 3, 3),
        author="Ines Calder",
        url="https://example.org/grain",
    )
    store(article, extraction(HARBOUR), "fixed-1")
    body = "“It is only weather,” said Bo Li, the Italian envoy."
    second = make_article(body, title="A storm in Genoa", published_on=dt.date(2026, 3, 9))
    weather = said(body, "It is only weather,", by="Bo Li", title="envoy", speaker_country="IT")
    store(second, Extraction((weather,)), "fixed-1")
    make_article(title="An article in line")
    make_article(title="An article that broke", state="failed", error="It broke.")
    return article


def sign_in(page: Page, url: str, name: str = "ana") -> None:
    """Make the page's reader a member of the group Editors."""
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    cookie = settings.SESSION_COOKIE_NAME
    value = client.cookies[cookie].value
    page.context.add_cookies([{"name": cookie, "value": value, "url": url}])


def every_path(article: Article) -> dict[str, str]:
    """A URL of each page, by the name of what it shows."""
    speaker = article.quotations.exclude(speaker=None)[0].speaker
    assert speaker
    said = article.quotations.all()[0]
    waiting, failed = Article.objects.order_by("pk")[2:4]
    return {
        "quotes": "/",
        "quotes, filtered": "/?by=PL&kind=direct&q=we",
        "quotes, none": "/?q=nowhere",
        "quotes, by relevance": "/?q=a&sort=relevance",
        "articles": "/articles/",
        "articles, found": "/articles/?q=treaty",
        "jump": "/jump/?to=treaty",
        "choose": "/choose/speaker/?find=roe",
        "article": article.get_absolute_url(),
        "quote": said.get_absolute_url(),
        "quote, corrected": f"{said.get_absolute_url()}?was=0-12",
        "quote, lost": f"{article.get_absolute_url()}quotes/0-12/",
        "quote, framed": f"{said.get_absolute_url()}embed/",
        "utterance": f"/utterances/{said.utterance_id}/",
        "clip": f"{said.get_absolute_url()}clip/",
        "clippings": "/clippings/",
        "clippings, a list": _list_of(article).get_absolute_url(),
        "article, waiting": waiting.get_absolute_url(),
        "article, failed": failed.get_absolute_url(),
        "add": "/articles/add/",
        "progress": f"/articles/progress/?ids={waiting.pk},{failed.pk}",
        "speakers": "/speakers/",
        "speaker": speaker.get_absolute_url(),
        "card": f"/speakers/{speaker.pk}/card/",
        "countries": "/countries/",
        "country": "/countries/pl/",
        "printable list": "/quotes.html?by=PL",
        "matrix": "/who-talks-about-whom/",
        "matrix, year by year": "/who-talks-about-whom/?years=1&order=near",
        "network": "/who-talks-about-whom/people/",
        "copies": f"/articles/{article.pk}/copies/",
        "compare": f"/compare/?speaker={speaker.pk}",
        "compare, both": "/compare/?by=PL&by=IT",
        "compare, on each other": "/compare/?by=PL&by=IT&mutual=1",
        "compare, nobody": "/compare/?add=nobody",
        "subjects": "/subjects/",
        "check": "/check/",
        "check, found": "/check/?words=The+ports+stay+open+until+we+have+a+treaty",
        "sign in": "/sign-in/",
        "account": "/account/",
        "save a search": "/account/searches/new/?by=PL",
        "api": "/api/",
        "change password": "/account/password/",
        "forgotten": "/password/forgotten/",
        "404": "/nothing-here/",
    }


def _list_of(article: Article) -> ClippingList:
    """A list of the person who is signed in, if anybody is: with a quotation and a lost one."""
    owner, _ = User.objects.get_or_create(username="ana")
    made, new = ClippingList.objects.get_or_create(owner=owner, name="Grain")
    if new:
        for quotation in article.quotations.all()[:3]:
            lists.add(quotation, made, "Ask her again.")
        made.share()
        made.clippings.filter(position=2).update(quotation=None)
    return made
