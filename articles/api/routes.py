"""The routes of the API, each behind the gate, and how errors within it are answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from articles.api import articles, check, countries, outlets, quotations, speakers
from articles.api.callers import RefusedError
from articles.api.gate import gated
from articles.api.parameters import invalid
from articles.serialization.checked import each_once
from newsroom.web.problems import API, Fault, problem

# Paths whose POST adds nothing.
READ_BY_POST = {"check_words"}
VERSION = "1.0.0"
DESCRIPTION = (
    "Who said what, about whom, in news articles. Words are verbatim, offsets are half-open "
    "`[start, end)` code points into the text of an article, and every record has the address of "
    "its page. Lists have `next`: follow it until it is `null`. A GET has an `ETag`: send it as "
    "`If-None-Match`, and what has not changed is answered with 304."
)


class Json(JSONRenderer):
    """JSON in which words of any script stay readable."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class EachKeyOnce(Parser):
    """Bodies of JSON in which no key stands twice: which of the two is meant cannot be known."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return cast("dict[str, Any]", json.loads(request.body, object_pairs_hook=each_once))


api = NinjaAPI(
    title="Newsroom",
    version=VERSION,
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-1",
    renderer=Json(),
    parser=EachKeyOnce(),
)
for module in (quotations, articles, speakers, countries, outlets, check):
    api.add_router("", module.router)


@api.exception_handler(RefusedError)
def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return error.response


@api.exception_handler(ValidationError)
def rejected(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422, with the name of each field of the body that is wrong."""
    faults = [Fault(str(each["loc"][-1]), f"{each['msg']}.") for each in error.errors]
    return invalid(faults).response


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer as the framework would, and say why a body cannot be read."""
    why = f": {error.__cause__}" if isinstance(error.__cause__, ValueError) else ""
    return problem(error.status_code, f"{error}{why}.")


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404)


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, f"There is nothing at {request.path}. All there is, is listed at /api/.")


def patterns() -> list[URLPattern]:
    """Return the routes below `/api/v1/`; what has none is answered behind the gate too."""
    base, routes = API[1:], cast("list[URLPattern]", api.urls[0])
    return [
        *(
            path(
                f"{base}{route.pattern}",
                gated(route.callback, posts_read=route.name in READ_BY_POST),
                name=f"api-{route.name}",
            )
            for route in routes
            if route.name != "api-root"
        ),
        path(f"{base}<path:rest>", gated(nothing), name="api-nothing"),
        path(base, gated(nothing), name="api-base"),
    ]
