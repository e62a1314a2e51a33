"""Metrics of the response cache, for Prometheus."""

from prometheus_client import Counter, Gauge

answers = Counter(
    "newsroom_kept_answers",
    "Answers by what became of the request: hit, revalidated, stored, stale and not_stored.",
    ["result"],
)
kept_count = Gauge(
    "newsroom_kept_answers_count", "Answers that workers keep.", multiprocess_mode="livesum"
)
kept_bytes = Gauge(
    "newsroom_kept_answers_bytes", "Memory they take, as it is reckoned.",
    multiprocess_mode="livesum",
)  # fmt: skip
