"""Searches that a reader saves, and the link in a mail that stops one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles.alerts.mails import search_of
from articles.forms.lists import quotation_list
from articles.forms.searches import SavedSearchForm
from articles.models import SavedSearch
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HtmxHttpRequest) -> HttpResponse:
    """Save the search of the URL's parameters, under the name that its filters suggest."""
    posted = request.method == "POST"
    listed = quotation_list(QueryDict(request.POST.get("query", "")) if posted else request.GET)
    query = listed.query.removeprefix("?")
    if posted:
        form = SavedSearchForm(request.user, request.POST)
        if form.is_valid():
            search = form.save(commit=False)
            SavedSearch.objects.begin(search, query)
            messages.success(request, f"“{search}” is saved; {_when_mailed(request)}.")
            return redirect("account")
    else:
        name = ", ".join(listed.filters)[:200] or "All quotes"
        initial = {"name": name, "often": SavedSearch.Often.DAILY, "query": query}
        form = SavedSearchForm(request.user, initial=initial)
    context = {
        "form": form,
        "listed": listed,
        "can_mail": settings.CAN_MAIL,
        "address": getattr(request.user, "email", ""),
    }
    return render(request, "account/save_search.html", context, status=422 if form.errors else 200)


def _when_mailed(request: HtmxHttpRequest) -> str:
    if not settings.CAN_MAIL:
        return "what is new is mailed once this newsroom has a mail server"
    if not getattr(request.user, "email", ""):
        return "what is new is mailed once your account has a mail address"
    return "you will be mailed what is new"


@require_POST
def stop(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    SavedSearch.objects.stop(pk)
    messages.success(request, f"“{search}” is stopped; you are mailed nothing more of it.")
    return redirect("account")


@require_POST
def resume(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    SavedSearch.objects.begin(search, search.query)
    messages.success(request, f"You are mailed what is new of “{search}” from now on.")
    return redirect("account")


@require_POST
def remove(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch.objects.of(request.user), pk=pk)
    search.delete()
    messages.success(request, f"“{search}” is removed.")
    return redirect("account")


@csrf_exempt  # a mail program sends no cookie; the signature in the link is what it has to show
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_mail(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Stop a search by the link in its mails: at once if posted (RFC 8058), else after a button.

    Programs that look at links in mails fetch them, so that GET changes nothing.
    """
    key = search_of(token)
    search = SavedSearch.objects.with_key(key)
    if search is None:
        raise Http404("This link stops no search: it is cut off, or the search was removed.")
    if request.method == "POST":
        SavedSearch.objects.stop(search.pk)
        search.refresh_from_db()
    return render(request, "account/stop_search.html", {"search": search})
