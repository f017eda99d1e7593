"""What editors see, under /desk/: a module for each thing they work on."""

from __future__ import annotations

from articles.views.desk import adding, articles, history, quotations, review, speakers

__all__ = ["adding", "articles", "history", "quotations", "review", "speakers"]
