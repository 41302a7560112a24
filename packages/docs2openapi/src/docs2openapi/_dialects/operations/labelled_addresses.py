"""Addresses that stand alone below a label, on pages of text without marks: ``#接口地址`` over ``https://host/v1/things``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.endpoints import LABEL_KINDS

_ADDRESS = re.compile(r"https?://[^\s/]+/\S+")
_MARKS = re.compile(r"#{1,6} |```|~~~|\||\*\*|<[A-Za-z]")  # of pages that say by other signs what their lines are


def rewrite_labelled_addresses(lines: list[str]) -> list[str] | None:
    """Put the label and its address apart from what is around them; None if the page has none, or has other marks."""
    labels = [at for at, (line, below) in enumerate(pairwise(lines)) if _is_label(line) and _ADDRESS.fullmatch(below)]
    if not labels or any(map(_MARKS.match, lines)):
        return None
    rewritten = list(lines)
    for at in labels:
        rewritten[at] = f"\n{lines[at].strip('# ')}"
        rewritten[at + 1] = f"{lines[at + 1]}\n"
    return rewritten


def _is_label(line: str) -> bool:
    return LABEL_KINDS.get(line.strip("# ：:").lower()) == "url"
