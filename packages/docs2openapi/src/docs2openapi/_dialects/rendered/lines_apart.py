"""Pages whose every line stands alone: an address with empty lines between its steps, a field between its parts."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.flags import FLAG
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.locations import LOCATIONS
from docs2openapi._vocabulary.types import parse_type

_STEP = re.compile(r"[\w{}.:-]+")
_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
MIN_FIELDS = 2  # one could be two words
MAX_STEPS = 40
MAX_PARTS = 6


def rewrite_lines_apart(lines: list[str]) -> list[str] | None:
    """Bring such addresses and the parts of such fields together; None if the page has none."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    words = [lines[at].strip() for at in filled]
    rewritten = list(lines)
    address = next((at for at, word in enumerate(words) if word in METHODS and _steps(words, at + 1)), None)
    if address is not None:
        steps = _steps(words, address + 1)
        end = address + len(steps) + 1
        _blank(rewritten, filled[address : end + (words[end : end + 1] == ["/"])])
        rewritten[filled[address]] = f"{words[address]} {''.join(steps)}"
    apart = [at for at, (line, below) in enumerate(pairwise(filled)) if below == line + 2]
    fields = {at: parts for at in apart if (parts := _parts(words, filled, at))}
    if len(fields) >= MIN_FIELDS:
        for at, count in fields.items():
            _blank(rewritten, filled[at : at + count])
            last = filled[at + count - 1] + 1  # right above what stands below
            rewritten[last - count : last] = words[at : at + count]
    return rewritten if rewritten != lines else None


def _blank(lines: list[str], at: list[int]) -> None:
    for index in at:
        lines[index] = ""


def _steps(words: list[str], start: int) -> list[str]:
    """Return the slashes and the steps of an address that begin at a word; empty if it has not two steps."""
    end = start
    while end < min(len(words), start + MAX_STEPS) and _is_step(words[end], is_slash=(end - start) % 2 == 0):
        end += 1
    steps = words[start:end]
    steps = steps[:-1] if steps[-1:] == ["/"] else steps
    return steps if len(steps) > 3 else []


def _is_step(word: str, *, is_slash: bool) -> bool:
    is_title = word[:1].isupper() and section_role(word[:MAX_HEADING]) is not None  # behind the last slash
    return word == "/" if is_slash else _STEP.fullmatch(word) is not None and not is_title


def _parts(words: list[str], filled: list[int], at: int) -> int:
    """Return how many lines, with empty ones between, are the name, the type and the flags of a field."""
    if not _NAME.fullmatch(words[at]) or not _is_type(words[at + 1]) or _is_flag(words[at]):
        return 0
    end = at + 2
    while end < min(len(words), at + MAX_PARTS) and filled[end] == filled[end - 1] + 2 and _is_flag(words[end]):
        end += 1
    return end - at


def _is_type(word: str) -> bool:
    return word != "null" and parse_type(word) is not None


def _is_flag(word: str) -> bool:
    return word in LOCATIONS or FLAG.fullmatch(word) is not None
