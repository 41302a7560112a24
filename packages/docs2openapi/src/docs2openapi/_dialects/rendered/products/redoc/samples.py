"""The samples of a Redoc page, with the tabs and the buttons around them: ``200422``, ``Content type``, ``Copy``."""

from __future__ import annotations

import re

_REQUEST, _RESPONSE = "Request samples", "Response samples"
_TABS = re.compile(r"(?P<first>[1-5]\d\d)(?:[1-5]\d\d|default)*")
_CONTROLS = re.compile(
    r"Content type|Copy|Expand all ?Collapse all|Expand all|Collapse all|Payload\w*|(?:application|text)/[\w.+-]+|"
)
_SCHEME = re.compile(r"\w*bearer\w*", re.IGNORECASE)
_SECURITY = ("AUTHORIZATIONS:", "Authorizations:")
MAX_CONTROLS = 10


def rewrite_redoc_samples(lines: list[str]) -> list[str] | None:
    """Put a status or a title right above each sample; None if the page has no tabs of statuses."""
    starts = [at for at, line in enumerate(lines) if line.strip() == _RESPONSE and _status_below(lines, at)]
    if not starts:
        return None
    out = list(lines)
    for at, line in enumerate(lines):
        if line.strip() in (_REQUEST, _RESPONSE):
            _write_sample(lines, out, at)
        elif line.strip() in _SECURITY and _SCHEME.fullmatch("".join(lines[at + 1 : at + 2]).strip()):
            out[at + 1] = "Authorization: Bearer …"
    return out


def _status_below(lines: list[str], at: int) -> str:
    match = _TABS.fullmatch("".join(lines[at + 1 : at + 2]).strip())
    return match["first"] if match else ""


def _write_sample(lines: list[str], out: list[str], at: int) -> None:
    """Write the status of a response, or the title of a request, in place of all that stands above its JSON."""
    is_response = lines[at].strip() == _RESPONSE
    status = _status_below(lines, at) if is_response else ""
    end = at + 1 + bool(status)
    while end < min(len(lines), at + MAX_CONTROLS) and _CONTROLS.fullmatch(lines[end].strip()):
        end += 1
    if end >= len(lines) or not lines[end].lstrip().startswith(("{", "[")) or (is_response and not status):
        return
    out[at:end] = [""] * (end - at)
    out[at] = f"\nResponse\n\n{status}" if is_response else "\nRequest body example\n"
