"""How often somebody may do something. Counted in this process only."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from collections.abc import Callable

from bot.web.errors import Refused

MANY = 10_000


class Limit:
    """At most `count` times in `seconds`, for each key."""

    def __init__(
        self, count: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._count = count
        self._seconds = seconds
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def check(self, key: str) -> None:
        """Count one more. Raises Refused with 429 and Retry-After."""
        now = self._clock()
        if len(self._times) > MANY:
            self._forget(now)
        times = self._times.setdefault(key, deque())
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._count:
            wait = max(1, round(times[0] + self._seconds - now + 0.5))
            raise Refused(
                429,
                "too_many_requests",
                f"At most {self._count} in {self._seconds:.0f} seconds. Try again in {wait}.",
                {"Retry-After": str(wait)},
            )
        times.append(now)

    def _forget(self, now: float) -> None:
        over = [k for k, times in self._times.items() if times[-1] <= now - self._seconds]
        for key in over:
            del self._times[key]


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
