"""What browsers report of the content security policy: each violation is a line of the log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger(__name__)

# Bytes of a report, reports of a request, and characters of a value.
LONGEST, MOST, LONGEST_VALUE = 8 * 1024, 5, 300
# The names of a violation by the older and by the newer form of reports.
FIELDS = (
    ("document-uri", "documentURL"),
    ("effective-directive", "effectiveDirective"),
    ("blocked-uri", "blockedURL"),
)


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Log the violations that a browser reports; answer 204, or 400 to what is no report."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return HttpResponse(status=413)
    try:
        violations = list(_violations(json.loads(request.body)))
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    for violation in violations[:MOST]:
        values = (str(violation.get(old) or violation.get(new) or "?") for old, new in FIELDS)
        page, directive, blocked = (value[:LONGEST_VALUE] for value in values)
        logger.warning("CSP: %s forbids %s on %s", directive, blocked, page)
    return HttpResponse(status=204 if violations else 400)


def _violations(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the violations of a body: one in `csp-report`, or a list of reports with a `body`."""
    for each in data if isinstance(data, list) else [data]:
        if isinstance(each, dict):
            found = each.get("csp-report", each.get("body"))
            if isinstance(found, dict):
                yield found
