"""Commands, JSON, addresses and methods that stick to the text beside them, where a page has lost its line ends."""

from __future__ import annotations

import re

from docs2openapi._dialects.rendered.plain_code import is_comment
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.titles.statuses import STATUS_HEADING

# Behind a letter, a bracket or a mark of another script, and not in the middle of a command line.
_COMMAND = re.compile(r"(?<=[^\s`'\"|($/>:=-])curl (?=--?[A-Za-z]|['\"]?https?://)")
# The title of an operation behind its address, and the method of the next one behind JSON.
_TITLE = re.compile(
    r"^\s*(?P<address>(?:https?://[\w.:-]+)?/[\w{}:/.-]*[a-z0-9_}])"
    r"(?P<title>[A-ZÀ-Þ][a-zß-ÿ]+(?: \S.*|[^\x00-\x7f].*))$"
)
_METHOD = re.compile(rf"^(\s*[}}\]])({'|'.join(METHODS)})\s*$")
_ENDS_IN_METHOD = re.compile(rf"\s*[}}\]]?(?:{'|'.join(METHODS)})\s*")
# A whole message on one line: ``POST /v1/things HTTP/1.1Host: api.things.exampleDate: …``.
_RUN_ON_MESSAGE = re.compile(rf"(?:{'|'.join(METHODS)}) /\S* HTTP/\d(?:\.\d)?(?=[A-Z][\w-]*: )")
_RUN_ON_HEADER = re.compile(
    r"(?<=\S)(?=(?:Host|Date|Authorization|Accept|User-Agent|Content-(?:Length|Type|MD5)|X-[A-Z][\w-]*): |<body>$)"
)
# The same of a response: ``HTTP/1.1 200 OK Content-Type: application/json {"job": "j1"}``.
_RUN_ON_RESPONSE = re.compile(r"HTTP/\d(?:\.\d)? [1-5]\d\d(?: [A-Za-z]+){0,3}? [A-Z][a-z]+(?:-[A-Z][a-z]+)*: ")
_NEXT_HEADER = re.compile(r" (?=[A-Z][a-z]+(?:-[A-Z][a-z]+)*: )")
_MESSAGE = re.compile(rf"(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*(?: HTTP/\d(?:\.\d)?)?")
# A header of a message, and behind it its body or a title in another script.
_HEADER = re.compile(r"^\s*(?P<header>[A-Z][A-Za-z-]+: ?[\x21-\x7e ]*?[\w}>/])(?P<behind>[{\[]|[^\x00-\x7f].*)$")
# Behind a whole operation: ``POST https://host/v1/thingsRequest Fields``.
_STUCK_TITLE = re.compile(
    rf"(?P<address>(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*?[a-z0-9_}}])"
    r"(?P<title>[A-Z][a-z]+(?: [A-Za-z][a-z]+){1,3})$"
)
# Behind the end of JSON, or of what a command sends: ``}'Task Pattern``, ``}Look at it again:``.
_BEHIND_END = re.compile(
    r"^(\s*(?:\{.*)?\}'?)((?:\d{1,2}(?:\.| [—–-]) |0\d)?[A-Z][a-z]+ \S.*|(?:\d{1,2}\. |0\d)[A-Z][a-z]+"
    r"|(?:Request|Response)s?$|(?<=')[A-Z][a-z]+(?:-[a-z]+:)?|(?<=')(?:const|let|var|import|package|using)\s.*|[^\x00-\x7f].*)$"
)
# Behind the quote that ends what a command sends, below its last bracket: ``'Request parameters``.
_BEHIND_QUOTE = re.compile(r"^'(?P<title>(?:[A-ZÀ-Þ][A-Za-z]+ \S|[^\x00-\x7f])[^']*)$")
# Behind the last option of a command, or the last line of a program: ``-H "K: k"Response``, ``print(r.json())返回``.
_BEHIND_CODE = re.compile(
    r"^(?P<code>\s*(?:--?[A-Za-z]|curl\s|[A-Za-z_.]+\().*['\")\];])(?P<title>[A-Z][a-z]+(?: \S.*)?|[^\x00-\x7f]{2,20})$"
)
# The body of a response behind that of a request, or behind a command.
_TWO_BODIES = re.compile(r"^(\}'?)\{$")
_END_OF_BODY = re.compile(r"^(\s*[}\]])([^\x00-\x7f,}\]].*)$")
_BODY = re.compile(r"(?<=['\"])[{\[]$")
# The same behind an address, whose own braces are closed: ``https://host/v1/things/{id}{``.
_BODY_BEHIND_ADDRESS = re.compile(r"^\s*(?:curl .*?)?https?://(?:[^\s{}'\"]|\{\w+\})+(?P<body>[{\[])$")
# The title of the next example behind a comment below a command: ``# {"job": "j1"} at once.Example answer``.
_BEHIND_COMMENT = re.compile(r"[.}\])](?P<title>[A-Z][a-z]+(?: [A-Za-z0-9]+){1,4})$")
# A whole answer on the line of its command: ``curl "https://host/v1/things"{ "id": 1 }``.
_ANSWER_BEHIND = re.compile(r"^(?P<command>\s*curl .*?['\"])(?P<answer>[{\[](?: ?\"| ?\{| ?\]).*[}\]])$")
# A response behind the sentence below its status: ``The job is waiting{``.
_BODY_BEHIND_WORDS = re.compile(r"^([^\W\d_][^{}\[\]\"'=:;/<>]{2,80}[^\W\d_][.!]?)\{$")
_STATUS = re.compile(r"[2-5]\d\d(?: [A-Z][A-Za-z ]{1,30})?")
_MAY_BE_STUCK = re.compile(r"[/}\])'\"]")
_OPTION = re.compile(r"\s*(?:curl\s|--?[A-Za-z])")


