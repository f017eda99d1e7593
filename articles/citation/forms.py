"""The table of forms that a quotation is cited in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from articles.citation.apa import apa
from articles.citation.bibtex import bibtex
from articles.citation.chicago import chicago
from articles.citation.cited import Cited, Run
from articles.citation.plain import plain
from articles.citation.ris import ris


@dataclass(frozen=True, slots=True)
class Form:
    """A form of citation; one with a `content_type` is a file, `NAME.name`."""

    name: str
    label: str
    write: Callable[[Cited], tuple[Run, ...]]
    content_type: str = ""


FORMS = (
    Form("txt", "Plain", plain),
    Form("apa", "APA", apa),
    Form("chicago", "Chicago", chicago),
    Form("bib", "BibTeX", bibtex, "application/x-bibtex"),
    Form("ris", "RIS", ris, "application/x-research-info-systems"),
)
FILES = {form.name: form for form in FORMS if form.content_type}
