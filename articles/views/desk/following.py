"""Feeds and folders that are followed: the list with how the last look went, adding, pausing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles.following import claims
from articles.forms.following import PaceForm, SubscriptionForm
from articles.models import Outlet, Subscription
from articles.presentation.cursor import page_of
from articles.tasks import look_at_subscription
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: HtmxHttpRequest) -> HttpResponse:
    form = SubscriptionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        added = form.added(request.user if request.user.is_authenticated else None)
        look_at_subscription.enqueue(added.pk)
        messages.success(request, f"{added} is followed from now on; its first look is under way.")
        return redirect("subscriptions")
    context = {
        "form": form,
        "outlets": Outlet.objects.all(),
        "subscriptions": Subscription.objects.all().for_listing(),
        "overdue": timezone.now() - claims.OVERDUE,
        "hosts": [*settings.FETCH_HOSTS, *settings.FETCH_PRIVATE],
        "folders": settings.FOLLOW_FOLDERS,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/subscriptions.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def items(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """What was found in a subscription, and its outlet and pace, which can be changed.

    `?show=` leaves articles or what was refused.
    """
    subscription = get_object_or_404(Subscription.objects.all().for_listing(), pk=pk)
    initial = {"outlet": subscription.outlet or "", "minutes": subscription.minutes}
    form = PaceForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        Subscription.objects.change(subscription, form.values)
        messages.success(request, "Saved: it counts from the next look on.")
        return redirect(subscription)
    rows = subscription.items.all()
    show = request.GET.get("show", "")
    if show == "articles":
        rows = rows.taken()
    elif show == "refused":
        rows = rows.refused()
    context = {
        "subscription": subscription,
        "show": show,
        "form": form,
        "outlets": Outlet.objects.all(),
        "page": page_of(request, rows.for_listing().newest_first()),
        "overdue": timezone.now() - claims.OVERDUE,
    }
    return render(request, "desk/subscription.html", context, status=422 if form.errors else 200)


@require_POST
def look_now(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Have a subscription looked at now; if it is paused it no longer is."""
    subscription = get_object_or_404(Subscription, pk=pk)
    claims.look_now(subscription)
    look_at_subscription.enqueue(pk)
    messages.success(request, f"{subscription} is looked at now.")
    return redirect("subscriptions")


@require_POST
def pause(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    subscription = get_object_or_404(Subscription, pk=pk)
    claims.pause(subscription)
    messages.success(request, f"{subscription} is paused; its articles stay.")
    return redirect("subscriptions")


@require_POST
def remove(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Follow a subscription no longer; articles that came from it stay."""
    subscription = get_object_or_404(Subscription, pk=pk)
    subscription.delete()
    messages.success(request, f"{subscription} is followed no longer; its articles stay.")
    return redirect("subscriptions")
