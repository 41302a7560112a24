"""Commands that stick to the text in front of them, and JSON that sticks to a command: a page has lost line ends."""

from __future__ import annotations

import re

# Behind a letter, a bracket or a mark of another script, and not in the middle of a command line.
_COMMAND = re.compile(r"(?<=[^\s`'\"|($/>:=-])curl (?=--?[A-Za-z]|['\"]?https?://)")
_BODY = re.compile(r"(?<=['\"])[{\[]$")
_OPTION = re.compile(r"\s*(?:curl\s|--?[A-Za-z])")


def rewrite_stuck_commands(lines: list[str]) -> list[str] | None:
    """Put such commands and JSON on lines of their own; None if the page has no such command."""
    if not _COMMAND.search("\n".join(lines)):
        return None
    return [_apart(_COMMAND.sub("\ncurl ", line)) for line in lines]


def _apart(line: str) -> str:
    """Put JSON that begins right behind the last word of a command below it: its quotes are closed there."""
    last = line.rsplit("\n", 1)[-1]
    body = _BODY.search(line) if _OPTION.match(last) else None
    is_closed = body is not None and last.count("'") % 2 == 0
    return f"{line[: body.start()]}\n{body[0]}" if body and is_closed else line
