"""Guides that are flattened to text: their commands call several operations, step by step, and no line names one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._dialects.rendered.plain_code import end_of_command
from docs2openapi._text.inline import MAX_LINE
from docs2openapi._vocabulary.endpoints import ENDPOINT_LINE
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKED = re.compile(r"#{1,6} |```|~~~|\||<[A-Za-z]")  # of pages that say by other signs what their lines are
# A sign can stand in front: ``🧵 Step 1: Ask for it``.
_STEP = re.compile(r"(?:\S{1,8}\s(?=Step\s))?(?P<step>(?:Step\s)?\d{1,2}[.:)]\s+[A-Z].{2,80}(?<![.:;,]))")
_METHOD = re.compile(rf"(?:{'|'.join(METHODS)})(?:$|(?=/|https?:)|\s+(?:https?:/)?/\S*$)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s'\"?#\\]+")
_COMMAND = re.compile(r"\s*(?:\$\s*)?curl\s")


def rewrite_command_guide(lines: list[str]) -> list[str] | None:
    """Mark the titles of the steps; None if the page is not a guide."""
    if not any(map(_COMMAND.match, lines)) or any(map(_MARKED.match, lines)):
        return None
    called = _called(lines)
    names = {at: line.split()[-1] for at, line in enumerate(lines) if _names_operation(line)}
    if len(called) < MIN_OPERATIONS or not all(_is_end(name, called) for name in names.values()):
        return None
    lines = _with_numbers(lines)
    steps = [_STEP.fullmatch(line.strip()) for line in lines]
    if names and not any(steps):
        return None
    called_below = _steps_with_commands(lines, steps)
    return [
        f"\n{'##' if at in called_below else '###'} {step['step']}\n" if step else "" if at in names else line
        for at, (step, line) in enumerate(zip(steps, lines, strict=True))
    ]


def _steps_with_commands(lines: list[str], steps: Sequence[object]) -> set[int]:
    """Return the indices of the steps that call something: the others go on with the step above them."""
    found: set[int] = set()
    last = 0
    for at, line in enumerate(lines):
        last = at if steps[at] else last
        if _COMMAND.match(line):
            found.add(last)
    return found


def _with_numbers(lines: list[str]) -> list[str]:
    """Put the number of a step in front of its title, where it stands on a line of its own above an empty one."""
    joined, number = list(lines), 1
    for at, line in enumerate(lines[:-2]):
        if line.strip() == str(number) and not lines[at + 1].strip() and lines[at + 2][:1].isupper():
            joined[at], joined[at + 2] = "", f"{number}. {lines[at + 2].strip()}"
            number += 1
    return joined if number > MIN_OPERATIONS else lines


def _is_end(path: str, called: set[str]) -> bool:
    """Return whether one of the commands calls what a line names: it is told there in full."""
    return path.startswith("/") and any(address.endswith(path.rstrip("/")) for address in called)


def _called(lines: list[str]) -> set[str]:
    """Return the addresses that the commands call, without their queries."""
    starts = [at for at, line in enumerate(lines) if _COMMAND.match(line)][:MAX_COMMANDS]
    commands = ("\n".join(lines[at : end_of_command(lines, at)]) for at in starts)
    return {address[0].rstrip("/") for command in commands if (address := _ADDRESS.search(command))}


def _names_operation(line: str) -> bool:
    text = line.strip()
    if _METHOD.match(text):
        return True
    match = ENDPOINT_LINE.fullmatch(text) if "/" in text and len(text) <= MAX_LINE else None
    return match is not None and (match["method"].isupper() or match["server"] is not None)


MIN_OPERATIONS = 2
MAX_COMMANDS = 50  # more than that are not read
