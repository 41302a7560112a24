"""Sentences that name an operation: ``send a GET request to https://host/v1/things/{id}``, in whatever language."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from docs2openapi._sections.endpoints.lines import Endpoint, find_labelled_paths, parse_endpoint
from docs2openapi._sections.path_templates import named_steps, with_named_steps
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.endpoints import METHOD_OF_REQUEST, METHOD_WORD
from docs2openapi._vocabulary.headings import FIELD_ROLES, section_role
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters of other scripts can stand right beside an address: they are no part of it.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_/.:<>{}-])(?:https?://[A-Za-z0-9.:-]+)?/[A-Za-z_{:<][A-Za-z0-9_{}:<>/.-]*[A-Za-z0-9_}>]"
)
_API_ADDRESS = re.compile(r"https?://(?:api\.[\w.-]+|[\w.:-]+/(?:api|v\d+)(?=/))(?:/[\w{}:<>.-]+){2,}")
# The name of an identifier in place of one, whose marks the page has lost: ``/v1/jobs/job_id``.
_ID_STEP = re.compile(
    r"(?<=/)(?!by_)((?:[a-z]+_)*(?:job|task|request|video|image|audio|song|voice|avatar|project|asset|file)?id)(?=/|$)"
)
_QUERY = re.compile(r"[A-Za-z_]\w*=[^\s&=]*(?:&[A-Za-z_]\w*=[^\s&=]*)*")
_NO_QUERY = re.compile(r"/?\?(?:…|\.\.\.)$")  # what says that a query can follow
# ``… 模型 Endpoint: POST https://host/v1/things``: in the middle of a line.
_LABELLED = re.compile(
    rf"(?:\bendpoint|エンドポイント|엔드포인트|端点|接口地址)\s?[:：]\s?(?P<method>{'|'.join(METHODS)})\s"
    r"(?P<address>https?://[A-Za-z0-9.:-]+/[A-Za-z0-9_{}:<>/.-]*[A-Za-z0-9_}>])",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:/(?:[\w.-]+|\{\w+\}|:\w+))+/?")
_FILE = re.compile(r"\.(?:json|yaml|yml|md|txt|html?|mp[34]|wav|png|jpe?g|webp)$", re.IGNORECASE)


# ``- Query a job: GET request on …``, or ``- GET `/jobs/{id}` - queries a job``.
_BULLET = re.compile(
    r"\s*[-*+•]\s+(?:[*`]*(?:" + "|".join(METHODS) + r")[*`]*\s+`?[^\s`]+`?\s*(?:\s[-–—]|[:：])\s(?P<what>.{2,120})"
    r"|(?P<name>[^:：]{2,60})[:：]\s)"
)
# ``1. **`POST /jobs`** and **`POST /batches`** now return …``: an item that begins with several operations.
_WHOLE = rf"\*{{0,2}}`(?:{'|'.join(METHODS)}) /[^\s`]+`\*{{0,2}}"
_SEVERAL = re.compile(rf"\s*(?:[-*+•]|\d{{1,2}}[.)])\s+{_WHOLE}(?:(?:,|,? and| &|,? und|,? et|,? y) {_WHOLE})+(?=\s|$)")
_OPERATION = re.compile(rf"`((?:{'|'.join(METHODS)}) /[^\s`]+)`")
MAX_TITLE = 60
MAX_ABOVE_FIELDS = 6  # lines between a path and the title of its fields


# The whole operation between one pair of marks, in a sentence that tells to call it; others only mention it.
_IN_SPAN = re.compile(
    r"(?:(?:^|[.:]\s)(?:Send|Submit|Call|Make|Use|Invoke|Issue)\b[^.`]{0,60}\s|\ba request to )"
    rf"`(?:{'|'.join(METHODS)}) (?:https?:/)?/[^`\s]+`"
)
# ``All calls go to `POST https://host/v1/things` ``.
_URL_IN_SPAN = re.compile(rf"`(?P<operation>(?:{'|'.join(METHODS)}) https?://[^`\s]+)`")
# What tells the reader to call it.
_IS_SENT = re.compile(
    r"\b(?:send|make|issue|do|perform|submit|poll|call|use|look)\b[^.]{0,60}\b(?:with )?an? (?:HTTP )?[`*]*"
    rf"(?:{'|'.join(METHODS)})[`*]* (?:request|call)\b",
    re.IGNORECASE,
)


def find_endpoints_in_sentences(lines: Sequence[tuple[int, str]], *, is_described: bool) -> list[Endpoint]:
    """Find the operation that no line names, but a sentence or an address.

    Args:
        lines: The lines of the page, without its code.
        is_described: True if the page has sections of an operation: an address alone is one then.

    Returns:
        The one operation; of several those that the page tells to call, each below a heading of its own, or that
        bullets name: none of the others is surer.
    """
    found = list(find_sentence_endpoints(lines))
    if not found and is_described:
        named = named_steps("\n".join(text for _, text in lines))
        bare = list(find_bare_addresses(lines)) or list(find_labelled_paths(lines))
        found = [each._replace(path=with_named_steps(each.path, named)) for each in bare]
    if len({(each.method, each.path) for each in found}) == 1:
        return found[:1]
    return found if _are_titled(found, lines) else find_listed_sentences(lines)


def _are_titled(found: Sequence[Endpoint], lines: Sequence[tuple[int, str]]) -> bool:
    """Return whether each of several operations is sent below a heading of its own."""
    headings = [line for line, text in lines if text.startswith("#")]
    above = [bisect_right(headings, each.line) for each in found]
    is_sent = all(_IS_SENT.search(lines[each.line - 1][1]) for each in found)
    return len(found) > 1 and is_sent and 0 not in above and len(set(above)) == len(found)


def find_listed_sentences(lines: Sequence[tuple[int, str]]) -> list[Endpoint]:
    """Find the operations that bullets name, one each: ``- Query a job: GET request on /jobs/id returns it``."""
    found = [(each, _BULLET.match(lines[each.line - 1][1])) for each in find_sentence_endpoints(lines)]
    named = [each._replace(name=(bullet["what"] or bullet["name"]).strip("*` ")) for each, bullet in found if bullet]
    return [*_find_several(lines), *named] if len(named) == len(found) > 1 else []


def _find_several(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the operations of the items that begin with several of them."""
    for line, text in lines:
        several = _SEVERAL.match(text) if "/" in text and len(text) <= MAX_LINE else None
        for operation in _OPERATION.findall(several[0]) if several else ():
            endpoint = parse_endpoint(operation, line)
            yield from [endpoint._replace(name=operation, is_in_prose=True)] if endpoint else []


