"""Claims on subscriptions: no two processes look at the same at a time."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles import tasks
from articles.following import claims
from articles.following.run import Look, look_at_due
from articles.models import Article, Subscription
from tests.support.processes import dead_process
from tests.support.web import Site, page
from tests.support.wire import entry, feed, html_of

pytestmark = pytest.mark.django_db


def test_a_claim_is_one_process_s_until_it_ends(wire: Subscription) -> None:
    assert claims.claim(wire)
    wire.refresh_from_db()
    assert not claims.claim(wire)
    Subscription.objects.update(claimed_until=timezone.now())
    assert claims.claim(wire)


def test_overdue_looks_are_counted(wire: Subscription) -> None:
    assert claims.counts() == {"followed": 1, "paused": 0, "failing": 0, "overdue": 0}
    late = timezone.now() - 2 * claims.OVERDUE
    Subscription.objects.update(due_at=late, error="The host does not answer.")
    assert claims.counts() == {"followed": 1, "paused": 0, "failing": 1, "overdue": 1}
    claims.claim(wire)
    assert claims.counts()["overdue"] == 0, "it is under way"
    claims.pause(wire)
    assert claims.counts() == {"followed": 0, "paused": 1, "failing": 0, "overdue": 0}


def test_the_claim_of_a_dead_process_is_free(wire: Subscription) -> None:
    claims.claim(wire)
    Subscription.objects.update(claimed_by=dead_process())
    wire.refresh_from_db()
    assert claims.claim(wire)


@pytest.mark.parametrize(
    "values", [{"paused": True}, {"due_at": timezone.now() + dt.timedelta(hours=1)}]
)
def test_what_is_paused_or_not_due_is_not_claimed(
    wire: Subscription, values: dict[str, Any]
) -> None:
    Subscription.objects.update(**values)
    assert not claims.claim(wire)
    claims.look_now(wire)
    assert claims.claim(wire)


def test_a_process_whose_claim_expired_changes_nothing(wire: Subscription) -> None:
    claims.claim(wire)
    Subscription.objects.update(claimed_by="another/1/2")
    claims.record_success(wire, note="", more=False)
    claims.record_failure(wire, "late")
    wire.refresh_from_db()
    assert (wire.claimed_by, wire.error, wire.succeeded_at) == ("another/1/2", "", None)


def test_a_task_is_enqueued_once_until_it_is_lost(wire: Subscription) -> None:
    assert claims.to_enqueue() == [wire.pk]
    assert claims.to_enqueue() == []
    Subscription.objects.update(enqueued_at=timezone.now() - claims.ENQUEUE_TIMEOUT * 2)
    assert claims.to_enqueue() == [wire.pk]


def test_the_task_looks(site: Site, wire: Subscription) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    tasks.follow()
    assert Article.objects.count() == 1
    tasks.follow()
    assert site.paths == ["/feed"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_fetch_nothing_twice(site: Site, wire: Subscription) -> None:
    both = threading.Barrier(2)
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    looks: list[Look] = []

    def look() -> None:
        both.wait()
        looks.extend(look_at_due())
        connection.close()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.taken for each in looks] == [1]
    assert site.paths == ["/feed"]
