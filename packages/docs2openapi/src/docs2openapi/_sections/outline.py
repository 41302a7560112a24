"""What the headings, labels and tabs around a line say of it: is it about what is sent, or about which answer?"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._text.inline import plain
from docs2openapi._text.tags import TITLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._text.markdown import Block
    from docs2openapi._text.tags import Tag

# A title says what it is about if it has no other words than these.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a all an and api arguments argument attributes attribute auth authentication authorization authorizations body
        code codes data details error errors example examples field fields for form format handling header headers http
        in input inputs json limit limiting limits multipart object of on optional options output parameter parameters
        params param path payload possible properties property query quotas rate reference request required response
        responses result results return returned returns sample schema status statuses structure success successful the
        uri url values your
        """,
    )
)
_TITLES = {
    **dict.fromkeys(("请求头", "请求头参数", "リクエストヘッダー"), "header"),
    **dict.fromkeys(("请求体", "请求体参数", "リクエストボディ"), "body"),
    **dict.fromkeys(("请求参数", "リクエスト", "リクエストパラメータ"), "sent"),
    **dict.fromkeys(("路径参数", "パスパラメータ"), "path"),
    **dict.fromkeys(("查询参数", "クエリパラメータ"), "query"),
    **dict.fromkeys(
        ("响应体", "响应参数", "返回参数", "响应", "返回结果", "响应示例", "返回示例", "レスポンス"), "answer"
    ),
    **dict.fromkeys(("错误码", "エラー", "エラーコード"), "errors"),
}
_IDENTIFIER = re.compile(r"\w_\w")
_STRONG = re.compile(
    r"\b(?:query|path|body|header|response|request) (?:param|field|body|header|attribute|schema|argument)"
)
_ROLES = [
    ("limits", {"rate", "limit", "limits", "limiting", "quotas"}),
    ("errors", {"error", "errors"}),
    ("answer", {"response", "responses", "returns", "return", "returned", "output", "result", "results"}),
    ("header", {"header", "headers"}),
    ("path", {"path"}),
    ("query", {"query"}),
    ("body", {"body", "payload", "form", "json", "multipart"}),
    ("auth", {"auth", "authentication", "authorization", "authorizations"}),
    (
        "sent",
        {
            *("param", "params", "parameter", "parameters", "argument", "arguments", "attribute", "attributes", "url"),
            *("property", "properties", "field", "fields", "input", "inputs", "options", "request", "uri"),
        },
    ),
]
_ANSWERED = ("answer", "answer header", "errors", "limits")

_STATUS_WORDS = (
    r"(?:accepted|created|example|error|success|response|responses|returns|status|code|http|body|json|with|a|[—–:(-])"
)
STATUS_TITLE = re.compile(
    rf"(?:{_STATUS_WORDS}\s*)*\b(?P<status>[2-5](?:\d\d|xx))\b(?![.\d%]| *(?:ms|credits|requests|characters|seconds)\b)"
    r"[\s:)(–—-]*(?P<text>.*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:\*\*|__|<b>|<strong>)(?P<title>[^*_<>]+)(?:\*\*|__|</b>|</strong>)(?P<rest>.*)")
_LABEL_REST = re.compile(r"\s*:?\s*(?:`[^`]*`)?\s*:?")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE)
_STATUS_LINE = re.compile(
    r"[>`*_\s]{0,6}(?:(?:status(?: code)?|http(?: status)?|response|returns)[\s:*`_]{1,6}){0,3}[2-5]\d\d\b.{0,40}",
    re.IGNORECASE,
)
_TYPE_LABEL = re.compile(r"content[ -]types?\b", re.IGNORECASE)
_BULLET = re.compile(r"[-*+•]\s")
MIME = re.compile(r"\b(?:application|audio|image|video|text|multipart)/[a-z0-9][a-z0-9.+-]*", re.IGNORECASE)

_LABEL_LEVEL, _STATUS_LEVEL = 7, 8
MAX_TITLE = 200
MAX_LABEL = 60
MAX_DEPTH = 32


class Context(NamedTuple):
    """What a line is about: ``role`` is a place of ``Listed`` or ``errors``, ``limits``, ``auth``."""

    role: str | None = None
    status: str | None = None
    types: tuple[str, ...] = ()
    text: str = ""


