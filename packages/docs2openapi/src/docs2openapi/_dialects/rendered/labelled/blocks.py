"""Pages whose names stand alone, with labels below that empty lines keep apart: ``Required: Yes``, in any language."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.flags import NO, YES
from docs2openapi._vocabulary.labels import parse_labelled

_MARKS = re.compile(r"#{1,6} |```|\*\*|\|")  # of pages that say by other signs what their lines are
_NAME = re.compile(r"[A-Za-z_$][\w.$-]*")
# A message whose lines have run together: ``HTTP/1.1 200 Content-type: application/json { … }``.
_MESSAGE = re.compile(r"(?P<status>HTTP/\d(?:\.\d)? \d{3})(?P<headers>(?: [A-Za-z][\w-]*: [^\s{}]+)*) (?P<body>\{.*\})")
_ERROR_STATUS = re.compile(r"[45]\d\d")
_HEADER = re.compile(r" (?=[A-Za-z][\w-]*: )")
MAX_LABEL = 200
MAX_ABOVE = 8  # lines between a name and its labels
_SURE = ("required", "status")


def rewrite_labelled_blocks(lines: list[str]) -> list[str] | None:
    """Bring each name and its labels together, and mark it; None if the page has no labels."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    words = [lines[at].strip() for at in filled]
    meanings = [_meaning(word) for word in words]
    if not set(_SURE).intersection(meanings) or any(map(_MARKS.match, words)):
        return None
    rewritten = [_apart(line) for line in lines]
    end = 0
    for at, meaning in enumerate(meanings):
        name = _name_above(words, at, end) if meaning and at >= end else None
        if name is not None:
            end = next((to for to in range(at, len(words)) if not meanings[to]), len(words))
            block = [f"**{words[name]}**", *words[name + 1 : end]]
            for line in filled[name:end]:
                rewritten[line] = ""
            rewritten[filled[name]] = "\n".join(["", *block, ""])
    return rewritten


def _meaning(word: str) -> str:
    labelled = parse_labelled(word) if len(word) <= MAX_LABEL and (":" in word or "：" in word) else None
    if labelled is None:
        return ""
    is_flag = YES.match(labelled.value) or NO.match(labelled.value)
    is_sure = {"required": is_flag, "status": _ERROR_STATUS.fullmatch(labelled.value)}.get(labelled.meaning, True)
    return labelled.meaning if is_sure else ""


def _name_above(words: list[str], at: int, first: int) -> int | None:
    """Return the index of the name that a label says something of; None if there is none below another block."""
    above = range(at - 1, max(first, at - MAX_ABOVE) - 1, -1)
    return next((index for index in above if _NAME.fullmatch(words[index])), None)


def _apart(line: str) -> str:
    match = _MESSAGE.fullmatch(line.strip())
    if match is None:
        return line
    headers = _HEADER.split(match["headers"])[1:]
    return "\n".join(["```", match["status"], *headers, "", match["body"], "```"])
