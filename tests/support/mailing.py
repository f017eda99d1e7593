"""Mails digests again and again, each time killed at another call of the database
(`tests/articles/alerts/test_kills.py`).

    python -m tests.support.mailing CALLS STEP

The calls are every STEP-th of the first CALLS.  Before each run a quotation is added; at the end
this process does what is left.
"""

from __future__ import annotations

import sys


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.db import connections
    from django.utils import timezone

    from articles.alerts.run import mail_due
    from articles.models import SavedSearch
    from tests.support.crashing import killed_at
    from tests.support.quotations import make_quotation

    user = User.objects.create_user("mira", "mira@news.example")
    SavedSearch.objects.begin(SavedSearch(user=user, name="Poland", often="at once"), "by=PL")
    died = 0
    calls = range(1, int(sys.argv[1]) + 1, int(sys.argv[2]))
    for call in calls:
        make_quotation(f"Words number {call}.", "Ada Roe")
        SavedSearch.objects.update(due_at=timezone.now())
        connections.close_all()
        died += killed_at(call, 0, mail_due)
    SavedSearch.objects.update(due_at=timezone.now())
    mail_due()
    print(died, "of", len(calls))


if __name__ == "__main__":
    main()
