"""CPU of `--help` of each command of genjobs, beside the commands of other packages of the field."""

from __future__ import annotations

import subprocess
from functools import partial
from typing import TYPE_CHECKING

from scripts.bench.builds.environments import peer_python
from scripts.bench.measuring.timing import cpu_of_children
from scripts.bench.report.figures import Figure, at_most

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scripts.bench.context import Context

_PEERS = {"hf": "huggingface_hub", "hf download": "huggingface_hub"}
"""The package of each command line. That of openai, once the usual one to compare with, is gone in its version 3."""

_PRINT_COMMANDS = "from generation_jobs_cli.main import _COMMANDS, _plugins; print(*_COMMANDS, *_plugins())"
_ROUNDS = 9
_MOST = at_most(150)


def help_pages(context: Context) -> list[Figure]:
    """Measure the help of every command, and of others: CPU at its best, the interpreter's own included."""
    ours = _ours(context.builds.now.python)
    context.progress("environments of the peers")
    peers = {words: _command(peer_python(package), words) for words, package in _PEERS.items()}
    best = _milliseconds(context, {**ours, **peers})
    return [*(Figure(words, best[words], "hf", best["hf"], "ms", _MOST) for words in ours), *_between(peers, best)]


def _between(peers: Mapping[str, object], best: Mapping[str, float]) -> list[Figure]:
    return [Figure("genjobs", best["genjobs"], words, best[words], "ms") for words in peers if words != "hf"]


def _ours(python: Path) -> dict[str, list[str]]:
    listed = subprocess.run([python, "-c", _PRINT_COMMANDS], check=True, capture_output=True, text=True).stdout
    return {words: _command(python, words) for words in ("genjobs", *(f"genjobs {name}" for name in listed.split()))}


def _command(python: Path, words: str) -> list[str]:
    """Return the command line that shows the help; the script stands beside the interpreter."""
    script, *rest = words.split()
    return [str(python.with_name(script)), *rest, "--help"]


def _milliseconds(context: Context, commands: Mapping[str, list[str]]) -> dict[str, float]:
    """Return what each costs at its best. They take turns: a busy moment of the machine hits all of them."""
    best = dict.fromkeys(commands, float("inf"))
    for number in range(_ROUNDS):
        context.progress(f"help, round {number + 1} of {_ROUNDS}")
        for words, command in commands.items():
            run = partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            best[words] = min(best[words], cpu_of_children(run) * 1e3)
    return best
