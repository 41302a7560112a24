"""A rate limit that processes share in a store. Each process also counts its own requests, and queues its own waiters.

While the store is unavailable nothing is sent for one window; after that each process uses its own share of the limit
until the store is back. The store hands out the shares, and never more than the limit altogether.
"""

import logging
import math
import threading
from collections import deque
from functools import partial

from sliding_window_quota.checks import check_seconds
from sliding_window_quota.errors import StoreUnavailable
from sliding_window_quota.headers import RateLimitHeaders
from sliding_window_quota.io import IO, Clock
from sliding_window_quota.limiter import Place, SlidingWindowLimiter
from sliding_window_quota.quota import Rate, check_rate
from sliding_window_quota.sliding_window import DEFAULT_MARGIN, DEFAULT_MAX_RETRY_AFTER, Grant, SlidingWindow
from sliding_window_quota.store import KEPT, Store, StoredWindow

log: logging.Logger = logging.getLogger("sliding_window_quota")

DEFAULT_LEASE = 60.0
"""Seconds from a place to the answer of its request."""

RETRY = 0.5
"""Seconds between two attempts to reach a lost store."""

SLACK = 1.0
"""Seconds more than a window without requests: half of them for what the API counts late, half for `RETRY`."""

_MAX_REPORTS = 1000


class DistributedLimiter(SlidingWindowLimiter):
    """A `SlidingWindowLimiter` whose limit all processes with the same store and key share.

    Args:
        rate: The documented rate. With None nothing is counted, and only `Retry-After` delays requests.
        store: Where the limit is kept.
        key: Names the limit there. It must not hold a secret.
        name: Names the limit in errors and logs; by default the key.
        lease: Seconds that a request may take, from its place to its answer. The place of a process that is gone
            becomes free one window and one lease after it was given.
        clock: Time, for tests. The store counts by its own clock.
        margin: Part of the window by which places become free later.
        max_retry_after: The longest `Retry-After` that is obeyed, in seconds.

    Raises:
        ValueError: An argument has a wrong value; the message names it.
    """

    def __init__(
        self,
        rate: Rate | None,
        store: Store,
        key: str,
        *,
        name: str | None = None,
        lease: float = DEFAULT_LEASE,
        clock: Clock | None = None,
        margin: float = DEFAULT_MARGIN,
        max_retry_after: float = DEFAULT_MAX_RETRY_AFTER,
    ) -> None:
        check_rate(rate)
        check_seconds("lease", lease)
        self._lease, self._max_retry_after = lease, max_retry_after
        self._new_stored = partial(StoredWindow, store, key, rate, margin=margin, lease=lease)
        super().__init__(rate, name=name or key, clock=clock, margin=margin, max_retry_after=max_retry_after)

    def _begin(self) -> None:
        super()._begin()
        self._session = _Session(self._new_stored(), self.name, self._clock)  # to the store, each process is another

    def _join(self) -> Place:
        return _SharedPlace(self._window, self._clock, self._session, self._lease, self._max_retry_after)

    async def _publish(self, io: IO) -> None:
        if self._session.has_reports:
            await io.run(self._session.report)


class _SharedPlace(Place):
    """A place that the store knows, too."""

    def __init__(
        self, window: SlidingWindow, clock: Clock, session: "_Session", lease: float, max_retry_after: float
    ) -> None:
        super().__init__(window, clock)
        self._session, self._lease, self._max_retry_after = session, lease, max_retry_after

    async def confirm(self, io: IO) -> bool:
        """See `Place`."""
        self.expires_at = self._clock.monotonic() + self._lease  # the store's lease begins later
        try:
            grant = await io.run(partial(self._session.acquire, self._ticket))
        except BaseException:  # a cancelled task may have got a place
            self.cancel()
            raise
        return self._window.confirm(self._ticket, self._clock.monotonic(), grant)

    def release(self, said: RateLimitHeaders) -> None:
        """See `Place`."""
        if said.retry_after is not None:
            said = said._replace(retry_after=min(said.retry_after, self._max_retry_after))
        # The rest is for the store: a single process takes the requests of the others for those of strangers.
        super().release(RateLimitHeaders(retry_after=said.retry_after))
        self._session.note(self._ticket, said)

    def cancel(self) -> None:
        """See `Place`."""
        super().cancel()
        self._session.note(self._ticket, None)


