"""Where a page says what is called: lines such as ``POST https://host/v1/things``, base URLs, ``curl`` examples."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import Remark
from docs2openapi._text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS")
_LINE = re.compile(
    r"(?:[>•\s]*(?:http\s+)?(?:endpoint|request|url|route|http request|method)\s*:?\s*)?"
    rf"(?P<method>{'|'.join(METHODS)})\s*:?\s+(?P<server>https?://[^\s/?#<>{{}}]+)?(?P<path>/[^\s?#]*)(?:\?\S*)?"
    r"(?:\s+HTTP/\d(?:\.\d)?)?",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(?<=/)(?::([A-Za-z_]\w*)|<([^<>/\s]+)>|\{\{([^{}/\s]+)\}\})")
_URL = re.compile(r"https?://[^\s`'\"<>()\[\]|*,;]+[^\s`'\"<>()\[\]|*,;.:]")
_BASE = re.compile(
    r"\b(?:base[ -]?urls?|base path|base endpoint|root url|api url|api host|servers?|host"
    r"|api (?:lives|is served|is available) at"
    r"|(?:requests|calls) (?:go|are sent|are made|should be (?:sent|made)) to)\b"
    r"[^.!?]{0,40}?(?=https?://)",
    re.IGNORECASE,
)
_BASE_LABEL = re.compile(r"[#*\s]*(?:api )?(?:base[ -]?urls?|servers?|host|root url)[:*\s]*", re.IGNORECASE)
_CURL = re.compile(r"^[ \t>]*(?:\$[ \t]*)?curl\s", re.MULTILINE)
_MESSAGE = re.compile(rf"(?P<method>{'|'.join(METHODS)}) (?P<url>/\S*) HTTP/\d(?:\.\d)?")
MAX_HEADERS = 40
MAX_COMMAND = 20_000
MAX_COMMANDS = 50  # in one fence; a page that has more of them is no page of one operation
MAX_LINE = 2_000


class OperationLine(NamedTuple):
    """A method, a server if it is named, and a path whose parameters are written ``{id}``."""

    line: int
    method: str
    server: str | None
    path: str


class Base(NamedTuple):
    """A base URL that the page names, without a slash at its end."""

    line: int
    url: str


@dataclass(slots=True)
class Call:
    """A ``curl`` command: what it sends where. ``form`` are names of form fields, ``data`` the text of the body."""

    line: int
    method: str = ""
    url: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    form: list[str] = field(default_factory=list[str])
    data: str | None = None
    is_basic: bool = False

    @property
    def address(self) -> str:
        """The URL without its query, parameters written ``{id}``."""
        return with_braces(re.split("[?#]", self.url)[0]).rstrip("/")

    @property
    def query(self) -> list[str]:
        """The names in the URL's query."""
        return [pair.partition("=")[0] for pair in self.url.partition("?")[2].partition("#")[0].split("&") if pair]


def with_braces(path: str) -> str:
    """Write the parameters of a path as OpenAPI does: ``:id`` and ``<id>`` are ``{id}``."""
    return _PLACEHOLDER.sub(lambda match: f"{{{match[1] or match[2] or match[3]}}}", path)


def operation_line(text: str, line: int) -> OperationLine | None:
    """Read a line that is a method and a path or URL, and nothing else."""
    match = _LINE.fullmatch(text) if len(text) <= MAX_LINE else None
    if match is None or not match["method"].isupper():
        return None
    path = with_braces(match["path"])
    return OperationLine(line, match["method"].lower(), match["server"], path if path == "/" else path.rstrip("/"))


def operation_lines(lines: Sequence[tuple[int, str]]) -> Iterator[OperationLine]:
    """Find the lines that say nothing but the operation, whatever markup they have."""
    for line, text in lines:
        if len(text) <= MAX_LINE and any(method in text for method in METHODS):
            found = operation_line(plain(text.strip().lstrip("#> ")).rstrip(" .:"), line)
            if found is not None:
                yield found


def bases(lines: Sequence[tuple[int, str]]) -> Iterator[Base]:
    """Find the base URLs: behind words that say so, or below a label that does."""
    label = 0
    for line, text in lines:
        words = text.replace("`", "").replace("*", "")[:MAX_LINE]
        if not words.strip():
            continue
        if cue := _BASE.search(words):
            url = _URL.match(words, cue.end())
            if url:
                yield Base(line, url[0].rstrip("/"))
        elif label and (urls := _URL.findall(words)) and not operation_line(plain(words), line):
            yield from (Base(line, url.rstrip("/")) for url in dict.fromkeys(urls))
        label = line if _BASE_LABEL.fullmatch(words) else 0


def calls(text: str, first: int, remarks: list[Remark]) -> Iterator[Call]:
    """Read the ``curl`` commands in a text that begins at a line of the page."""
    for start in islice(_CURL.finditer(text), MAX_COMMANDS):
        line = first + text.count("\n", 0, start.start())
        words = _words(text[start.start() : start.start() + MAX_COMMAND])
        call = _call(words, line) if words else None
        if call is None or not call.url:
            remarks.append(Remark(line, "the request example cannot be read; left out"))
        else:
            yield call


def message_calls(text: str, line: int) -> Iterator[Call]:
    """Read an HTTP request written out: ``GET /v1/things HTTP/1.1`` and the headers under it."""
    lines = text.split("\n", MAX_HEADERS)
    match = _MESSAGE.fullmatch(lines[0].strip())
    if match is None:
        return
    call = Call(line, match["method"], match["url"])
    for header in lines[1:MAX_HEADERS]:
        name, colon, value = header.partition(":")
        if not colon or not re.fullmatch(r"[A-Za-z][\w-]*", name.strip()):
            break
        call.headers.append((name.strip(), value.strip()))
    yield call


def _words(text: str) -> list[str]:
    """Take a command apart as a shell does, up to the end of its line."""
    lexer = shlex.shlex(text.replace("\\\n", " "), posix=True, punctuation_chars="\n;|")
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t", True, ""
    words: list[str] = []
    try:
        for word in lexer:
            if set(word) <= set("\n;|") and words:
                break
            words.append(word)
    except ValueError:  # a quote without its end
        return []
    return words


_DATA = ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json")
_VALUED = ("-o", "--output", "-A", "--user-agent", "-m", "--max-time", "--data-urlencode", "-b", "--cookie", "-x", "-w")


def _call(words: Sequence[str], line: int) -> Call:
    call = Call(line)
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in ("-X", "--request"):
            call.method = (value if equals else next(rest, "")).upper()
        elif name in ("-H", "--header"):
            header, _, content = (value if equals else next(rest, "")).partition(":")
            call.headers.append((header.strip(), content.strip()))
        elif name in _DATA:
            call.data = value if equals else next(rest, "")
        elif name in ("-F", "--form"):
            call.form.append((value if equals else next(rest, "")).partition("=")[0])
        elif name in ("-u", "--user"):
            call.is_basic = bool(value if equals else next(rest, ""))
        elif name == "--url":
            call.url = value if equals else next(rest, "")
        elif name in _VALUED:
            next(rest, "")
        elif not word.startswith("-") and re.match(r"https?://", word):
            call.url = call.url or word
    call.method = call.method or ("POST" if call.data is not None or call.form else "GET")
    return call
