"""Addresses that have lost a line end or a space: ``POST/v1/things``, ``GET`` over ``/v1/things/{id}{``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS

_MARKS = ("#", "```", "**", "<")  # of pages that say by other signs what their lines are
_FUSED = re.compile(
    rf"(?P<method>{'|'.join(METHODS)})(?P<path>/[a-z]\S*)|(?P<small>{'|'.join(METHODS).lower()})(?P<long>/\w+/\S+)"
)
_PATH = r"(?:https?://[\w.:-]+)?/(?:[\w.~:-]|\{[\w-]+\}|/)*(?<=[a-z0-9_}])"
# What can stick to a path: a command, JSON, a label with code, the words of a tab, or a sentence in another script.
_STUCK = re.compile(rf"(?P<path>{_PATH})(?P<rest>curl\s.*|[{{\[]|c?URL\W.*|(?:curl|cURL)?[^\x00-\x7f].*)")
_TAB = re.compile(r"(?P<path>/\S*/[a-z0-9]+(?:[-_][a-z0-9]+)+)(?P<rest>[A-Z][a-z]+)")
# A base URL in small letters, up to the next sentence: ``https://host/v1Send a key``.
_STUCK_URL = re.compile(
    r"https?://[a-z0-9.-]+[a-z](?::\d+)?(?:/[a-z0-9_./-]*[a-z0-9])?(?=[A-Z][a-z]+ [a-z])"
    r"|https?://\S+?[A-Za-z0-9](?=(?:baseUrl|base_url|BASE_URL) is\b)"
)
_BUTTON = re.compile(r"(?P<address>https?://\S+?)(?P<word>copy|copied|tips?|try|info|test)")
_ARROW = re.compile(r"\s*(?:→|➜|⇒|->|=>)\s*(?:HTTP(?:/\d(?:\.\d)?)? )?(?P<status>[1-5]\d\d\b.*)")
# The status of a response and its text: ``404There is no such job.``.
_STATUS = re.compile(r"(?P<status>[2-5]\d\d)(?P<text>[A-Z][a-z]+ .*[.!])")
# A title behind a base URL or behind a header: ``https://host/v1Endpoints``, ``X-Api-Key: your-keyBase URL``.
_STUCK_TITLE = re.compile(
    r"(?P<front>(?:https?://[\w.:/-]+?|[A-Z][\w-]+: \S(?:.*\S)?)[a-z0-9_\"'}>])"
    r"(?P<title>(?:Base URL|Endpoints|Authentication|Rate [Ll]imits|Errors|Error [Cc]odes|Overview|Quick [Ss]tart))"
)
# Labels in Chinese that stick to one another: ``接口地址:http://host/v1/things请求方法:post``.
_LABEL = r"(?:接口地址|(?:请求|接口)(?:地址|方法|方式|格式|类型)|返回格式)\s?[:：]"
_NEXT_LABEL = re.compile(rf"(?<=\S)(?={_LABEL})")


def rewrite_stuck_addresses(lines: list[str]) -> list[str] | None:
    """Write each operation on one line, and what sticks to it below; None if the page has nothing of this."""
    if any(line.startswith(_MARKS) for line in lines):
        return None
    rewritten, known = list(lines), ""
    for at, (line, below) in enumerate(pairwise([*map(str.strip, lines), ""])):
        if line in METHODS and below.startswith(("/", "http")):
            known = _join(rewritten, at, below, known) or known
        elif fused := _FUSED.fullmatch(line) if "/" in line and not below.startswith("http") else None:
            rewritten[at] = f"{fused['method'] or fused['small'].upper()} {fused['path'] or fused['long']}"
        elif ("地址" in line or "方法" in line) and re.match(_LABEL, line) and _NEXT_LABEL.search(line):
            rewritten[at] = _NEXT_LABEL.sub("\n", line)
        elif stuck := _STUCK_TITLE.fullmatch(line) if ":" in line else None:
            rewritten[at] = f"{stuck['front']}\n\n{stuck['title']}"
        elif url := _STUCK_URL.match(line) if line.startswith("http") else None:
            rewritten[at] = f"{url[0]}\n{line[url.end() :]}"
        elif status := _ARROW.fullmatch(line):
            rewritten[at] = f"\n{status['status']}\n"
        elif status := _STATUS.fullmatch(line) if line[:1].isdigit() else None:
            rewritten[at] = f"- `{status['status']}`: {status['text']}"
    return rewritten if rewritten != lines else None


def _join(lines: list[str], at: int, below: str, known: str) -> str:
    """Write the path below a method beside it, and below that what sticks to the path; return the path.

    The word of a button sticks to an address if the path of the operation before is in front of it:
    ``https://host/v1/thingscopy``.
    """
    button = _BUTTON.fullmatch(below) if known else None
    if button and button["address"].endswith(known):
        lines[at], lines[at + 1] = f"{lines[at].strip()} {button['address']}", button["word"]
        return known
    stuck = _STUCK.fullmatch(below) or _TAB.fullmatch(below)
    is_stuck = stuck is not None and (stuck.re is _STUCK or section_role(stuck["rest"]) is not None)
    path, rest = stuck.group("path", "rest") if stuck and is_stuck else (below, "")
    if re.fullmatch(_PATH, path):
        lines[at], lines[at + 1] = f"{lines[at].strip()} {path}", rest
        return path if path.startswith("/") else ""
    return ""
