"""The pages for editors under /desk/, a module for each thing they edit."""

from __future__ import annotations

from articles.views.desk import (
    adding,
    articles,
    comments,
    deletion,
    following,
    history,
    people,
    presence,
    queue,
    quotations,
    review,
    speakers,
)

__all__ = [
    "adding",
    "articles",
    "comments",
    "deletion",
    "following",
    "history",
    "people",
    "presence",
    "queue",
    "quotations",
    "review",
    "speakers",
]
