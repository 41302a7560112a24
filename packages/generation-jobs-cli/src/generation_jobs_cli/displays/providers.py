"""The view of `genjobs providers`: which are installed, and what is missing to use them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from generation_jobs import ConfigurationError, ProviderInfo, provider_info, provider_names
from generation_jobs.errors import printable
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from generation_jobs_cli.displays.columns import Column, space_left, table_of
from generation_jobs_cli.displays.display import is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs import Settings
    from rich.console import RenderableType

_LEAST_SPACE = 24
"""Terminal columns in which every name of a variable is whole."""


class _Row(NamedTuple):
    """A provider, or why it cannot be used."""

    name: str
    provider: ProviderInfo | None
    problem: str = ""


_PIPE = 1000
"""Columns in a pipe, so that each provider has one line for grep."""


def show_providers(as_json: bool) -> None:
    """Print all providers, and what is wrong with packages that bring one: as a table or as JSON lines."""
    rows = [_row(name) for name in provider_names()]
    if as_json:
        for row in rows:
            typer.echo(json.dumps(_fields(row)))
        return
    console = Console(width=None if is_terminal() or "COLUMNS" in os.environ else _PIPE)
    console.print(_view(rows, console.width))
    for row in rows:
        for conflict in row.provider.conflicts if row.provider else ():
            console.print(conflict, markup=False)


def _view(rows: list[_Row], width: int) -> RenderableType:
    """Return a table, or where the names of variables do not fit into one, two lines for each provider."""
    if space_left(COLUMNS, rows, width) >= _LEAST_SPACE:
        return table_of(COLUMNS, rows)
    return Group(*(part for row in rows for part in _lines(row)))


def _lines(row: _Row) -> Iterator[RenderableType]:
    name, makes, client, key = (printable(str(column.cell(row))) for column in COLUMNS)
    yield Text.assemble((name, "bold"), "  ", " · ".join(filter(None, (makes, client))))
    yield Padding(Text(key, overflow="fold"), (0, 0, 0, 2))


def _row(name: str) -> _Row:
    try:
        return _Row(name, provider_info(name))
    except ConfigurationError as error:  # another package brings it, and is broken
        return _Row(name, None, str(error))


def _fields(row: _Row) -> dict[str, Any]:
    """Return what `--json` prints of a provider."""
    if row.provider is None:
        return {"provider": row.name, "ready": False, "problem": row.problem}
    settings, problem = row.provider.settings, None
    try:
        settings.from_env()
    except ConfigurationError as error:
        problem = str(error)
    if row.provider.missing_requirement:
        problem = f"not installed; run: pip install '{row.provider.missing_requirement}'"
    return {
        "provider": row.name,
        "ready": problem is None,
        "problem": problem,
        "makes": settings.makes,
        "package": row.provider.package,
        "variables": settings.variables(),
        "archived": settings.archived,
        "conflicts": row.provider.conflicts,
    }


def _makes(row: _Row) -> str:
    return row.provider.settings.makes if row.provider else ""


def _client(row: _Row) -> str:
    if row.provider is None:
        return ""
    if row.provider.missing_requirement:
        return f"pip install '{row.provider.missing_requirement}'"
    return row.provider.package or "installed"


def _key(row: _Row) -> str:
    if row.provider is None:
        return row.problem
    settings = row.provider.settings
    missing = settings.missing()
    state = f"no {' and '.join(missing)}" if missing else _checked(settings)
    return f"{state} ({settings.archived})" if settings.archived else state


def _checked(settings: type[Settings]) -> str:
    try:
        settings.from_env()
    except ConfigurationError as error:
        return str(error)
    return "set"


COLUMNS: tuple[Column[_Row], ...] = (
    Column("provider", lambda row: row.name, no_wrap=True),
    Column("makes", _makes, no_wrap=True),
    Column("client", _client, no_wrap=True),
    Column("key", _key),
)