def rewrite_stuck_commands(lines: list[str]) -> list[str] | None:
    """Put such commands and JSON on lines of their own; None if the page has no such command."""
    above = ["", *lines]
    rewritten = [
        _rewritten(line, method) if _MAY_BE_STUCK.search(line) else line
        for method, line in zip(above, lines, strict=False)
    ]
    for at, (status, line) in enumerate(zip(above, lines, strict=False)):
        if line.endswith("{") and _STATUS.fullmatch(status):
            rewritten[at] = _BODY_BEHIND_WORDS.sub(r"\1\n{", line)
    if any(line.startswith(METHODS) and _MESSAGE.fullmatch(line) for line in lines):
        rewritten = [_apart_in_message(line) for line in rewritten]
    rewritten = [_COMMAND.sub("\ncurl ", line) if "curl " in line else line for line in rewritten]
    rewritten = [_before_answer(line) if "curl " in line else line for line in rewritten]
    rewritten = [_apart(line) if line.endswith(("{", "[")) else line for line in rewritten]
    return rewritten if rewritten != lines else None


def _rewritten(line: str, above: str) -> str:
    """Rewrite a line with an address or with the end of JSON, below another line."""
    if _RUN_ON_MESSAGE.match(line):
        return _RUN_ON_HEADER.sub("\n", line)
    if _RUN_ON_RESPONSE.match(line):
        head, mark, body = line.partition(" {")
        return _NEXT_HEADER.sub("\n", head) + mark.replace(" ", "\n") + body
    if is_comment(line):
        return _title_behind(line)
    if above.strip() in ("}", "]") and (match := _BEHIND_QUOTE.match(line)):
        return f"'\n\n{match['title']}"
    is_address = "/" in line and _ENDS_IN_METHOD.fullmatch(above) is not None
    line = _before_title(_titled(line) if is_address else _before_method(line))
    return _TWO_BODIES.sub(r"\1\n\n{", line)


def _title_behind(comment: str) -> str:
    """Return the title that sticks to a comment below a command; nothing if none does."""
    match = _BEHIND_COMMENT.search(comment)
    return match["title"] if match and section_role(match["title"]) else ""


def _before_title(line: str) -> str:
    """Put a title that sticks to an operation, or to the end of JSON or of a command, on a line of its own."""
    if match := _STUCK_TITLE.match(line) if line.startswith(METHODS) else None:
        last = match["title"].rpartition(" ")[2]  # ``Minimal request``
        is_title = section_role(match["title"]) or section_role(last) or last == "Example"
        return f"{match['address']}\n{match['title']}" if is_title else line
    if (match := _BEHIND_CODE.match(line)) and section_role(match["title"][:MAX_HEADING]):
        return f"{match['code']}\n\n{match['title']}"
    return _BEHIND_END.sub(_below_end, line) if "}" in line else line


def _below_end(match: re.Match[str]) -> str:
    """Put what sticks to the end of JSON below it; a title with a status becomes a heading."""
    end, title = match.groups()
    mark = "\n## " if section_role(title[:MAX_HEADING]) and STATUS_HEADING.fullmatch(title) else ""
    return f"{end}\n{mark}{title}"


def _titled(line: str) -> str:
    return _TITLE.sub(r"\g<address>\n\g<title>", line)


def _before_method(line: str) -> str:
    return _METHOD.sub(r"\1\n\2", line) if "}" in line or "]" in line else line


def _apart_in_message(line: str) -> str:
    """Put what sticks to a header, or to the end of a body, on a line of its own."""
    if line.lstrip().startswith(("}", "]")):
        return _END_OF_BODY.sub(r"\1\n\2", line)
    return _HEADER.sub(_below_header, line) if ":" in line else line


def _below_header(match: re.Match[str]) -> str:
    """Put what sticks to a header below it: a body, or else a title, which an empty line keeps apart."""
    is_body = match["behind"] in ("{", "[")
    return f"{match['header']}\n{match['behind']}" if is_body else f"{match['header']}\n\n{match['behind']}"


def _before_answer(line: str) -> str:
    """Put an answer that sticks to a command below it, unless it is what the command sends."""
    match = _ANSWER_BEHIND.match(line)
    is_closed = match is not None and all(match["command"].count(quote) % 2 == 0 for quote in "'\"")
    return f"{match['command']}\n\n{match['answer']}" if match and is_closed else line


def _apart(line: str) -> str:
    """Put JSON that begins right behind the last word of a command below it: its quotes are closed there."""
    last = line.rsplit("\n", 1)[-1]
    if behind := _BODY_BEHIND_ADDRESS.match(last):
        return f"{line[:-1]}\n{behind['body']}"
    body = _BODY.search(line) if _OPTION.match(last) else None
    is_closed = body is not None and last.count("'") % 2 == 0
    return f"{line[: body.start()]}\n{body[0]}" if body and is_closed else line
