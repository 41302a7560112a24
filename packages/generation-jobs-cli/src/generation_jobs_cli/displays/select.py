"""Which display fits where the output goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

from generation_jobs_cli.displays.base import FEW, Display
from generation_jobs_cli.displays.lines import JsonLines, PlainLines

if TYPE_CHECKING:
    from collections.abc import Collection


def chosen(refs: Collection[str], as_json: bool, *, together: bool = False, listed: bool = False) -> Display:
    """The display for these refs.

    Those that are waited for `together` are shown as a whole where they are many. What was `listed` in a file goes on,
    in a pipe, to another program.
    """
    many = together and len(refs) > FEW
    if as_json:
        return JsonLines(sys.stdout)
    if (console := Console()).is_terminal:
        return _live(console, refs, many)
    return JsonLines(sys.stdout) if many or listed else PlainLines(sys.stdout, sys.stderr)


def _live(console: Console, refs: Collection[str], many: bool) -> Display:
    # Late: a pipe needs nothing of these.
    if many:
        from generation_jobs_cli.displays.overview import Overview

        return Overview(console, refs)
    from generation_jobs_cli.displays.live_table import LiveTable

    return LiveTable(console, refs)
