"""The command `genjobs`, run inside this process."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from importlib.metadata import entry_points
from unittest import mock


def run_genjobs(base_url: str, *arguments: str) -> None:
    """Run the command as in a pipe, with Breeze set up by environment variables; its output is dropped."""
    (command,) = entry_points(group="console_scripts", name="genjobs")
    environment = {"BREEZE_API_KEY": "brz_bench", "BREEZE_BASE_URL": base_url}
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", ["genjobs", *arguments]),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.suppress(SystemExit),
    ):
        command.load()()
