"""Paths that have run into the summary of their operation, whose method only a command below tells.

/speech/voicesSummary: List the voices
"""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_FUSED = re.compile(r"(?P<path>/[\w{}./-]*?)Summary: (?P<summary>\S.*)")
_METHOD = re.compile(rf"curl\b.*?\s-X\s+['\"]?(?P<method>{'|'.join(METHODS)})\b")


def rewrite_fused_summaries(lines: list[str]) -> list[str] | None:
    """Write each as a heading with the method of the first command below it; None if the page has none."""
    fused = {at: found for at, line in enumerate(lines) if (found := _FUSED.fullmatch(line))}
    rewritten = list(lines)
    for at, end in zip(fused, [*list(fused)[1:], len(lines)], strict=True):
        method = next((found["method"] for line in lines[at:end] if (found := _METHOD.match(line))), None)
        if method:
            rewritten[at] = f"\n## {method} {fused[at]['path']}\n\n{fused[at]['summary']}\n"
    return rewritten if rewritten != lines else None
