"""Lines that name an operation, such as ``POST https://host/v1/things``, and lines that name base URLs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.endpoints import (
    BASE_URL_CUE,
    BASE_URL_LABEL,
    DOCS_HOST,
    ENDPOINT_LINE,
    HOST_CUE,
    LABEL_KINDS,
    METHOD_OF_REQUEST,
    METHOD_WORD,
)
from docs2openapi._vocabulary.headings import MAX_HEADING, is_title
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLACEHOLDER = re.compile(
    r"(?<=/)(?::([A-Za-z_][\w-]*)|\{(\w+)=[^{}\s]*\}|<(?:[a-z]+:)?([^<>/\s]+)>|\{\{([^{}/\s]+)\}\}|\$\{?([A-Za-z_]\w*)\}?(?=/|$)"
    r"|((?:YOUR|MY)[_-][A-Z][A-Z_-]*|Your[A-Z][A-Za-z]+|(?:[A-Z][A-Z0-9]*_)*ID)(?=/|$)|\((?:[a-z]+:)?([a-z]\w*)\)|\[([a-z][\w-]*)\])"
)
# What no path says in earnest: an example of an identifier.
_EXAMPLE_ID = re.compile(r"(?<=/)(?:[a-z]\w{0,19}:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=/|$)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s`'\"<>()\[\]|*,;]+[^\s`'\"<>()\[\]|*,;.:]")
_OF_DOCS = re.compile(r"/(?:docs|redoc|swagger|api-docs)/?$")
_COMMENT = re.compile(r"# (?!#)[^\n:]{1,60}$")  # over one of several base URLs in a fence
_MAY_NAME_HOST = re.compile("域名|domain name")
_BEHIND_URL = re.compile(r"\s+#\s.*$")  # a comment in code
_HOST_ONLY = re.compile(r"https?://[\w.-]+(?::\d+)?")
_EXAMPLE_STEP = re.compile(r"(?=[^/]*\d)[\w.-]+")
# ``GET | POST /v1/things``: two operations at one address.
_SEVERAL_METHODS = re.compile(
    rf"(?P<methods>(?:{'|'.join(METHODS)})(?:(?:\s?[/|,]\s?|\s(?:or|and)\s)(?:{'|'.join(METHODS)}))+)\s+"
    r"(?P<address>(?:https?:/)?/\S+)"
)
_NAMED = re.compile(r"\{[^{}]*\}")
_VERSION = re.compile(r"(?:/(?:api|rest|public|v\d[\w.]*))+")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+)?/\S*")
_MEANING = re.compile(r"\s+(?:--|[—–-])\s.{1,100}$")
_LIST_MARK = re.compile(r"^[#>\s]*(?:[-*+•]\s+)?")
# A title with the method of the address below it: ``Request (post)``.
_TITLE_WITH_METHOD = re.compile(rf"[#\s]*[^()（）|`]{{1,24}}[(（](?P<method>{'|'.join(METHODS)})[)）]", re.IGNORECASE)
# A component that draws the operation: ``<Endpoint method="GET" path="/v1/things" />``.
_COMPONENT = re.compile(
    r"<[A-Za-z][\w.]*\s(?=[^<>]*\bmethod=[\"'](?P<method>\w+)[\"'])[^<>]*?\b(?:path|url|endpoint|route)=[\"'](?P<path>[^\"'\s]+)"
)
# The line that opens the description of an operation, with what it does in brackets.
_SUMMARY = re.compile(r"<summary>(.*)</summary>")
_IN_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_BADGE_TEXT = re.compile(r"<[A-Z]\w*\s[^<>]{0,80}?\btext=[\"']([A-Z]+)[\"'][^<>]{0,80}/?>")
_TAG = re.compile(r"</?[A-Z]\w*[a-z]\w*(?:\s[^<>]{0,80})?/?>")
_MAY_NAME = re.compile("|".join(("method=", "^(?:get|post|put|patch|delete) https?:", *METHODS)))
# ``### `/things```, or with what is below it: ``## `/v1` routes``.
_PATH_HEADING = re.compile(
    r"(?P<level>#{1,6})\s+[*`]{0,3}(?P<path>/[\w{}:<>/.-]*)[*`]{0,3}(?P<what>\s+(?:routes|endpoints|api|apis|resources))?",
    re.IGNORECASE,
)
# Behind what the heading says: ``Job state (GET /v1/jobs/{id})``.
_OPERATION_IN_BRACKETS = re.compile(
    rf"[^()]{{2,80}}\s\((?P<operation>(?:{'|'.join(METHODS)})\s(?:https?:/)?/[^\s()]*)\)"
)
# All of a line in one pair of marks, with an address that lacks its first slash: ```GET api/things```.
_WITHOUT_SLASH = re.compile(rf"`(?P<method>{'|'.join(METHODS)})\s+(?P<path>[A-Za-z][\w.-]*/[^\s`]+)`")
_METHOD_BEHIND = re.compile(rf"(?P<path>/\S*)\s+[(\[](?P<method>{'|'.join(METHODS)})[)\]]")
# Several words in place of a value: ``?id=<job id>``.
_WORDS_OF_VALUE = re.compile(r"(?<=[/=])<[A-Za-z]\w*(?:[ -]\w+){1,4}>")
# In front of what a heading says: ``### 2. `POST /v1/things```.
_HEADING_MARK = re.compile(r"^[#>\s]*(?:(?<=# )\d{1,2}(?:\.\d{1,2})*[.)、]?\s+)?")
_SLASHES = re.compile(r"/{2,}")
# Text of another script that has no space in front, and is in no placeholder.
_STUCK_TEXT = re.compile(r"(?<=[A-Za-z0-9_}])[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af][^{}<>/]*$")
# Between two scripts: ``请求 URL``.
_LABEL_GAP = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])\s+(?=[a-z])|(?<=[a-z])\s+(?=[\u3040-\u30ff\u4e00-\u9fff])")
_PART_OF_URL = re.compile(
    r"^[*_-]*\s?(?P<part>Host|BasePath|Schemes)[*_]* ?: ?(?P<value>[\w./:-]*[\w/])\s*$", re.IGNORECASE | re.MULTILINE
)
# Behind a label for the method: ``HTTP POST。``.
_METHOD_IN_WORDS = re.compile(
    rf"(?:HTTP |https? )?({'|'.join(METHODS)})(?: ?(?:请求|方式|方法|request))?[。.]?", re.IGNORECASE
)
_NAMED_ADDRESS = re.compile(r"[^\W\d_][^:：/]{0,19}[:：]\s?(?P<address>https?://[^\s/]+/\S+)")
# ``the GET route``, ``this endpoint accepts POST``.
_METHOD_OF_ROUTE = re.compile(
    rf"\b(?:{'|'.join(METHODS)}) (?:route|endpoint|method|verb)\b"
    rf"|\b(?:route|endpoint|method)s? (?:accepts?|allows?|takes|supports?|is called with|uses)(?: an?)?"
    rf" (?:{'|'.join(METHODS)})\b"
)
MAX_SENTENCES = 4  # lines below a heading
MAX_LABEL = 40
MAX_LABELLED = 400
MAX_BELOW_LABEL = 4  # lines: the value can stand below the name of a variant


class Endpoint(NamedTuple):
    """A method, a server if it is named, and a path whose parameters are written ``{id}``.

    Attributes:
        name: What a table that lists operations calls it.
        query: The query behind the path.
        is_in_prose: True if only a sentence names it.
    """

    line: int
    method: str
    server: str | None
    path: str
    name: str = ""
    query: str = ""
    is_in_prose: bool = False

    def is_same(self, other: Endpoint) -> bool:
        """Return whether two name the same operation: their paths differ in names or in a version in front at most."""
        if self.method != other.method:
            return False
        if _is_example(self.path, other.path) or _is_example(other.path, self.path):
            return True
        short, long = sorted((_NAMED.sub("{}", self.path), _NAMED.sub("{}", other.path)), key=len)
        return long.endswith(short) and (_VERSION.fullmatch(long[: -len(short)]) is not None or long == short)

    def is_sample_of(self, other: Endpoint) -> bool:
        """Return whether this shows another one, with any words in place of its parameters."""
        steps, names = self.path.split("/"), other.path.split("/")
        are_alike = self.method == other.method and len(steps) == len(names)
        return are_alike and all(
            step == name or _NAMED.fullmatch(name) for step, name in zip(steps, names, strict=True)
        )


def _is_example(path: str, named: str) -> bool:
    """Return whether a path has values in place of the parameters of another one: such values have digits.

    What stands in front, a base path, can be missing in it.
    """
    steps = path.split("/")[1:]
    names = named.split("/")[1:]
    is_short = len(steps) < len(names) and len(steps) > 1 and "{" not in path
    if not (is_short or len(steps) == len(names)) or path.count("{") >= named.count("{"):
        return False
    return all(
        step == name or (_NAMED.fullmatch(name) and (_NAMED.fullmatch(step) or _EXAMPLE_STEP.fullmatch(step)))
        for step, name in zip(steps, names[-len(steps) :], strict=True)
    )


class BaseUrl(NamedTuple):
    """A base URL that the page names, without a slash at its end."""

    line: int
    url: str


def with_braces(path: str) -> str:
    """Write the parameters of a path as OpenAPI does.

    >>> with_braces("/v1/things/:id/<part>")
    '/v1/things/{id}/{part}'
    """
    named = _PLACEHOLDER.sub(lambda match: f"{{{next(group for group in match.groups() if group)}}}", path)
    return _EXAMPLE_ID.sub("{id}", named, 1)


def parse_endpoint(text: str, line: int) -> Endpoint | None:
    """Parse a text that is a method and a path or URL; None if it is anything else but a remark in brackets."""
    if text.endswith(")") and text.startswith(METHODS):  # ``POST /v1/things (JSON or a form)``
        text = _IN_BRACKETS.sub("", text)
    match = ENDPOINT_LINE.fullmatch(text) if "/" in text and len(text) <= MAX_LINE else None
    if match is None or not (match["method"].isupper() or match["server"]):  # ``get /v1/things`` can be prose
        return None
    path = with_braces(_SLASHES.sub("/", _STUCK_TEXT.sub("", match["path"])))
    path = path if path == "/" else path.rstrip("/")
    return Endpoint(line, match["method"].lower(), match["server"], path, query=match["query"] or "")


def find_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the lines that name an operation and nothing else, whatever their markup; an address may stand below."""
    method = ""
    for (line, text), (_, below) in pairwise([*lines, (0, "")]):
        if below.startswith(")"):
            continue  # in brackets that are broken over lines
        stripped = text.strip(" \t*`")
        if method and _ADDRESS.fullmatch(stripped) and (endpoint := parse_endpoint(f"{method} {stripped}", line)):
            yield endpoint
        if stripped:
            named = _TITLE_WITH_METHOD.fullmatch(stripped)
            method = named["method"].upper() if named else stripped if stripped in METHODS else ""
        if "/" in text and len(text) <= MAX_LINE and _MAY_NAME.search(text):
            yield from _on_line(text, line)


