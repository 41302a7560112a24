"""What Ctrl-C and SIGTERM do before a command has begun."""

import os
import signal
from typing import Any

_HANDLERS: dict[signal.Signals, Any] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
"""What Python does by itself."""


def until_begun() -> None:
    """Let a signal end the program with one sentence until `begin` is called: nothing was sent, nothing is to close."""
    for number in _HANDLERS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as for a command that a script runs in the background
            signal.signal(number, _end)


def begin(*numbers: signal.Signals) -> None:
    """Let these signals do what they do in any Python program: Ctrl-C raises `KeyboardInterrupt`."""
    for number in numbers:
        if signal.getsignal(number) is _end:
            signal.signal(number, _HANDLERS[number])


def _end(number: int, _: object) -> None:
    try:
        os.write(2, b"interrupted: nothing was sent\n")  # what stands in sys.stderr may be in use at this moment
    finally:
        os._exit(128 + number)
