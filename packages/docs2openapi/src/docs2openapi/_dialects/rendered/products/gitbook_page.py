"""The text of a GitBook page, whose fields have lost the spaces between their parts: ``idstring · enumRequired``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._text.json_text import end_of_json
from docs2openapi._vocabulary.credentials import example_credential
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.types import FUSED_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD = re.compile(
    rf"(?P<name>[A-Za-z_][\w.\[\]-]*?)(?P<type>string binary|{FUSED_TYPE.pattern}|any|undefined|enum)"
    r"(?P<more>(?: · [^·]*?)*)"
    r"(?P<flag>Required|Optional|required|(?=\s|$))"
    r"(?P<tail>(?:(?:Default|Example|Possible values|Pattern|Min|Max): ?.*)?)"
)
_TAIL = re.compile(r"(?P<words>(?:Default|Example): ?.*?)(?P<values>Possible values:.*)?")
_DEFAULT = re.compile(r"Default: ?(?P<value>[^`\s]+?)(?:Example: .*)?")
# What makes sure that a page is one of GitBook's: no other fuses these.
_SIGN = re.compile(
    r" · [^·\n]+(?:Required|Optional)|(?:Required|Optional)(?:Example|Default):|(?<=\S)Possible values:"
    rf"|\n(?:{'|'.join(METHODS)})\n\n?(?:{'|'.join(METHODS)}) /\S* HTTP/1\.1\nHost:"
    r"|\n(?:Body|(?:Path|Query|Header) parameters)\n[a-z]\w*(?:enum|string|integer|number|boolean|object|array)"
    r"(?: binary)?(?:required)?\n",
    re.IGNORECASE,
)
# The first of them follows the title and the description of an operation.
_LABELS = ("Authorizations", "Path parameters", "Query parameters", "Header parameters", "Body", "Responses")

_OPTIONS = re.compile(r"Options: (?P<values>[\w.-]+(?:, ?[\w.-]+)+)")
_TYPE_WORDS = {"undefined": "any", "enum": "string", "string binary": "file"}
_SUCCESS = re.compile(r"2\d\d")
_HEADERS_OF_BODIES = ("Content-Type", "Content-Length")
_METHODS = tuple(map(str.lower, METHODS))
# The path of an operation at its end, with the title of its example: ``/v1/things200Success``.
_PATH = re.compile(r"(?P<path>/[\w{}/.-]*?)(?:[2-5]\d\d[A-Z][A-Za-z ]*)?")
_MESSAGE = re.compile(rf"(?:{'|'.join(METHODS)}) (?P<path>/\S*) HTTP/1\.1")
_HOST = re.compile(r"Host: (?P<host>[\w.:-]+)")
_HEADER = re.compile(r"[A-Za-z][\w-]+:(?: \S.*)?")
# An example of an identifier and the field behind it; values that are not shown and the method behind them.
_RUN_TOGETHER = re.compile(
    rf"^([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})((?=[A-Za-z_])[\w.]+?(?:{FUSED_TYPE.pattern}).*)$"
    rf"|^([^:]*)Possible values: ({'|'.join(_METHODS)})$",
    re.IGNORECASE,
)
# Where the path closes the block of its operation, the text of the next block sticks to it.
_STUCK_PATH = re.compile(r"^(/[\w{}/.-]*[a-z0-9}])([A-Z][a-z]+ [a-z].*)$")
_STUCK_END = re.compile(r"(?<=[\w.>\])])(Responses)$")


def rewrite_gitbook_page(lines: list[str]) -> list[str] | None:
    """Put each part of a field on a line of its own; None if no field has lost its spaces."""
    if not _SIGN.search("\n".join(lines)):
        return None
    parts = "\n".join("\x00".join(_apart(line)) for line in lines).split("\n")
    whole = _with_paths([part for line in parts for part in line.split("\x00")])
    written = iter([_written(line) for line in _without_echoes(whole)])
    return ["\n".join(next(written) for _ in line.split("\x00")) for line in parts]


def _host(lines: list[str], at: int) -> str:
    """Return the server that a message names in its second line; empty if it names none."""
    host = _HOST.fullmatch(lines[at].strip()) if at < len(lines) else None
    return f"https://{host['host']}" if host else ""


def _server_below(lines: list[str], at: int, path: str) -> str:
    """Return the server of the whole address below a method; empty if there is none."""
    address = "".join(lines[at + 1 : at + 3]).strip()
    is_whole = address.startswith("http") and address.endswith(path)
    return address.removesuffix(path) if is_whole else ""


def _write_message(out: list[str], at: int, status: str) -> str:
    """Write the head of a message as titles over its body and over the response below. Returns the key in it."""
    start, key, is_sent = at, "", False
    at += 1
    while at < len(out) and (_MESSAGE.fullmatch(out[at].strip()) or _HEADER.fullmatch(out[at].strip())):
        name, _, value = out[at].partition(":")
        if name == "Authorization":
            key = out[at]
        elif example_credential(name, value.strip(), at):
            key = f"Authorizations\n{name}\nstring\nrequired"
        is_sent = is_sent or name in _HEADERS_OF_BODIES
        out[at], at = "", at + 1
    response = f"Response ({status})" if status else "Response"
    out[start] = f"\n\n{'Request body' if is_sent else response}\n"
    end = end_of_json(out, at)
    if is_sent and "".join(out[end : end + 1]).startswith(("{", "[")):
        out[end] = f"\n{response}\n\n{out[end]}"
    return key


def _without_echoes(lines: list[str]) -> list[str]:
    """Blank the descriptions that only say the name of their field again: they would be titles."""
    out, name = list(lines), ""
    for at, line in enumerate(lines):
        if field := _FIELD.fullmatch(line.strip()):
            name = field["name"]
        elif line.strip():
            out[at] = "" if line.strip() == name else line
            name = ""
    return out


def _apart(line: str) -> list[str]:
    """Split a line into the parts that have run together: an example, a field, a title, the method of the next part."""
    whole = _STUCK_PATH.sub("\\1\n\\2", line)
    pieces = _RUN_TOGETHER.sub(lambda match: "\n".join(filter(None, match.groups())), whole).split("\n")
    return [part for piece in pieces for part in _STUCK_END.sub("\n\\1", piece).split("\n")]


def _with_paths(lines: list[str]) -> list[str]:
    """Write the method and the path that stand below the parts of an operation in front of them too."""
    out, start, last = list(lines), None, 0
    are_last = _has_paths_last(lines)
    for at, (line, below) in enumerate(pairwise([*lines, ""])):
        if line.strip() not in _METHODS:
            continue
        path = _PATH.fullmatch(below.strip())
        if message := _MESSAGE.fullmatch(below.strip()):
            address = f"{line.strip().upper()} {_host(lines, at + 2)}{message['path']}"
            label = next((each for each in range(last, at) if lines[each].strip() in _LABELS), at)
            key = _write_message(out, at, next(filter(_SUCCESS.fullmatch, lines[label:at]), ""))
            first = label if start is None else start
            out[label] = f"{key}\n{lines[label]}"
            out[first] = f"{address}\n{out[label]}" if first == label else address
            start, last = None, at
            continue
        if start is not None and path and lines[start].strip() == line.strip():
            out[start] = f"{line.strip().upper()} {_server_below(lines, start, path['path'])}{path['path']}"
            out[at], out[at + 1], start = "", "", None
        elif are_last and path:
            out[last] = f"{line.strip().upper()} {path['path']}\n{out[last]}"
            out[at], out[at + 1], last = "", "", at + 2
        elif path is None:
            start = at
    return out


def _has_paths_last(lines: Sequence[str]) -> bool:
    """Return whether methods stand only over the path that closes an operation: below the first label and the last."""
    methods = [at for at, line in enumerate(lines) if line.strip() in _METHODS]
    labels = [at for at, line in enumerate(lines) if line.strip() in _LABELS]
    is_below = bool(methods and labels) and labels[0] < methods[0] and labels[-1] < methods[-1]
    return is_below and all("".join(lines[at + 1 : at + 2]).startswith("/") for at in methods)


def _written(line: str) -> str:
    if line.strip() == "default":
        return "Response (default)"
    if field := _FIELD.fullmatch(line.strip()):
        parts = [
            field["name"],
            _TYPE_WORDS.get(field["type"], field["type"]),
            field["flag"].lower(),
            *_labels(field["tail"]),
        ]
        return "\n".join(part for part in parts if part)
    if options := _OPTIONS.fullmatch(line.strip()):
        return f"\nPossible values: {', '.join(f'`{value.strip()}`' for value in options['values'].split(','))}"
    return "\n".join(_labels(line.strip())) if line.startswith(("Default:", "Example:")) else line


def _labels(text: str) -> list[str]:
    """Split ``Default: aPossible values:``; the values that could be shown below are not on the page."""
    match = _TAIL.fullmatch(text)
    if match is None:
        return [text] if text and not text.startswith("Possible values:") else []
    default = _DEFAULT.fullmatch(match["words"])
    return [f"Default: `{default['value']}`" if default else match["words"]]
