"""The addresses of deleted articles, which answer 410 instead of 404."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import DeletedArticle
from newsroom.web.problems import API, problem
from newsroom.web.unsaved import unsaved

# The routes of one article and its quotations, and the argument with its key.
ROUTES = {
    "articles/<int:pk>/": "pk",
    "desk/articles/<int:pk>/": "pk",
    f"{API[1:]}articles/<int:key>": "key",
}


class Gone:
    """Middleware: where there is nothing because an article was deleted, the answer is 410."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.path.startswith(API) and _deleted(request):
            return problem(410, "This article was deleted.")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        deleted = _deleted(request) if isinstance(error, Http404) else None
        if deleted is None:
            return None
        if request.method == "POST":
            why = f"“{deleted.title}” was deleted; the history can bring it back for thirty days."
            return unsaved(request, "This article was deleted", why, 410)
        return render(request, "410.html", {"deleted": deleted}, status=410)


def _deleted(request: HttpRequest) -> DeletedArticle | None:
    """The deleted article at the address of a request."""
    match = request.resolver_match
    for route, name in ROUTES.items() if match else ():
        if match and match.route.startswith(route) and name in match.kwargs:
            return DeletedArticle.objects.all().with_key(int(match.kwargs[name]))
    return None
