"""“Did anyone say this?”: the quotations that have given words, in whole, nearly or in part."""

from __future__ import annotations

from typing import Annotated

from django import forms
from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import BaseModel, ConfigDict, Field

from articles.api.answers import CheckAnswer, CheckHit
from articles.api.bodies import takes_json
from articles.api.lists import site_of
from articles.api.parameters import invalid, parameters_of, read_form, reject_parameters
from articles.forms.check import LONGEST, CheckForm
from articles.models import Quotation
from articles.presentation.comparison import LISTED, summary
from articles.serialization.stored import stored_record
from articles.wording.check import Answer, Hit, check
from articles.wording.verdicts import FEWEST_WORDS
from newsroom.web.problems import Fault

router = Router(tags=["Check"])

# Code points: servers take addresses of 4,000 bytes, and one may need twelve of them.
LONGEST_IN_ADDRESS = 300


class WordsInAddress(CheckForm):
    """Words that an address has room for."""

    words = forms.CharField(
        max_length=LONGEST_IN_ADDRESS,
        help_text="A quote, or a paragraph with quotes. Longer texts are sent by POST.",
    )


class WordsToCheck(BaseModel):
    """A quote, or a paragraph with quotes."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    words: Annotated[str, Field(min_length=1, max_length=LONGEST)]


@router.get(
    "/check",
    response=CheckAnswer,
    operation_id="check_words",
    summary="Check words",
    openapi_extra={"parameters": parameters_of(WordsInAddress())},
)
def check_words(request: HttpRequest) -> CheckAnswer:
    """Did anyone say this? Words, or a paragraph with quotes, beside all quotations of the
    archive. Case, punctuation, British and American spelling make no difference."""
    return _answer(request, WordsInAddress(request.GET))


@router.post(
    "/check",
    response=CheckAnswer,
    operation_id="check_text",
    summary="Check a longer text",
)
@decorate_view(takes_json)
def check_text(request: HttpRequest, sent: WordsToCheck) -> CheckAnswer:
    """The same for a text that is too long for an address. It is read only, and not kept."""
    reject_parameters(request)
    return _answer(request, CheckForm(sent.model_dump()))


def _answer(request: HttpRequest, form: CheckForm) -> CheckAnswer:
    words = read_form(form).cleaned_data["words"]
    answer = check(words)
    if len(answer.words) < FEWEST_WORDS:
        detail = f"Give {FEWEST_WORDS} words or more; fewer are a search for quotations."
        raise invalid([Fault("words", detail)])
    rows = _rows(answer)
    return {
        "verdict": answer.verdict.name.lower(),
        "summary": summary(answer),
        "words_compared": len(answer.words),
        "words_left_out": answer.left_out,
        "more": answer.more,
        "quoted": [
            {"text": text, "verdict": verdict.name.lower()} for text, verdict in answer.quoted
        ],
        "hits": [_hit(hit, rows, site_of(request)) for hit in answer.hits],
    }


def _rows(answer: Answer) -> dict[int, Quotation]:
    """Return the quotations that are listed, by key, with all that a record has."""
    keys = [row.pk for hit in answer.hits for row in hit.quotations[:LISTED]]
    return {row.pk: row for row in Quotation.objects.for_export().in_order(keys)}


def _hit(hit: Hit, rows: dict[int, Quotation], site: str) -> CheckHit:
    listed = [rows[row.pk] for row in hit.quotations[:LISTED] if row.pk in rows]
    return {
        "verdict": hit.match.verdict.name.lower(),
        "articles": hit.articles,
        "quotations": [stored_record(row, site) for row in listed],
        "quotations_left_out": len(hit.quotations) - len(listed),
    }
