"""“Did anyone say this?”: the page on which words are checked against all quotations."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.forms.check import CheckForm
from articles.presentation.comparison import quoted, shown, summary
from articles.wording.check import check
from articles.wording.verdicts import FEWEST_WORDS
from newsroom.web.http import HtmxHttpRequest, render

# Bytes of an address that servers and mail programs take.  Longer texts have none.
LONGEST_ADDRESS = 3_500
# Code points of the words in the title of the page.
IN_TITLE = 60


@require_http_methods(["GET", "HEAD", "POST"])
def check_words(request: HtmxHttpRequest) -> HttpResponse:
    """Words that are sent lead to an address of their own, if they are short enough for one."""
    data = request.POST if request.method == "POST" else request.GET
    form = CheckForm(data if "words" in data else None)
    if not form.is_valid():
        return render(request, "check.html", {"form": form, "title": "Error: " * bool(form.errors)})
    words: str = form.cleaned_data["words"]
    if request.method == "POST":
        address = f"{reverse('check')}?{urlencode({'words': words})}"
        if len(address) <= LONGEST_ADDRESS:
            return HttpResponseRedirect(address, status=303)
    answer = check(words)
    hits = shown(answer, words)
    pieces = [(hit, segment) for hit in hits for segment in hit.segments]
    context = {
        "form": form,
        "answer": answer,
        "summary": summary(answer),
        "quoted": quoted(answer),
        "hits": hits,
        "struck": any(segment.differs for _, segment in pieces),
        "underlined": any(segment.shared and not hit.whole for hit, segment in pieces),
        "too_few": len(answer.words) < FEWEST_WORDS,
        "as_search": f"{reverse('quotations')}?{urlencode({'q': words[:200]})}",
        "title": f"“{_shortened(words)}” · ",
    }
    return render(request, "check.html", context)


def _shortened(words: str) -> str:
    if len(words) <= IN_TITLE:
        return words
    return f"{words[:IN_TITLE].rpartition(' ')[0] or words[:IN_TITLE]} …"
