"""The page of a quotation, which is its permalink, and what others show of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles.citation.bibtex import key
from articles.citation.cited import one_line, text_of
from articles.citation.forms import FILES, FORMS
from articles.citation.picture import etag, picture
from articles.corrections.permalinks import Target, target
from articles.forms.remarks import CommentForm, ReportForm
from articles.models import Article, Change, Comment, Quotation
from articles.presentation.parts import part_at, parts_of
from articles.views.permalinks import cited_for, found_at, links, only_if_public, quotation_at
from articles.views.speakers import card_of
from newsroom.web.access import MAY_CORRECT
from newsroom.web.http import HtmxHttpRequest, render

PICTURE_SECONDS = 600
POLICY: Mapping[str, Any] = settings.SECURE_CSP
FRAMED: Mapping[str, Collection[str]] = {**POLICY, "frame-ancestors": ["*"]}
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@require_safe
def quotation(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """The page of the quotation at a place, with its citations.

    Where the quotation has another place by now, redirect to it; where there is none any more, show
    the words in their article.
    """
    article, found = found_at(pk, start, end)
    if found.quotation is None:
        return _lost(request, article, found)
    if (found.quotation.start, found.quotation.end) != (start, end):
        return redirect(f"{found.quotation.get_absolute_url()}?was={start}-{end}")
    shown = found.quotation
    said = cited_for(request, shown)
    context = {
        "quotation": shown,
        "cited": said,
        "description": one_line(said.note)[:300],
        "forms": [(form, form.write(said)) for form in FORMS],
        "history": Change.objects.on_quotation(article, getattr(shown, "decision", None)),
        "was": _words_at(article, request.GET.get("was", "")),
        "card": card_of(shown.speaker) if shown.speaker else None,
        "embeddable": settings.PUBLIC,
        "report": ReportForm(auto_id="report_%s"),
        **_comments(request, shown),
        **links(request, shown),
    }
    return render(request, "quotation.html", context)


def _comments(request: HtmxHttpRequest, shown: Quotation) -> dict[str, object]:
    """What editors said about a quotation, for editors alone."""
    if not request.user.has_perm(MAY_CORRECT):
        return {}
    return {"comments": Comment.objects.all().of(shown), "comment": CommentForm()}


def _words_at(article: Article, place: str) -> str:
    """The words at the place that a reader was redirected from, “12-40”; "" if there is none."""
    match = PLACE.fullmatch(place)
    was = target(article, *map(int, match.groups())) if match else None
    return was.words if was else ""


def _lost(request: HtmxHttpRequest, article: Article, found: Target) -> HttpResponse:
    """The words of a link that no quotation has any more, in the article if they are in it."""
    first = " ".join(found.words.split()[:8])
    context = {
        "article": article,
        "found": found,
        "near": Quotation(article=article, start=found.span.start, end=found.span.end)
        if found.span
        else None,
        "fragment": f"#:~:text={quote(first, safe='')}" if found.span else "",
        "history": Change.objects.on_quotation(article, found.decision),
    }
    return render(request, "quotation_lost.html", context)


@require_safe
def place(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """Redirect to the page of the article, at the quotation with these offsets."""
    article, found = found_at(pk, start, end)
    at = found.quotation.start if found.quotation else found.span.start if found.span else 0
    anchor = f"#{found.quotation.anchor}" if found.quotation else ""
    part = part_at(parts_of(article), at)
    values = {"q": request.GET.get("q"), "part": part.number if part.number > 1 else None}
    encoded = urlencode({name: value for name, value in values.items() if value})
    return redirect(f"{article.get_absolute_url()}{'?' if encoded else ''}{encoded}{anchor}")


@require_safe
def citation_file(
    request: HtmxHttpRequest, pk: int, start: int, end: int, form: str
) -> HttpResponse:
    """A citation as a file: `bib` or `ris`."""
    if form not in FILES:
        raise Http404(f"A citation is no file of the form {form!r}: bib and ris are.")
    said = cited_for(request, quotation_at(pk, start, end))
    wanted = FILES[form]
    response = HttpResponse(
        text_of(wanted.write(said)), content_type=f"{wanted.content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{key(said)}.{form}"'
    return response


@require_safe
def quotation_picture(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """The picture for previews of the link; drawn only where the reader has not the same one."""
    said = cited_for(request, quotation_at(pk, start, end))
    tag = etag(said)
    response: HttpResponse = HttpResponseNotModified()
    if tag not in request.headers.get("If-None-Match", ""):
        response = HttpResponse(picture(said), content_type="image/png")
    response["ETag"] = tag
    patch_cache_control(response, max_age=PICTURE_SECONDS)
    return response


@require_safe
@xframe_options_exempt
@csp_override(FRAMED)
def embed(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """The quotation as a page for frames in other sites, if the newsroom is public."""
    only_if_public()
    shown = quotation_at(pk, start, end)
    context = {"quotation": shown, "cited": cited_for(request, shown), **links(request, shown)}
    return render(request, "embed.html", context)