def _on_line(text: str, line: int) -> Iterator[Endpoint]:
    """Return the operation that a line names, if it names nothing else; two, if it gives two methods."""
    stripped = text.strip()
    words = plain_text(_without_badges(_joined(_HEADING_MARK.sub("", stripped)))).rstrip(" .:")
    if several := _SEVERAL_METHODS.fullmatch(words):
        named = [
            parse_endpoint(f"{each} {several['address']}", line) for each in METHOD_WORD.findall(several["methods"])
        ]
        yield from filter(None, named)
        return
    endpoint = parse_endpoint(words, line)
    if endpoint is None and (summary := _SUMMARY.search(text)):
        endpoint = parse_endpoint(_IN_BRACKETS.sub("", plain_text(summary[1])), line)
    if endpoint is None and (component := _COMPONENT.search(text)):
        endpoint = parse_endpoint(f"{component['method'].upper()} {component['path']}", line)
    if endpoint is None and (bare := _WITHOUT_SLASH.fullmatch(stripped)):
        endpoint = parse_endpoint(f"{bare['method']} /{bare['path']}", line)
    if endpoint is None and stripped.startswith("#"):
        endpoint = _heading_endpoint(words, line)
    if endpoint is not None:
        yield endpoint


def _joined(text: str) -> str:
    """Join the words of a placeholder, so that an address has no spaces."""
    return _WORDS_OF_VALUE.sub(lambda match: match[0].replace(" ", "_"), text) if "<" in text else text


