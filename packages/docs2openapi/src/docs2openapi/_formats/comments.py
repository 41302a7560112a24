"""Values of fields that comments in examples list: ``"status": "string", // one of: queued, done``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.values import find_values
from docs2openapi._model.findings import Findings, ValueRow

if TYPE_CHECKING:
    from docs2openapi._sections.parsed_page import ParsedPage

_COMMENTED = re.compile(r'\s*"(?P<name>[\w.-]+)"\s*:\s*(?:"[^"]*"|[\w.-]+)\s*,?\s*(?://|#)\s*(?P<text>\S.*)')
MAX_LINE = 500


def find_in_comments(page: ParsedPage) -> Findings:
    """Find the values that the comments in the fences of a page list."""
    findings = Findings()
    for line, text in page.code_lines:
        match = _COMMENTED.fullmatch(text) if ("//" in text or "#" in text) and len(text) <= MAX_LINE else None
        if match is not None:
            findings.values += [ValueRow(line, match["name"], value) for value in find_values(match["text"])]
    return findings
