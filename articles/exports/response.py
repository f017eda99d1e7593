"""The response with an export: headers, the name of the file, and the stream."""

from __future__ import annotations

import re
from urllib.parse import quote

from anyascii import anyascii
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.text import slugify

from articles.exports.export import Export
from articles.exports.formats import Format

# Characters of the name of a file, without its date and suffix.
LONGEST_NAME = 100
# What some file system does not take in a name.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def respond(request: HttpRequest, export: Export, form: Format) -> HttpResponseBase:
    """Answer with an export that is written while it is sent; with headers alone to HEAD.

    A server closes the stream if the client goes, which ends the work.  It is in no cache: a list
    of yesterday is not to be taken for one of today.
    """
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=form.content_type)
    else:
        response = StreamingHttpResponse(form.write(export), content_type=form.content_type)
    if form.download:
        response["Content-Disposition"] = disposition(export, form.suffix)
    patch_cache_control(response, no_store=True)
    return response


def disposition(export: Export, suffix: str) -> str:
    """Return the header that names the file: in ASCII, and as it is for those who read UTF-8."""
    words = " ".join([export.title, *export.filters])
    day = export.made_at.date().isoformat()
    shown = " ".join(_UNSAFE.sub(" ", words).split())[:LONGEST_NAME].rstrip(" .")
    plain = slugify(anyascii(words))[:LONGEST_NAME].strip("-") or "quotes"
    encoded = quote(f"{shown} {day}.{suffix}", safe="")
    return f"attachment; filename=\"{plain}-{day}.{suffix}\"; filename*=UTF-8''{encoded}"
