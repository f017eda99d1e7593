"""The OpenAPI 3.1 document of the API: what django-ninja derives, with errors and tokens."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from articles.api.routes import api
from newsroom.web.problems import API, MEDIA_TYPE

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token of your account page. Without one, a public newsroom can be read.",
}
PROBLEM = {
    "title": "Problem",
    "description": "Problem details (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string", "description": "The number of the request in the log."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
}
FAULT = {
    "title": "Fault",
    "description": "What is wrong with one parameter, or one field of a body.",
    "type": "object",
    "required": ["field", "detail"],
    "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
}
ALWAYS = {
    400: "The request cannot be understood.",
    401: "There is no token, or one that does not work.",
    403: "The token, or its user, may not do this.",
    404: "There is nothing there.",
    422: "Parameters or fields are wrong; `errors` names each.",
    429: "Too many calls; `Retry-After` has the seconds to wait.",
    500: "The fault is ours.",
    503: "What is stored is out of reach at the moment.",
}
WITH_BODY = {
    411: "The body has no `Content-Length`.",
    413: "The body is too long.",
    415: "The body is no JSON.",
}


@cache
def document() -> dict[str, Any]:
    """Return the document; it is the same for every newsroom of this version."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=API[1:])))
    components = made["components"]
    components["schemas"] |= {"Problem": PROBLEM, "Fault": FAULT}
    components["securitySchemes"] = {"token": BEARER}
    made["servers"] = [{"url": "/"}]
    for path in made["paths"].values():
        for method, operation in path.items():
            _complete(operation, reads=method == "get")
    return made


def _complete(operation: dict[str, Any], *, reads: bool) -> None:
    """Add to an operation who may call it, the headers of its answer and its errors."""
    adds = "201" in operation["responses"]
    operation["security"] = [{"token": []}] if adds else [{"token": []}, {}]
    names = ["ETag"] * reads + ["Location", "Retry-After"] * adds
    for answer in operation["responses"].values():
        answer["headers"] = {name: {"schema": {"type": "string"}} for name in names}
    for status, description in (ALWAYS if reads else ALWAYS | WITH_BODY).items():
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"][str(status)] = {"description": description, "content": content}
