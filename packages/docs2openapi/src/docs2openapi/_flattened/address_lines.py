"""Operations of flattened pages whose method and address stand on several lines, or stick to one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._flattened.page_lines import OTHER_SCRIPT
from docs2openapi._sections.endpoints.lines import parse_endpoint
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from docs2openapi._flattened.page_lines import PageLines
    from docs2openapi._sections.endpoints.lines import Endpoint

MAX_PATH_LINES = 40

_PATH_STEP = re.compile(rf"/|(?!(?:{'|'.join(METHODS)})$)[\w{{}}.:-]+")
_HOST = re.compile(r"https?://[\w.:-]+")
_SERVER_VARIABLE = re.compile(r"^\{\{\w+\}\}(?=/)")


class AddressLines:
    """Reads them; an index counts from 0."""

    def __init__(self, look: PageLines) -> None:
        self.lines = look.lines
        self.look = look

    def split_endpoint(self, method: str, index: int) -> tuple[Endpoint, int] | None:
        """Read a method and the address below it; return also the index of the line after that."""
        end = index + 1
        if self.lines[index : index + 1] == ["/"]:
            last = min(index + MAX_PATH_LINES, len(self.lines))
            while end < last and self._is_step(end):
                end += 1
        elif _HOST.fullmatch("".join(self.lines[index:end]).strip()) and self._is_path(self.look.next_filled(index)):
            end = self.look.next_filled(index) + 1
        address = "".join(line.strip() for line in self.lines[index:end])
        address = OTHER_SCRIPT.split(_SERVER_VARIABLE.sub("", address))[0]
        endpoint = parse_endpoint(f"{method} {address}", index)
        return (endpoint, end) if endpoint is not None else None

    def _is_path(self, index: int) -> bool:
        return index < len(self.lines) and self.lines[index].strip().startswith("/")

    def lower_endpoint(self, index: int) -> tuple[Endpoint, int] | None:
        """Read ``post/v1/things``, or ``post`` over an address; the whole address can stand below a path."""
        method, path = _split_method(self.lines[index].strip())
        below = self.look.next_filled(index)
        address = self.lines[below].strip() if below < len(self.lines) else ""
        is_whole = address.startswith(("http", "/")) and address.rstrip("/").endswith(path.rstrip("/"))
        endpoint = parse_endpoint(f"{method.upper()} {address if is_whole else path}", index + 1)
        return (endpoint, below + 1 if is_whole else index + 1) if endpoint is not None else None

    def _is_step(self, index: int) -> bool:
        """Return whether a line is the next step of a path, or the slash in front of one."""
        line, before = self.lines[index].strip(), self.lines[index - 1].strip()
        is_title = line[:1].isupper() and section_role(line[:MAX_HEADING]) is not None  # behind the last slash
        return _PATH_STEP.fullmatch(line) is not None and (line == "/") != (before == "/") and not is_title


def _split_method(line: str) -> tuple[str, str]:
    """Split ``post/v1/things`` or ``post https://host/v1/things``; what stands behind the method can be empty."""
    start = min((at for word in ("http", "/") if (at := line.find(word)) >= 0), default=len(line))
    return line[:start].strip(), line[start:]
