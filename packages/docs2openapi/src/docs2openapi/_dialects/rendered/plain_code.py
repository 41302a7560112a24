"""Commands and JSON that stand on a page without fences: put into fences, and the titles around them marked."""

from __future__ import annotations

import re

from docs2openapi._model.schema import JSON_TYPES
from docs2openapi._sections.code_requests import end_of_program
from docs2openapi._text.json_text import leading_json
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.titles.statuses import STATUS_IN_BRACKETS
from docs2openapi._vocabulary.titles.values import valued_name
from docs2openapi._vocabulary.types import holder_name

_COMMAND = re.compile(r"\s*(?:\$\s*)?curl\s+(?=[-'\"\\$/]|\w+:|[\w-]+\.|$)")
_CONTINUES = re.compile(r".*\\\s*$")
_TABLE_TITLE = re.compile(r"(?:表|Table)\s?\d+\b.{0,60}")
_MESSAGE = re.compile(rf"(?:{'|'.join(METHODS)}) /\S* HTTP/\d(?:\.\d)?|HTTP/\d(?:\.\d)? \d{{3}}(?: .{{0,60}})?")
# The same without a version: it is one only if a header stands below.
_REQUEST = re.compile(rf"(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*")
_HEADER = re.compile(r"[A-Za-z][\w-]*: \S.*|Host:\s*")
_NOTE = re.compile(r"<[^<>/]+>")  # ``<common parameters>`` between the headers and the body
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.、]?\s+(?=\S)")
# A status and its meaning that have run together: ``201Success``.
_FUSED_STATUS = re.compile(r"(?P<status>[2-5]\d\d)(?P<text>[A-Z][a-z]+(?: [A-Z][a-z]+){0,3}|No description)")
# A title in brackets with bullets behind it that have lost their lines: ``[Response] * Status: 200 * Type: …``.
_BRACKETED = re.compile(r"\[(?P<title>[A-Z][^\[\]]{2,40})\](?P<bullets>(?: \* [^*]+)+)")
_BARE_STATUS = re.compile(r"[2-5]\d\d")
_TITLE_WITH_STATUS = re.compile(r"(?:Response|Returns|Success|Error)\s?[:(–—-]\s?[2-5]\d\d\b[^.:{]{0,40}")
# Errors that have lost their lines: ``401 Unauthorized, no key.403 Forbidden, …``.
_STATUS_AND_REASON = r"[45]\d\d [A-Z][A-Za-z ]+[,:]"
_RUN_ON_STATUSES = re.compile(rf"{_STATUS_AND_REASON} .+?\.{_STATUS_AND_REASON}.*")
_NEXT_STATUS = re.compile(rf"(?<=\.)(?={_STATUS_AND_REASON})")
_EXAMPLE = re.compile(r"\b(?:example|sample)\b|示例", re.IGNORECASE)  # it can be that of the status above
_MARKS = re.compile(r"#{1,6} |```|~~~|\||\*\*|<[A-Za-z]")  # of pages that say by other signs what their lines are
_LANGUAGES = ("json", "bash", "shell", "http", "text")  # words that a page has kept of its fences
MAX_TITLE = 60
MAX_COMMAND = 200  # lines


def pages_without_fences(lines: list[str]) -> list[str] | None:
    """Return the lines of a page of Markdown that shows JSON, but has no fence; None if it is another page."""
    has_fence = any(line.lstrip().startswith(("```", "~~~")) for line in lines)
    has_heading = any(line.startswith(("# ", "## ", "### ", "#### ")) and not is_comment(line) for line in lines)
    has_json = any(line.rstrip() in ("{", "[") or line.startswith(('{"', '[{"')) for line in lines)
    return lines if has_heading and has_json and not has_fence else None


def pages_with_messages(lines: list[str]) -> list[str] | None:
    """Return the lines of a page without marks that shows whole responses, with JSON right below their headers.

    None if it is another page, or shows whole requests or commands as well: those are read line by line.
    """
    if any(" HTTP/" in line or _COMMAND.match(line) for line in lines):
        return None
    starts = [at for at, line in enumerate(lines) if line.startswith("HTTP/") and _MESSAGE.fullmatch(line.strip())]
    has_body = any("".join(lines[(end := _end_of_message(lines, at)) : end + 1]).startswith("{") for at in starts)
    return lines if has_body and not any(map(_MARKS.match, lines)) else None


def is_comment(line: str) -> bool:
    """Return whether a line is what a command answers, in a comment below it: ``# {"job": "j1"}``."""
    return line.startswith(("# {", "# ["))


