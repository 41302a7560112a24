"""What consoles and notebooks show of jobs and files. Players hold the bytes themselves, so that no URL is fetched."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

_LONGEST = 1000
"""Characters of a text; a provider may send megabytes."""

_LARGEST = 32 * 1024**2
"""Bytes of the largest file that is put into a page."""


def text(value: Any) -> str:
    """Return the `repr` of a dataclass, with the fields that are set."""
    return f"{type(value).__name__}({', '.join(f'{name}={given!r}' for name, given in _fields_of(value))})"


def _fields_of(value: Any) -> Iterator[tuple[str, object]]:
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
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value.value if isinstance(value, Enum) else value


def time_text(moment: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def html_of_job(shown: Any) -> str:
    """Return a job's fields, its results, and players of inline ones."""
    header = ("kind", "content type", "bytes", "seconds")
    results = [(media.kind, media.content_type, media.size_bytes, media.duration_s) for media in shown.media]
    players = [_player(media.content_type, media.data) for media in shown.media if media.data is not None]
    rows = [(name, value) for name, value in _fields_of(shown) if name != "media"]
    return "".join([_table(("Job", ""), rows), _table(header, results) if results else "", *players])


def html_of_outcomes(shown: Iterable[Any]) -> str:
    """Return a table with a row for each outcome."""
    rows = ((outcome.ref, outcome.status.value, _reason(outcome.ref, outcome.error)) for outcome in shown)
    return _table(("ref", "status", "error"), rows)


def html_of_jobs(shown: Iterable[Any]) -> str:
    """Return a table with a row for each job."""
    rows = ((job.ref, job.status.value, time_text(job.created_at), _results(job), job.cost) for job in shown)
    return _table(("ref", "status", "created", "results", "cost"), rows)


def _results(shown: Any) -> str:
    """Return the types of a job's results, or why it failed."""
    if shown.error is not None:
        return _reason(shown.ref, shown.error)
    return ", ".join(media.content_type or media.kind for media in shown.media)


def _reason(ref: str | None, error: object) -> str:
    """Return an error for a row that has the ref already."""
    return "" if error is None else str(error).removeprefix(f"{ref}: ")


def html_of_progress(value: int, most: int, label: str) -> str:
    """Return a bar, and what it means."""
    return f'<progress value="{value}" max="{most}"></progress> {_escaped(label)}'


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return an HTML table; None is an empty cell."""
    lines = [_row("th", header), *(_row("td", row) for row in rows)]
    return f"<table>{''.join(lines)}</table>"


def _player(content_type: str | None, data: bytes) -> str:
    """Return an element that plays or shows a result, nothing if it is neither audio, image nor video."""
    kind = (content_type or "").partition("/")[0]
    source = f"data:{_escaped(content_type or '')};base64,{b64encode(data).decode()}"
    if kind == "image":
        return f'<img src="{source}" style="max-width: 100%">'
    return f'<{kind} controls src="{source}"></{kind}>' if kind in {"audio", "video"} else ""


def html_of_files(paths: Iterable[Path]) -> str:
    """Return the name and the player of each file; of one that is gone or very large, the name alone."""
    return "".join(f"<div><code>{_escaped(str(path))}</code><br>{_file(path)}</div>" for path in paths)


def _file(path: Path) -> str:
    from mimetypes import guess_type  # late, as below: only notebooks need it

    try:
        return _player(guess_type(path.name)[0], path.read_bytes()) if path.stat().st_size <= _LARGEST else ""
    except OSError:
        return ""


def _row(tag: str, cells: Sequence[object]) -> str:
    texts = ("" if cell is None else _escaped(str(cell)) for cell in cells)
    return f"<tr>{''.join(f'<{tag}>{text}</{tag}>' for text in texts)}</tr>"


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