def _heading_endpoint(words: str, line: int) -> Endpoint | None:
    """Read a heading that goes on with what the operation does, or has the method behind: ``/v1/things (POST)``."""
    if behind := _METHOD_BEHIND.fullmatch(words):
        return parse_endpoint(f"{behind['method']} {behind['path']}", line)
    if named := _OPERATION_IN_BRACKETS.fullmatch(words):
        return parse_endpoint(named["operation"], line)
    return parse_endpoint(_MEANING.sub("", words), line)


def _without_badges(text: str) -> str:
    """Put the text of a badge in its place: ``<Badge>GET</Badge>``, ``<Badge text="GET" />``."""
    return _TAG.sub(" ", _BADGE_TEXT.sub(r"\1 ", text)) if "<" in text else text


class _PathHeadings:
    """Reads the headings that are paths, inside of others: ``## `/v1` routes`` around ``### `/things```."""

    def __init__(self) -> None:
        self.outer: dict[int, str] = {}  # by level
        self.level = 0  # of the last one

    def path(self, text: str) -> str | None:
        """Return the path of a heading, empty for one around others; None for any other line."""
        heading = _PATH_HEADING.fullmatch(text.strip()) if text.startswith("#") else None
        if heading is None:
            return None
        self.level = level = len(heading["level"])
        self.outer = {at: path for at, path in self.outer.items() if at < level}
        if heading["what"]:
            self.outer[level] = heading["path"].rstrip("/")
            return ""
        return "".join(self.outer.values()) + heading["path"]


