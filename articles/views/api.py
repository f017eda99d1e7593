"""The description of the API: for programs as OpenAPI, for people as a page."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import etag, require_safe

from articles.api.described import described, records
from articles.api.schema import document
from newsroom.web.http import HtmxHttpRequest, render


@cache
def _written() -> bytes:
    return json.dumps(document(), ensure_ascii=False, indent=1).encode()


def _etag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_written()).hexdigest()[:32]}"'


@require_safe
@etag(_etag)
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_written(), content_type="application/json")


@require_safe
def api(request: HtmxHttpRequest) -> HttpResponse:
    """The page that describes the API, made from its OpenAPI document."""
    context = {
        "document": document(),
        "groups": described(document()),
        "records": records(document()),
        "public": settings.PUBLIC,
        "site": f"{request.scheme}://{request.get_host()}",
    }
    return render(request, "api.html", context)
