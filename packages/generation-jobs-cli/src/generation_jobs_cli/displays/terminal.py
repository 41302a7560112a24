"""Whether a person reads the output."""

import os
import sys

from rich.console import Console


def is_terminal() -> bool:
    """Return whether stdout is a terminal: FORCE_COLOR, as CI sets it, makes none of a pipe; TTY_COMPATIBLE does."""
    return Console().is_terminal and (sys.stdout.isatty() or os.environ.get("TTY_COMPATIBLE") == "1")
