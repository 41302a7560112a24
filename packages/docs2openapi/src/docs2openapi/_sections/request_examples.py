"""Example requests: ``curl`` commands, and HTTP requests that are written out."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from docs2openapi._model.page import Remark
from docs2openapi._sections.endpoints.lines import Endpoint, parse_endpoint, with_braces
from docs2openapi._vocabulary.credentials import example_credential
from docs2openapi._vocabulary.http import FORM_TYPES, METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CURL = re.compile(r"^[ \t>]*(?:\$[ \t]*)?curl(?=[ \t])", re.MULTILINE)
# A command goes on in the next line behind a backslash, and in docs also where an option begins.
# So it does where the page has lost the lines: ``curl https://host/v1 \ -H 'A: b'``.
_CONTINUED = re.compile(r"\s*\\[ \t]*\n|\n[ \t]*(?=--?[A-Za-z])|[ \t]\\[ \t]+(?=--?[A-Za-z])")
_REQUEST_LINE = re.compile(
    rf"(?P<method>{'|'.join(METHODS)}) (?P<url>(?:https?:/)?/\S*)(?P<version> HTTP/\d(?:\.\d)?)?"
)
_FORM_LINE = re.compile(r"(?P<name>[A-Za-z_]\w*)\s?[:=] ?.*")
# An empty line between the first line of a message and its headers.
_GAP = re.compile(r"^(\s*[A-Z]+ \S+ HTTP/\d(?:\.\d)?\n)\n(?=[A-Z][\w-]*: ?\S)")
_BROKEN_QUERY = re.compile(r"\n\s*(?=[&?]\w)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")
_HEADER_LINE = re.compile(r"[A-Z][\w-]*: ?\S.*")
_HEADER_NAME = re.compile(r"[A-Za-z][\w-]*")
_FORM_DATA = re.compile(r"\s*[A-Za-z_][\w.\[\]-]*=[^&]*(?:&[A-Za-z_][\w.\[\]-]*=[^&]*)*")
_MEDIA = re.compile(r"\.(?:mp4|mov|webm|mp3|wav|ogg|flac|png|jpe?g|webp|gif|glb|zip|pdf|srt|vtt)$", re.IGNORECASE)
_COMMENT = re.compile(r"\s{2,}//.*$")  # behind the value of a header
MAX_HEADERS = 40
MAX_COMMAND = 20_000
# A command inside of a command: ``$(encode "$ID")``, with brackets of its own.
_SUBSTITUTED = re.compile(r"\$\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)")
_VARIABLE_HOST = re.compile(r"\$\{?[A-Za-z_]\w*\}?(?=/)")  # ``$BASE_URL/v1/things``
_ADDRESS = re.compile(r"https?://")
# What curl calls by http: ``localhost:8000/v1/things``.
_LOCAL = re.compile(r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?/\S+")
_PATH_ONLY = re.compile(r"/[a-z][\w{}:.-]*/\S+")  # of an API whose host the page does not name
_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)")
# What a command reads from the lines below it: ``--data @- <<EOF``, up to ``EOF`` on a line of its own.
_HERE_DOCUMENT = re.compile(r"@-[ \t]*<<-?[ \t]*(?P<quote>['\"]?)(?P<end>[A-Za-z_]\w*)(?P=quote)[ \t]*\n")
MAX_COMMANDS = 50  # in one fence; a page with more of them describes more than one operation

# Options of curl that take a value, by what the value is; the last ones say nothing about the API.
_OPTIONS = {
    "method": ("-X", "--request"),
    "header": ("-H", "--header"),
    "data": ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json", "--data-urlencode"),
    "form": ("-F", "--form"),
    "user": ("-u", "--user"),
    "url": ("--url",),
    "": ("-o", "--output", "-A", "--user-agent", "-m", "--max-time", "-b", "--cookie", "-x", "-w"),
}
_AS_QUERY = {"-G", "--get"}  # what is sent goes into the query
_MEANING = {option: meaning for meaning, options in _OPTIONS.items() for option in options}
# A host on the machine of the reader, which has no certificate.
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?::\d{1,5})?")


@dataclass(slots=True)
class RequestExample:
    """A request that the page shows.

    Attributes:
        line: Its first line, from 1.
        form: The names of its form fields.
        data: The text of its body.
        is_basic: True if it sends a user name and a password.
        has_variable_host: True if its host is a variable, which is left out of the URL.
        server: The server that a ``Host`` header names.
    """

    line: int
    method: str = ""
    url: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    form: list[str] = field(default_factory=list[str])
    data: str | None = None
    is_basic: bool = False
    has_variable_host: bool = False
    server: str = ""

    @property
    def address(self) -> str:
        """The URL without its query, parameters written ``{id}``."""
        return self.server + with_braces(re.split("[?#]", self.url)[0]).rstrip("/")

    @property
    def endpoint(self) -> Endpoint | None:
        """The operation that it calls; None if its address has no path."""
        return parse_endpoint(f"{self.method} {self.address}", self.line)

    @property
    def is_download(self) -> bool:
        """True if it fetches a file that is made, with no credential: that is no operation of the API."""
        return self.method == "GET" and not self.headers and _MEDIA.search(self.address) is not None

    @property
    def calls_api(self) -> bool:
        """True if it sends a body or a credential, or to a host to be filled in: any other address can be anything."""
        named = (example_credential(name, value, self.line) for name, value in self.headers)
        return self.data is not None or bool(self.form) or self.is_basic or self.has_variable_host or any(named)

    @property
    def form_names(self) -> list[str]:
        """The names of its form fields, also of those in a body such as ``a=1&b=2``."""
        is_form = self.data is not None and _FORM_DATA.fullmatch(self.data) is not None
        pairs = self.data.split("&") if self.data and is_form else []
        return list(dict.fromkeys([*self.form, *(pair.partition("=")[0].strip() for pair in pairs)]))

    @property
    def query(self) -> list[str]:
        """The names in the URL's query."""
        return [name for name, _ in self.query_pairs]

    @property
    def query_pairs(self) -> list[tuple[str, str]]:
        """The names and values in the URL's query."""
        pairs = [pair.partition("=") for pair in self.url.partition("?")[2].partition("#")[0].split("&") if pair]
        return [(name, value) for name, _, value in pairs]


