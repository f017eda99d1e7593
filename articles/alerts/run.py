"""All that is due of saved searches, one after another: one that fails stops no other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.utils import timezone

from articles.alerts.digests import make_digest
from articles.alerts.sending import send_digest
from articles.models import Digest, SavedSearch

logger = logging.getLogger(__name__)

BROKEN = "broken"


def mail_due() -> Counter[str]:
    """Make and send every digest that is due; return how many got into which state."""
    now = timezone.now
    searches = list(SavedSearch.objects.all().due(now()).values_list("pk", flat=True))
    made = [*_each(make_digest, searches)]
    digests = list(Digest.objects.all().due(now()).values_list("pk", flat=True))
    sent = [*_each(send_digest, digests)]
    states = Counter(digest.state for digest in sent if digest)
    states[BROKEN] = len(searches) - len(made) + len(digests) - len(sent)
    return states


def _each(work: Callable[[int], Digest | None], keys: Iterable[int]) -> Iterator[Digest | None]:
    """Do the work for each key; what raised is logged and yields nothing."""
    for key in keys:
        try:
            yield work(key)
        except Exception:
            logger.exception("%s(%s) failed", work.__name__, key)
