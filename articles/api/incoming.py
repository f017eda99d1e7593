"""An article that a program sends: read, checked and saved as the form does with a pasted text."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from articles.api.callers import Caller
from articles.api.parameters import invalid
from articles.corrections.changes import Editor
from articles.forms.adding import LONGEST_TEXT, AddForm
from articles.ingest.again import Arrival
from articles.ingest.save import save_draft
from articles.models import Article
from articles.tasks import process_article
from newsroom.web.problems import Fault
from reading import Draft, ReadingError

WHY = "Sent to the API"


class NewArticle(BaseModel):
    """An article: its text, or the address of its page on a host that may be fetched from."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    """The text. A header (`Title: …`) at its beginning is taken off it."""
    title: Annotated[str, Field(max_length=500)] = ""
    published_on: dt.date | None = None
    day_first: bool | None = None
    """The order of a date in numbers within the text: 05/06 is 5 June if it is true."""
    outlet: Annotated[str, Field(max_length=200)] = ""
    author: Annotated[str, Field(max_length=300)] = ""
    url: Annotated[str, Field(max_length=2000)] = ""
    """Where it was published. Without a text, the page there is fetched."""


def add(sent: NewArticle, caller: Caller) -> tuple[Article, Arrival]:
    """Save what was sent, and enqueue it if it is new.

    Raises RefusedError, which names each field that is wrong.
    """
    draft = _draft(sent)
    try:
        article, arrival = save_draft(draft, editor=Editor(caller.user, WHY))
    except ReadingError as error:
        raise invalid([Fault("text", str(error))]) from None
    if arrival.is_new:
        process_article.enqueue(article.pk)
    article.refresh_from_db(fields=["state", "error", "notes", "unread_date"])
    return article, arrival


def _draft(sent: NewArticle) -> Draft:
    if not sent.text.strip() and not sent.url.strip():
        raise invalid([Fault("text", "Send the text, or the URL of a page that may be fetched.")])
    form = AddForm(_as_typed(sent))
    if not form.is_valid():
        raise invalid(
            Fault(name if name in NewArticle.model_fields else "text", str(error))
            for name, errors in form.errors.items()
            for error in errors
        )
    drafts = [draft for _, draft in form.to_save()]
    if len(drafts) != 1:
        raise invalid([Fault("text", f"It has {len(drafts)} articles; send one at a time.")])
    return drafts[0]


def _as_typed(sent: NewArticle) -> dict[str, object]:
    """Return the values of the form's fields."""
    day_first = {True: "yes", False: "no", None: ""}[sent.day_first]
    return {**sent.model_dump(), "day_first": day_first}
