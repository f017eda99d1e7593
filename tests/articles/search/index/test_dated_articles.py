"""Articles that go between one question about them and the next."""

from __future__ import annotations

import numpy as np

from articles.search.answers.articles import _dated_page
from articles.search.index.dated_articles import DatedArticles
from articles.search.pages import PageRequest


def test_an_article_that_is_gone_is_in_no_list() -> None:
    keys = np.array([1, 2, 3, 9])
    days = np.zeros(5, np.int32)
    days[[1, 3]] = 739_000
    articles = DatedArticles(days, np.array([0, 0, 0, 7, 0], np.int32))
    assert articles.known(keys).tolist() == [1, 3]
    assert articles.once_a_text(keys).tolist() == [1, 3]
    page = _dated_page(articles, articles.known(keys), PageRequest(limit=5))
    assert page.keys == (3, 1)
