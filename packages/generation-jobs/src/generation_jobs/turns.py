"""Sending a request when its provider's budget allows it. As steps, and no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs.budget import Told, told_by
from generation_jobs.errors import TransportError
from generation_jobs.steps import Head, Open, Request, Sleep, Steps
from generation_jobs.verdict import retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs.budget import Budget
    from generation_jobs.clock import Clock

_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Turns:
    """Who takes turns at one budget: every request of its kind, whatever it is for."""

    budget: Budget
    clock: Clock
    what: str
    """The budget's name in errors: `finetuning reads`."""

    def wait(self, deadline: float) -> Steps[None]:
        """Wait for a turn, and take it. Raises `TransportError` at once where it would come after `deadline`."""
        who = object()
        try:
            while (seconds := self.budget.ask(who, self.clock.monotonic())) > 0:
                if self.clock.monotonic() + seconds >= deadline:
                    raise TransportError(f"no turn in time: the budget of {self.what} is used up", maybe_received=False)
                yield Sleep(seconds)
        finally:
            self.budget.leave(who)

    def answered(self, head: Head) -> None:
        """An answer came; what it says of the budget holds from now on."""
        self.budget.answered(self.clock.monotonic(), self._told(head.status_code, head.headers))

    def failed(self, error: BaseException) -> None:
        """No answer came: the provider may have counted the request, unless it surely never saw it."""
        if isinstance(error, TransportError) and not error.maybe_received:
            self.budget.refund()
        else:
            self.budget.answered(self.clock.monotonic(), Told())

    def _told(self, status_code: int, headers: Mapping[str, str]) -> Told:
        # On any other answer, Retry-After is about that one job.
        hint = retry_after(headers, self.clock.now()) if status_code == _TOO_MANY else None
        return told_by(headers, hint)


def opened(request: Request, deadline: float, seconds: float) -> Steps[Head]:
    """Send a request at its turn, and give the head of its answer. Raises what `Open` does."""
    turns = request.turns
    if turns is None:
        plain: Head = yield Open(request, deadline, seconds)
        return plain
    yield from turns.wait(deadline)
    try:
        head: Head = yield Open(request, deadline, seconds)
    except BaseException as error:  # a cancelled request gives its turn back, too
        turns.failed(error)
        raise
    turns.answered(head)
    return head
