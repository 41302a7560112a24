"""Which display fits where the output goes."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from rich.console import Console

from generation_jobs_cli.displays.display import (
    FEW,
    Display,
    JsonLines,
    PlainLines,
    RefLines,
    is_terminal,
    spinner_name,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager


def select_display(
    refs: Collection[str],
    as_json: bool,
    *,
    waits_for_all: bool = False,
    from_file: bool = False,
    only_refs: bool = False,
) -> Display:
    """Choose a display for these refs.

    Args:
        refs: The refs that will be shown.
        as_json: Whether JSON lines are asked for.
        waits_for_all: Whether the refs are waited for together; more than a few are then shown as a whole.
        from_file: Whether the refs come from a file; in a pipe, their results go on to another program as JSON.
        only_refs: Whether a pipe gets nothing but refs.
    """
    as_whole = waits_for_all and len(refs) > FEW
    if as_json:
        return JsonLines(sys.stdout)
    console = Console()
    if is_terminal() and not console.is_dumb_terminal:  # a dumb one cannot draw anything anew
        return _live_display(console, refs, as_whole)
    if as_whole or from_file:
        return JsonLines(sys.stdout)
    lines = RefLines if only_refs and not is_terminal() else PlainLines
    return lines(sys.stdout, sys.stderr)


def show_submitting(provider: str, as_json: bool) -> AbstractContextManager[object]:
    """Show on a terminal that a submit is under way: some providers make everything before they answer."""
    console = Console()
    if as_json or not is_terminal() or console.is_dumb_terminal:
        return nullcontext()
    return console.status(f"submitting to {provider} …", spinner=spinner_name(console))


def _live_display(console: Console, refs: Collection[str], as_whole: bool) -> Display:
    # Imported here: a pipe needs neither.
    if as_whole:
        from generation_jobs_cli.displays.overview.display import Overview

        return Overview(console, refs)
    from generation_jobs_cli.displays.live_table import LiveTable

    return LiveTable(console, refs)
