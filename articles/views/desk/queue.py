"""The queue of quotations to review: the list in order, skipping, taking, many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.corrections import bulk
from articles.forms.desk import labels_of
from articles.forms.queue import BulkForm, QueueFilter
from articles.forms.quotations import QuotationForm
from articles.models import Assignment, Change, Comment, Quotation, Report, Speaker
from articles.presentation.context import Context, context_of
from articles.search.answers.queue import Place, Queue, queue
from articles.views.desk.editing import back_to, done, editor
from articles.views.desk.review import progress
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 10
# Code points on both sides of a quotation: in the list, and beside its form.
NEAR, WIDE = 160, 700
MOST_SKIPPED = 500
SITTING = dt.timedelta(minutes=10)
SEVERAL = "several_%s"


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation of the queue, and the addresses of its place and of the one behind it.

    After a decision the page goes on at `next`; undoing it leads back to `here`.
    """

    quotation: Quotation
    context: Context
    here: str
    next: str
    edit: str
    new: bool
    reports: Sequence[Report]
    comments: int
    form: QuotationForm | None = None
    names: Sequence[str] = ()


@require_safe
def review_quotations(request: HtmxHttpRequest) -> HttpResponse:
    return _page(request, BulkForm(auto_id=SEVERAL))


def _page(request: HtmxHttpRequest, several: BulkForm, status: int = 200) -> HttpResponse:
    """The stretch of the queue that the address names; `several` keeps what was sent with it."""
    form = QueueFilter(request.GET, auto_id="filter_%s")
    form.is_valid()
    taken = Assignment.objects.all().by_quotation()
    mine = [key for key, user in taken.items() if user == _me(request)]
    others = [key for key, user in taken.items() if user != _me(request)]
    skipped = _skipped(request)
    reported = Report.objects.all().reported()
    wanted = form.wanted(reported, mine, others, skipped)
    found = queue(wanted, Place.parse(request.GET.get("at", "")), PER_PAGE)
    since = timezone.now() - SITTING
    context = {
        "what": "quotes",
        "form": form,
        "bulk": several,
        "ticked": several.ticked,
        "here": f"{reverse('review')}?{request.GET.urlencode()}",
        "entries": _entries(request, found),
        "queue": found,
        "mine": set(mine),
        "previous": _at(request, found.previous) if found.previous else "",
        "following": _at(request, found.following) if found.following else "",
        "beginning": _at(request, None),
        "placed": bool(Place.parse(request.GET.get("at", ""))),
        "undo_next": _at(request, Place.parse(request.GET.get("was", "")))
        if "was" in request.GET
        else "",
        "skipped": len(skipped),
        "worked_lately": Change.objects.all().by_user(request.user).since(since).per_action(),
        **progress(found.doubtful),
    }
    return render(request, "desk/queue.html", context, status=status)


def _entries(request: HtmxHttpRequest, found: Queue) -> list[Entry]:
    keys = [place.pk for place in found.places]
    rows = {row.pk: row for row in Quotation.objects.for_review().in_order(keys)}
    reports: dict[int | None, list[Report]] = {}
    for report in Report.objects.all().open().of(keys):
        reports.setdefault(report.quotation_id, []).append(report)
    comments = Comment.objects.all().counts(keys)
    edited = request.GET.get("edit", "")
    following = [*found.places[1:], found.following or _end(found)][: len(keys)]
    entries = []
    for place, after in zip(found.places, following, strict=True):
        quotation = rows.get(place.pk)
        if quotation is None:
            continue
        editing = edited == str(quotation.pk)
        here = _at(request, place)
        entries.append(
            Entry(
                quotation,
                context_of(quotation, WIDE if editing else NEAR),
                here,
                f"{_at(request, after)}&was={place}",
                f"{here}&edit={quotation.pk}",
                quotation.pk in found.new,
                reports.get(quotation.pk, ()),
                comments.get(quotation.pk, 0),
                QuotationForm(quotation.article, quotation) if editing else None,
                labels_of(list(Speaker.objects.all().quoted_in(quotation.article)))
                if editing
                else (),
            )
        )
    return entries


def _end(found: Queue) -> Place | None:
    """The place behind the last of a queue."""
    if not found.places:
        return None
    last = found.places[-1]
    return Place(last.rank, last.pk + 1)


def _at(request: HttpRequest, place: Place | None) -> str:
    """The address of the queue under the same filters, from a place on or from its beginning."""
    params = QueryDict(mutable=True)
    for name in QueueFilter.base_fields:
        if value := request.GET.get(name, ""):
            params[name] = value
    if place is not None:
        params["at"] = str(place)
    return f"{reverse('review')}?{params.urlencode()}"


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _skipped(request: HttpRequest) -> list[int]:
    keys: list[int] = request.session.get("skipped", [])
    return keys


@require_POST
def skip_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Leave a quotation out of the queue until the editor signs out, or bring it back."""
    quotation = get_object_or_404(Quotation, pk=pk)
    kept = [key for key in _skipped(request) if key != quotation.pk]
    if "back" not in request.POST:
        kept = [*kept, quotation.pk][-MOST_SKIPPED:]
        messages.info(request, "Skipped: it is under “Skipped by me” until you sign out.")
    request.session["skipped"] = kept
    return HttpResponseRedirect(back_to(request, reverse("review")))


@require_POST
def take_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Assign a quotation to the editor, so that it is nobody else’s, or give it back."""
    quotation = get_object_or_404(Quotation, pk=pk)
    if "back" in request.POST:
        Assignment.objects.all().give_back(quotation, _me(request))
        messages.info(request, "Given back: everybody sees it in the queue again.")
    elif Assignment.objects.all().take(quotation, _me(request)):
        messages.info(request, "It is yours: others are not shown it.")
    else:
        messages.error(request, "Another editor took it a moment ago.")
    return HttpResponseRedirect(back_to(request, reverse("review")))


@require_POST
def decide_on_several(request: HtmxHttpRequest) -> HttpResponse:
    """Confirm, reject or give to one speaker the quotations that were ticked."""
    sent = request.POST.copy()
    if taken := sent.get("take"):
        sent["act"], sent["to"] = BulkForm.GIVE, taken
    form = BulkForm(sent, auto_id=SEVERAL)
    if not form.is_valid():
        form.fields["to"].widget.attrs["autofocus"] = True
        return _page(request, form, status=422)
    chosen, by = form.chosen, editor(request)
    count = f"{len(chosen)} quote{'' if len(chosen) == 1 else 's'}"
    speaker = form.speaker
    if form.cleaned_data["act"] == BulkForm.GIVE and speaker is not None:
        change, what = bulk.give_each(chosen, speaker, by), f"{count} given to {speaker.name}."
    elif form.cleaned_data["act"] == BulkForm.REJECT:
        change, what = bulk.reject_each(chosen, by), f"{count} marked as not a quote."
    else:
        change, what = bulk.check_each(chosen, by), f"{count} confirmed."
    return done(request, change, what, "review")
