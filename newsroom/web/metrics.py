"""`/metrics`, for Prometheus: requests as they are answered, and figures as they are scraped.

Several server processes count together if PROMETHEUS_MULTIPROC_DIR names a folder for their files.
Figures are read from the database, so that they are the same in all of them.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from time import perf_counter

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from newsroom.web.figures import FIGURES, Figure
from newsroom.web.health import may_have_figures

logger = logging.getLogger(__name__)

PREFIX = "newsroom_"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
OF_PROCESS = (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR)
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

disable_created_metrics()  # type: ignore[no-untyped-call] # as many series again, which nothing here uses
requests = Counter(
    f"{PREFIX}requests",
    "Requests that were answered.",
    ("method", "route", "status"),
    registry=None,
)
seconds = Histogram(
    f"{PREFIX}request_seconds",
    "Seconds until a response began.",
    ("route",),
    buckets=SECONDS,
    registry=None,
)


class Measured:
    """Middleware: counts each request and the time until its response, by the name of its route."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        method = request.method if request.method in METHODS else "other"
        requests.labels(method, route, response.status_code).inc()
        seconds.labels(route).observe(perf_counter() - began)
        return response


def route_of(request: HttpRequest) -> str:
    """Return the name of a request's route; “none” where no route has its path."""
    if request.resolver_match:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path.startswith(settings.STATIC_URL) else "none"


class Figures(Collector):
    """What `FIGURES` has, and whether all of it could be read."""

    def collect(self) -> Iterator[Metric]:
        faults = 0
        for figure in FIGURES.values():
            try:
                yield _family(figure, figure.read())
            except (DatabaseError, OSError) as error:
                faults += 1
                logger.warning("%s cannot be read: %s", figure.name, error)
        yield GaugeMetricFamily(
            f"{PREFIX}figures_unread",
            "Figures that could not be read, as where the database is away.",
            value=faults,
        )


def _family(figure: Figure, found: object) -> Metric:
    kind = CounterMetricFamily if figure.total else GaugeMetricFamily
    labels = [figure.label] if figure.label else []
    family = kind(f"{PREFIX}{figure.name}", figure.description, labels=labels)
    if isinstance(found, dict):
        for value, number in found.items():
            family.add_metric([value], number)
    elif isinstance(found, int | float):
        family.add_metric([], found)
    return family


def _registry() -> CollectorRegistry:
    """Return all that is exposed."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        for collector in (requests, seconds, *OF_PROCESS):
            registry.register(collector)
    registry.register(Figures())
    return registry


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with every metric, to those who may have the figures of `/readyz`."""
    if not may_have_figures(request):
        raise PermissionDenied("Metrics are for the networks of NEWSROOM_METRICS_FROM and admins.")
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4)
