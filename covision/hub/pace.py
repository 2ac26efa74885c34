"""How fast somebody may knock: a bucket of tokens per key, in the memory of this process."""

from threading import Lock

MOST_KEYS = 50_000

_lock = Lock()
_buckets: dict[str, tuple[float, float]] = {}


def allow(key: str, *, burst: float, per_second: float, at: float) -> bool:
    """Take a token from the bucket of `key`, and say whether there was one. `at` is a clock in seconds."""
    with _lock:
        if len(_buckets) > MOST_KEYS:
            _buckets.clear()
        tokens, before = _buckets.get(key, (burst, at))
        tokens = min(burst, tokens + max(0.0, at - before) * per_second)
        enough = tokens >= 1
        _buckets[key] = (tokens - 1 if enough else tokens, at)
    return enough
