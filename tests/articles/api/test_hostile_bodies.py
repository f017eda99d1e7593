"""Bodies that no program should send: each is refused with what is wrong, or taken verbatim."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.articles.api.conftest import Program

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DEEP = 200_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"5",
        b'"text"',
        b"{",
        b"\xff\xfe{}",
        b'{"text": "\xe9"}',
        b"[" * DEEP,
        b'{"text":' * DEEP,
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": 1e400}',
        b'{"text": NaN}',
        b'{"text": null}',
        b'{"text": []}',
        b'{"text": {"a": 1}}',
        b'{"text": "\\ud83d it rained"}',
        b'{"text": "it \\u0000 rained"}',
        b'{"text": "it rained", "published_on": "0000-00-00"}',
        b'{"text": "it rained", "published_on": "2025-02-30"}',
        b'{"text": "it rained", "published_on": 1e400}',
        b'{"text": "it rained", "title": ["a"]}',
        b'{"text": "it rained", "title": "\\ud83d"}',
        b'{"text": "it rained", "outlet": "a\\u0000"}',
        b'{"text": "it rained", "url": "javascript:alert(1)"}',
        b'{"text": "it rained", "url": "http://[::1"}',
        b'{"text": "it rained", "no such key": 1}',
        b'{"text": " \\u200b\\n"}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_a_body_that_is_no_article_is_refused(program: Program, body: bytes) -> None:
    answer = program.post("/api/v1/articles", body, content_type="application/json")
    assert 400 <= answer.status_code < 500, answer.content
    assert answer.json()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"text": "it rained", "text": "it snowed"}', '"text" stands twice in an object'),
        (b'{"text": "it rained", "title": "", "title": "Rain"}', '"title" stands twice'),
        (b'{"text": "it rained",}', "line 1 column 22"),
    ],
)
def test_it_says_why_a_body_cannot_be_read(program: Program, body: bytes, why: str) -> None:
    answer = program.post("/api/v1/articles", body, content_type="application/json")
    assert answer.status_code == 400
    assert why in answer.json()["detail"]


@pytest.mark.parametrize(
    "odd",
    [
        "\u202eit rained\u2069",
        "a\u0301 \u00ad\u200b\ufeff b",
        "\x85\u2028\v\f\r",
        "😀\U0010ffff\uffff",
        "“" * 999,
    ],
)
def test_odd_characters_are_kept(program: Program, odd: str) -> None:
    text = f"It {odd} rained."
    answer = program.add(text=text, title="Rain")
    assert answer.status_code == 201, answer.content
    assert Article.objects.get().body == text