def with_queries(endpoints: Sequence[Endpoint]) -> list[RequestExample]:
    """Return a request for each operation that a page names with a query: ``GET /v1/things?id=…``."""
    return [
        RequestExample(each.line, each.method.upper(), f"{each.path}?{each.query}") for each in endpoints if each.query
    ]


def find_curl_requests(text: str, first: int, remarks: list[Remark]) -> Iterator[RequestExample]:
    """Read the ``curl`` commands in a text.

    Args:
        text: The text of a fence or a page.
        first: The line of the page at which it begins, from 1.
        remarks: Takes a remark for each command that cannot be read.
    """
    for start in islice(_CURL.finditer(text), MAX_COMMANDS):
        line = first + text.count("\n", 0, start.start())
        words = _shell_words(text[start.start() : start.start() + MAX_COMMAND])
        request = _curl_request(words, line) if words else None
        if request is None or not request.url:
            remarks.append(Remark(line, "the request example cannot be read; left out"))
        else:
            yield request


def find_http_requests(text: str, line: int) -> Iterator[RequestExample]:
    """Read a text that begins as an HTTP request: ``GET /v1/things HTTP/1.1`` and the headers below."""
    lines = _BROKEN_QUERY.sub("", _GAP.sub(r"\1", text, count=1)).split("\n", MAX_HEADERS)
    match = _REQUEST_LINE.fullmatch(lines[0].strip())
    has_header = _HEADER_LINE.fullmatch("".join(lines[1:2]).strip()) is not None
    if match is None or not (match["version"] or has_header):
        return
    request = RequestExample(line, match["method"], match["url"])
    for at, header in enumerate(lines[1:MAX_HEADERS], 1):
        name, colon, value = header.partition(":")
        if not colon or not _HEADER_NAME.fullmatch(name.strip()) or value.strip().startswith("{"):
            request.form = _form_names(request, lines[at:])
            break
        value = _COMMENT.sub("", value)
        request.headers.append((name.strip(), value.strip()))
        if name.strip().lower() == "host" and _HOST.fullmatch(value.strip()):
            request.server = f"{'http' if _LOOPBACK.fullmatch(value.strip()) else 'https'}://{value.strip()}"
    yield request


