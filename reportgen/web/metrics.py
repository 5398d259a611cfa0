"""Numbers for monitoring: requests by route, and how much work waits; added up over all processes."""

from __future__ import annotations

import os
from functools import lru_cache

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from reportgen.web.supervisor import METRICS_FOLDER

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
MOST_COUNTERS = 1024
"""Methods, routes and statuses whose counters are at hand."""
REQUESTS = Counter("reportgen_requests", "Yêu cầu đã trả lời", ("method", "route", "status"))
SECONDS = Histogram("reportgen_request_seconds", "Thời gian trả lời", ("route",), buckets=BUCKETS)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Note one answer; `route` is the pattern, never the address."""
    requests, spent = _counters(method, route, status)
    requests.inc()
    spent.observe(seconds)


@lru_cache(MOST_COUNTERS)
def _counters(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(method, route, str(status)), SECONDS.labels(route)


def exposition(waiting: dict[tuple[str, str], int]) -> bytes:
    """Return everything in the text format of Prometheus; `waiting` counts work by kind and state."""
    registry = CollectorRegistry()
    if METRICS_FOLDER in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        for each in (REQUESTS, SECONDS):
            registry.register(each)
    now = CollectorRegistry()
    gauge = Gauge("reportgen_work", "Việc theo loại và trạng thái", ("kind", "state"), registry=now)
    for (kind, state), count in waiting.items():
        gauge.labels(kind, state).set(count)
    return generate_latest(registry) + generate_latest(now)
