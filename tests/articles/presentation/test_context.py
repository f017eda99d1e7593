"""The words around a quotation are whole words, however little of them is shown."""

from __future__ import annotations

import pytest

from articles.models import Article, Quotation
from articles.presentation.context import context_of

BODY = "Before noon, she said: “No boats – none – leave today.” It’s\nfinal,\tshe added."
WORDS = "No boats – none – leave today."


@pytest.mark.parametrize("width", range(len(BODY)))
def test_no_word_is_cut(width: int) -> None:
    start = BODY.index(WORDS)
    quotation = Quotation(article=Article(body=BODY), start=start, end=start + len(WORDS))
    context = context_of(quotation, width)
    end = context.start + len(context.before + context.words + context.after)
    assert BODY[context.start : end] == context.before + WORDS + context.after
    around = {*BODY.split(), ""}
    assert set(context.before.rpartition("“")[0].split()) <= around
    assert set(context.after.partition("”")[2].split()) <= around
    assert context.begins == (width >= start)
    assert context.ends == (width >= len(BODY) - quotation.end)