class _Title(NamedTuple):
    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The contexts of a page, each from its line on."""

    lines: list[int]
    contexts: list[Context]

    def at(self, line: int) -> Context:
        """Give the context of a line."""
        index = bisect_right(self.lines, line) - 1
        return self.contexts[index] if index >= 0 else Context()


def outline(found: Sequence[Block], prose: Sequence[str], tags: Sequence[Tag]) -> Outline:
    """Build the outline of a page from its blocks, its lines without fences, and its tags."""
    titles = sorted({title.line: title for title in [*_labels(prose), *_headings(found)]}.values())
    heading = next((title for title in titles if title.level == 1), None)
    summaries = {tag.parent: tag.text for tag in tags if tag.name == "summary"}
    tabs = [(tag, _titled(tag, summaries)) for tag in tags if tag.name in TITLED]
    events = [(title.line, 1, title) for title in titles if title is not heading]
    events += [(tag.line, 0, title) for tag, title in tabs] + [(tag.end, 2, title) for tag, title in tabs]
    made = Outline([], [])
    stack: list[_Title] = []
    alive: set[int] = set()
    for line, order, title in sorted(events, key=lambda event: event[:2]):
        if order < 2:
            _open(stack, title)
            alive.add(id(title))
        elif id(title) in alive:  # not closed with the one around it
            alive.difference_update(_close(stack, title))
        made.lines.append(line)
        made.contexts.append(_fold(stack[-MAX_DEPTH:]))
    return made


def _titled(tag: Tag, summaries: dict[int | None, str]) -> _Title:
    return _Title(tag.line, 0, plain((tag.attributes.get("title") or summaries.get(tag.number, ""))[:MAX_TITLE]))


def _open(stack: list[_Title], title: _Title) -> None:
    """Begin a title: a heading ends those below it, up to the tab around it; a tab ends nothing."""
    while stack and stack[-1].level >= title.level > 0:
        stack.pop()
    stack.append(title)


def _close(stack: list[_Title], tab: _Title) -> list[int]:
    """End a tab and all that is open in it; give the ids of what has ended."""
    ended: list[int] = []
    while stack and (not ended or ended[-1] != id(tab)):
        ended.append(id(stack.pop()))
    return ended


def _headings(found: Sequence[Block]) -> Iterator[_Title]:
    for block in found:
        if re.fullmatch(r"h[1-6]", block.kind):
            yield _Title(block.first, int(block.kind[1]), plain(block.text[:MAX_TITLE]))


def _labels(prose: Sequence[str]) -> Iterator[_Title]:
    """Find the lines that stand like a heading over what follows: HTML headings, bold words, statuses."""
    for line, text in enumerate(prose, 1):
        text = text.strip()
        if not text or len(text) > MAX_TITLE or _BULLET.match(text):
            continue
        if heading := _HTML_HEADING.fullmatch(text):
            yield _Title(line, int(heading[1]), plain(heading[2]))
        elif (label := _LABEL.fullmatch(text)) and _LABEL_REST.fullmatch(label["rest"]):
            yield _Title(line, _LABEL_LEVEL, plain(text).rstrip(":"))
        elif _STATUS_LINE.fullmatch(text) and STATUS_TITLE.fullmatch(plain(text.lstrip("> ")).rstrip(":")):
            yield _Title(line, _STATUS_LEVEL, plain(text.lstrip("> ")).rstrip(":"))
        elif _TYPE_LABEL.match(plain(text)) and MIME.search(text):
            yield _Title(line, _STATUS_LEVEL, plain(text))
        elif (
            text.endswith(":") and len(text) <= MAX_LABEL and (role_of(plain(text)) or MIME.fullmatch(plain(text)[:-1]))
        ):
            yield _Title(line, _LABEL_LEVEL, plain(text).rstrip(":"))
        elif text.startswith(">") and role_of(plain(text.lstrip("> "))):
            yield _Title(line, _STATUS_LEVEL, plain(text.lstrip("> ")))


def _fold(stack: Sequence[_Title]) -> Context:
    context = Context()
    for title in stack:
        context = _within(context, title.text)
    return context


def _within(outer: Context, title: str) -> Context:
    types = tuple(MIME.findall(title.lower())) or outer.types
    if status := STATUS_TITLE.fullmatch(title):
        return Context("answer", status["status"].upper(), types, status["text"])
    role = role_of(title)
    if role is None or (outer.role in _ANSWERED and role in ("sent", "body", "auth")):
        return outer._replace(types=types)
    if role == "header" and outer.role in _ANSWERED:
        return outer._replace(role="answer header", types=types)
    if role == "sent" and outer.role in ("path", "query", "header", "body"):
        return outer._replace(types=types)
    if role == "answer" and outer.role == "errors":
        return outer._replace(types=types)
    return Context(role, None, types, "")


def role_of(title: str) -> str | None:
    """Tell what a title says of the part under it; None where it says nothing that is known.

    >>> role_of("Query parameters")
    'query'
    """
    if _IDENTIFIER.search(title):
        return None  # the name of a field, such as ``response_format``
    words = re.findall(r"[^\W\d_]+", MIME.sub("", title.lower()))
    if len(words) == 1 and words[0] in _TITLES:
        return _TITLES[words[0]]
    is_plain = bool(words) and all(word in _WORDS for word in words)
    if not is_plain and not _STRONG.search(title.lower()):
        return None
    role = next((role for role, signs in _ROLES if signs & set(words)), None)
    if role == "answer" and {"header", "headers"} & set(words):
        return "answer header"
    return "errors" if role is None and {"status", "codes"} <= set(words) else role
