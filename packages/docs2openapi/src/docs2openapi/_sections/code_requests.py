"""Requests that example programs send: the method and the address, as far as they are written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.request_examples import RequestExample
from docs2openapi._text.markdown import Block
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LANGUAGES = ("python", "py", "javascript", "js", "typescript", "ts", "node", "ruby", "php", "go", "java")
_ADDRESS = re.compile(r"""["'`](https?://[^\s"'`<>]+)["'`]""")
_VERBS = "|".join(METHODS)
_METHOD = re.compile(
    rf"\b(?:requests|httpx|axios|client|session|http|request|got)\.(?P<call>{_VERBS})\("
    rf"|\bmethod['\"]?\s*[:=]\s*['\"](?P<named>{_VERBS})['\"]|\(\s*[\"'](?P<first>{_VERBS})[\"']\s*,",
    re.IGNORECASE,
)
# The line that a program begins with, where it stands among text.
_PROGRAM = re.compile(r"(?:import (?:requests|httpx|axios)|from httpx import|(?:const|var|let) \w+ = require\()\b")
_CODE = re.compile(r"[=(){}\[\];]|^(?:import|from|try|else|return|async|await)\b|^//")
MAX_PROGRAM = 200  # lines
_DEFAULT_GET = re.compile(r"\bfetch\(")
# ``params = {"id": …}`` in Python, ``new URLSearchParams({id: …})``.
_QUERY = re.compile(r"\b(?:params\s*=\s*|URLSearchParams\()\{(?P<pairs>[^{}]{0,500})\}")
# ``BASE = "https://host/v1"``.
_BASE = re.compile(
    r"""^\s*(?:const |let |var )?(?P<name>[A-Za-z_]\w*)\s*=\s*["'`](?P<url>https?://[^\s"'`<>{}]+?)/?["'`];?\s*$""",
    re.MULTILINE,
)
_HEADERS = re.compile(r"\bheaders['\"]?\s*[=:]\s*\{(?P<pairs>[^{}]{0,500})\}", re.IGNORECASE)
_PAIR = re.compile(r"""["']([A-Za-z][\w-]*)["']\s*:\s*["'`]?([^"'`,\n]*)""")
_API_KEY = re.compile(r"(?:x-)?(?:[a-z]+-)?api-?key|x-[a-z]+-(?:key|token)", re.IGNORECASE)
_KEY = re.compile(r"""(?:^|[,{\s])["']?(\w+)["']?\s*:""")


def find_code_requests(block: Block) -> Iterator[RequestExample]:
    """Read the one request that an example program sends; more of them are left out."""
    language = block.info.split(maxsplit=1)[0].lower() if block.info else ""
    text = _with_base(block.text) if language in LANGUAGES else ""
    addresses = list(dict.fromkeys(_ADDRESS.findall(text)))
    method = _METHOD.search(text)
    if not addresses or not (method or _DEFAULT_GET.search(text)):
        return
    verb = next(group for group in method.groups() if group) if method else "GET"
    names = _KEY.findall(query["pairs"]) if (query := _QUERY.search(text)) else []
    url, _, written = re.sub(r"\$\{params[^}]*\}", "", addresses[0]).partition("?")
    pairs = "&".join([*filter(None, written.split("&")), *(f"{name}=" for name in names)])
    yield RequestExample(block.first, verb.upper(), f"{url}?{pairs}", _keys(text))


def find_programs(lines: Sequence[str]) -> Iterator[RequestExample]:
    """Read the request of the first program of a page that has no fences."""
    start = next((at for at in range(len(lines)) if end_of_program(lines, at) > at), None)
    if start is not None:
        end = end_of_program(lines, start)
        yield from find_code_requests(Block("fence", start + 1, end, "\n".join(lines[start:end]), "python"))


def end_of_program(lines: Sequence[str], at: int) -> int:
    """Return the index of the line after a program that begins at a line; the same index if none does."""
    if not _PROGRAM.match(lines[at]):
        return at
    end = at + 1
    while end < min(len(lines), at + MAX_PROGRAM) and _is_code(lines[end]):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _is_code(line: str) -> bool:
    return not line.strip() or line[0].isspace() or _CODE.search(line) is not None


def _keys(text: str) -> list[tuple[str, str]]:
    """Return the headers of a program that are credentials; its other headers can be of anything."""
    headers = _HEADERS.search(text)
    pairs = _PAIR.findall(headers["pairs"]) if headers else []
    return [(name, value) for name, value in pairs if _API_KEY.fullmatch(name)]


def _with_base(text: str) -> str:
    """Put the base URL that a program names in a constant in front of each path that goes on from it."""
    bases = {match["name"]: match for match in _BASE.finditer(text)}
    if len(bases) != 1:
        return text
    ((name, base),) = bases.items()
    used = re.compile(rf"""(?:f?["'`]\$?\{{{name}\}}|\b{name}\s*\+\s*["'`])(?=/)""")
    below = text[base.end() :]
    return text[: base.start()] + used.sub(f'"{base["url"]}', below) if used.search(below) else text
