"""Corrections of quotations, within the page of their article or on a page of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reselect, reswap, retarget

from articles.corrections import quotations, speakers
from articles.corrections.changes import CannotCorrectError
from articles.forms.desk import label_of, labels_of
from articles.forms.quotations import PlaceForm, QuotationForm
from articles.models import Article, Change, Decision, Quotation, Speaker
from articles.search.answers.speakers import suggest
from articles.views.desk.editing import (
    done,
    editor,
    focus_on_error,
    place_of,
    saved,
    saving,
)
from articles.views.desk.presence import closed, others
from articles.views.desk.review import lost_page
from extraction.annotations import Spans
from extraction.text import anchors
from newsroom.web.http import HtmxHttpRequest, render

SUGGESTED = 12
NUDGES = {
    "start-": ("start", -1),
    "start+": ("start", 1),
    "end-": ("end", -1),
    "end+": ("end", 1),
}


@require_http_methods(["GET", "HEAD", "POST"])
def edit_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    with saving(request):
        quotation = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
        if request.method != "POST":
            return _page(request, QuotationForm(quotation.article, quotation))
        if request.POST.get("nudge") in NUDGES:
            return _page(request, _with_edge_moved(request, quotation.article, quotation))
        form = QuotationForm(quotation.article, quotation, request.POST)
        if not _complete(request, form):
            return _page(request, form, status=422)
        change = _stored(request, quotation, form)
        quotation.refresh_from_db()
        closed(request, "quotation", pk)
        return done(request, change, saved(form, "Corrected."), place_of(quotation))


def _stored(request: HtmxHttpRequest, quotation: Quotation, form: QuotationForm) -> Change | None:
    if "settle" in request.POST:  # from the queue: what is saved there is looked at
        return quotations.check(quotation, editor(request), form.values())
    return quotations.correct(quotation, form.values(), editor(request))


@require_http_methods(["GET", "HEAD", "POST"])
def add_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST":
        initial = {name: request.GET[name] for name in ("words", "near") if name in request.GET}
        return _page(request, QuotationForm(article, None, initial=initial))
    if request.POST.get("nudge") in NUDGES:
        return _page(request, _with_edge_moved(request, article, None))
    form = QuotationForm(article, None, request.POST)
    if not _complete(request, form):
        return _page(request, form, status=422)
    try:
        change = quotations.add(article, form.spans, form.values(), editor(request))
    except CannotCorrectError as error:
        form.add_error("words", str(error))
        return _page(request, form, status=422)
    span = form.spans[0].start, form.spans[-1].end
    url = f"{article.get_absolute_url()}?at={span[0]}-{span[1]}"
    return done(request, change, "Added.", url)


def _complete(request: HtmxHttpRequest, form: QuotationForm) -> bool:
    """Whether the form is valid; takes or creates the speaker that the editor chose."""
    if taken := request.POST.get("take"):
        form.data = request.POST.copy()
        form.data["speaker"] = taken
    if form.is_valid():
        return True
    create = request.POST.get("create")
    if create and set(form.errors) == {"speaker"} and form.unknown_name:
        speaker = speakers.create(
            form.unknown_name, request.POST.get("new_type", ""), editor(request)
        )
        data = request.POST.copy()
        data["speaker"] = label_of(speaker)
        form.data = data
        form.full_clean()
        return form.is_valid()
    return False


def _with_edge_moved(
    request: HtmxHttpRequest, article: Article, quotation: Quotation | None
) -> QuotationForm:
    """The form as sent, its words longer or shorter by one word at one end."""
    data = request.POST.copy()
    near = data.get("near", "")
    place = int(near) if near.isdecimal() and len(near) < 10 else 0
    spans: Spans | None = anchors.find(
        data.get("words", "").replace("\r\n", "\n"), article.body, place
    )
    if spans is not None:
        edge, step = NUDGES[data.get("nudge", "")]
        spans = anchors.move_edge(article.body, spans, edge, step)
        data["words"] = anchors.quoted_text(article.body, spans)
        data["near"] = str(spans[0].start)
    return QuotationForm(article, quotation, data)


def _page(request: HtmxHttpRequest, form: QuotationForm, status: int = 200) -> HttpResponse:
    """The page of the form; for htmx it replaces the form that was sent."""
    article, quotation = form.article, form.quotation
    if status != 200:
        focus_on_error(form)
    context: dict[str, Any] = {
        "form": form,
        "article": article,
        "quotation": quotation,
        "latest": _latest(form),
        "nudged": request.POST.get("nudge", ""),
        "speakers": labels_of(list(Speaker.objects.all().quoted_in(article))),
        "cancel": place_of(quotation) if quotation else article.get_absolute_url(),
        "next": request.POST.get("next", ""),
        "settle": "settle" in request.POST,
    }
    if quotation:
        context |= others(request, "quotation", quotation.pk)
    response = render(request, "desk/quotation.html", context, status=status)
    if request.htmx and request.method == "POST":
        response = reswap(retarget(reselect(response, "#quote-form"), "#quote-form"), "outerHTML")
    return response


def _latest(form: QuotationForm) -> Change | None:
    """Return the last change of the quotation that a form clashes with."""
    decision = getattr(form.quotation, "decision", None) if form.clashes else None
    return Change.objects.all().on_decision(decision).first() if decision else None


@require_POST
def check_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    quotation = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
    change = quotations.check(quotation, editor(request))
    return done(request, change, "Confirmed: no machine changes this quote any more.",
                place_of(quotation))  # fmt: skip


@require_POST
def check_article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    change = quotations.check_all(article, editor(request))
    return done(request, change, "Every quote of this article is confirmed.", article)


@require_POST
def reject_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    quotation = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
    article, start = quotation.article, quotation.start
    change = quotations.reject(quotation, editor(request))
    following = article.quotations.next_from(start)
    url = place_of(following) if following else article.get_absolute_url()
    return done(request, change, "Marked as not a quote.", url)


@require_safe
def suggest_speakers(request: HtmxHttpRequest) -> HttpResponse:
    """Suggestions for a field of speakers' names."""
    typed = next((request.GET[n] for n in ("speaker", "into", "to", "q") if n in request.GET), "")
    words = typed.strip()[:100]
    found = suggest(words, SUGGESTED) if words else []
    options = zip(labels_of(found), found, strict=True)
    return render(request, "parts/options.html", {"options": list(options)})


@require_POST
def place_again(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Place a lost decision on the words it is about now, or drop it."""
    decision = get_object_or_404(Decision.objects.lost(), pk=pk)
    if "drop" in request.POST:
        change = quotations.drop(decision, editor(request))
        return done(request, change, "Dropped.", "review-lost")
    form = PlaceForm(decision, request.POST)
    if form.is_valid():
        change = quotations.place_again(decision, form.spans, editor(request))
        return done(request, change, "Placed again.", "review-lost")
    return lost_page(request, form)