class _Session:
    """One process's dealings with the store, in any number of threads. `acquire` and `report` block."""

    def __init__(self, stored: StoredWindow, name: str, clock: Clock) -> None:
        self._stored, self._name, self._clock = stored, name, clock
        self._lock = threading.Lock()
        self._reports: deque[tuple[int, RateLimitHeaders | None]] = deque(maxlen=_MAX_REPORTS)
        self._quiet = stored.window + SLACK
        self._refusal, self._refused_until = Grant(0.0, 0, None), -math.inf
        self._share = 0
        self._share_lasts = min(self._quiet, KEPT)  # unless the store was asked meanwhile
        self._asked_at = self._answered_at = -math.inf
        self._lost_at: float | None = None
        self._retry_at = -math.inf

    @property
    def has_reports(self) -> bool:
        """Whether `report` has something to tell."""
        return bool(self._reports)

    def acquire(self, ticket: int) -> Grant:
        """Ask the store for a place; while it is lost, use this process's share."""
        with self._lock:
            now = self._clock.monotonic()
            if now < self._refused_until:  # what one waiter is told holds for all of this process
                return self._refusal._replace(seconds=self._refused_until - now)
            if now >= self._retry_at:
                try:
                    self._send_reports()
                    return self._ask(ticket)
                except StoreUnavailable as error:
                    self._lose(error)
            return self._without()

    def note(self, ticket: int, headers: RateLimitHeaders | None) -> None:
        """Note what became of a place, for the next `report` or `acquire`; None where the request was not sent."""
        # Without a limit nothing but Retry-After counts.
        if self._stored.limit or (headers is not None and headers.retry_after is not None):
            self._reports.append((ticket, headers))

    def report(self) -> None:
        """Tell the store what was noted."""
        with self._lock:
            if self._clock.monotonic() < self._retry_at:
                return
            try:
                self._send_reports()
            except StoreUnavailable as error:
                self._lose(error)

    def _ask(self, ticket: int) -> Grant:
        began = self._clock.monotonic()
        grant, self._share = self._stored.acquire(ticket, returning=self._is_returning(began))
        self._asked_at = self._answered_at = began
        self._refusal, self._refused_until = grant, began + grant.seconds
        if self._lost_at is not None:
            log.warning("%s: the store is back", self._name)
        self._lost_at = None
        return grant

    def _is_returning(self, now: float) -> bool:
        """Return whether others may have gone on without the store: it was lost, and not only one connection to it.

        Those who are the first to use it again need not be those who have gone on, and who tell what they have sent.
        """
        if self._lost_at is None or now < self._lost_at + 2 * RETRY:
            return False
        return now >= self._answered_at + self._quiet

    def _send_reports(self) -> None:
        while self._reports:
            ticket, headers = self._reports[0]
            self._stored.release(ticket, headers)
            self._reports.popleft()

    def _lose(self, error: StoreUnavailable) -> None:
        now = self._clock.monotonic()
        if now >= self._asked_at + self._share_lasts:
            # It may have started anew since, without our share, and have given it to others; or they were silent.
            self._share = 0
        self._asked_at = now
        if self._lost_at is None:
            self._lost_at = now
            log.warning("%s: the store is lost: %s%s", self._name, error, self._effect())
        self._retry_at = now + RETRY

    def _effect(self) -> str:
        if not self._stored.limit:
            return ""
        if not self._share:
            return "; nothing is sent until the store is back"
        share = f"{self._share} of {self._stored.limit} requests"
        return f"; nothing is sent for {self._quiet:.0f} s, then {share} until the store is back"

    def _without(self) -> Grant:
        """Nobody sees what others have sent: first that must have left every window of the API's clock."""
        assert self._lost_at is not None, "the store is used unless it is lost"
        if not self._stored.limit:
            return Grant(0.0, 0, None)
        now = self._clock.monotonic()
        if now < self._lost_at + self._quiet or not self._share:
            return Grant(max(RETRY, self._retry_at - now), 0, None)
        return Grant(0.0, self._share, self._share)
