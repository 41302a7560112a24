"""Examples of bodies: JSON, and whole HTTP messages. Which body is it, and of which response?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from docs2openapi._model.operation import DEFAULT_STATUS, Example
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import is_list, is_object
from docs2openapi._sections.endpoints.lines import parse_endpoint
from docs2openapi._text.inline import plain_text
from docs2openapi._text.json_text import parse_lenient, parse_types
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.type_words import has_type_words
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS, METHODS_WITHOUT_BODY
from docs2openapi._vocabulary.phrases import (
    ERROR_LEAD_IN,
    OF_CALLBACK,
    REQUEST_LEAD_IN,
    REQUEST_TITLE,
    RESPONSE_LEAD_IN,
    RESPONSE_TITLE,
    announced_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.schema import Json
    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage

_LANGUAGES = (
    *("json", "jsonc", "json5", "http", "", "text", "txt", "plaintext", "javascript", "js", "typescript", "ts"),
    *("bash", "sh", "shell", "console", "shell-session", "response", "python"),
)
TS = ("ts", "typescript", "tsx")
_SCHEMA_KEYS = {"type", "$ref", "allOf", "anyOf", "oneOf", "enum", "const"}
_STATUS = re.compile(r"(?<![\w.])([1-5]\d\d)(?![\w.])")
_ATTRIBUTE = re.compile(r"""\b(?:title|filename|label)=(?:"([^"]*)"|'([^']*)'|\{"([^"]*)"\})""")
_OTHER_ATTRIBUTE = re.compile(r"\b[\w-]+=(?:\{[^{}]*\}|\"[^\"]*\"|'[^']*')|\{[\d,\s-]*\}|[\[\]]")
_STATUS_LINE = re.compile(
    r"(?:(?:HTTP/\d(?:\.\d)?|Status(?: code)?:|HTTP status:) )?(?P<status>[1-5]\d\d)"
    r"(?:(?<= \d{3})(?: (?P<text>[^\n]*))?|(?=\n[{\[]))",  # alone on its line right above JSON
    re.IGNORECASE,
)
# Without a version it is one only if a header stands below.
_REQUEST_LINE = re.compile(rf"(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*(?: HTTP/\d(?:\.\d)?|\n(?=[A-Z][\w-]*: ?\S))")
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")
# Types of TypeScript: they are no example.
DECLARATION = re.compile(
    r"^\s*(?:export )?(?:declare )?(?:interface \w+(?: extends [\w, ]+)?|type \w+ =) ?\{", re.MULTILINE
)
_TYPED = re.compile(r"^\s*\w+\??\s*:\s*(?:string|number|boolean)\b(?!\s*\()", re.MULTILINE)
_COMMAND = re.compile(rf"^\s*(?:\$\s*)?curl\s|^(?:{'|'.join(METHODS)}) (?:https?:/)?/", re.MULTILINE)
_TAG_LOCATIONS = {"responseexample": "response", "requestexample": "body"}
_BODY_WORDS = ("body:", "response body:", "response:")
_NOTE = re.compile(r"<[^<>/]+>")  # ``<common parameters>``
MAX_LEAD_IN = 200
MAX_UNMARKED = 40
MAX_INFO = 300


class ExampleBlock(NamedTuple):
    """An example and what it is an example of.

    Attributes:
        location: ``body`` or ``response``.
        status: The status of the response, where the page says it.
        text: The reason phrase behind the status.
        headers: The names of the headers that it shows, each with its line.
        example: The body; None if only the status is shown.
        is_message: True if it is a whole HTTP response.
        words: JSON that has words for types in place of values; None if it shows values.
    """

    line: int
    location: str
    status: str | None
    text: str = ""
    content_types: tuple[str, ...] = ()
    headers: tuple[tuple[int, str], ...] = ()
    example: Example | None = None
    is_message: bool = False
    words: Json = None


class _Code(NamedTuple):
    line: int
    last: int
    title: str
    text: str
    is_json: bool


class _Message(NamedTuple):
    """A text taken as an HTTP message; ``offset`` is the number of lines in front of the body."""

    content_types: tuple[str, ...]

    kind: str | None
    status: str | None
    reason: str
    headers: tuple[tuple[int, str], ...]
    body: str
    offset: int


# A title that names one of several requests: ``Template: garden``.
_CASE = re.compile(r"(?:template|preset|modelo|plantilla|modèle|vorlage|шаблон|模板)\s?[:：]\s?\S", re.IGNORECASE)
# A whole sentence over what is returned: ``The system will return the task``.
_WILL_RETURN = re.compile(
    r"(?:The )?(?:system|server|API|service|interface) (?:will )?(?:returns?|responds? with)\b[^.:]{1,60}\.?",
    re.IGNORECASE,
)
_EXAMPLE_ROLES = {"response": "response", "body": "body", "request": "body"}
_RETURNS = re.compile(r"(?:[Rr]eturns|[Rr]esponds with)\b")


def read_examples(page: ParsedPage, after: int | None) -> list[ExampleBlock]:
    """Read the examples of a page.

    Args:
        page: The page.
        after: The first line that lists a field of a response: later examples are of responses, if nothing else
            says what they are.
    """
    found = (_read_code(code, page, after) for code in _code(page))
    return [example for example in found if example is not None]


def _code(page: ParsedPage) -> Iterator[_Code]:
    for block in page.blocks:
        language, _, info = block.info.partition(" ")
        if language.lower() in TS and is_object_of_types(block.text):
            continue
        if block.kind == "fence" and language.lower() in _LANGUAGES:
            yield from _messages(
                _Code(block.first, block.last, _title(info), block.text, language.lower().startswith("json"))
            )
    for tag in page.tags:
        if tag.name == "pre":
            text = re.sub(r"</?code[^>]*>", "", tag.text)
            yield _Code(tag.line, tag.end, "", text.lstrip("\n"), is_json=False)


def _messages(code: _Code) -> Iterator[_Code]:
    """Take a request or a command, and the response that is printed below it in the same fence, apart."""
    request, mark, response = code.text.partition("\nHTTP/")
    if not mark:
        yield code
        return
    yield code._replace(text=request)
    yield code._replace(line=code.line + request.count("\n") + 1, text=mark.lstrip() + response, is_json=False)


def is_object_of_types(text: str) -> bool:
    """Return whether code in TypeScript is the type of an object without a name."""
    return text.lstrip().startswith("{") and _TYPED.search(text) is not None


def find_schema(value: Json) -> dict[str, Any] | None:
    """Return the schema of a body that JSON is, or has as OpenAPI writes a body; None if it is an example of it."""
    if is_object(value) and is_object(value.get("content")):
        value = next(iter(value["content"].values()), None)
    for key in ("schema", "jsonSchema"):
        value = value[key] if is_object(value) and is_object(value.get(key)) else value
    if not is_object(value) or value.get("type") != "object":
        return None
    properties = value.get("properties")
    is_schema = is_object(properties) and all(map(_is_schema, properties.values()))
    return value if is_schema else None


def lists_parameters(value: Json) -> bool:
    """Return whether JSON is how Apifox keeps the parameters of an operation."""
    return is_object(value) and all(is_list(value.get(place)) for place in ("path", "query", "header"))


def _is_schema(value: Json) -> bool:
    return is_object(value) and not _SCHEMA_KEYS.isdisjoint(value)


def _title(info: str) -> str:
    """Return the title in an info string: ``title="A job" {1,3}`` is ``A job``."""
    words = _ATTRIBUTE.sub(lambda match: match[1] or match[2] or match[3] or "", info[:MAX_INFO])
    return _OTHER_ATTRIBUTE.sub(" ", words)


def _read_code(code: _Code, page: ParsedPage, after: int | None) -> ExampleBlock | None:
    section = page.outline.at(code.line)
    if section.role in ("other", "schemas") or DECLARATION.search(code.text):
        return None
    message = _message(code.text)
    above = page.prose[max(0, code.line - 3) : code.line - 1]
    if section.status is None and any(map(OF_CALLBACK.match, above)):
        page.remarks.append(Remark(code.line, "the payload of a callback, which is not of this operation; left out"))
        return None
    if message.kind == "request" and _calls_another(code, page):
        return None
    announced, lead_in_status = _announced(code.line, page, section)
    status = message.status or next(iter(_STATUS.findall(code.title)), None)
    if message.kind != "response" and not code.is_json and not message.body.lstrip().startswith(("{", "[")):
        return ExampleBlock(code.line, "response", status) if status and announced == "response" else None
    if announced == "response":
        status = status or lead_in_status
    is_late = after is not None and code.line > after and section.role in (None, "response")
    location = _settled(code, page, message, status, announced, is_late=is_late)
    if location is None:
        page.remarks.append(Remark(code.line, "an example of an unknown body; left out"))
        return None
    if location == "response" and status is None:
        status = section.response_status
    return _block(code, page, message, location, status)


def _calls_another(code: _Code, page: ParsedPage) -> bool:
    """Return whether a message that is sent is one to another operation than the one that the page is about."""
    called = parse_endpoint(code.text.split("\n", 1)[0].strip(), code.line) if page.named else None
    if page.named is None or called is None:
        return False
    fixed = {step for step in page.named.path.split("/") if "{" not in step}
    return called.method != page.named.method or not fixed.issubset(called.path.split("/"))


def _settled(
    code: _Code, page: ParsedPage, message: _Message, status: str | None, announced: str | None, *, is_late: bool
) -> str | None:
    """Return which body code shows: by what it is itself, what announces it, and what stands above it."""
    section = page.outline.at(code.line)
    if message.kind == "request":
        is_answer = code.text.split(maxsplit=1)[0].lower() in METHODS_WITHOUT_BODY  # nothing else can stand below it
        return "response" if is_answer else "body"
    if announced is None and section.role is None and _answers_command(code, page):
        announced = "response"
    return _location(code, status, announced, section, is_late=is_late) or _below_endpoint(code, page, section)


def _block(code: _Code, page: ParsedPage, message: _Message, location: str, status: str | None) -> ExampleBlock:
    section = page.outline.at(code.line)
    content_types = tuple(CONTENT_TYPE.findall(code.title)) or section.content_types or message.content_types
    headers = tuple((code.line + 1 + at, name) for at, name in message.headers)
    example = _example(code, message, page.remarks) if message.body.strip() else None
    words = example.value if example is not None and has_type_words(example.value) else None
    example = None if words is not None else example
    is_whole = message.kind == "response"
    return ExampleBlock(code.line, location, status, message.reason, content_types, headers, example, is_whole, words)


def _answers_command(code: _Code, page: ParsedPage) -> bool:
    """Return whether JSON stands below a command or a request, with no heading between."""
    above = [block for block in page.blocks_above(code.line) if block.kind != "p"][-1:]
    return bool(above) and above[0].kind == "fence" and _COMMAND.search(above[0].text) is not None


def _below_endpoint(code: _Code, page: ParsedPage, section: Section) -> str | None:
    """Return which body JSON is that stands below the operation, with no title between.

    It is what an operation without a body returns; it is sent if the page tells of the response further below.
    """
    endpoint = next((each for each in page.endpoints if each.line < code.line), None)
    if endpoint and section.role is None and _CASE.match(section.innermost):
        return None if endpoint.method in METHODS_WITHOUT_BODY else "body"
    if endpoint is None or section.role is not None or page.outline.at(endpoint.line).innermost != section.innermost:
        return None
    if endpoint.method in METHODS_WITHOUT_BODY:
        return "response"
    if any(block.kind == "fence" and endpoint.line < block.first < code.line for block in page.blocks):
        return None
    pairs = zip(page.outline.lines, page.outline.sections, strict=True)
    is_answered = any(line > code.last and each.role == "response" for line, each in pairs)
    return "body" if is_answered or _tells_of_response(code, page) else None


def _tells_of_response(code: _Code, page: ParsedPage) -> bool:
    """Return whether a line below code, and above the next heading, says what is returned."""
    end = next((block.first for block in page.blocks if block.first > code.last and block.kind[0] == "h"), None)
    return any(_RETURNS.match(text) for text in page.prose[code.last : end and end - 1])


def _announced(line: int, page: ParsedPage, section: Section) -> tuple[str | None, str | None]:
    """Return what the tag around an example or the line above it says that it is: its location and its status."""
    unmarked = _role_of_unmarked_title(page.prose, line) if section.status is None else None
    if unmarked == "errors" and section.role != "errors":
        return "response", DEFAULT_STATUS
    if unmarked in ("response", "body"):
        return unmarked, None
    location, status = _lead_in(page.prose, line)
    if location == "body" and section.role in ("response", "errors"):
        location = None  # responses have bodies too
    around = [tag.name for tag in page.tags_around(line)]
    named = next((each for name, each in _TAG_LOCATIONS.items() if name in around), None)
    return named or location, status


def _role_of_unmarked_title(prose: Sequence[str], line: int) -> str | None:
    """Return the role of the line above an example, if that is a title without marks."""
    above = next((text.strip() for text in reversed(prose[max(0, line - 3) : line - 1]) if text.strip()), "")
    is_title = above[:1].isalnum() and len(above) <= MAX_UNMARKED and not _STATUS.search(above)
    return section_role(above) if is_title else None


def _lead_in(prose: Sequence[str], line: int) -> tuple[str | None, str | None]:
    """Read the line that introduces an example, such as ``Returns a `201`:``."""
    above = next((text.strip(" \t*_") for text in reversed(prose[max(0, line - 3) : line - 1]) if text.strip()), "")
    if _WILL_RETURN.fullmatch(above):
        return "response", announced_status(above)
    if not (above.endswith((":", "：")) or above.startswith(">")) or len(above) > MAX_LEAD_IN:
        return None, None
    role = None if above.isascii() else section_role(plain_text(above.lstrip("-•*> ")).rstrip(":："))
    if role in _EXAMPLE_ROLES:  # ``- **请求体示例**：``
        return _EXAMPLE_ROLES[role], None
    if ERROR_LEAD_IN.search(above):
        return "response", None
    is_response, is_request = RESPONSE_LEAD_IN.search(above), REQUEST_LEAD_IN.search(above)
    if status := announced_status(above):
        return "response", status
    if bool(is_response) == bool(is_request):
        return None, None
    return "response" if is_response else "body", None


def _location(code: _Code, status: str | None, location: str | None, section: Section, *, is_late: bool) -> str | None:
    if status is not None:
        return "response"
    if location is not None:
        return location
    if RESPONSE_TITLE.search(code.title):
        return "response"
    if REQUEST_TITLE.search(code.title) or section.role in ("body", "request"):
        return "body"
    return "response" if section.role in ("response", "errors") or is_late else None


def _message(text: str) -> _Message:
    """Split an HTTP message into its headers, each with its line in the message, and its body."""
    response = _STATUS_LINE.match(text)
    if response is None and not _REQUEST_LINE.match(text):
        return _Message((), None, None, "", (), text, 0)
    lines = text.split("\n")
    headers = [_HEADER.fullmatch(line.strip()) for line in lines[1:]]
    end = next((at for at, header in enumerate(headers, 1) if header is None), len(lines))
    if _NOTE.fullmatch("".join(lines[end : end + 1]).strip()):
        end += 1
    if "".join(lines[end : end + 2]).strip().lower() in _BODY_WORDS:  # ``Body:`` stands between head and body
        end += 1 + (not lines[end].strip())
    names = tuple((at, header["name"]) for at, header in enumerate(headers[: end - 1], 1) if header and header["value"])
    body = "\n".join(lines[end:])
    types = tuple(
        kind
        for header in headers[: end - 1]
        if header and header["name"].lower() == "content-type"
        for kind in CONTENT_TYPE.findall(header["value"].lower())
    )
    if response is None:
        return _Message((), "request", None, "", names, body, end)
    return _Message(types, "response", response["status"], response["text"] or "", names, body, end)


def _example(code: _Code, message: _Message, remarks: list[Remark]) -> Example | None:
    name = " ".join(CONTENT_TYPE.sub("", _STATUS.sub("", code.title)).strip(" -–—:()").split())
    try:
        value = parse_lenient(message.body)
        return None if find_schema(value) or lists_parameters(value) else Example(code.line, value, name)
    except BadValue as error:
        if (typed := parse_types(message.body)) is not None:
            return Example(code.line, typed, name, shows_types=True)
        line = min(code.line + message.offset + error.line, code.last)  # the page may end where the example breaks off
        remarks.append(Remark(line, f"the example is {error.reason}; left out"))
        return None
