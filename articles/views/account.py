"""The account page: sessions, and the tokens of programs."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.forms.tokens import TokenForm
from articles.models import SavedSearch, Token
from newsroom.accounts.models import AccountEvent
from newsroom.web.http import HtmxHttpRequest, render
from newsroom.web.sessions import listed

logger = logging.getLogger(__name__)

# How much of what happened to an account its page has.
EVENTS = 10


@require_safe
def account(request: HtmxHttpRequest) -> HttpResponse:
    return _page(request, TokenForm(request.user))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def make_token(request: HtmxHttpRequest) -> HttpResponse:
    """Make a token, and show its secret this once: it is not stored."""
    if request.method != "POST":
        return redirect("account")
    form = TokenForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    token, secret = Token.objects.make(form.owner, **form.cleaned_data)
    logger.info("User %s made token %s", request.user.pk, token.pk)
    return _page(request, TokenForm(request.user), secret=secret, made=token)


@require_POST
def revoke_token(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.of(request.user), pk=pk)
    token.delete()
    logger.info("User %s revoked token %s", request.user.pk, pk)
    messages.success(request, f"“{token.name}” is revoked: it no longer works.")
    return redirect("account")


def _page(
    request: HtmxHttpRequest, form: TokenForm, *, status: int = 200, **context: object
) -> HttpResponse:
    sessions = listed(request)
    context |= {
        "others": max(len(sessions) - 1, 0),
        "form": form,
        "sessions": sessions,
        "events": AccountEvent.objects.of(request.user)[:EVENTS],
        "tokens": Token.objects.of(request.user),
        "searches": SavedSearch.objects.of(request.user).for_listing(),
        "can_mail": settings.CAN_MAIL,
    }
    return render(request, "account/account.html", context, status=status)