def fence_code(lines: list[str]) -> list[str]:
    """Put the commands and the JSON of a page into fences and mark its titles; one line may become several."""
    out: list[str] = []
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    while at < len(lines):
        end = max(end_of_command(lines, at), _end_of_message(lines, at))
        if end == at and (end := end_of_program(lines, at)) > at:
            out += [f"```python\n{lines[at]}", *lines[at + 1 : end]]
            out[-1] += "\n```"
            at = end
            continue
        if end < len(lines) and lines[end].startswith(("{", "[")) and not _COMMAND.match(lines[at]):
            end = _end_of_json(lines, text, starts, end)
        if end > at:
            out[-1:] = ["" if line.strip().lower() in _LANGUAGES else line for line in out[-1:]]
            out += [f"```\n{lines[at]}", *lines[at + 1 : end]]
            out[-1] += "\n```"
        else:
            is_field = "".join(lines[end + 1 : end + 2]).strip() in JSON_TYPES
            out.append(lines[at] if is_field else _marked(lines[at]))
        at = max(end, at + 1)
    return out


def _marked(line: str) -> str:
    text = line.strip().removeprefix(">").lstrip()
    if bracketed := _BRACKETED.fullmatch(text):
        return f"\n## {bracketed['title']}\n{bracketed['bullets'].replace(' * ', chr(10) + '- ')}\n"
    if _TABLE_TITLE.fullmatch(text):
        return f"\n## {text}\n"
    if status := _FUSED_STATUS.fullmatch(text):
        return f"\n## {status['status']} {status['text']}\n"
    if _RUN_ON_STATUSES.fullmatch(text):
        return "\n- " + _NEXT_STATUS.sub("\n- ", text) + "\n"
    if _BARE_STATUS.fullmatch(text) or _TITLE_WITH_STATUS.fullmatch(text):
        return f"\n## {text}\n"
    is_title = (
        0 < len(text) <= MAX_TITLE
        and not text.startswith(("#", "|", "-", "*", "`", "•"))
        and not text.endswith((".", "{", "|"))
    )
    is_title = is_title and text.lower() not in _LANGUAGES  # of the code below
    words = _NUMBER.sub("", text[:MAX_HEADING])
    if is_title and holder_name(words):
        return f"\n### {words}\n"
    is_known = section_role(words) or valued_name(words) or STATUS_IN_BRACKETS.fullmatch(words)
    is_of_above = _EXAMPLE.search(words) and section_role(words) not in ("request", "body")
    mark = "###" if is_of_above else "##"
    return f"\n{mark} {words}\n" if is_title and is_known else line


def _end_of_braces(lines: list[str], at: int) -> int:
    """Return the index of the line after braces with indented lines between them; the same index if there are none."""
    if lines[at].rstrip() != "{":
        return at
    end = at + 1
    while end < min(len(lines), at + MAX_COMMAND) and lines[end].startswith((" ", "\t")):
        end += 1
    return end + 1 if "".join(lines[end : end + 1]).rstrip() == "}" else at


def _end_of_json(lines: list[str], text: str, starts: list[int], at: int) -> int:
    """Return the index of the line after JSON, also of such as has types in place of values."""
    try:
        _, end = leading_json(text, starts[at])
    except BadValue:
        return _end_of_braces(lines, at)
    return next(to for to in range(at, len(starts)) if starts[to] >= end)


def _end_of_message(lines: list[str], at: int) -> int:
    """Return the index of the line after the head of an HTTP message; the one of its start if there is none."""
    first = lines[at].strip()
    if "/" not in first:
        return at
    is_request, is_message = _REQUEST.fullmatch(first) is not None, _MESSAGE.fullmatch(first) is not None
    end = at + 1
    while (is_request or is_message) and end < len(lines) and _is_header(lines[end].strip()):
        end += 1
    if not is_message and end == at + 1:
        return at
    is_above_body = lines[end : end + 1] == [""] and lines[end + 1 : end + 2] == ["{"]
    return end + 1 if is_above_body else end


def _is_header(line: str) -> bool:
    return _HEADER.fullmatch(line) is not None or _NOTE.fullmatch(line) is not None


def end_of_command(lines: list[str], at: int) -> int:
    """Return the index of the line after a command that begins at a line; the same index if none does."""
    if not _COMMAND.match(lines[at]):
        return at
    end, quotes = at + 1, lines[at].count("'")
    last = min(len(lines), at + MAX_COMMAND)
    while end < last and (quotes % 2 or _CONTINUES.match(lines[end - 1]) or lines[end].lstrip().startswith("-")):
        quotes += lines[end].count("'")
        end += 1
    return end if quotes % 2 == 0 else at + 1
