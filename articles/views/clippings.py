"""A reader's own lists of quotations, and lists that others share by a link."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.clippings import lists
from articles.exports.export import Export
from articles.exports.formats import FORMATS
from articles.exports.response import respond
from articles.forms.clippings import ClipForm, ListForm, NoteForm
from articles.models import Clipping, ClippingList
from articles.views.desk.editing import back_to
from articles.views.permalinks import quotation_at
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def clipping_lists(request: HtmxHttpRequest) -> HttpResponse:
    """The reader's lists, and the form for a new one."""
    form = ListForm(request.POST or None, instance=ClippingList(owner=_reader(request)))
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    rows = ClippingList.objects.owned_by(_reader(request)).counted()
    status = 422 if form.errors else 200
    return render(request, "clippings/lists.html", {"lists": rows, "form": form}, status=status)


@require_safe
def clipping_list(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    return render(request, "clippings/list.html", _listed(request, found) | {"mine": True})


@require_safe
def shared(request: HtmxHttpRequest, key: str) -> HttpResponse:
    """A list by its link; it is in no index of a search engine."""
    found = get_object_or_404(ClippingList, share_key=key)
    response = render(request, "clippings/list.html", _listed(request, found) | {"mine": False})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def clippings_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    found = _own(request, pk)
    return _exported(request, found, found.get_absolute_url(), suffix)


@require_safe
def shared_file(request: HttpRequest, key: str, suffix: str) -> HttpResponseBase:
    found = get_object_or_404(ClippingList, share_key=key)
    return _exported(request, found, found.get_shared_url(), suffix)


@require_POST
def change_list(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Do with a list what the button says: rename, share, revoke or delete."""
    found = _own(request, pk)
    match request.POST.get("do"):
        case "share":
            found.share()
            messages.success(request, "Everybody who has the link can read this list.")
        case "revoke":
            found.revoke()
            messages.success(request, "The link leads nowhere any more.")
        case "delete":
            found.delete()
            messages.success(request, f"“{found.name}” was deleted.")
            return redirect("clipping-lists")
        case _:
            _rename(request, found)
    return redirect(found)


def _rename(request: HtmxHttpRequest, found: ClippingList) -> None:
    form = ListForm(request.POST, instance=found)
    if form.is_valid():
        form.save()
    else:
        messages.error(request, f"The name is as it was: {_first(form, 'name')}")


@require_POST
def change_clipping(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Do with a clipping what the button says: move it up or down, remove it, keep its note."""
    found = get_object_or_404(Clipping.objects.owned_by(_reader(request)), pk=pk)
    address = found.clipping_list.get_absolute_url()
    match request.POST.get("do"):
        case "up" | "down" as way:
            lists.move(found, way)
        case "remove":
            lists.remove(found)
            messages.success(request, "The quote was removed from this list.")
            return HttpResponseRedirect(address)
        case _:
            form = NoteForm(request.POST)
            if not form.is_valid():
                messages.error(request, f"The note is as it was: {_first(form, 'note')}")
            else:
                lists.annotate(found, form.cleaned_data["note"])
    return HttpResponseRedirect(f"{address}#clipping-{found.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def clip(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """Put a quotation into a list of the reader."""
    quotation = quotation_at(pk, start, end)
    form = ClipForm(_reader(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            to = form.chosen()
            lists.add(quotation, to, form.cleaned_data["note"])
        except lists.CannotClipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"The quote is in “{to.name}”.")
            return HttpResponseRedirect(back_to(request, to.get_absolute_url()))
    context = {
        "quotation": quotation,
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "clippings/clip.html", context, status=422 if form.errors else 200)


def _first(form: BaseForm, name: str) -> str:
    """The first error of a field."""
    return str(form.errors[name][0])


def _reader(request: HttpRequest) -> User:
    """Who asks; the routes are for signed-in people only."""
    assert isinstance(request.user, User)
    return request.user


def _own(request: HttpRequest, pk: int) -> ClippingList:
    return get_object_or_404(ClippingList.objects.owned_by(_reader(request)), pk=pk)


def _listed(request: HttpRequest, found: ClippingList) -> dict[str, object]:
    """What the page of a list prints."""
    clippings = list(Clipping.objects.in_list(found).for_listing())
    path = found.get_shared_url()
    return {
        "list": found,
        "clippings": clippings,
        "lost": _count_lost(clippings),
        "shared_at": request.build_absolute_uri(path) if path else "",
        "formats": FORMATS.values(),
        "public": settings.PUBLIC,
    }


def _count_lost(clippings: Sequence[Clipping]) -> int:
    return sum(clipping.quotation_id is None for clipping in clippings)


def _exported(
    request: HttpRequest, found: ClippingList, path: str, suffix: str
) -> HttpResponseBase:
    """The quotations of a list in a format; what is lost is not among them, and is counted."""
    if suffix not in FORMATS:
        raise Http404(f"There is no list as .{suffix}; there is {', '.join(FORMATS)}.")
    clippings = list(Clipping.objects.in_list(found).order_by("position", "pk"))
    keys = [clipping.quotation_id for clipping in clippings if clipping.quotation_id]
    notes = {each.quotation_id: each.note for each in clippings if each.quotation_id and each.note}
    lost = _count_lost(clippings)
    note = f"Left out, since no quotes any more: {lost} of this list." if lost else ""
    site = request.build_absolute_uri("/").rstrip("/")
    export = Export(found.name, (), site, path, keys, timezone.localtime(), note, notes)
    return respond(request, export, FORMATS[suffix])
