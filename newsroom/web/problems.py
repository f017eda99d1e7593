"""Errors for programs: problem details as JSON (RFC 9457), in place of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from newsroom.web.logs import current_request

MEDIA_TYPE = "application/problem+json"
# Where programs call: every error below this path is a problem.
API = "/api/v1/"
# What a response says of its body, which is replaced.
_OF_BODY = {"content-type", "content-length", "content-encoding", "content-language", "etag"}
_DETAILS = {
    400: "The request cannot be understood. Check its address, its host and its headers.",
    403: "This is not for you.",
    404: "There is nothing at this address.",
    405: "This method is not allowed here. The header Allow names those that are.",
    500: "The newsroom could not answer. The fault is ours, and is in its log.",
    503: "The newsroom cannot reach or change what it stores at the moment. Try again later.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter, or one field of a body."""

    field: str
    detail: str


def problem(
    status: int,
    detail: str = "",
    faults: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """Return an error; `errors` names each field that is wrong."""
    faults = list(faults)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _DETAILS.get(status, HTTPStatus(status).description),
        "request_id": current_request(),
        **({"errors": list(map(asdict, faults))} if faults else {}),
    }
    return JsonResponse(
        body,
        status=status,
        content_type=MEDIA_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


class Problems:
    """Middleware: an error of the API is a problem, whichever part of the server made it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "") != MEDIA_TYPE
        if request.path.startswith(API) and response.status_code >= 400 and is_page:
            kept = {k: v for k, v in response.items() if k.lower() not in _OF_BODY}
            return problem(response.status_code, headers=kept)
        return response
