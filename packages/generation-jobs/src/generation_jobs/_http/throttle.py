"""Sending a request when its provider's budget allows it. As steps, and no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Call, Head, Open, Request, Sleep, Steps
from generation_jobs._core.status_errors import retry_after
from generation_jobs.budget import Told, told_by

if TYPE_CHECKING:
    from generation_jobs._core.clock import Clock
    from generation_jobs.budget import Budget, Said
    from generation_jobs.shared import SharedBudget

_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Turns:
    """Who takes turns at one budget: every request of its kind, whatever it is for.

    Where other processes use the same budget, `shared` is asked once it is one's turn among one's own.
    """

    budget: Budget
    clock: Clock
    what: str
    """The budget's name in errors: `finetuning reads`."""
    shared: SharedBudget | None = None

    def wait(self, deadline: float, lease: float) -> Steps[Turn]:
        """Wait for a turn, and take it. Raises `TransportError` at once where it would come after `deadline`."""
        turn = Turn(self, self.shared.place() if self.shared else "")
        try:
            while True:
                while (seconds := self.budget.ask(turn, self.clock.monotonic())) > 0:
                    if self.clock.monotonic() + seconds >= deadline:
                        used_up = f"no turn in time: the budget of {self.what} is used up"
                        raise TransportError(used_up, maybe_received=False)
                    yield Sleep(seconds)
                if self.shared is None or (yield from turn.agreed(self.shared, lease)):
                    return turn
        finally:
            self.budget.leave(turn)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One request's place in the budget, from when it is sent."""

    turns: Turns
    place: str
    """Its name among all processes."""

    def agreed(self, shared: SharedBudget, lease: float) -> Steps[bool]:
        """Whether there is a place among all processes, too."""
        budget, clock = self.turns.budget, self.turns.clock
        try:
            said: Said = yield Call(partial(shared.ask, self.place, lease))
        except BaseException:  # cancelled meanwhile: it may have a place
            budget.refund()
            shared.note(self.place, sent=False)
            raise
        return budget.heard(self, clock.monotonic(), said)

    def answered(self, head: Head) -> None:
        """An answer came; what it says of the budget holds from now on."""
        # On any other answer, Retry-After is about that one job.
        now = self.turns.clock.now()
        hint = retry_after(head.headers, now) if head.status_code == _TOO_MANY else None
        self._over(told_by(head.headers, hint))

    def failed(self, error: BaseException) -> None:
        """No answer came: the provider may have counted the request, unless it surely never saw it."""
        if not isinstance(error, TransportError) or error.maybe_received:
            self._over(Told())
            return
        self.turns.budget.refund()
        if self.turns.shared is not None:
            self.turns.shared.note(self.place, sent=False)

    def _over(self, told: Told) -> None:
        shared, now = self.turns.shared, self.turns.clock.monotonic()
        if shared is None:
            self.turns.budget.answered(now, told)
        else:  # it sees those whom a single process takes for strangers
            self.turns.budget.answered(now, Told(retry_after=told.retry_after))
            shared.note(self.place, sent=True, told=told)

    def report(self) -> Steps[None]:
        """Tell the other processes."""
        if self.turns.shared is not None:
            yield Call(self.turns.shared.report)


def opened(request: Request, deadline: float, seconds: float) -> Steps[Head]:
    """Send a request at its turn, and give the head of its answer. Raises what `Open` does."""
    turns = request.turns
    if turns is None:
        plain: Head = yield Open(request, deadline, seconds)
        return plain
    lease = 2 * seconds  # its turn at the gate, and its answer
    turn = yield from turns.wait(deadline, lease)
    if turns.shared is not None:  # a place that others may take must not be used any more
        deadline = min(deadline, turns.clock.monotonic() + lease)
    try:
        head: Head = yield Open(request, deadline, seconds)
    except BaseException as error:  # a cancelled request gives its turn back, too
        turn.failed(error)
        if isinstance(error, Exception):
            yield from turn.report()
        raise
    turn.answered(head)
    yield from turn.report()
    return head
