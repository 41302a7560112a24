"""What consoles and notebooks show of jobs and files. Players hold the bytes themselves, so that no URL is fetched."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from html import escape
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from generation_jobs._values.json_form import time_text

_LARGEST = 32 * 1024**2
"""Bytes of the largest file that is put into a page."""


def text(value: Any) -> str:
    """Return the `repr` of a dataclass, with the fields that are set."""
    return f"{type(value).__name__}({', '.join(f'{name}={given!r}' for name, given in fields_of(value))})"


def fields_of(value: Any) -> Iterator[tuple[str, object]]:
    """Yield the fields of a dataclass that are set: bytes by their number, URLs without what may be secret in them."""
    for one in fields(value):
        given = getattr(value, one.name)
        if one.repr and given is not None and given != ():
            yield one.name, _short(one.name, given)


def _short(name: str, value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    if isinstance(value, datetime):
        return time_text(value)
    if name == "url":
        start, query, _ = str(value).partition("?")
        return start[:200] + ("?…" if query else "")
    return value.value if isinstance(value, Enum) else value


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an HTML table; None is an empty cell."""
    lines = [_row("th", header), *(_row("td", row) for row in rows)]
    return f"<table>{''.join(lines)}</table>"


def player(content_type: str | None, data: bytes) -> str:
    """Return an element that plays or shows a result, nothing if it is neither audio, image nor video."""
    kind = (content_type or "").partition("/")[0]
    source = f"data:{escape(content_type or '')};base64,{b64encode(data).decode()}"
    if kind == "image":
        return f'<img src="{source}" style="max-width: 100%">'
    return f'<{kind} controls src="{source}"></{kind}>' if kind in {"audio", "video"} else ""


def files(paths: Iterable[Path]) -> str:
    """Return the name and the player of each file; of one that is gone or very large, the name alone."""
    return "".join(f"<div><code>{escape(str(path))}</code><br>{_file(path)}</div>" for path in paths)


def _file(path: Path) -> str:
    try:
        return player(guess_type(path.name)[0], path.read_bytes()) if path.stat().st_size <= _LARGEST else ""
    except OSError:
        return ""


def _row(tag: str, cells: Sequence[object]) -> str:
    texts = ("" if cell is None else escape(str(cell)) for cell in cells)
    return f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for text in texts)}</tr>"