def find_titled_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the headings that are methods, below one that is a path: ``#### GET`` below ``### /things``."""
    titled, path = _PathHeadings(), ""
    for line, text in lines:
        if not text.startswith("#"):
            continue
        words = plain_text(text[:MAX_LABELLED].lstrip("# "))
        found = titled.path(text)
        if found is None and path and words in METHODS:
            endpoint = parse_endpoint(f"{words} {path}", line)
            yield from [endpoint] if endpoint else []
        elif found is not None or len(text) - len(text.lstrip("#")) <= titled.level:
            path = found or ""


def find_endpoints_titled_by_path(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the headings that are paths if the text right below names the method: ``The things route takes POST``."""
    titled, path, at, sentences = _PathHeadings(), "", 0, list[str]()
    for line, text in [*lines, (0, "# ")]:
        if not text.startswith("#"):
            sentences += [text] if path and text.strip() and len(sentences) < MAX_SENTENCES else []
            continue
        methods = {method.upper() for words in sentences for method in _methods_in_sentence(words)}
        endpoint = parse_endpoint(f"{methods.pop()} {path}", at) if len(methods) == 1 else None
        yield from [endpoint] if endpoint else []
        path, at, sentences = titled.path(text) or "", line, []


def _methods_in_sentence(text: str) -> list[str]:
    words = [match[0] for match in METHOD_OF_REQUEST.finditer(text)] + [
        match[0] for match in _METHOD_OF_ROUTE.finditer(text)
    ]
    return [method for each in words for method in METHOD_WORD.findall(each.upper())]


def _may_be_label(text: str) -> bool:
    """Return whether a line can be a label or a heading: most lines are neither, and are looked at no further."""
    return ":" in text or "：" in text or text.startswith("#") or text.strip(" \t*`>-•+").lower() in LABEL_KINDS


def _behind_name(words: str) -> str:
    """Return the address of a line that gives it a name: ``Europe: https://host/v1/things``."""
    match = _NAMED_ADDRESS.fullmatch(words)
    return match["address"] if match else words


def _labelled(words: str) -> tuple[str, str]:
    """Return what a label in front of a line means, ``method`` or ``url``, and what stands behind it."""
    named, _, value = words.replace("：", ":").partition(":")
    method = _METHOD_IN_WORDS.fullmatch(value.strip())
    return LABEL_KINDS.get(_LABEL_GAP.sub("", named.strip().lower()), ""), method[1] if method else value.strip()


def find_labelled_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the operations whose method and address stand each behind a label, or below one."""
    method, url, label = "", "", ""
    first = last = 0
    titled = _PathHeadings()
    for line, text in ((line, text) for line, text in lines if label or url or method or _may_be_label(text)):
        words = plain_text(_LIST_MARK.sub("", text[:MAX_LABELLED]))
        if (path := titled.path(text)) is not None:
            method, url, label, first = "", path, "", line
            continue
        kind, value = _labelled(words)
        if not kind and text.startswith("#") and is_title(words[:MAX_HEADING]):
            method, url, label, first = "", "", "", 0  # of something else
        found, value = (kind, value) if kind and value else (label, _behind_name(words) if label else words)
        if kind and value == words:
            label, last = kind, line + MAX_BELOW_LABEL
        elif kind or line >= last or _ADDRESS.fullmatch(value) or value.upper() in METHODS:
            label = ""
        is_below_path = bool(url) and words in METHODS  # ``**GET**`` below ``#### /things``
        if (found or is_below_path) and value.upper() in METHODS:
            method, first = value.upper(), line
        elif found == "url" and (whole := parse_endpoint(value, line)):
            yield whole
            method, url, first = "", "", 0
            continue
        elif found == "url" and _ADDRESS.fullmatch(value):
            url, first = value, min(first or line, line)
        if method and url:
            endpoint = parse_endpoint(f"{method} {url}", first)
            yield from [endpoint] if endpoint else []
            method, url, first = "", "", 0


def find_labelled_paths(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the paths below or behind a label, such as "Request path", whose method no line names."""
    if next(find_labelled_endpoints(lines), None) is not None:
        return
    label = False
    for line, text in lines:
        words = plain_text(text[:MAX_LABELLED]).replace("：", ":") if text.strip() else ""
        named, _, value = words.partition(":")
        is_label = LABEL_KINDS.get(_LABEL_GAP.sub("", named.strip("#-*• ").lower())) == "url"
        path = value.strip() if is_label else words if label else ""
        if path.startswith(("/", "http")) and (endpoint := parse_endpoint(f"GET {path}", line)):
            yield endpoint._replace(method="", is_in_prose=True)
        label = (is_label and not value.strip()) or (label and not words)


def find_split_base_url(text: str) -> Iterator[BaseUrl]:
    """Find a base URL whose host, path and scheme stand on a line each, as in documents of Swagger 2."""
    named = {match["part"].lower(): match for match in _PART_OF_URL.finditer(text)}
    if host := named.get("host"):
        path = named["basepath"]["value"].rstrip("/") if "basepath" in named else ""
        scheme = "http" if "schemes" in named and named["schemes"]["value"].lower() == "http" else "https"
        yield BaseUrl(text.count("\n", 0, host.start()) + 1, f"{scheme}://{host['value']}{path}")


def find_base_urls(lines: Sequence[tuple[int, str]]) -> Iterator[BaseUrl]:
    """Find the base URLs: after words that announce one, or below a label; below "Endpoint" only a bare host."""
    label = is_over_host = False
    for line, text in lines:
        words = text.replace("`", "").replace("*", "")[:MAX_LINE] if "`" in text or "*" in text else text[:MAX_LINE]
        if not words or words.isspace() or (label and _COMMENT.match(words)):
            continue
        if cue := BASE_URL_CUE.search(words) if "http" in words else None:
            url = _URL.match(words, cue.end())
            if url and not DOCS_HOST.match(url[0]):
                yield BaseUrl(line, url[0].rstrip("/"))
        elif host := HOST_CUE.search(words) if "." in words and _MAY_NAME_HOST.search(words.lower()) else None:
            yield BaseUrl(line, f"https://{host['host']}")
        elif is_over_host and _HOST_ONLY.fullmatch(words.strip()):
            yield BaseUrl(line, words.strip())
        elif label and not parse_endpoint(plain_text(words), line):
            urls = [url for url in dict.fromkeys(_URL.findall(words)) if not _OF_DOCS.search(url)]
            yield from (BaseUrl(line, url.rstrip("/")) for url in urls)
        is_short = len(words) <= MAX_LABEL
        label = (label and _is_of_list(text, words)) or (is_short and BASE_URL_LABEL.fullmatch(words) is not None)
        is_over_host = label or (is_short and LABEL_KINDS.get(words.strip("# :：").lower()) == "url")


def _is_of_list(text: str, words: str) -> bool:
    """Return whether a line is of a list of base URLs, whose entries can have titles in place of marks."""
    alone = _BEHIND_URL.sub("", words.strip())
    return alone.endswith(":") or text.lstrip().startswith(("- ", "* ")) or _URL.fullmatch(alone) is not None