def _form_names(request: RequestExample, below: list[str]) -> list[str]:
    """Return the names of the fields below the headers of a form: ``image: [file]``."""
    types = [value.lower() for name, value in request.headers if name.lower() == "content-type"]
    if not any(kind.startswith(FORM_TYPES) for kind in types):
        return []
    return [match["name"] for line in below if (match := _FORM_LINE.fullmatch(line.strip()))]


def _variable_in(substituted: re.Match[str]) -> str:
    """Return the last variable of a command whose output is put in place of it, else what stands for an identifier."""
    names = _VARIABLE.findall(substituted[0])
    return f"${{{names[-1]}}}" if names else "{id}"


def _with_here_document(text: str) -> str:
    """Write the first here-document of a command as a quoted word of it."""
    begin = _HERE_DOCUMENT.search(text)
    end = re.compile(rf"^[ \t]*{begin['end']}[ \t]*$", re.MULTILINE).search(text, begin.end()) if begin else None
    if begin is None or end is None:
        return text
    return text[: begin.start()] + shlex.quote(text[begin.end() : end.start()]) + text[end.end() :]


def _shell_words(text: str) -> list[str]:
    """Split a command into words as a shell does, up to the end of its line; empty if a quote has no end."""
    text = _SUBSTITUTED.sub(_variable_in, text) if "$(" in text else text
    lexer = shlex.shlex(_CONTINUED.sub(" ", _with_here_document(text)), posix=True, punctuation_chars="\n;|")
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t", True, ""
    words: list[str] = []
    try:
        for word in lexer:
            if set(word) <= set("\n;|") and words:
                break
            words.append(word)
    except ValueError:
        return []
    return words


def _curl_request(words: Sequence[str], line: int) -> RequestExample:
    request = RequestExample(line)
    rest = iter(words[1:])
    for word in rest:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option in _MEANING:
            _set_option(request, _MEANING[option], value if equals else next(rest, ""))
        elif option in _AS_QUERY:
            request.method = request.method or "GET"
        elif _ADDRESS.match(word) or _PATH_ONLY.fullmatch(word):
            request.url = request.url or word
        elif _LOCAL.fullmatch(word):
            request.url = request.url or f"http://{word}"
        elif host := _VARIABLE_HOST.match(word):
            request.url, request.has_variable_host = word[host.end() :], True
    request.method = request.method or ("POST" if request.data is not None or request.form else "GET")
    if request.data is not None and not _AS_QUERY.isdisjoint(words):
        request.url, request.data = f"{request.url}{'&' if '?' in request.url else '?'}{request.data}", None
    return request


def _set_option(request: RequestExample, meaning: str, value: str) -> None:
    if meaning == "method":
        request.method = value.upper()
    elif meaning == "header":
        name, _, content = value.partition(":")
        request.headers.append((name.strip().rstrip(";"), content.strip()))
    elif meaning == "data":
        request.data = value if request.data is None else f"{request.data}&{value}"
    elif meaning == "form":
        request.form.append(value.partition("=")[0])
    elif meaning == "user":
        request.is_basic = bool(value)
    elif meaning == "url":
        request.url = value