def find_labelled_sentences(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the operations that stand whole behind a label inside a line."""
    for line, text in lines:
        for match in _LABELLED.finditer(text) if "://" in text and len(text) <= MAX_LINE else ():
            endpoint = parse_endpoint(f"{match['method'].upper()} {match['address']}", line)
            yield from [endpoint] if endpoint else []


def find_mentioned(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the operations that sentences name with their whole addresses, in spans of code."""
    for line, text in lines:
        for match in _URL_IN_SPAN.finditer(text) if "://" in text and len(text) <= MAX_LINE else ():
            endpoint = parse_endpoint(match["operation"], line)
            yield from [endpoint] if endpoint else []


def find_bare_addresses(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the lines that are nothing but the address of an API, whose method the page has lost."""
    for line, text in lines:
        words = _NO_QUERY.sub("", plain_text(text).strip("# >")) if "://" in text else ""
        path, mark, query = words.partition("?")
        address = _API_ADDRESS.fullmatch(path.rstrip("/"))
        is_api = address is not None and not _FILE.search(address[0]) and (not mark or _QUERY.fullmatch(query))
        whole = f"{_ID_STEP.sub(_braced, address[0])}{mark}{query}" if address and is_api else ""
        endpoint = parse_endpoint(f"GET {whole}", line)
        yield from [endpoint._replace(method="", is_in_prose=True)] if endpoint else []


def find_titled_paths(lines: Sequence[str]) -> dict[int, Endpoint]:
    """Find the paths, by index, that stand below titles and above fields, and whose methods the page has lost."""
    found = {
        at: endpoint
        for at, line in enumerate(lines)
        if line.startswith("/") and _is_titled_path(lines, at) and (endpoint := parse_endpoint(f"GET {line}", at + 1))
    }
    return {at: endpoint._replace(method="") for at, endpoint in found.items()} if len(found) > 1 else {}


def _is_titled_path(lines: Sequence[str], at: int) -> bool:
    title = lines[at - 1].strip() if at else ""
    below = (line.strip() for line in lines[at + 1 : at + 1 + MAX_ABOVE_FIELDS])
    is_path = _PATH.fullmatch(lines[at]) is not None and not _FILE.search(lines[at])
    is_title = title[-1:].isalnum() and len(title) <= MAX_TITLE and "/" not in title
    return is_path and is_title and any(section_role(line) in FIELD_ROLES for line in below if len(line) <= MAX_TITLE)


def find_sentence_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the lines of prose that name one method, as that of a request, and one address."""
    for line, text in lines:
        if "/" not in text or len(text) > MAX_LINE or not METHOD_WORD.search(text):
            continue
        words = plain_text(text).lstrip(" -•>")
        methods = set(METHOD_WORD.findall(words))
        addresses = {match[0] for match in _ADDRESS.finditer(words)}
        is_named = METHOD_OF_REQUEST.search(words) is not None or _begins(words) or _IN_SPAN.search(text) is not None
        if is_named and len(methods) == len(addresses) == 1 and not _FILE.search(address := addresses.pop()):
            endpoint = parse_endpoint(f"{methods.pop()} {_ID_STEP.sub(_braced, address)}", line)
            yield from [endpoint._replace(is_in_prose=True)] if endpoint else []


def _braced(match: re.Match[str]) -> str:
    return f"{{{match[1]}}}"


def _begins(words: str) -> bool:
    """Return whether a sentence begins with the operation: ``POST /v1/things makes one``."""
    method = METHOD_WORD.match(words)
    return method is not None and _ADDRESS.match(words, method.end() + 1) is not None
